"""Tables: whether one has data or only lays out a page, and its rows, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.sheets.covered_columns import CoveredColumns, span_of
from indexer.documents.formats.text.mark_collector import MarkedWords, joined_words
from indexer.documents.formats.web.elements import CELLS, HEADINGS
from indexer.documents.formats.web.page_tree import Element, elements_of
from indexer.model import BlockKind, Locator

__all__ = ["TableRows", "is_layout"]

#: What no cell of data has in it.
_OF_A_PAGE = frozenset({*HEADINGS, "article", "form", "main", "nav", "section", "table", "textarea"})
#: A cell with more than this many code points of text is a column of a page.
_LONGEST_CELL = 1200


def is_layout(table: Element) -> bool:
    """Whether a table only places parts of a page side by side: its cells are no row of data."""
    if table.get("role") in ("none", "presentation"):
        return True
    most_cells, longest = 0, 0
    for element in elements_of(table):
        if element is not table and element.tag in _OF_A_PAGE:
            return True
        if element.tag == "tr":
            most_cells = max(most_cells, sum(cell.tag in CELLS for cell in element.elements()))
        elif element.tag in CELLS:
            longest = max(longest, sum(len(c) for e in elements_of(element) for c in e.children if isinstance(c, str)))
    return most_cells < 2 or longest > _LONGEST_CELL


@dataclass(slots=True)
class _Row:
    cells: list[str] = field(default_factory=list)
    marked: list[MarkedWords | None] = field(default_factory=list)
    is_header: bool = True
    place: Locator = field(default_factory=Locator)


class TableRows:
    """Writes the rows of a table; blocks inside one cell are joined by a space."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._row = _Row()
        self._group: Element | None = None  # head, body or foot
        self._covered = CoveredColumns()
        self.in_cell = False

    def begin(self, element: Element) -> None:
        """A row or cell begins; a cell that spans columns is followed by as many empty ones, and an empty one stands in
        each row into which a cell goes on from above, so that all others are in their own column."""
        if element.tag == "tr":
            self._row = _Row()
            self._covered.begin_row()
            if element.parent is not self._group:
                self._group = element.parent
                self._covered.end_group()
            return
        self._add_empty(self._covered.covered_from(len(self._row.cells)))
        self._row.cells.append("")
        self._row.marked.append(None)
        self._row.is_header = self._row.is_header and (element.tag == "th" or _in_head(element))
        self.in_cell = True

    def add(self, text: str, place: Locator, marked: MarkedWords | None = None) -> None:
        """Text in the open cell, and what of it is marked."""
        row = self._row
        row.marked[-1] = joined_words([(row.cells[-1], row.marked[-1]), (text, marked)])
        row.cells[-1] = f"{row.cells[-1]} {' '.join(text.split())}".strip()
        if place.lines:
            row.place = row.place.through(place) if row.place.lines else place

    def end(self, element: Element, *, furniture: bool) -> None:
        """A cell or row ends."""
        self.in_cell = False
        if element.tag == "tr" and self._row.cells:
            kind = BlockKind.TABLE_HEADER if self._row.is_header else BlockKind.TABLE_ROW
            self._builder.add_row(kind, self._row.cells, self._row.place, furniture=furniture, marked=self._row.marked)
            self._row = _Row()
        elif element.tag in CELLS:
            first = len(self._row.cells) - 1
            columns = self._covered.cover(first, span_of(element.get("colspan")), span_of(element.get("rowspan")))
            self._add_empty(columns - 1)

    def _add_empty(self, count: int) -> None:
        self._row.cells.extend([""] * count)
        self._row.marked.extend([None] * count)


def _in_head(cell: Element) -> bool:
    row = cell.parent
    return row is not None and row.parent is not None and row.parent.tag == "thead"
