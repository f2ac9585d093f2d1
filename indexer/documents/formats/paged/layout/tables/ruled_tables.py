"""Words inside grids of lines -> the cells of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.documents.formats.paged.layout.boxed_words import Word
from indexer.documents.formats.paged.layout.runs import WordRun, joined_runs, runs_of
from indexer.documents.formats.paged.layout.tables.grids import Grid, grids_of
from indexer.documents.formats.paged.layout.tables.rules import Rules

__all__ = ["RuledTable", "ruled_tables"]

#: A word reaches over the side of its cell by more than this share of its size; so many words of a table may.
_OVER, _MOST_OVER = 0.6, 0.03
#: The fewest cells with words of a table, and their share of all.
_LEAST_FILLED, _LEAST_SHARE = 4, 0.3
#: Words further apart than so many sizes stand in two cells; so many lines of a table may have such spaces.
_APART, _MOST_APART = 2.0, 0.25
#: A cell over as many rows whose lines stand each in a row of its own has no lines drawn, but those rows.
_LEAST_UNDRAWN, _LEAST_IN_ROWS = 4, 0.6
#: A cell with more letters holds a column of text rather than a value.
_MOST_LETTERS = 1500
#: The most tables on one page.
_MOST_TABLES = 100

#: The lines of each cell that has some, as rows of runs, by row and column.
Cells = dict[tuple[int, int], list[list[WordRun]]]


@dataclass(slots=True)
class RuledTable:
    """The lines of each cell that has some; ``first`` is the number of the first of its words on the page."""

    grid: Grid
    cells: Cells
    first: int

    def rows(self) -> list[float]:
        """The top of each row with words, and below them the foot of the table."""
        return [*(self.grid.ys[row] for row in sorted({row for row, _ in self.cells})), self.grid.ys[-1]]

    def words(self) -> list[Word]:
        """All that stands in it."""
        return [word for cell in self.cells.values() for line in cell for run in line for word in run.words]

    def in_order(self) -> Iterator[tuple[int, int, tuple[float, float], list[list[WordRun]]]]:
        """The cells as they are read: row, column as it is counted from the side where reading begins, the cell's left and
        right side, and its lines."""
        words, last = self.words(), self.grid.columns - 1
        backward = 2 * sum(word.backward for word in words) > len(words)
        for row, column in sorted(self.cells, key=lambda place: (place[0], -place[1] if backward else place[1])):
            sides = self.grid.xs[column], self.grid.right_of(row, column)
            yield row, last - column if backward else column, sides, self.cells[row, column]


def ruled_tables(words: Sequence[Word], rules: Rules) -> tuple[list[RuledTable], list[tuple[int, Word]]]:
    """The tables that lines make on a page, and the words outside them with their numbers, in the order of the file."""
    tables: list[RuledTable] = []
    rest = list(enumerate(words))
    for grid in sorted(grids_of(rules), key=_area)[:_MOST_TABLES]:  # a table inside another comes first
        inside, outside = _parted(rest, grid)
        if len(inside) < _LEAST_FILLED:
            continue
        table = RuledTable(grid, _by_cell((word for _, word in inside), grid), inside[0][0])
        if _is_table(table):
            tables.append(table)
            rest = outside
    return tables, rest


def _area(grid: Grid) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])


def _parted(words: Iterable[tuple[int, Word]], grid: Grid) -> tuple[list[tuple[int, Word]], list[tuple[int, Word]]]:
    """The words inside a grid, and those outside, each with its number."""
    inside: list[tuple[int, Word]] = []
    outside: list[tuple[int, Word]] = []
    for number, word in words:
        x, y = _middle(word)
        is_inside = grid.xs[0] <= x < grid.xs[-1] and grid.ys[0] <= y < grid.ys[-1]
        (inside if is_inside else outside).append((number, word))
    return inside, outside


def _middle(word: Word) -> tuple[float, float]:
    return (word.left + word.right) / 2, word.base - 0.3 * word.size


def _by_cell(words: Iterable[Word], grid: Grid) -> Cells:
    """The lines of the cells of a grid."""
    by_cell: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        if (place := grid.at(*_middle(word))) is not None:
            by_cell.setdefault(place, []).append(word)
    found: Cells = {}
    for (row, column), inside in by_cell.items():
        lines = joined_runs(runs_of(inside))
        rows = [grid.row_at(line[0].base - 0.3 * line[0].size) for line in lines]
        spanned = grid.rows_of(row, column)
        undrawn = spanned >= _LEAST_UNDRAWN and len(set(rows)) == len(rows) >= _LEAST_IN_ROWS * spanned
        for at, line in zip(rows, lines, strict=True):
            found.setdefault((at if undrawn else row, column), []).append(line)
    return found


def _is_table(table: RuledTable) -> bool:
    """Whether a grid is filled as tables are: values in most cells, in rows that are parted alike, none over a line, and
    none beside each other in one cell."""
    grid, cells = table.grid, table.cells
    rows = sorted({row for row, _ in cells})
    if len(rows) < 2 or len({column for _, column in cells}) < 2 or len(cells) < _LEAST_FILLED:
        return False
    if len(cells) < _LEAST_SHARE * len({number for row in grid.cells for number in row}):
        return False
    if any(sum(run.letters for line in lines for run in line) > _MOST_LETTERS for lines in cells.values()):
        return False
    over = sum(_reaching_over(table))
    apart = [_is_apart(line) for lines in cells.values() for line in lines]
    return grid.is_regular(rows) and over <= _MOST_OVER * len(table.words()) and sum(apart) <= _MOST_APART * len(apart)


def _is_apart(line: Sequence[WordRun]) -> bool:
    """Whether there is a space in a line as between two cells."""
    sides = sorted((run.left, run.right) for run in line)
    return any(left - right > _APART * line[0].size for (_, right), (left, _) in pairwise(sides))


def _reaching_over(table: RuledTable) -> Iterator[bool]:
    """Of each word, whether it reaches over a line into the next cell."""
    for _, _, (left, right), lines in table.in_order():
        for word in (word for line in lines for run in line for word in run.words):
            yield left - word.left > _OVER * word.size or word.right - right > _OVER * word.size
