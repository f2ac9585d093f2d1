"""Rows of cells -> the blocks of a table, the first of them as its header where they head the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import takewhile

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.paragraphs import Paragraph
from indexer.documents.formats.paged.layout.tables.wrapped_rows import FIGURES, Level, grouped
from indexer.model import BlockKind

__all__ = ["Row", "Unhyphenated", "as_blocks", "row_of", "ruled_rows"]

#: The lines of each cell of a row.
Row = tuple[tuple[PageLine, ...], ...]

#: Says after which of the lines of a cell, by their numbers, a word goes on on the next with no hyphen.
Unhyphenated = Callable[[Sequence[str]], frozenset[int]]

#: A ruled row of fewer lines is one, whatever they say.
_LEAST_LINES = 3
_MOST_HEADERS = 3

_YEAR = regex.compile(r"(?:1[89]|20)\d\d(?:[–/-]\d\d(?:\d\d)?)?")


def row_of(levels: Iterable[Level], columns: Sequence[int]) -> Row:
    """The row of these lines, with a cell for each of the columns."""
    levels = list(levels)
    return tuple(tuple(level[column] for level in levels if column in level) for column in columns)


def ruled_rows(lines: Sequence[PageLine], unhyphenated: Unhyphenated) -> list[Row]:
    """The rows of a table with ruled lines; columns in which nothing begins are left out."""
    by_row: dict[int, list[tuple[int, PageLine]]] = {}
    columns = set()
    for line in lines:
        if line.cell is not None:
            by_row.setdefault(line.cell.row, []).append((line.cell.column, line))
            columns.add(line.cell.column)
    ordered = sorted(columns)
    return [row for members in by_row.values() for row in _parted(_levels(members), ordered, unhyphenated)]


def _levels(cells: Iterable[tuple[int, PageLine]]) -> list[dict[int, PageLine]]:
    """The lines of the cells of a row that stand beside each other, from the top."""
    levels: list[dict[int, PageLine]] = []
    base = 0.0
    for column, line in sorted(cells, key=lambda cell: cell[1].base):
        if not levels or line.base - base > 0.3 * line.size or column in levels[-1]:
            levels.append({})
            base = line.base
        levels[-1][column] = line
    return levels


def _parted(levels: Sequence[Level], columns: Sequence[int], unhyphenated: Unhyphenated) -> Iterator[Row]:
    """A ruled row, or those in it where no line is drawn between them: most of its lines have several cells, and they do
    not go on from one to the next."""
    several = sum(len(level) > 1 for level in levels)
    rows = grouped(levels) if len(levels) >= _LEAST_LINES and 3 * several >= 2 * len(levels) else []
    if rows:
        rows = _whole(rows, {end for column in columns for end in _broken(levels, column, unhyphenated)})
    if 3 * len(rows) >= 2 * len(levels):
        yield from (row_of(row, columns) for row in rows)
    else:
        yield row_of(levels, columns)


def _broken(levels: Sequence[Level], column: int, unhyphenated: Unhyphenated) -> Iterator[int]:
    """The numbers of the levels that begin with the rest of a word of a column."""
    numbers = [number for number, level in enumerate(levels) if column in level]
    return (numbers[at + 1] for at in unhyphenated([levels[number][column].text for number in numbers]))


def _whole(rows: Sequence[list[Level]], going_on: Collection[int]) -> list[list[Level]]:
    """The rows, each with what goes on from it: the levels (from 0 over all rows) in which the rest of a word stands."""
    found: list[list[Level]] = []
    number = 0
    for row in rows:
        if number in going_on:
            found[-1].extend(row)
        else:
            found.append(list(row))
        number += len(row)
    return found


def as_blocks(rows: Sequence[Row]) -> Iterator[Paragraph]:
    """The rows of one table."""
    headers = _headers(rows)
    for number, row in enumerate(rows):
        kind = BlockKind.TABLE_HEADER if number < headers else BlockKind.TABLE_ROW
        yield Paragraph(kind, [line for cell in row for line in cell], cells=row, begins_table=number == 0)


def _headers(rows: Sequence[Row]) -> int:
    """How many rows head the others: bold ones above what is not, or words above figures."""
    count = len(list(takewhile(_is_bold, rows[:_MOST_HEADERS])))
    if count == len(rows) or all(map(_is_bold, rows[count:])):
        count = 0
    count = count or int(_names_figures(rows) or _is_over_several(*rows[:2]))
    while 0 < count < min(_MOST_HEADERS, len(rows) - 1) and _is_over_several(*rows[count - 1 : count + 1]):
        count += 1
    return count


def _is_over_several(row: Row, below: Row) -> bool:
    """Whether a cell of a row is over several of the one below it, none of which is figures."""
    if any(map(_are_figures, below)):
        return False
    for column, cell in enumerate(row):
        after = below[column + 1] if column + 1 < len(below) and not row[column + 1] else ()
        if cell and after and below[column] and _sides(cell[0])[1] > _sides(after[0])[0] + after[0].size:
            return True
    return False


def _sides(line: PageLine) -> tuple[float, float]:
    """Those of the cell, where they are drawn, or of the line."""
    return (line.left, line.right) if line.cell is None else line.room


def _is_bold(row: Row) -> bool:
    return all(line.font.bold for cell in row for line in cell)


def _names_figures(rows: Sequence[Row]) -> bool:
    """Whether words in the first row stand above nothing but figures in a column."""
    figures = [[_are_figures(cell) for cell in row] for row in rows]
    below = [
        any(row[i] for row in rows[1:])
        and all(f[i] or not row[i] for f, row in zip(figures[1:], rows[1:], strict=True))
        for i in range(len(rows[0]))
    ]
    return any(b and rows[0][i] for i, b in enumerate(below)) and not any(figures[0])


def _are_figures(cell: Sequence[PageLine]) -> bool:
    """Whether a cell has figures alone, other than a year, which may name a column."""
    return bool(cell) and all(FIGURES.fullmatch(line.text) and not _YEAR.fullmatch(line.text) for line in cell)
