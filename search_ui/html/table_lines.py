"""Rows of a table on one line: each cell by itself, under the word that heads its column. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup, escape

from indexer.model import Passage, PassageKind, Span

__all__ = ["rows_on_a_line"]

#: What stands between cells of a row in a text, and a row that only rules a table off.
_BETWEEN = re.compile(r"[ \t]*(?:\||\t)[ \t]*")
_RULE = re.compile(r"[\s|:=+-]*")

_NEXT_CELL = Markup('<span class="next-cell"> · </span>')
_NEXT_ROW = Markup('<span class="next-cell"> ; </span>')
_HEADED = Markup('<span class="column">{}:</span> ')


def rows_on_a_line(passage: Passage, span: Span, html: Callable[[Span], Markup]) -> Markup | None:
    """What of a table's passage lies in a span of its text: the cells of its rows, with what heads each but the first; None
    where that is no row. ``html`` gives a part of the text with its marks."""
    headings = _headings(passage)
    if passage.kind is not PassageKind.TABLE and not headings:
        return None
    rows = [row for line in _lines(passage.text, span) if (row := _row(passage.text, line, span, headings, html))]
    several = any(_BETWEEN.search(passage.text, *line) for line in _lines(passage.text, span))
    return _NEXT_ROW.join(rows) if rows and several else None


def _headings(passage: Passage) -> list[str]:
    """The words that head the columns; none where nothing does."""
    last = passage.context.rpartition("\n")[2]
    return [last[slice(*cell)] for cell in _cells(last, Span(0, len(last)))] if _BETWEEN.search(last) else []


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The lines that a span touches, whole."""
    start = text.rfind("\n", 0, span.start) + 1
    while start < span.end:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _row(text: str, line: Span, seen: Span, headings: list[str], html: Callable[[Span], Markup]) -> Markup:
    """A row as far as it is seen; "" for one without a word, or for the header."""
    cells = _cells(text, line)
    words = [text[slice(*cell)] for cell in cells]
    if _RULE.fullmatch(text, *line) or words == headings:
        return Markup("")
    headed = len(headings) == len(cells)
    shown = []
    for number, (start, end) in enumerate(cells):
        part = Span(max(start, seen.start), min(end, seen.end))
        if part.start < part.end:
            heading = headings[number] if headed and number else ""
            shown.append((_HEADED.format(escape(heading)) if heading else Markup("")) + html(part))
    return _NEXT_CELL.join(shown)


def _cells(text: str, line: Span) -> list[Span]:
    """The cells of a line, without the bars that it may begin and end with."""
    start, end = line
    while start < end and text[start] in " |\t":
        start += 1
    while start < end and text[end - 1] in " |\t\r":
        end -= 1
    cells, reached = [], start
    for gap in _BETWEEN.finditer(text, start, end):
        cells.append(Span(reached, gap.start()))
        reached = gap.end()
    return [*cells, Span(reached, end)]
