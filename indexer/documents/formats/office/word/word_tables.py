"""Tables of a Word file: which rows are there, which of them are headers, and whether one has data or only lays out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from indexer.documents.formats.office.word.word_styles import WordStyles
from indexer.documents.formats.office.xml_names import (
    XmlElement,
    attribute,
    child,
    descendants,
    name_of,
    number,
    switched_on,
    value,
)
from indexer.model import BlockKind

__all__ = ["TableShape", "columns_of", "columns_skipped", "kept_cells", "kept_rows", "paragraphs_of"]

#: A cell with more than this many code points of text is a column of a page.
_LONGEST_CELL = 1200
_FEWEST_COLUMNS_WITH_PLAIN_HEADER = 3
_MOST_COLUMNS = 63  # that Word can make
#: What an accepted text no longer has.
_DELETED = frozenset({"w:del", "w:moveFrom"})
_FIRST_ROW = 0x20  # of the bits of w:tblLook


class TableShape(NamedTuple):
    """``header_rows`` stand first. One that ``is_layout`` places parts of a page, and has no rows of data."""

    is_layout: bool
    header_rows: int

    @classmethod
    def of(cls, table: XmlElement, styles: WordStyles) -> TableShape:
        """The shape of a w:tbl."""
        rows = list(kept_rows(table))
        columns = max((sum(1 for _ in kept_cells(row)) for row in rows), default=0)
        if columns < 2 or _has_parts_of_a_page(table, styles):
            return cls(True, 0)
        stated = 0
        while stated < len(rows) and switched_on(child(rows[stated], "w:trPr"), "w:tblHeader"):
            stated += 1
        if stated or len(rows) < 2:
            return cls(False, min(stated, len(rows) - 1))
        return cls(False, int(_begins_with_header(table, rows, columns, styles)))


def _has_parts_of_a_page(table: XmlElement, styles: WordStyles) -> bool:
    """Whether there is in a table what is in no cell of data: a table, a heading, a very long text."""
    if next((inner for inner in descendants(table, "w:tbl") if inner is not table), None) is not None:
        return True
    for cell in descendants(table, "w:tc"):
        if sum(len(text.text or "") for text in descendants(cell, "w:t")) > _LONGEST_CELL:
            return True
    used = {value(p, "w:pStyle") for p in descendants(table, "w:pPr")} - {""}
    return any(styles.paragraph(style).kind is BlockKind.HEADING for style in used)


def _begins_with_header(table: XmlElement, rows: list[XmlElement], columns: int, styles: WordStyles) -> bool:
    """Whether the first row is told from the others: by style, bold type or shade, or as names above three columns."""
    cells = list(kept_cells(rows[0]))
    filled = [cell for cell in cells if any((t.text or "").strip() for t in descendants(cell, "w:t"))]
    if len(filled) < len(cells) - 1 or not filled or len(cells) < 2:
        return False
    if _is_bold(filled) and not all(_is_bold(list(kept_cells(row))) for row in rows[1:]):
        return True
    properties = child(table, "w:tblPr")
    if not _looks_at_first_row(child(properties, "w:tblLook")):
        return False
    plain = columns >= _FEWEST_COLUMNS_WITH_PLAIN_HEADER and not any(map(_has_digits, filled))
    return plain or styles.has_header_row(value(properties, "w:tblStyle"))


def _looks_at_first_row(look: XmlElement | None) -> bool:
    if look is None:
        return True
    if first := attribute(look, "w:firstRow"):
        return first in ("1", "true", "on")
    try:
        return bool(int(attribute(look, "w:val") or "20", 16) & _FIRST_ROW)
    except ValueError:
        return True


def _is_bold(cells: list[XmlElement]) -> bool:
    runs = [run for cell in cells for run in descendants(cell, "w:r") if child(run, "w:t") is not None]
    return bool(runs) and all(switched_on(child(run, "w:rPr"), "w:b") for run in runs)


def _has_digits(cell: XmlElement) -> bool:
    return any(char.isdigit() for text in descendants(cell, "w:t") for char in text.text or "")


def kept_rows(table: XmlElement) -> Iterator[XmlElement]:
    """The rows of a table that no tracked change deletes."""
    for element in _unwrapped(table, "w:tr"):
        if child(element, "w:trPr", "w:del") is None:
            yield element


def kept_cells(row: XmlElement) -> Iterator[XmlElement]:
    """The cells of a row that no tracked change deletes."""
    for element in _unwrapped(row, "w:tc"):
        if child(element, "w:tcPr", "w:cellDel") is None:
            yield element


def _unwrapped(container: XmlElement, wanted: str) -> Iterator[XmlElement]:
    """The elements of a name in a container, in whatever they are wrapped there: content controls, custom XML."""
    for element in container:
        name = name_of(element)
        if name == wanted:
            yield element
        elif name not in _DELETED and not name.endswith("Pr"):
            yield from _unwrapped(element, wanted)


def columns_of(cell: XmlElement) -> int:
    """How many columns a cell reaches over, as far as that makes sense."""
    return max(_columns(child(cell, "w:tcPr"), "w:gridSpan"), 1)


def columns_skipped(row: XmlElement) -> int:
    """How many columns stand empty before the first cell of a row."""
    return _columns(child(row, "w:trPr"), "w:gridBefore")


def _columns(properties: XmlElement | None, name: str) -> int:
    return min(max(number(value(properties, name)), 0), _MOST_COLUMNS)


def paragraphs_of(container: XmlElement) -> Iterator[XmlElement]:
    """The paragraphs in a container and in all that is in it, but for boxes that hang on them, and for deleted ones."""
    for element in container:
        name = name_of(element)
        if name == "w:p":
            yield element
        elif name == "mc:AlternateContent":
            yield from paragraphs_of(element[:1])
        elif name not in _DELETED and not name.endswith("Pr"):
            yield from paragraphs_of(element)
