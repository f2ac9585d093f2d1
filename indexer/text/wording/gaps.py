"""What stands between two letters or digits, as a number: how far it parts them, and the symbols in it that mean something.

The lowest three bits are the kind; above them is a checksum of the symbols, 0 without any.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from zlib import crc32

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.text.wording.folds import VOWEL_MARKS

__all__ = ["EITHER", "Codes", "Gap", "agree", "attached", "gap_code", "kind_of", "parted", "reach", "symbols_of"]

Codes = NDArray[np.uint32]


class Gap(IntEnum):
    """NONE: one word. SOFT: one word or two, as one likes (a hyphen, a line break at one, markup). HARD: two words.
    APOSTROPHE: inside a word, where it makes another one (its, it's). PREFIX: a hyphen without which the word would be
    another one (re-sign, resign)."""

    NONE = 0
    SOFT = 1
    HARD = 2
    APOSTROPHE = 3
    PREFIX = 4


#: What stands for a space between two digits that may be there or not.
EITHER = "\u2064"

_KIND_BITS = 3

#: Which kinds of gap are the same but for form.
_SAME = np.array(
    [[1, 1, 0, 0, 0], [1, 1, 1, 0, 1], [0, 1, 1, 0, 1], [0, 0, 0, 1, 0], [0, 1, 1, 0, 1]],
    dtype=bool,
)

_DASH = r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
#: Mathematical signs and currencies, per cent and ampersand; not what bullets, tables, arrows and strikes are made of.
_SYMBOL = r"[[\p{Sm}\p{Sc}%％‰&]--[|~¬←-⇿\u2044\u2212]]"
#: What a number's sign stands behind, where it is not at the beginning.
_OPEN = r"\s(\[{<>=≤≥≈~:;,/*_|\"“„«‹'‘+±×·"

_INVISIBLE = regex.compile(rf"(?:[\u00ad\u200c-\u200f\u2060-\u2064\ufeff\ufe00-\ufe0f\u034f]|{VOWEL_MARKS.pattern})+")
#: Hyphens that a program put at the end of a line: a soft one before white space, and what viewers of PDF copy for one.
_PUT_IN = regex.compile(r"\u00ad+\s+|[\ufffe\x02]\s*")
_APOSTROPHE = regex.compile(r"['\u2018\u2019\u02bc\uff07\u00b4`\u2032]")
_MARKUP = r"*_`~\[\]\"“”„‟«»‹›\u200b"
_SOFT = regex.compile(rf"(?:[{_MARKUP}]|[{_DASH}])+(?:(?<=[{_DASH}])\s+)?")
#: A sign, a point or "about" before a number.
_SIGN = regex.compile(rf"(?<=[{_OPEN}])(?:[{_DASH}]|\.|(?<!~)~)$")
_SYMBOLS = regex.compile(_SYMBOL, regex.VERSION1)
#: Symbols that belong to the number before them: per cent, degrees, minutes, stars, a currency with nothing behind it.
_BEHIND = regex.compile(r"\s?(?:[%‰°]+|\p{Sc}(?!$))|[★′″]+")
#: What marks a line as quoted, or as an item of a list, is no symbol.
_LINE_MARK = regex.compile(r"(?<=[\r\n])[ \t]*(?:(?:>[ \t]?)+|\+[ \t])")
_BEFORE = regex.compile(rf"(?:{_SYMBOL}|(?<![^{_OPEN}])(?:[{_DASH}]|\.(?!\.)|(?<!~)~))+$", regex.VERSION1)
_AFTER = regex.compile(rf"(?:{_SYMBOL})+|[°★′″]+", regex.VERSION1)
_AT_END = regex.compile(rf"(?:{_SYMBOL}|[{_DASH}.~])+\s?$", regex.VERSION1)

#: Other writings of the same signs, as long as these.
_PLAIN = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"\u2044": "/", "\u2215": "/", "٪": "%", "٫": ".", "٬": ",", "∙": "·", "⋅": "·", "\u00a0": " ", "\u202f": " "}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-")
)

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
    if gap == EITHER:
        return Gap.SOFT
    gap = _INVISIBLE.sub("", _PUT_IN.sub("-\n", gap))
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
    """The symbols of a gap: of two numbers what joins them, else in order, a number's sign or point last."""
    plain = gap.translate(_PLAIN)
    if left_digit and right_digit and (joined := _joint(plain)):
        return joined
    behind = _BEHIND.match(plain) if left_digit else None
    own = regex.sub(r"\s", "", behind.group()) if behind else ""
    rest = plain[behind.end() :] if behind else plain
    sign = _SIGN.search(rest) if right_digit else None
    return own + "".join(_SYMBOLS.findall(_LINE_MARK.sub(" ", rest))) + (sign.group() if sign else "")


def _joint(gap: str) -> str:
    """What joins two numbers into one, a range or a ratio (1.5, 5-6, 5 / 6); a dash in front of the second is a sign."""
    core: str = regex.sub(rf"[{_MARKUP}]", "", gap.strip())
    spaced = gap[:1].isspace(), gap[-1:].isspace()
    if core and spaced == (False, False) and not regex.search(r"\s", gap):
        return core
    if core and not core.strip("-"):
        return "-" if spaced != (True, False) else "\0-"
    return core if spaced == (True, True) and core in ("/", ":", "·") else ""


def parted(gap: str, left_digit: bool, right_digit: bool) -> tuple[str, str]:
    """The symbols of a gap: those of the number before it, and those of the word behind it."""
    plain = _INVISIBLE.sub("", gap).translate(_PLAIN)
    behind = _BEHIND.match(plain) if left_digit else None
    if behind is None:
        return "", _symbols(plain, left_digit, right_digit)
    return behind.group().strip(), _symbols(plain[behind.end() :], False, right_digit)


def reach(text: str, start: int, end: int) -> tuple[int, int]:
    """How many code points the symbols before ``text[start:end]`` take, and those behind it, a space between included."""
    before = _AT_END.search(text, max(start - 6, 0), start)
    follows = _BEHIND.match(text, end, min(end + 6, len(text)))
    return len(before.group()) if before else 0, len(follows.group()) if follows else 0


def attached(text: str, start: int, end: int) -> tuple[str, str]:
    """The symbols that touch ``text[start:end]`` at a digit: before its first code point, and behind its last.

    "-5" and "5 %" without their sign or per cent say something else; those that belong to letters do not matter.
    """
    before = after = ""
    if text[start : start + 1].isnumeric():
        found = _BEFORE.search(text, max(start - 4, 0), start)
        before = found.group() if found else ""
    if text[end - 1 : end].isnumeric():
        follows = _AFTER.match(text, end, end + 4)
        after = follows.group() if follows else ""
    return before.translate(_PLAIN), after.translate(_PLAIN)
