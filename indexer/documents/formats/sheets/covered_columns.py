"""Which columns of a table's row a cell of it, or of a row above, reaches over: the next cell stands behind them."""

from __future__ import annotations

__all__ = ["CoveredColumns", "columns_of", "span_of"]

#: How far a cell reaches at most, and from which column on none covers those of other rows: what a table says of itself
#: may be nonsense, and what is made of it must stay in proportion.
_MOST_COLUMNS, _MOST_ROWS, _LAST_COLUMN = 20, 999, 40


class CoveredColumns:
    """Columns count from 0. A cell that spans columns or rows has its text in the first of them alone; in the others,
    empty cells stand, so that all cells are in their own column."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}  # the last row that is covered, by column
        self._row = 0

    def begin_row(self) -> None:
        """The next row begins."""
        self._row += 1

    def end_group(self) -> None:
        """No cell reaches over the end of a head, body or foot."""
        self._last.clear()

    def covered_from(self, column: int) -> int:
        """How many columns from ``column`` on are covered in this row, one beside the other."""
        behind = column
        while self._last.get(behind, 0) >= self._row:
            behind += 1
        return behind - column

    def cover(self, first: int, columns: int, rows: int) -> int:
        """A cell stands in column ``first`` of this row and spans so many columns and rows, 1 for itself; gives back the
        columns that it does span."""
        columns = min(columns, _MOST_COLUMNS)
        last_row = self._row + min(rows, _MOST_ROWS) - 1
        for column in range(first, first + columns):
            self._last[column] = last_row if column < _LAST_COLUMN else self._row
        return columns


def span_of(stated: str | None) -> int:
    """How many columns or rows a cell says that it spans, as far as that makes sense."""
    value = (stated or "").strip()
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def columns_of(stated: str | None) -> int:
    """The same of columns, as far as a cell of any table reaches."""
    return min(span_of(stated), _MOST_COLUMNS)
