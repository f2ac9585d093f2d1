"""What looks like the end of a sentence and is none: abbreviations, initials, ordinal numbers, quotations that go on.

The rules are of many languages and hold for each text, whatever it is in: none of them meets what others write.
"""

from __future__ import annotations

import regex

from indexer.documents.splitting.abbreviations import (
    ABBREVIATIONS,
    AFTER_NUMBERS,
    BEFORE_NUMBERS,
    ENGLISH,
    MAY_STAND_LAST,
    MOST_PARTS,
    UNITS,
)
from indexer.text.analysis.languages.function_words import OF_ANY_LANGUAGE

__all__ = ["goes_on"]

#: Code points before a mark that are looked at, and on both sides of it for letters that tell the language.
_BEFORE = 40
_AROUND = 400

_INITIAL = regex.compile(r"(?:^|[\s(\[])(?:\p{Lu}|(?<!\p{Nd}\s)(?=\p{L})[\p{Arabic}\p{Hebrew}])\.$")
_ITEM = regex.compile(r"\s*\p{L}\.\s+")
_SHORTENED = regex.compile(r"[\p{L}\p{M}.]+(?=\.$)")
_HYPHENATED = regex.compile(r"\p{L}[\p{L}.]*-[\p{L}.-]+(?=\.$)")
_SPACED = regex.compile(r"(?:\p{L}{1,4}\.\s?)+\p{L}{1,4}(?=\.$)")
#: Further authors of a work, before its year or what was found: "Meyer et al. (2019)".
_AND_OTHERS = regex.compile(r"\bet\s+al\.$")
_CONTINUES = regex.compile(r"[\s\"'”’)\]»]*[\p{Ll},;:]")
_ENDED_FOR_SURE = ("。", "！", "？", "｡")

#: What closes a part of a sentence, before its stop.
_CLOSED = frozenset(")]\"'”’»%")

#: What goes on behind a quotation of Chinese or Japanese: a comma, or a particle.
_QUOTED = regex.compile(r"[。！？｡][」』）”’]+$")
_BEHIND_QUOTED = regex.compile(r"[、，,]|と|って|は(?!い)|が|を|に|の|も|や|へ|など|という")

_NUMBERED = regex.compile(r"(?:(\p{L}+)\s)?(?:(\p{Nd}{1,2})|[IVX]{2,6})\.$")
_NUMBER_BEFORE = regex.compile(r"\p{Nd}\s\p{L}+\.$")
_WORD = regex.compile(r"\p{L}+")
_ONE_LETTER = regex.compile(r"\p{L}(?!\p{L})")
_TURKISH = regex.compile("[ığİ]")

#: Months that languages write large behind the day.
_MONTH_NAMES = """
januar jänner februar märz april mai juni juli august september oktober november dezember december
"""

#: What stands before an ordinal number in German.
_GERMAN_BEFORE_ORDINALS = """
der die das dem den des im am vom zum zur beim ins seit ein eine einen einem einer eines und oder bis
jede jeden jedem jeder jedes
"""

#: What German names of streets end with, before their number: "Hauptstr. 5".
_STREET = "str"

#: What opens a sentence and is no surname, as "Le", "De", "Do", "He" and "An" are: "vitamin C. The" against "J. Le Goff".
_NO_SURNAMES = """
the this these those that there they it its we our his her their if when while after before because although though
however as but and or not in on at for from by with since then thus what which where most some many each every both such
der die dies diese dieser es wir wenn im zum zur bei nach auch für mit ein eine sind ist kann
il elle ils elles cette ces dans pour este esta estos estas questo questa deze het
"""

#: The words, in small letters, that may be short for others, wherever they stand.
_MAY_BE_SHORT = frozenset(map(str.lower, ENGLISH | ABBREVIATIONS | AFTER_NUMBERS))

_INITIAL_OPENERS = frozenset(_NO_SURNAMES.split())
_MONTHS, _BEFORE_ORDINALS = frozenset(_MONTH_NAMES.split()), frozenset(_GERMAN_BEFORE_ORDINALS.split())


