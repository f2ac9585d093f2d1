"""The lines of a plain text, and what each looks like on its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.analysis import is_question
from indexer.records import Span

__all__ = [
    "BULLET",
    "Line",
    "adjacent",
    "bars",
    "cells_of",
    "is_table_ruler",
    "lines_of",
    "looks_like_heading",
    "number_depth",
    "ruler_mark",
]

#: Line ends as a locator counts them. Not str.splitlines, which also splits at U+2028, form feeds and more.
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_TAB = 4

#: A list item's mark ("-", "➤", "1.", "2)", "a)", "(3)") with the white space behind it, and something to follow.
BULLET = re.compile(r"([-*+•➤◦▪‣–✓✔→►●○]|\d{1,3}[.)]|[a-zA-Z]\)|\((?:\d{1,3}|[a-zA-Z])\))\s+(?=\S)")
_RULER = re.compile(r"([-=_*~#—–])(?:[ \t]*\1){2,}")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)")

_CLOSING = "\"'”’»)]*_"
_OPENING = "\"'“‘«([¿¡*_# \t"
_SENTENCE_ENDS = (".", "!", "?", ":", "…", "。", "！", "？", "：", "؟", "۔", "।")
_NO_HEADING_ENDS = (".", ",", ";", ":", "!", "…", "。", "，", "；", "：", "！", "،", "؛", "۔", "।", "|")

_HEADING_LENGTH = 100
_HEADING_WORDS = 16


class Line(NamedTuple):
    """A line with something on it: the span ``[start, end)`` of its text without outer white space, its number in the
    file from 1, the width of its indentation (a tab is four), its text. A named tuple, as a file has many.
    """

    start: int
    end: int
    number: int
    indent: int
    text: str

    @property
    def ends(self) -> bool:
        """Whether a sentence ends with it, or it introduces what follows (":")."""
        return self.text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)

    @property
    def begins_lower(self) -> bool:
        """Whether it begins in lower case, as the middle of a sentence does."""
        return self.text[0].islower()


def lines_of(text: str, first_line: int = 1) -> list[Line]:
    """The lines of ``text`` that are not blank; ``first_line`` is the number of the first in its file."""
    found = []
    for number, match in enumerate(_LINE.finditer(text), start=first_line):
        inner = match.group(1).strip()
        if inner:
            start = match.start() + match.group(1).index(inner[0])
            outer = text[match.start() : start].expandtabs(_TAB)
            found.append(Line(start, start + len(inner), number, len(outer), inner))
    return found


def adjacent(lines: Sequence[Line], at: int) -> bool:
    """Whether line ``at`` stands right below the one before it, without a blank line between."""
    return 0 < at < len(lines) and lines[at].number == lines[at - 1].number + 1


def bars(line: Line) -> int:
    r"""How many bars part a table row's cells; ``\|`` is none."""
    return len(_BAR.findall(line.text)) if "|" in line.text else 0


def is_table_ruler(line: Line) -> bool:
    """Whether it parts a table's header from its rows: ``---|:-:|---``."""
    return "|" in line.text and "-" in line.text and not line.text.strip("|-: \t")


def ruler_mark(line: Line) -> str | None:
    """The character that a separating line ("-----", "* * *") is made of; None for any other line."""
    match = _RULER.fullmatch(line.text)
    return match.group(1) if match else None


def cells_of(line: Line) -> tuple[Span, ...]:
    """The spans between a row's bars, without white space. An outer bar closes the row off and begins no cell."""
    edges = [-1, *(match.start() for match in _BAR.finditer(line.text)), len(line.text)]
    spans = [_stripped(line, a + 1, b) for a, b in zip(edges, edges[1:], strict=False)]
    first, last = line.text.startswith("|"), len(edges) > 2 and edges[-2] == len(line.text) - 1
    return tuple(spans[first : len(spans) - last])


def _stripped(line: Line, start: int, end: int) -> Span:
    cell = line.text[start:end]
    left = len(cell) - len(cell.lstrip())
    begin = line.start + start + left
    return Span(begin, max(begin, line.start + start + len(cell.rstrip()))) if left < len(cell) else Span(begin, begin)


def looks_like_heading(text: str) -> bool:
    """Whether a line could be a heading by itself: short, no end mark or a question, not beginning in lower case."""
    if len(text) > _HEADING_LENGTH or len(text.split()) > _HEADING_WORDS:
        return False
    if text.rstrip(_CLOSING).endswith(_NO_HEADING_ENDS):
        return False
    begin = text.lstrip(_OPENING)
    return begin[:1].isalnum() and not begin[0].islower() and any(map(str.isalpha, begin))


def number_depth(text: str) -> int:
    """The depth that a number before a heading tells ("2.1 Methods" is 2); 0 without one, or before a question."""
    match = None if is_question(text) else _NUMBER.match(text)
    return match.group(1).count(".") + 1 if match else 0
