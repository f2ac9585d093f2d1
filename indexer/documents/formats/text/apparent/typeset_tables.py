"""Tables of LaTeX in a text that is none otherwise, as blocks: the text stays as it is, and their cells are spans of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from indexer.documents.formats.markup.light.latex.table_spans import SpannedTable, spanned_tables
from indexer.documents.formats.sheets.unstated_headings import with_first_row_as_header
from indexer.documents.formats.text.apparent.lines import Line
from indexer.model import Block, BlockKind, Locator, Span

__all__ = ["TypesetTable", "typeset_tables"]


class TypesetTable(NamedTuple):
    """A table that begins with line ``first`` of the lines of a text, and ends before line ``end`` of them."""

    first: int
    end: int
    table: SpannedTable

    def blocks(self, text: str, lines: Sequence[Line], path: tuple[str, ...]) -> Sequence[Block]:
        """Its rows; what begins and ends it is of the first and the last of them, outside of their cells."""
        rows = self.table.rows
        starts = [line.start for line in lines[self.first : self.end]]

        def block(kind: BlockKind, start: int, end: int, cells: tuple[Span, ...]) -> Block:
            end = start + len(text[start:end].rstrip())
            first, last = (
                lines[self.first + bisect_right(starts, at) - 1].number for at in (start, max(start, end - 1))
            )
            return Block(kind, start, end, path, Locator(lines=(first, last)), 0, cells)

        edges = [self.table.start, *(row.start for row in rows[1:]), self.table.end]
        found = []
        for row, start, end in zip(rows, edges, edges[1:], strict=False):
            kind = BlockKind.TABLE_HEADER if row.header else BlockKind.TABLE_ROW
            found.append(block(kind, start, end, row.cells))
        return with_first_row_as_header(text, found)


def typeset_tables(text: str, lines: Sequence[Line]) -> dict[int, TypesetTable]:
    """The tables of a text, by the number of the line that they begin with, from 0."""
    starts = [line.start for line in lines]
    found = {}
    for table in spanned_tables(text):
        first = bisect_right(starts, table.start) - 1
        found[first] = TypesetTable(first, bisect_right(starts, table.end - 1), table)
    return found