def goes_on(text: str, previous: int, start: int) -> bool:
    """Whether the sentence that begins at ``previous`` goes on at ``start``, where white space or a mark may part it."""
    before = text[max(previous, start - _BEFORE) : start].rstrip()
    if before.endswith(_ENDED_FOR_SURE):
        return False
    if text[start] in ")]" and not text[start - 1].isspace():
        return True  # "(p. 5 f.)."
    if not text[start].isupper() and _CONTINUES.match(text, start):
        return True
    if not before.endswith("."):
        return _QUOTED.search(before) is not None and _BEHIND_QUOTED.match(text, start) is not None
    last = before[-2:-1]
    if last in _CLOSED:
        return False  # no abbreviation, initial or number
    if last.isdecimal():
        return _is_ordinal(before, text, start)
    if before.endswith("al.") and _AND_OTHERS.search(before):
        return not _opens_sentence(text, start)
    word = before[:-1].rpartition(" ")[2]
    if len(word) > 1 and word.isalpha() and not word.isupper():
        if word.lower() not in _MAY_BE_SHORT and not text[start].isdecimal() and "." not in before[-8:-1]:
            return False  # as of nearly all: none of the reasons below
        return (
            _is_short(word, text, start)
            or _is_short_in_parts(before, text, start)
            or _counts(word, before, text, start)
        )
    shortened = (found for found in (_SHORTENED.search(before), _HYPHENATED.search(before)) if found is not None)
    if any(_is_short(found.group(), text, start) for found in shortened) or _is_short_in_parts(before, text, start):
        return True
    if _ITEM.fullmatch(text, previous, start) is not None:
        return True
    if _INITIAL.search(before) is not None:
        return not _opens_sentence(text, start, _INITIAL_OPENERS)
    return _is_ordinal(before, text, start)


def _is_short(word: str, text: str, start: int) -> bool:
    """Whether a word is short for another before what begins at ``start``, and does not end a sentence there."""
    if text[start].isdecimal() and (word.lower() in BEFORE_NUMBERS or word.endswith(_STREET)):
        return True
    return _is_known(word) and not _stands_last(word, text, start)


def _stands_last(word: str, text: str, start: int) -> bool:
    """Whether a known abbreviation ends a sentence, as far as what follows tells: "5 kg. The", but "Fig. A", "M. Le"."""
    is_unit = (word if len(word) == 1 else word.lower()) in UNITS
    if not is_unit and word.lower() not in MAY_STAND_LAST:
        return False
    return _opens_sentence(text, start) and (is_unit or not _ONE_LETTER.match(text, start))


def _is_known(word: str) -> bool:
    """Whether a word is short for another whatever follows; in capitals alone it is most often a name."""
    small = word.lower()
    if small in ENGLISH or word in ABBREVIATIONS:
        return True
    return small in ABBREVIATIONS and not (len(word) > 1 and word.isupper())


def _is_short_in_parts(before: str, text: str, start: int) -> bool:
    """Whether what ends here is an abbreviation of several words with spaces between: "z. B.", "p. ej."."""
    found = _SPACED.search(before) if "." in before[-8:-1] else None
    if found is None:
        return False
    parts = "".join(found.group().split()).split(".")
    return any(_is_short(".".join(parts[-size:]), text, start) for size in range(2, MOST_PARTS + 1))


def _counts(word: str, before: str, text: str, start: int) -> bool:
    """Whether a number of millions stands before what they are of: "5 Mio. Euro"."""
    if word.lower() not in AFTER_NUMBERS or _NUMBER_BEFORE.search(before) is None:
        return False
    return not _opens_sentence(text, start)


def _is_ordinal(before: str, text: str, start: int) -> bool:
    """Whether a number with a stop is an ordinal one: "3. Oktober", "der 2. Weltkrieg", "II. Dünya Savaşı"."""
    found = _NUMBERED.search(before)
    following = _WORD.match(text, start)
    if found is None or following is None:
        return False
    if found[2] and following.group().lower() in _MONTHS:
        return True
    if _opens_sentence(text, start):
        return False
    if found[2] and found[1] and found[1].lower() in _BEFORE_ORDINALS:
        return True
    return _TURKISH.search(text, max(start - _AROUND, 0), start + _AROUND) is not None


def _opens_sentence(text: str, start: int, openers: frozenset[str] | None = None) -> bool:
    """Whether a word begins at ``start`` that is written large for nothing but beginning a sentence: a function word, where
    no ``openers`` are given."""
    found = _WORD.match(text, start)
    return found is not None and found.group().lower() in (openers or OF_ANY_LANGUAGE)
