"""Is something asked by a name with a number that no passage has, while others have the name with other numbers? The price
of an Aero 5 is not that of an Aero 7, whatever else has a 7. Nor is the rent of Flat A that of Flat B."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import regex

from indexer.model.stated.dates import MONTHS
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query
from indexer.text.analysis.languages.wanted.number_words import COUNTED_OFF

__all__ = ["asks_for_another", "has_another", "is_of_other_numbers", "numbers_of_names"]

#: A name, or what is counted off in documents and buildings, with the number that tells it from others. Days and years say
#: when; what follows a month may be either.
_NUMBERED = regex.compile(
    rf"""(?<![\p{{L}}\p{{N}}])(?P<name>\p{{Lu}}[\p{{L}}-]+|(?i:{COUNTED_OFF}|classe?s?|chromosomes?))
    \ (?P<number>\d{{1,3}})(?![\p{{L}}\d%°]|[.,:/-]\d|\ ?(?:\p{{Sc}}|st|nd|rd|th)\b)""",
    regex.VERBOSE,
)
#: Any other word may be a name ("crane 3"), if what follows the number is nothing that is counted, and the word says
#: nothing of how much it is.
_PERHAPS = regex.compile(
    r"""(?<![\p{L}\p{N}])(?P<name>\p{Ll}{3,})\ (?P<number>\d{1,3})(?![\p{L}\d%°]|[.,:/-]\d|\ ?\p{Sc})
    (?=\s*[?.!]?\s*$
      |\ (?!\p{Lu}|(?:people|men|women|children|percent|hundred|thousand|million|billion|m|k?g|km|[cm]m|m?l)\b)
       (?:(?:is|was|has|does)\b|\p{L}+(?<!s)\b))""",
    regex.VERBOSE,
)
_HOW_MUCH = regex.compile(
    r"""costs?|paid|pays?|weigh\p{L}*|takes?|lasts?|measures?|exceeds?|reach\p{L}*|under|over|least|most|about|only|exactly|
    almost|nearly|top|first|last|next|within|after|before|than|until|since|around|with|from|between|killed|aged?|turn(?:s|ed)?|
    scored?|won|lost|earns?|sold|born|died|holds?|lifts?|have|has|had|was|were|are|these|those|they|them|only|every|year""",
    regex.VERBOSE,
)
#: A name with a letter that tells it from others: "Flat A", "Annex C".
_LETTERED = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?P<name>\p{{Lu}}\p{{Ll}}+|(?i:{COUNTED_OFF}|flat|group|block|annex|room))"
    r"\ (?P<number>\p{Lu})(?![\p{L}\p{N}.'’]|\ \p{Lu}\p{Ll})",
    regex.VERBOSE,
)
#: The same with a number in words or in Roman figures, and a version: "Hall Two", "Phase III", "borg 2.1".
_SPELT_NUMBERS = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten",
        "eins zwei drei vier fünf sechs sieben acht neun zehn",
        "un deux trois quatre cinq six sept huit neuf dix",
        "uno dos tres cuatro cinco seis siete ocho nueve diez",
        "uno due tre quattro cinque sei sette otto nove dieci",
        "- ii iii iv - vi vii viii ix -",
    )
    for number, word in enumerate(words.split(), 1)
    if word != "-"
}
_SPELT = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?P<name>\p{{Lu}}[\p{{L}}-]+|(?i:{COUNTED_OFF}|flat|group|class|halls?|classe?s?))"
    rf"\ (?P<number>(?=\p{{Lu}})(?i:{'|'.join(_SPELT_NUMBERS)}))(?![\p{{L}}\p{{N}}-])",
    regex.VERBOSE,
)
_VERSION = regex.compile(
    r"""(?<![\p{L}\p{N}])(?P<name>\p{L}{3,})\ (?P<number>\d{1,3}(?:\.\d{1,3}){1,2})(?![\p{L}\d%°]|[,:/-]\d|\ ?\p{Sc})
    (?=\s*[?.!]?\s*$|\ (?:(?:is|was|has|does)\b|\p{L}+(?:ed|wn|lt|nt)\b))""",
    regex.VERBOSE,
)
#: A figure with a sign that makes it a name: "/24", "§ 5", "#41".
_SIGNED = regex.compile(r"(?<![\p{L}\p{N}.:/])(?P<sign>[/#§№])\ ?(?P<number>\d{1,5})(?![\p{L}\d/]|[.,:]\d)")
_DIGIT = regex.compile(r"\d")
_FIGURE = regex.compile(rf"\d{{1,3}}(?:\.\d+)*|{'|'.join(_SPELT_NUMBERS)}")
#: "I" is a word behind a name: "the flat I have".
_LETTER, _ANY_LETTER = regex.compile(r"[a-hj-z]"), regex.compile(r"[a-z]")

#: Forms of words that are looked at behind a name for its number, and code points between the two, at most.
_FORMS, _GAP = 3, 2

#: Code points between an ordinal number and what it counts: "4. Kapitel", and not "4 chapters".
_ORDINAL = 2


def asks_for_another(matches: Matches, query: Query) -> bool:
    """Whether a name with a number is asked for that no candidate has, and one has that name with another number."""
    return any(_is_another(matches, name, number) for name, number in _asked(query))


def has_another(matches: Matches, query: Query, place: int) -> bool:
    """Whether the passage at ``place`` of a small index, or what stands above it, has a name that is asked for with other
    numbers or letters alone; in any, whether it lacks a figure that is asked for with its sign ("/24", "§ 5")."""
    if _lacks_signed(matches, query, place):
        return True
    if not matches.of_few_passages:
        return False
    asked = dict[str, set[str]]()
    for name, number in (*_asked(query), *_lettered(query)):
        asked.setdefault(name, set()).add(number)
    return any(_has_others(matches, name, numbers, place) for name, numbers in asked.items())


def is_of_other_numbers(asked: Mapping[str, Collection[str]], said: str) -> bool:
    """Whether a text has a name that a question has with a number, and with another one alone, where one of the two is in
    words or Roman figures: of figures it is known by the words themselves ("Hall One" for "hall 2"). ``asked`` are the
    ``numbers_of_names`` of the question."""
    if not asked:  # as in nearly all questions
        return False
    named = numbers_of_names(said)
    return any(
        name in named
        and {_in_figures(number) for number in numbers}.isdisjoint(map(_in_figures, named[name]))
        and not all(map(str.isdecimal, (*numbers, *named[name])))
        for name, numbers in asked.items()
    )


def numbers_of_names(text: str) -> dict[str, set[str]]:
    """The names of a text that stand beside numbers, in small letters, each with these: "hall" with "one" and "2"."""
    found = dict[str, set[str]]()
    for one in (*_SPELT.finditer(text), *_NUMBERED.finditer(text), *_PERHAPS.finditer(text)):
        found.setdefault(one["name"].lower(), set()).add(one["number"].lower())
    return found


def _lacks_signed(matches: Matches, query: Query, place: int) -> bool:
    asked = {found["number"].lstrip("0") or "0" for found in _SIGNED.finditer(query.typed.words)}
    if not asked:  # as in nearly all questions
        return False
    names, places = matches.candidates.lexicon.words, matches.words_at(place)
    found = {names[n] for n in matches.candidates.words[places.start : places.stop].tolist()}
    return not asked <= {name.lstrip("0") or "0" for name in found}


def _has_others(matches: Matches, name: str, numbers: set[str], place: int) -> bool:
    if name not in matches.terms.names:
        return False
    own = matches.words_at(place)
    places = matches.at[matches.which == matches.terms.names.index(name)].tolist()
    beside = {label for at in places if at in own for label in _beside(matches, at, numbers)}
    return bool(beside) and beside.isdisjoint(numbers)


def _beside(matches: Matches, at: int, numbers: set[str]) -> Iterator[str]:
    """The numbers and letters beside a word; "I" where that is asked for: "Chapter I"."""
    yield from _figures_beside(matches, at, _FIGURE)
    yield from _figures_beside(matches, at, _ANY_LETTER if "i" in numbers else _LETTER)


def _lettered(query: Query) -> Iterator[tuple[str, str]]:
    terms = {exact: term.term for term in query.content for exact in term.exacts}
    for found in _LETTERED.finditer(query.typed.words):
        name = terms.get(found["name"].lower())
        if name is not None:
            yield name, found["number"].lower()


def _asked(query: Query) -> Iterator[tuple[str, str]]:
    """The terms of names with their numbers, as they are asked for."""
    words = query.typed.words
    terms = {exact: term.term for term in query.content for exact in term.exacts}
    named = [*_SPELT.finditer(words)]
    if _DIGIT.search(words):
        perhaps = (*_PERHAPS.finditer(words), *_VERSION.finditer(words))
        named += [*_NUMBERED.finditer(words), *(found for found in perhaps if not _HOW_MUCH.fullmatch(found["name"]))]
    for found in named:
        name = terms.get(found["name"].lower().rstrip("."))
        if name is not None and found["name"].lower() not in MONTHS:
            yield name, _in_figures(found["number"].lower())


def _is_another(matches: Matches, name: str, number: str) -> bool:
    if name not in matches.terms.names:
        return False
    others = False
    for at in matches.at[matches.which == matches.terms.names.index(name)].tolist():
        for figure in _figures_beside(matches, at, _FIGURE):
            if figure == number:  # as nearly always, soon
                return False
            others = True
    return others


def _figures_beside(matches: Matches, at: int, like: regex.Pattern[str]) -> Iterator[str]:
    """The numbers (or letters: what is ``like`` that) just behind the word at a place, and just before it."""
    found = matches.candidates
    names, run, total = found.lexicon.words, found.run_of_word[at], len(found.words)
    for other in range(max(at - _FORMS, 0), min(at + _FORMS + 1, total)):
        if other == at or found.run_of_word[other] != run or not like.fullmatch(names[found.words[other]]):
            continue
        starts, lengths = found.standing.of(np.array([at, other]))
        (begin, start), (end, stop) = starts.tolist(), (starts + lengths).tolist()
        figure = names[found.words[other]]
        if 0 <= start - end <= _GAP or (begin - stop == _ORDINAL and figure not in _SPELT_NUMBERS):
            yield _in_figures(figure)


def _in_figures(number: str) -> str:
    """A number in figures, without the zeros before it."""
    return _SPELT_NUMBERS.get(number, number.lstrip("0") or "0")
