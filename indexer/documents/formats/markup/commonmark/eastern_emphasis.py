"""Emphasis beside Chinese, Japanese and Korean, where no space parts words: "必要な**「証明書」**を".

By CommonMark 0.31 (6.2, flanking delimiter runs) such stars stay, as a bracket or stop is inside and a letter outside.
Most site generators show emphasis all the same: https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
"""

from __future__ import annotations

import regex
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

__all__ = ["eastern_emphasis"]

_EASTERN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\u3000-\u303f\uff01-\uffee]")


def eastern_emphasis(state: StateInline, silent: bool) -> bool:
    """Stars next to a character of these scripts; all others are left to the rule of CommonMark."""
    start = state.pos
    if silent or state.src[start] != "*":
        return False
    length = state.scanDelims(start, True).length
    before = state.src[start - 1] if start else " "
    after = state.src[start + length] if start + length < state.posMax else " "
    if not (_EASTERN.match(before) or _EASTERN.match(after)):
        return False
    opens, closes = _flanks(after, before), _flanks(before, after)
    for _ in range(length):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(Delimiter(ord("*"), length, len(state.tokens) - 1, -1, opens, closes))
    state.pos += length
    return True


def _flanks(inside: str, outside: str) -> bool:
    """Whether stars between these two can be a border of emphasis."""
    if inside.isspace():
        return False
    return not _is_mark(inside) or outside.isspace() or _is_mark(outside) or _EASTERN.match(outside) is not None


def _is_mark(char: str) -> bool:
    """Whether it is punctuation, but for that of these scripts."""
    return _EASTERN.match(char) is None and (isMdAsciiPunct(ord(char)) or isPunctChar(char))
