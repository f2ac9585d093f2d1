"""Who is named in a sentence, and whether by a name or by a word that stands for a man or a woman."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from indexer.model.stated.dates import MONTHS
from indexer.text.analysis.languages.function_words import FUNCTION_WORDS

__all__ = ["COMMON", "OWN", "PRONOUNS", "TITLES", "WORD", "Named", "begins_with", "first_word", "named", "sex"]

#: Words of the languages that write names with a capital, and are none where a sentence begins with them.
COMMON = frozenset[str]().union(
    *(FUNCTION_WORDS[name] for name in ("english", "german", "french", "spanish", "italian", "portuguese", "dutch"))
)
WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*")

#: What a sentence begins with that stands for somebody named before, a man or a woman; with a word that belongs to him,
#: another is spoken of: "His father was a cooper."
_HE = frozenset(["he", "er", "il", "él", "hij", "egli", "lui"])
_SHE = frozenset(["she", "elle", "ella", "zij", "lei"])
_THEY = frozenset(["they", "ils", "elles", "ellos", "ellas", "ze", "essi"])
_OWN_WORDS = """
    my our his her their mein meine meinem unser unsere sein seine seinem ihr ihre ihrem mon ma mes notre nos son sa ses
    leur leurs mi mis nuestro nuestra su sus mijn onze zijn haar hun mio mia nostro nostra suo sua loro il-suo
"""
OWN = frozenset(_OWN_WORDS.split())
_HIS, _HER = frozenset(["his", "seine", "sein", "zijn"]), frozenset(["her", "ihre", "ihr", "haar"])
_MR = frozenset(
    ["mr", "herr", "herrn", "sir", "señor", "don", "monsieur", "meneer", "dhr", "signor", "father", "brother"]
)
_MRS = frozenset(
    ["mrs", "ms", "miss", "frau", "señora", "doña", "madame", "mme", "mevrouw", "mevr", "signora", "sister"]
)
TITLES = _MR | _MRS | frozenset(["dr", "prof", "rev", "revd", "doctor", "doctora", "dottor", "dottoressa"])

#: Before a name of a place.
_AT_WORDS = "in at near from to aus bei nach à chez en te uit a da"
_AT = frozenset(_AT_WORDS.split())

#: What stands for somebody named before.
PRONOUNS = _HE | _SHE | _THEY


class Named(NamedTuple):
    """A name in a sentence: the code point at which it begins, its words in small letters, whether it may be a place."""

    start: int
    words: tuple[str, ...]
    place: bool


def first_word(text: str) -> str:
    """The first word of a text, in small letters; "" where it has none."""
    found = WORD.search(text)
    return found.group().lower() if found else ""


def begins_with(text: str, one: Named) -> bool:
    """Whether a sentence begins with a name, but for a title or articles."""
    before = [word.lower() for word in WORD.findall(text[: one.start])]
    return all(word in TITLES or word in COMMON for word in before) or len(before) <= 1


def sex(word: str) -> str:
    """ "m" of a word that stands for or names a man, "f" for a woman, "" of others."""
    if word in _HE | _HIS | _MR:
        return "m"
    return "f" if word in _SHE | _HER | _MRS else ""


def named(text: str) -> list[Named]:
    """The names in a sentence: words with a capital that stand one after the other, of which the first word of the sentence
    is none where it is a word of the language."""
    return list(_names_in(text))


def _names_in(text: str) -> Iterator[Named]:
    run: list[regex.Match[str]] = []
    before = ""
    words = list(WORD.finditer(text))
    for i, word in enumerate(words):
        spelt = word.group()
        if spelt[0].isupper() and spelt.lower() not in COMMON and spelt.lower() not in MONTHS:
            joined = run and regex.fullmatch(r"\.?\s+", text[run[-1].end() : word.start()])
            if run and not joined:
                yield _made(run, before)
                run, before = [], words[i - 1].group().lower()
            if not run:
                before = words[i - 1].group().lower() if i else ""
            run.append(word)
        elif run:
            yield _made(run, before)
            run = []
    if run:
        yield _made(run, before)


def _made(run: list[regex.Match[str]], before: str) -> Named:
    return Named(run[0].start(), tuple(word.group().lower() for word in run), before in _AT)
