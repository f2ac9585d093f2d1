"""Lines that cross each other -> grids of cells, some of which are one over several rows or columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.documents.formats.paged.layout.tables.rules import NEAR, Rule, Rules, touching

__all__ = ["Grid", "grids_of"]

#: Rows and columns are no narrower than this, in points: lines closer to each other are one that is drawn double.
_NARROWEST = 4.0
#: A side of a cell is drawn where a line goes along so much of it.
_DRAWN = 0.7
#: The most cells of a grid.
_MOST_CELLS = 20_000


@dataclass(slots=True)
class Grid:
    """Sides of columns (``xs``) and rows (``ys``) in points, in order, and for each row and column the number of the cell
    that is there: row * columns + column of the first that it is over."""

    xs: list[float]
    ys: list[float]
    cells: list[list[int]]

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell around a point; None outside."""
        row, column = self.row_at(y), bisect_right(self.xs, x) - 1
        if not (0 <= row < len(self.cells) and 0 <= column < self.columns):
            return None
        return divmod(self.cells[row][column], self.columns)

    def row_at(self, y: float) -> int:
        """The row at a height, from 0; -1 above the first, as many as there are below the last."""
        return bisect_right(self.ys, y) - 1

    def rows_of(self, row: int, column: int) -> int:
        """How many rows the cell that begins there is over."""
        number, end = self.cells[row][column], row + 1
        while end < len(self.cells) and self.cells[end][column] == number:
            end += 1
        return end - row

    def right_of(self, row: int, column: int) -> float:
        """The right side of the cell that begins there."""
        number, end = self.cells[row][column], column + 1
        while end < self.columns and self.cells[row][end] == number:
            end += 1
        return self.xs[end]

    def bounds(self, row: int) -> tuple[int, ...]:
        """The columns before which a line parts the cells of a row."""
        cells = self.cells[row]
        return tuple(i for i in range(1, len(cells)) if cells[i] != cells[i - 1])

    def is_regular(self, rows: Sequence[int]) -> bool:
        """Whether most of these rows are parted in the same way, as those of a form or a drawing are not."""
        parted = Counter(filter(None, map(self.bounds, rows)))
        most = max(parted.values(), default=0)
        return most >= 2 and 2 * most >= parted.total() and 2 * parted.total() >= len(rows)


def grids_of(rules: Rules) -> Iterator[Grid]:
    """The grids of a page with more than one row and column."""
    for group in touching(rules):
        ys = _sides(group.level, group.upright)
        xs = _sides(group.upright, group.level)
        rows, columns = len(ys) - 1, len(xs) - 1
        if rows > 1 and columns > 1 and rows * columns <= _MOST_CELLS:
            yield Grid(xs, ys, _cells(xs, ys, group))


def _sides(rules: Sequence[Rule], across: Sequence[Rule]) -> list[float]:
    """Where lines stand; the outermost ends of those across them are sides, too, drawn or not."""
    places = sorted([rule.at for rule in rules] + [min(r.start for r in across), max(r.end for r in across)])
    found = [places[0]]
    for place in places[1:]:
        if place - found[-1] > _NARROWEST:
            found.append(place)
    return found


def _cells(xs: Sequence[float], ys: Sequence[float], rules: Rules) -> list[list[int]]:
    rows, columns = len(ys) - 1, len(xs) - 1
    above = _drawn(ys, xs, rules.level)
    before = _drawn(xs, ys, rules.upright)
    parents = list(range(rows * columns))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    for row in range(rows):
        for column in range(columns):
            number = row * columns + column
            others = []
            if row and (row, column) not in above:
                others.append(number - columns)
            if column and (column, row) not in before:
                others.append(number - 1)
            for other in others:
                first, last = sorted((root(number), root(other)))
                parents[last] = first
    return [[root(row * columns + column) for column in range(columns)] for row in range(rows)]


def _drawn(places: Sequence[float], across: Sequence[float], rules: Sequence[Rule]) -> set[tuple[int, int]]:
    """Which sides of cells are drawn: number of the place, and of the space between two places across it."""
    lengths: defaultdict[tuple[int, int], float] = defaultdict(float)
    for at, start, end in rules:
        number = max(bisect_right(places, at + NEAR) - 1, 0)
        for space in range(max(bisect_right(across, start) - 1, 0), len(across) - 1):
            if across[space] >= end:
                break
            lengths[number, space] += min(end, across[space + 1]) - max(start, across[space])
    return {
        (number, space)
        for (number, space), length in lengths.items()
        if length >= _DRAWN * (across[space + 1] - across[space])
    }
