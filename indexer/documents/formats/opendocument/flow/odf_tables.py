"""Tables of texts and slides: their rows within bounds, and whether one has data or only lays out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from indexer.documents.formats.office.xml_names import XmlElement, attribute, descendants, name_of, number

__all__ = ["OdfRow", "is_layout", "repeated", "rows_in"]

#: How often a row or cell is repeated at most: beyond that it fills the sheet to its edge.
_MOST_REPEATED = 60
#: A cell with more than this many code points of text is a column of a page.
_LONGEST_CELL = 1200
_CELLS = ("table:table-cell", "table:covered-table-cell")


class OdfRow(NamedTuple):
    """The cells of a row, None for one that is covered by another; whether the table says that it is of the header."""

    cells: list[XmlElement | None]
    is_header: bool


def repeated(element: XmlElement, name: str, most: int = _MOST_REPEATED) -> int:
    """How often a row or cell stands there by its attribute ``name``, from 1 to ``most``."""
    said = attribute(element, name)
    return max(1, min(number(said, 1), most)) if said else 1


def rows_in(table: XmlElement, *, is_header: bool = False) -> Iterator[OdfRow]:
    """The rows of a table, those of groups of rows among them."""
    for element in table:
        name = name_of(element)
        if name == "table:table-row":
            row = OdfRow(list(_cells(element)), is_header)
            for _ in range(repeated(element, "table:number-rows-repeated")):
                yield row
        elif name in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from rows_in(element, is_header=is_header or name == "table:table-header-rows")


def _cells(row: XmlElement) -> Iterator[XmlElement | None]:
    for element in row:
        name = name_of(element)
        if name in _CELLS:
            cell = element if name == _CELLS[0] else None
            for _ in range(repeated(element, "table:number-columns-repeated")):
                yield cell


def is_layout(table: XmlElement) -> bool:
    """Whether a table only places parts of a page: in its cells is what is in no cell of data."""
    if max((len(row.cells) for row in rows_in(table)), default=0) < 2:
        return True
    if any(inner is not table for inner in descendants(table, "table:table", "text:h")):
        return True
    return any(sum(map(len, cell.itertext())) > _LONGEST_CELL for cell in descendants(table, _CELLS[0]))
