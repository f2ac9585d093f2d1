"""Raised numbers that call a note ("experience.⁴", "word¹²"): a copy has them on the line ("experience.4") or not at all.
Those in brackets ("experience.[4]") it has or has not.

A power says something (x², m³, s⁻¹, (a + b)²), the number of a note does not: so only those are notes' numbers that can
be nothing else, and whoever quotes a number behind a number has no form for it ("rose by 3.⁴" is not "rose by 3.4").
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

__all__ = ["has_notes", "with_plain_notes", "without_notes"]

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ON_THE_LINE = str.maketrans(_RAISED, "0123456789")
#: A year as prose has it: nobody raises one to a power.
_IN_YEAR = (
    r"\b(?:in|of|by|since|until|from|before|after|im|seit|bis|von|um|en|de|del|depuis|desde|hasta|\p{Lu}\p{Ll}{2,8})"
    r"\ (?:1[5-9]|20)\d\d"
)
#: Up to three figures, one after another or parted by commas ("word¹,²"), behind a letter, a closing mark or a year and
#: before the end of a word: neither a sign nor a letter or figure may follow. A page may have a little room before it.
_NOTE = regex.compile(
    rf"(?:(?<=[\p{{L}}\p{{M}}.,;:!?…)\]”’»›\"'\n])|(?<=[.!?…”] |\p{{Ll}}{{3}} )|(?<={_IN_YEAR}))"
    rf"[{_RAISED}]{{1,3}}(?:[,–-][{_RAISED}]{{1,3}})*+"
    rf"(?![\p{{L}}\p{{N}}⁺⁻ⁿ^°%]|[.,:/·–-]\d)"
)
#: The same in brackets: behind a mark that ends a clause, or behind a word, before which a space may stand, too.
_BRACKETED = regex.compile(
    r"(?:(?<=(?P<mark>[.,;:!?…”»]))|(?<=\p{L}{3})\ ?)"
    r"(?:\[(?:\d{1,3}(?:[,–-]\ ?\d{1,3})*+|note\ \d{1,3}|citation\ needed)\])+(?=[\s.,;:!?…\"”’»)]|$)"
)
#: What shows that a document numbers what it refers to so: elsewhere "item[3]" may be code.
_FIRST_BRACKETED = regex.compile(
    r"[.,;:!?…”»]\[\d{1,3}[],–-]|(?<=\p{L}{3}\ )\[1[],–-]|^\[1\]\ \p{Lu}\p{L}+\ \p{L}", regex.MULTILINE
)
_WORD = regex.compile(r"[\p{L}\p{M}]+$")
#: A word as prose writes it: one of four letters or more, or of three of which the last are small.
_PROSE = regex.compile(r"[\p{L}\p{M}]{4,}|\p{L}[\p{Ll}\p{Lo}\p{M}]{2}")
#: Words of three letters or more that have powers: units, functions, statistics.
_POWERS = frozenset({
    "mol", "min", "sec", "hrs", "rad", "deg", "cal", "bar", "ppm", "mmol", "kcal", "inch", "inches", "foot",
    "feet", "yard", "yards", "mile", "miles", "ohm", "volt", "volts", "watt", "meter", "meters", "metre",
    "metres", "centimeter", "centimeters", "centimetre", "centimetres", "millimeter", "millimeters", "millimetre",
    "millimetres", "kilometer", "kilometers", "kilometre", "kilometres", "second", "seconds", "hour", "hours",
    "day", "days", "minute", "minutes", "zoll", "meile", "meilen", "sekunde", "sekunden", "stunde", "stunden",
    "mètre", "mètres", "metro", "metros", "sin", "cos", "tan", "cot", "csc", "sinh", "cosh", "tanh", "log", "exp",
    "arcsin", "arccos", "arctan", "det", "dim", "lim", "max", "sup", "chi", "eta", "rho", "sigma",
})  # fmt: skip
#: What stands beside a factor of a formula.
_OPERATOR = regex.compile(r"[=+×·∙⋅*/÷<>≤≥≈∝∼^√∑∫−±|]")
_CLOSING = frozenset(".,;:!?)")
_MARKS = regex.compile(r"[.,;:!?…\"'”’»›]+$")
#: Words in brackets, of which no formula has two: "(see the appendix)⁵", not "(a + b)²".
_REMARK = regex.compile(r"(?<!\S)[(\[](?:\p{L}[\p{Ll}\p{M}]+[,;.]? )+\p{L}[\p{Ll}\p{M}]+[.!?]?[)\]]$")
_FIRST = regex.compile(rf"(?<=\p{{Ll}}{{3}}|[.,;:!?…”»]|{_IN_YEAR}|^)¹(?![\p{{L}}\p{{N}}⁺⁻])", regex.MULTILINE)
_REACH = 200


def has_notes(text: str) -> bool:
    """Whether any raised number in ``text`` may be that of a note; quick."""
    return _NOTE.search(text) is not None or _BRACKETED.search(text) is not None


def without_notes(text: str, *, document: str) -> str:
    """``text``, as long as it was, without the numbers of notes. ``document`` is the whole of what it is taken from."""
    raised = _replaced(text, ((a, b, "\u2060" * (b - a)) for a, b in _notes(text, document)))
    return _replaced(raised, ((a, b, "\u2060" * (b - a)) for a, b in _bracketed(raised, document)))


def with_plain_notes(text: str, *, document: str) -> str:
    """``text``, as long as it was, with the numbers of notes on the line, but for those that then would be read as part of
    a number before them. ``document`` is the whole of what it is taken from."""
    found = ((a, b) for a, b in _notes(text, document) if not _behind_a_number(text, a))
    return _replaced(text, ((a, b, text[a:b].translate(_ON_THE_LINE)) for a, b in found))


def _replaced(text: str, changes: Iterator[tuple[int, int, str]]) -> str:
    parts, done = [], 0
    for start, end, new in changes:
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def _notes(text: str, document: str) -> Iterator[tuple[int, int]]:
    for found in _NOTE.finditer(text):
        if _calls_a_note(text, found.start(), found.end(), document):
            yield found.span()


def _bracketed(text: str, document: str) -> Iterator[tuple[int, int]]:
    behind_words = _FIRST_BRACKETED.search(document) is not None
    yield from (found.span() for found in _BRACKETED.finditer(text) if found["mark"] or behind_words)


def _calls_a_note(text: str, start: int, end: int, document: str) -> bool:
    before = text[max(start - _REACH, 0) : start]
    if _OPERATOR.match(text[end:].lstrip()[:1]):
        return False
    if before[-1].isdigit():
        return _FIRST.search(document) is not None
    if before[-1] == " " and before[-2:-1].isalpha():  # and not "a ² b"
        return text[end : end + 1] in _CLOSING and _FIRST.search(document) is not None
    if before[-1] in "\n ":  # the number of the note itself, or one at the end of a line
        return regex.match(r" +\p{L}" if before[-1] == "\n" else r"\s*\n|$", text[end:]) is not None
    if before[-1] in ")]":
        return _REMARK.search(before) is not None
    prime = before[-1] in "'’\"!" and before[-2:-1] not in {".", ",", "?", "!", "…"}  # x'², n!², or a quotation's end
    word = _WORD.search(before[:-1] if prime else before)
    if word is None:
        return not prime  # behind a mark that ends a sentence or a clause: nothing there has a power
    beside = before[: word.start()].rstrip()[-1:]
    if not _PROSE.fullmatch(word.group()) or word.group().casefold() in _POWERS or _OPERATOR.match(beside):
        return False
    # "velocity²" may be a square, unless the document numbers its notes from 1.
    return text[start:end] not in {"²", "³"} or _FIRST.search(document) is not None


def _behind_a_number(text: str, start: int) -> bool:
    before = text[max(start - 10, 0) : start]
    if before[-1:].isnumeric():
        return True
    marks = _MARKS.search(before)
    return marks is not None and before[: marks.start()][-1:].isnumeric()
