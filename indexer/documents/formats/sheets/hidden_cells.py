"""Rows and columns of a sheet that are hidden: they are read as all others, and the report of the run says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["HiddenCells"]


class HiddenCells:
    """Counts the hidden rows and columns of one sheet in which a cell shows something.

    ``columns`` are the first and last ones of those hidden side by side, from 1.
    """

    def __init__(self, columns: Sequence[tuple[int, int]] = ()) -> None:
        self._ranges = columns
        self._rows = 0
        self._columns: set[int] = set()

    def row(self, cells: Sequence[str], *, is_hidden: bool) -> None:
        """Takes in what the cells of a row show, from the first column on."""
        self._rows += is_hidden
        for first, last in self._ranges:
            self._columns.update(at + 1 for at in range(max(first, 1) - 1, min(last, len(cells))) if cells[at])

    def notes(self, sheet: str) -> Iterator[str]:
        """How many there are in a sheet of this name; nothing where none are."""
        counts = (_counted(self._rows, "row"), _counted(len(self._columns), "column"))
        if said := " and ".join(filter(None, counts)):
            are = "is" if self._rows + len(self._columns) == 1 else "are"
            yield f"{said} of the sheet {sheet!r} {are} hidden"


def _counted(count: int, what: str) -> str:
    return "" if not count else f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
