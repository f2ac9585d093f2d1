"""CSV and TSV: values parted by commas, semicolons, tabs or bars (RFC 4180 and what is written in its name)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.sheets.heading_rows import SheetRow
from indexer.documents.formats.sheets.sheet_tables import SheetTables, document_of_sheets
from indexer.documents.formats.sheets.stray_quotes import rows_with_lines
from indexer.documents.formats.sheets.table_dialects import TableDialect, dialect_of, lines_from
from indexer.documents.formats.text.decoding import decoded_text
from indexer.documents.formats.text.plain import read_plain

__all__ = ["read"]

_STRAY_QUOTES = "its quotation marks do not come in pairs: they are read as a part of its cells"


def read(content: Content, media_type: str) -> ParsedDocument:
    """A file of rows, each with its number and its lines; one that has none is read as plain text.

    Raises ReadingError where it is no text, or blank.
    """
    text, note = decoded_text(content)
    text = text.replace("\0", " ")
    dialect = dialect_of(text, "\t" if "tab" in media_type else ",")
    if dialect is None:
        return replace(read_plain(text), note=note)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    lines = list(lines_from(text, dialect))
    before = text.count("\n", 0, dialect.begins) or text.count("\r", 0, dialect.begins)
    try:
        parsed, has_strays = _table(lines, dialect, before)
    except csv.Error:
        parsed, has_strays = _table(lines, replace(dialect, quote=""), before)[0], True
    return replace(parsed, note="; ".join(filter(None, (note, _STRAY_QUOTES if has_strays else ""))))


def _table(lines: Sequence[str], dialect: TableDialect, before: int) -> tuple[ParsedDocument, bool]:
    """The rows as a document, and whether marks in it are read as a part of cells; ``before`` lines stand above them.
    Raises csv.Error where quotation marks cannot be read as such."""
    builder = TextBuilder(title="")
    tables = SheetTables(builder, headings_expected=True)
    is_mended = False
    for number, row in enumerate(rows_with_lines(lines, dialect), start=1):
        shown = [" ".join(cell.split()) for cell in row.cells]
        is_mended = is_mended or row.is_mended
        if any(shown):
            tables.row(SheetRow(number, shown, (before + row.first, before + row.last)))
    tables.end()
    return document_of_sheets(builder), is_mended
