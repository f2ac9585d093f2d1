"""CSV and TSV: values parted by commas, semicolons, tabs or bars (RFC 4180 and what is written in its name)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.sheets.heading_rows import SheetRow
from indexer.documents.formats.sheets.sheet_tables import SheetTables, document_of_sheets
from indexer.documents.formats.sheets.table_dialects import TableDialect, dialect_of, rows_of
from indexer.documents.formats.text.decoding import decoded_text
from indexer.documents.formats.text.plain import read_plain

__all__ = ["read"]

#: A cell that goes on over more lines than this began with a quotation mark that quotes nothing.
_MOST_LINES = 1000
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
    if _has_stray_quotes(text, dialect):
        dialect, note = replace(dialect, quote=""), "; ".join(filter(None, (note, _STRAY_QUOTES)))
    return replace(_table(text, dialect), note=note)


def _has_stray_quotes(text: str, dialect: TableDialect) -> bool:
    """Whether a mark that opens a cell and is closed much later, or nowhere, makes one cell of many rows."""
    try:
        return any(last - first >= _MOST_LINES for _, first, last in _numbered(text, dialect))
    except csv.Error:
        return True


def _table(text: str, dialect: TableDialect) -> ParsedDocument:
    builder = TextBuilder(title="")
    tables = SheetTables(builder, headings_expected=True)
    for number, (cells, first, last) in enumerate(_numbered(text, dialect), start=1):
        shown = [" ".join(cell.split()) for cell in cells]
        if any(shown):
            tables.row(SheetRow(number, shown, (first, last)))
    tables.end()
    return document_of_sheets(builder)


def _numbered(text: str, dialect: TableDialect) -> Iterator[tuple[list[str], int, int]]:
    """The rows with their first and last line in the file."""
    before = text.count("\n", 0, dialect.begins) or text.count("\r", 0, dialect.begins)
    first = before + 1
    for cells, lines in rows_of(text, dialect):
        yield cells, first, before + lines
        first = before + lines + 1
