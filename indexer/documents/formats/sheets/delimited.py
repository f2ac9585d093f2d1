"""CSV and TSV: values parted by commas, semicolons, tabs or bars (RFC 4180 and what is written in its name)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.sheets.heading_rows import SheetRow
from indexer.documents.formats.sheets.sheet_tables import SheetTables, document_of_sheets
from indexer.documents.formats.sheets.stray_quotes import MOST_STRAYS, rows_with_lines
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
    is_unquoted = _has_many_stray_quotes(lines, dialect)
    parsed, is_mended = _table(lines, replace(dialect, quote="") if is_unquoted else dialect, before)
    return replace(parsed, note="; ".join(filter(None, (note, _STRAY_QUOTES if is_unquoted or is_mended else ""))))


def _table(lines: Sequence[str], dialect: TableDialect, before: int) -> tuple[ParsedDocument, bool]:
    """The rows as a document, and whether marks in it are read as a part of cells; ``before`` lines stand above them."""
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


def _has_many_stray_quotes(lines: Sequence[str], dialect: TableDialect) -> bool:
    """Whether so many marks quote nothing, or one makes a cell of so many lines, that none may."""
    try:
        strays = (row for row in rows_with_lines(lines, dialect) if row.is_mended)
        return sum(1 for _ in islice(strays, MOST_STRAYS)) == MOST_STRAYS
    except csv.Error:
        return True
