"""Does a sentence say of the first what is asked of the second, or of May what is asked of June? What happened to one of
several is not said of another."""

from __future__ import annotations

from itertools import pairwise

import regex

from indexer.model.stated.dates import MONTH_NUMBERS, MONTHS
from indexer.searching.ranking.judging.numbered_names import is_of_other_numbers, numbers_of_names

__all__ = ["Ordinals"]

#: Ordinals by what they count to, in words and figures; German ones without their endings.
_WORDS = (
    "first 1st erst premier première primer primero primera primo prima primeiro primeira",
    "second 2nd zweit deuxième segundo segunda secondo seconda",
    "third 3rd dritt troisième tercer tercero tercera terzo terza terceiro terceira",
    "fourth 4th viert quatrième cuarto cuarta quarto quarta",
    "fifth 5th fünft cinquième quinto quinta",
    "sixth 6th sechst sixième sexto sexta sesto sesta",
    "seventh 7th siebt siebent septième séptimo séptima settimo settima sétimo sétima",
    "eighth 8th acht huitième octavo octava ottavo ottava oitavo oitava",
)
_GERMAN = ["erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "siebent", "acht"]


def _spelt(words: str) -> str:
    """The pattern of the words for one ordinal."""
    return "|".join(f"{word}(?=e[nmrs]?\\b)" if word in _GERMAN else word for word in words.split())


#: A group for each count: a table of words would lack some that match in whatever case, as "ſ" is an s and "İ" an i.
_WORD = rf"(?:{'|'.join(f'(?P<n{n}>{_spelt(words)})' for n, words in enumerate(_WORDS, start=1))})(?:e[nmrs]?)?"
_ORDINAL = regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_WORD}(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)
_NAMED = regex.compile(rf"{_ORDINAL.pattern}\ (?P<name>\p{{L}}{{3,}})", regex.IGNORECASE)

#: Letters by which a name is known again, since it may be inflected.
_STEM = 5

#: Names that are other words, too, without their capital; the month that is asked for, and those that a text has, in words
#: or in the digits of a day.
_MONTH = "|".join(sorted(MONTHS - {"may", "march", "mars"}))
_SURE_MONTH = rf"(?:(?i:{_MONTH})|May|March|mars)"
_MONTH_ASKED = regex.compile(rf"\b(?i:in|during|im|en|nel|em)\s+(?P<month>{_SURE_MONTH})\b")
_MONTH_NAMED = regex.compile(rf"(?<!\p{{L}})(?P<month>{_SURE_MONTH})(?!\p{{L}})")
#: What stands between two months that mean those between them, too, and how far these are apart; and before one from which
#: on something is so.
_TO = regex.compile(
    r"\b(?:to|until|till|through|bis|jusqu\p{L}*|au|à|al|a|hasta|tot|fino|ao|até)\b|[–—-]|t/m", regex.IGNORECASE
)
_APART = 30
_SINCE = regex.compile(
    r"\b(?:since|ab|seit|depuis|dès|à\ partir\ de|a\ partir\ de|desde|dal|vanaf|sinds)\s+(?:\d\d?\.?\s+)?$",
    regex.IGNORECASE,
)
_DAY = regex.compile(
    r"""(?<![\p{L}\p{N}.,/-])(?:(?:19|20)\d\d-(?P<month>\d\d)-\d\d|\d\d?([.-])(?P<month>\d\d?)\2(?:19|20)\d\d|
    (?P<month>\d\d?)/(?P<other>\d\d?)/(?:19|20)?\d\d)(?![\p{L}\p{N}]|[./-]\p{N})""",
    regex.VERBOSE,
)


class Ordinals:
    """Which of several one question asks for: "the second invoice", or what was in February."""

    def __init__(self, question: str) -> None:
        self._numbered = numbers_of_names(question)
        self._asked = list(_named(question))
        self._months = {MONTH_NUMBERS[found["month"].lower()] for found in _MONTH_ASKED.finditer(question)}

    def are_others(self, said: str, above: str = "") -> bool:
        """Whether a text counts what is asked for by another ordinal than the question does, or it, or else what stands
        ``above`` it, names another month, and has this one nowhere."""
        if self._months and self._months.isdisjoint(months := _months_of(said) or _months_of(above)) and months:
            return True
        if is_of_other_numbers(self._numbered, said):
            return True
        if not self._asked:
            return False
        counts, named = set(map(_count, _ORDINAL.finditer(said))), list(_named(said))
        return any(count not in counts and any(name == other for _, other in named) for count, name in self._asked)


def _months_of(text: str) -> set[int]:
    """The months that a text names or has days of, and those between two; both that a day with strokes may be of."""
    named = list(_MONTH_NAMED.finditer(text))
    numbers = [MONTH_NUMBERS[found["month"].lower()] for found in named]
    found = set(numbers)
    for (one, other), (first, last) in zip(pairwise(named), pairwise(numbers), strict=True):
        between = text[one.end() : other.start()]
        if len(between) <= _APART and _TO.search(between):
            found |= {(first + n - 1) % 12 + 1 for n in range((last - first) % 12)}
    if any(_SINCE.search(text, 0, one.start()) for one in named):
        found |= set(range(1, 13))
    for day in _DAY.finditer(text):
        found |= {int(day["month"]), int(day["other"] or day["month"])}
    return found


def _named(text: str) -> list[tuple[int, str]]:
    return [(_count(found), found["name"].casefold()[:_STEM]) for found in _NAMED.finditer(text)]


def _count(found: regex.Match[str]) -> int:
    """What an ordinal counts to."""
    return next(n for n in range(1, len(_WORDS) + 1) if found[f"n{n}"])
