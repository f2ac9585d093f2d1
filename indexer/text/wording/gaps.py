"""What stands between two letters or digits, as a number: how far it parts them, and the symbols in it that mean something.

The lowest two bits are the kind; above them is a checksum of the symbols, 0 without any.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from zlib import crc32

import numpy as np
import regex
from numpy.typing import NDArray

__all__ = ["Codes", "Gap", "agree", "attached", "gap_code", "kind_of", "symbols_of"]

Codes = NDArray[np.uint32]


class Gap(IntEnum):
    """NONE: one word. SOFT: one word or two, as one likes (a hyphen, a line break at one, markup). HARD: two words.
    APOSTROPHE: inside a word, where it makes another one (its, it's)."""

    NONE = 0
    SOFT = 1
    HARD = 2
    APOSTROPHE = 3


_KIND_BITS = 2

#: Which kinds of gap are the same but for form.
_SAME = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]], dtype=bool)

_DASH = r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
#: Mathematical signs and currencies, per cent and ampersand; not what bullets, tables, arrows and strikes are made of.
_SYMBOL = r"[[\p{Sm}\p{Sc}%‰&]--[|~¬←-⇿\u2044\u2212]]"

_INVISIBLE = regex.compile(r"[\u00ad\u200c-\u200f\u2060-\u2064\ufeff\ufe00-\ufe0f\u034f]+")
_APOSTROPHE = regex.compile(r"['\u2018\u2019\u02bc\uff07\u00b4`\u2032]")
_SOFT = regex.compile(rf"(?:[*_`~\[\]\"“”„‟«»‹›\u200b]|[{_DASH}])+(?:(?<=[{_DASH}])\s+)?")
_SIGN = regex.compile(rf"[\s(\[<>=≤≥][{_DASH}]$")
_POINT = regex.compile(r"[\s(\[<>=≤≥]\.$")
_SYMBOLS = regex.compile(_SYMBOL, regex.VERSION1)
#: What marks a line as quoted, or as an item of a list, is no symbol.
_LINE_MARK = regex.compile(r"(?<=[\r\n])[ \t]*(?:(?:>[ \t]?)+|\+[ \t])")
_BEFORE = regex.compile(rf"(?:{_SYMBOL}|(?<![^\s(\[<>=≤≥])(?<!\d\s)[{_DASH}])+$", regex.VERSION1)
_AFTER = regex.compile(rf"(?:{_SYMBOL})+", regex.VERSION1)

#: Longer gaps are known by their two ends.
_LENGTH = 200


def kind_of(codes: Codes) -> Codes:
    """The Gap of each code."""
    return codes & np.uint32((1 << _KIND_BITS) - 1)


def symbols_of(codes: Codes) -> Codes:
    """A number for the symbols in the gap of each code; 0 without any."""
    return codes >> np.uint32(_KIND_BITS)


def agree(first: Codes, second: Codes) -> bool:
    """Whether two rows of gaps are the same but for form."""
    if not np.array_equal(symbols_of(first), symbols_of(second)):
        return False
    return bool(_SAME[kind_of(first), kind_of(second)].all())


def gap_code(gap: str, left_digit: bool, right_digit: bool) -> int:
    """The code of the text between two letters or digits."""
    return _code(gap if len(gap) <= _LENGTH else gap[: _LENGTH // 2] + gap[-_LENGTH // 2 :], left_digit, right_digit)


@lru_cache(maxsize=50_000)
def _code(gap: str, left_digit: bool, right_digit: bool) -> int:
    gap = _INVISIBLE.sub("", gap)
    symbols = _symbols(gap, left_digit, right_digit)
    checksum = crc32(symbols.encode()) >> _KIND_BITS << _KIND_BITS if symbols else 0
    return checksum | _kind(gap, left_digit, right_digit)


def _kind(gap: str, left_digit: bool, right_digit: bool) -> Gap:
    both = left_digit and right_digit
    if not gap:
        return Gap.NONE if left_digit == right_digit else Gap.SOFT
    if left_digit == right_digit and not both and _APOSTROPHE.fullmatch(gap):
        return Gap.APOSTROPHE
    if left_digit != right_digit:
        return Gap.SOFT
    return Gap.SOFT if not both and _SOFT.fullmatch(gap) else Gap.HARD


def _symbols(gap: str, left_digit: bool, right_digit: bool) -> str:
    """The symbols of a gap in order; a dash is one where it is a number's sign, a point, comma, colon or stroke inside."""
    if left_digit and right_digit and gap in (".", ",", ":", "/", "\u2044"):
        return gap.replace("\u2044", "/")
    found = "".join(_SYMBOLS.findall(_LINE_MARK.sub(" ", gap)))
    if right_digit and not (left_digit and not gap.strip(" ").startswith("(")) and _SIGN.search(gap):
        found += "-"
    if right_digit and _POINT.search(gap):
        found += "."
    return found


def attached(text: str, start: int, end: int) -> tuple[str, str]:
    """The symbols that touch ``text[start:end]`` at a digit: before its first code point, and behind its last.

    "-5" and "5 %" without their sign or per cent say something else; those that belong to letters do not matter.
    """
    before = after = ""
    if text[start : start + 1].isdecimal():
        found = _BEFORE.search(text, max(start - 4, 0), start)
        before = found.group() if found else ""
    if text[end - 1 : end].isdecimal():
        follows = _AFTER.match(text, end, end + 4)
        after = follows.group() if follows else ""
    return regex.sub(f"[{_DASH}]", "-", before), after
