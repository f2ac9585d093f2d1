"""Lines of cells below each other -> the rows of tables in which every cell stands in one column, and no column reaches
into another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.kinds import CAPTION
from indexer.documents.formats.paged.layout.paragraphs import is_marker
from indexer.documents.formats.paged.layout.tables.row_blocks import Row, row_of
from indexer.documents.formats.paged.layout.tables.wrapped_rows import Level, grouped

__all__ = ["TableLines", "aligned_run", "table_in"]

#: The fewest rows of a table, and those of them with a cell in each column.
_LEAST_ROWS, _LEAST_FULL = 3, 2
_MOST_LINES, _MOST_HEADS = 500, 3
#: Rows further apart than this many sizes of the font are of two tables, and lines of one cell.
_APART, _NEAR = 4.0, 2.2
#: The share of the lines with several cells that have as many as the table has columns.
_FULL = 0.4

_LEADERS = regex.compile(r"(?:\.\s?){4}|…{2}")

_INTEGER = regex.compile(r"[0-9]{1,4}")

Column = tuple[float, float]


def aligned_run(lines: Sequence[PageLine], start: int) -> Iterator[int]:
    """Where a run of lines ends that may be a table and begins at ``start``: with lines of one cell in it, then without."""
    if not _has_cells(lines[start]):
        return
    last, end, plain = lines[start], start + 1, 0
    for at in range(start + 1, min(len(lines), start + _MOST_LINES)):
        line = lines[at]
        distance = line.base - lines[at - 1].base
        if not 0 < distance < _APART * line.size:
            break
        if _has_cells(line):
            last, end = line, at + 1
            continue
        plain = plain or at
        if distance >= _NEAR * line.size or not _is_in_one(line, last):
            break
        if at == end and _is_hanging(line, last):
            end = at + 1
    yield end
    if plain and plain < end:
        yield plain


def _has_cells(line: PageLine) -> bool:
    return len(line.edges) > 1 and not _LEADERS.search(line.text)


def _is_in_one(line: PageLine, row: PageLine) -> bool:
    """Whether a line stands below no more than one cell of a row."""
    below = sum(line.left < right and line.right > left for left, right in row.edges)
    return below <= 1 and not _LEADERS.search(line.text) and CAPTION.match(line.text) is None


def _is_hanging(line: PageLine, row: PageLine) -> bool:
    """Whether a line stands below a cell of a row other than its first."""
    return any(line.left < right and line.right > left for left, right in row.edges[1:])


class TableLines(NamedTuple):
    """The rows of a table, and which lines of a run they are."""

    first: int
    end: int
    rows: list[Row]


def table_in(lines: Sequence[PageLine]) -> TableLines | None:
    """The table that the longest stretch of a run of lines is; None without one."""
    counts = Counter(len(line.edges) for line in lines if line.edges[1:])
    for count in sorted(counts, reverse=True):
        if counts[count] < max(_LEAST_FULL, _FULL * counts.total()):
            continue
        columns = _columns([line.edges for line in lines if len(line.edges) == count], lines[0].backward)
        levels = _levels(lines, columns) if columns else []
        first, end = _longest(levels)
        if rows := _as_table(grouped(levels[first:end]), count) if end > first else []:
            heads = _heads(lines[:first], columns)
            return TableLines(first - len(heads), end, [*(row_of([head], range(count)) for head in heads), *rows])
    return None


def _levels(lines: Sequence[PageLine], columns: Sequence[Column]) -> list[Level]:
    """What each line has in each column; nothing for one that does not stand in them. One between two that do may reach
    over a column that it leaves empty."""
    found = [_level(line, columns) for line in lines]
    for at in range(1, len(lines) - 1):
        if not found[at] and found[at - 1] and found[at + 1] and 2 * len(lines[at].edges) > len(columns):
            found[at] = _level(lines[at], columns, over_several=True)
    return found


def _longest(levels: Sequence[Level]) -> tuple[int, int]:
    """The longest stretch of lines that stand in the columns, without lines of one cell around it."""
    best, first = (0, 0), 0
    for at in range(len(levels) + 1):
        if at == len(levels) or not levels[at]:
            if at - first > best[1] - best[0]:
                best = first, at
            first = at + 1
    first, end = best
    while first < end and len(levels[first]) == 1:
        first += 1
    return first, end


def _heads(lines: Sequence[PageLine], columns: Sequence[Column]) -> list[Level]:
    """The last of these lines whose cells are over several columns each, as those above a table."""
    found: list[Level] = []
    for line in reversed(lines[-_MOST_HEADS:]):
        level = _level(line, columns, over_several=True) if _has_cells(line) else {}
        if not level or CAPTION.match(line.text):
            break
        found.insert(0, level)
    return found


def _as_table(rows: Sequence[Sequence[Level]], count: int) -> list[Row]:
    found = [row_of(row, range(count)) for row in rows]
    filled = [sum(map(bool, row)) for row in found]
    several = sum(cells > 1 for cells in filled)
    if several < _LEAST_ROWS or 3 * several < 2 * len(found) or filled[-1] == 1:
        return []
    if any(cells == 1 and not row[0] for row, cells in zip(found, filled, strict=True)):
        return []  # labels of a drawing
    if count == 2 and (all(_is_item(row) for row in found) or _are_numbered(found)):
        return []  # a list whose bullets stand apart, or lines with their numbers
    return found


def _is_item(row: Row) -> bool:
    return not row[0] or len(row[0]) == 1 and is_marker(row[0][0].text)


def _are_numbered(rows: Sequence[Row]) -> bool:
    """Whether most rows begin with a number that is one more than that of the row above."""
    numbers = [int(row[0][0].text) if row[0] and _INTEGER.fullmatch(row[0][0].text) else None for row in rows]
    return 2 * sum(one is not None and other == one + 1 for one, other in pairwise(numbers)) >= len(rows)


def _columns(edges: Sequence[Sequence[Column]], backward: bool) -> list[Column]:
    """The columns of rows that have all of them; none where they reach into each other."""
    columns = [(min(e[i][0] for e in edges), max(e[i][1] for e in edges)) for i in range(len(edges[0]))]
    ordered = columns[::-1] if backward else columns
    apart = all(one[1] < other[0] for one, other in zip(ordered, ordered[1:], strict=False))
    return columns if apart else []


def _level(line: PageLine, columns: Sequence[Column], over_several: bool = False) -> Level:
    """What a line has in each column; nothing where a cell stands in no column, two in one, or, unless they may be
    ``over_several``, one in two."""
    found: dict[int, PageLine] = {}
    taken: set[int] = set()
    for number, (left, right) in enumerate(line.edges):
        inside = [i for i, column in enumerate(columns) if left < column[1] and right > column[0]]
        if not inside or len(inside) > 1 and not over_several or taken.intersection(inside):
            return {}
        taken.update(inside)
        found[inside[0]] = line.part(number)
    return found
