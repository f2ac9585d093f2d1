"""A table of a text or slide -> rows, with the headings that it names or that look like that; or what it lays out."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from indexer.documents.formats.office.xml_names import XmlElement, attribute
from indexer.documents.formats.opendocument.flow.odf_tables import OdfRow, is_layout, rows_in
from indexer.documents.formats.sheets.heading_rows import SheetRow, headings_of
from indexer.documents.formats.text.mark_collector import MarkedWords
from indexer.model import BlockKind, Locator, Numbered, PlaceUnit

if TYPE_CHECKING:
    from indexer.documents.formats.opendocument.flow.odf_story import OdfStory

__all__ = ["write_table"]

#: Rows that are looked at to find the headings of a table.
_SAMPLE = 24


class _Row(NamedTuple):
    texts: SheetRow
    marked: list[MarkedWords | None]
    is_header: bool
    place: Locator


def write_table(story: OdfStory, table: XmlElement) -> None:
    """Writes a table as a part of a story, whose other blocks are settled."""
    if is_layout(table):
        for row in rows_in(table):
            for cell in (cell for cell in row.cells if cell is not None):
                story.blocks(cell)
                story.settle(BlockKind.PARAGRAPH)
        return
    story.builder.end_table()
    rows = rows_in(table)
    sample = [_row(story, row, at) for at, row in enumerate(islice(rows, _SAMPLE))]
    is_stated = any(row.is_header for row in sample)
    found = None if is_stated else headings_of([row.texts for row in sample], expected=False)
    for at, first in enumerate(sample):
        is_found = found is not None and found.first <= at < found.end
        _write(story, first, is_header=first.is_header if is_stated else is_found)
    for at, element in enumerate(rows, start=_SAMPLE):
        _write(story, _row(story, element, at), is_header=element.is_header)
    story.builder.end_table()


def _write(story: OdfStory, row: _Row, *, is_header: bool) -> None:
    kind = BlockKind.TABLE_HEADER if is_header else BlockKind.TABLE_ROW
    story.builder.add_row(kind, row.texts.cells, row.place, furniture=story.furniture, marked=row.marked)


def _row(story: OdfStory, row: OdfRow, at: int) -> _Row:
    """A row with the texts of its cells, and its place."""
    position = story.context.position
    first, place = position.paragraph + 1, story.here()
    cells = [("", None) if cell is None else story.cell(cell) for cell in row.cells]
    texts = [text for text, _ in cells]
    filled = [cell for cell, text in zip(row.cells, texts, strict=True) if text and cell is not None]
    heads = all(_heads(story, cell) for cell in filled)
    if story.place is None:
        numbered = Numbered(PlaceUnit.PARAGRAPH, first, max(position.paragraph, first))
        place = Locator(pages=place.through(story.here()).pages, numbered=numbered)
    is_heading = heads and at == 0 and len(filled) > 1
    sheet_row = SheetRow(at + 1, texts, is_bold=heads, is_heading=is_heading)
    return _Row(sheet_row, [marked for _, marked in cells], row.is_header, place)


def _heads(story: OdfStory, cell: XmlElement) -> bool:
    """Whether the first paragraph of a cell is of a style for header rows, or in bold type."""
    first = next(cell.iter("{*}p"), None)
    if first is None:
        return False
    style = story.context.styles.style("paragraph", attribute(first, "text:style-name"))
    return style.heads_table or style.is_bold
