"""XLSX -> the rows of its sheets, in the order of their tabs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.core_properties import core_properties_of
from indexer.documents.formats.office.package import OfficePackage, PackagePart, Relationship, opened_package
from indexer.documents.formats.office.xml_names import attribute
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.sheets.excel.cell_styles import cell_styles
from indexer.documents.formats.sheets.excel.shared_strings import shared_strings
from indexer.documents.formats.sheets.excel.sheet_cells import SheetCells
from indexer.documents.formats.sheets.excel.sheet_drawings import write_drawing
from indexer.documents.formats.sheets.excel.sheet_frame import SheetFrame, frame_of
from indexer.documents.formats.sheets.hidden_cells import HiddenCells
from indexer.documents.formats.sheets.sheet_tables import SheetTables, document_of_sheets
from indexer.errors import ReadingError
from indexer.model import BlockKind, Locator

__all__ = ["read"]

_UNCALCULATED = "{} no value in the file: open and save it in a program that calculates"
_KIND = "Excel file (.xlsx)"


class _Sheet(NamedTuple):
    name: str
    part: str
    is_hidden: bool


def read(content: Content, media_type: str) -> ParsedDocument:
    """A workbook: each sheet under its name, rows with their numbers in it, as Excel shows their cells.

    Hidden sheets are read, and noted. Raises ReadingError where it is none.
    """
    with opened_package(content, _KIND) as package:
        book = package.main_part("xl/workbook.xml")
        builder = TextBuilder(title="")
        cells = _cells(package, book)
        for sheet in _sheets(book):
            _write_sheet(builder, package, cells, sheet)
        hidden = [f"the sheet {sheet.name!r} is hidden" for sheet in _sheets(book) if sheet.is_hidden]
        if cells.uncalculated:
            hidden.append(
                _UNCALCULATED.format(
                    "1 formula has" if cells.uncalculated == 1 else f"{cells.uncalculated:,} formulas have"
                )
            )
        properties = core_properties_of(package)
        parsed = document_of_sheets(builder, properties.title)
        return replace(parsed, note="; ".join((*package.notes, *hidden)), about=properties.about)


def _cells(package: OfficePackage, book: PackagePart) -> SheetCells:
    """What cells show by the parts that all sheets share."""
    styles = package.part(book.first("styles"))
    system = book.root.find("{*}workbookPr")
    since_1904 = system is not None and system.get("date1904", "") in ("1", "true")
    strings = shared_strings(package, book.first("sharedStrings"))
    return SheetCells(strings, cell_styles(styles.root if styles else None, since_1904=since_1904))


def _sheets(book: PackagePart) -> Iterator[_Sheet]:
    for sheet in book.root.iterfind("{*}sheets/{*}sheet"):
        part = book.target(attribute(sheet, "r:id"))
        if part:
            yield _Sheet(" ".join(sheet.get("name", "").split()), part, sheet.get("state", "visible") != "visible")


def _write_sheet(builder: TextBuilder, package: OfficePackage, cells: SheetCells, sheet: _Sheet) -> None:
    """Writes a sheet under its name, where there is anything on it; a damaged one is noted, and read as far as it goes."""
    tables, frame, hidden = SheetTables(builder, sheet.name), SheetFrame(), HiddenCells()
    related = package.relationships(sheet.part)
    try:
        raw = package.raw(sheet.part) or b""
        frame = _frame(package, raw, related)
        hidden = HiddenCells(frame.hidden_columns)
        for row in cells.rows(raw, sheet.part, frame, hidden):
            tables.row(row)
    except ReadingError as error:
        package.notes.append(str(error))
    tables.end()
    package.notes.extend(hidden.notes(sheet.name))
    for drawing in _parts(package, related, "drawing"):
        write_drawing(tables, package, drawing, sheet.name)
    place = Locator(part=sheet.name)
    for line in frame.page_lines:
        builder.add(BlockKind.PARAGRAPH, line, place, furniture=True)


def _frame(package: OfficePackage, raw: bytes, related: dict[str, Relationship]) -> SheetFrame:
    frame = frame_of(raw)
    for table in _parts(package, related, "table"):
        frame.add_table(table.root)
    return frame


def _parts(package: OfficePackage, related: dict[str, Relationship], kind: str) -> Iterator[PackagePart]:
    for relationship in related.values():
        if relationship.kind == kind and (part := package.part(relationship.target)) is not None:
            yield part
