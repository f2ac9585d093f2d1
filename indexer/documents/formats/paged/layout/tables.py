"""Rows of cells below each other -> tables, where every cell stands in one column and no column reaches into another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.paragraphs import Paragraph
from indexer.model import BlockKind, Span

__all__ = ["with_tables"]

_LEAST_ROWS = 3
#: Rows further apart than this many sizes of the font are of two tables.
_APART = 4.0

_LEADERS = regex.compile(r"(?:\.\s?){4}|…{2}")
_FIGURES = regex.compile(r"[\d.,%+\-−–()/\s$€£]+")

Column = tuple[float, float]


def with_tables(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, those that are rows of a table as such, with their cells."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and not _follows(run[-1], paragraph):
            yield from _as_table(run)
            run = []
        if _may_be_row(paragraph):
            run.append(paragraph)
        else:
            yield paragraph
    yield from _as_table(run)


def _may_be_row(paragraph: Paragraph) -> bool:
    line = paragraph.lines[0]
    single = len(paragraph.lines) == 1 and not paragraph.furniture
    return single and len(line.edges) > 1 and not _LEADERS.search(line.text)


def _follows(last: Paragraph, paragraph: Paragraph) -> bool:
    one, other = last.lines[0], paragraph.lines[0]
    same = (one.page, one.region, one.quarters) == (other.page, other.region, other.quarters)
    return same and _may_be_row(paragraph) and 0 < other.base - one.base < _APART * one.size


def _as_table(rows: Sequence[Paragraph]) -> Iterator[Paragraph]:
    columns = _columns([row.lines[0] for row in rows]) if len(rows) >= _LEAST_ROWS else None
    placed = [_cells(row.lines[0], columns) for row in rows] if columns else []
    if not placed or not all(placed):
        yield from rows
        return
    heads = _has_header([row.lines[0] for row in rows], placed)
    for at, (row, cells) in enumerate(zip(rows, placed, strict=True)):
        kind = BlockKind.TABLE_HEADER if heads and at == 0 else BlockKind.TABLE_ROW
        yield replace(row, kind=kind, level=0, cells=tuple(cells))


def _columns(lines: Sequence[PageLine]) -> list[Column] | None:
    """The columns of the rows that have as many cells as most; None where they reach into each other."""
    usual = Counter(len(line.edges) for line in lines).most_common(1)[0][0]
    full = [line.edges for line in lines if len(line.edges) == usual]
    if 2 * len(full) < len(lines) or len(full) < _LEAST_ROWS:
        return None
    columns = [(min(e[i][0] for e in full), max(e[i][1] for e in full)) for i in range(usual)]
    ordered = columns[::-1] if lines[0].backward else columns
    apart = all(one[1] < other[0] for one, other in zip(ordered, ordered[1:], strict=False))
    return columns if apart else None


def _cells(line: PageLine, columns: Sequence[Column]) -> list[Span]:
    """The span of each column's cell in the line's text; none where a cell stands in two columns, or in none."""
    starts = [0, *line.gaps]
    ends = [*line.gaps, len(line.text)]
    cells = [Span(0, 0)] * len(columns)
    for (left, right), start, end in zip(line.edges, starts, ends, strict=True):
        inside = [i for i, column in enumerate(columns) if left < column[1] and right > column[0]]
        if len(inside) != 1 or cells[inside[0]] != Span(0, 0):
            return []
        text = line.text[start:end]
        cells[inside[0]] = Span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
    return cells


def _has_header(lines: Sequence[PageLine], placed: Sequence[Sequence[Span]]) -> bool:
    """Whether the first row heads the others: bold above what is not, or words above figures."""
    if lines[0].font.bold and not any(line.font.bold for line in lines[1:]):
        return True

    def figures(row: int) -> list[bool]:
        return [bool(_FIGURES.fullmatch(lines[row].text[a:b])) for a, b in placed[row]]

    first = figures(0)
    below = [all(figures(row)[i] for row in range(1, len(lines))) for i in range(len(first))]
    return any(b and not f for b, f in zip(below, first, strict=True)) and not any(first)
