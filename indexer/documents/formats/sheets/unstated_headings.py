"""Tables of which nobody says what heads their columns: the first row does where it has words over columns of values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import regex

from indexer.documents.formats.sheets.heading_rows import SheetRow, heads_values
from indexer.model import Block, BlockKind, Span

__all__ = ["first_rows", "with_first_row_as_header"]

#: Rows that are looked at.
_SAMPLE = 24
#: Of two columns, the share of the second's values that have one unit where a heading is over them. Where each has its
#: own ("weight | 5 kg", "height | 3 m"), the rows are names and what they stand for.
_OF_ONE_UNIT = 0.6
_NO_UNIT = regex.compile(r"[\d.,:;\-–−/\s]+")


def with_first_row_as_header(text: str, rows: Sequence[Block]) -> Sequence[Block]:
    """The rows of one table of ``text``, the first as its header where none is stated and it looks like one."""
    if len(rows) < 2 or any(row.kind is BlockKind.TABLE_HEADER for row in rows):
        return rows
    sample = first_rows(text, [row.cells for row in rows])
    if not heads_values(sample) or not (len(sample[0].cells) > 2 or _has_one_unit(sample[1:])):
        return rows
    return [replace(rows[0], kind=BlockKind.TABLE_HEADER), *rows[1:]]


def first_rows(text: str, cells: Sequence[Sequence[Span]]) -> list[SheetRow]:
    """The first rows of a table of ``text``, each given by its cells, as what heads columns is looked for in them; no more
    than are looked at."""
    return [SheetRow(number, [text[start:end] for start, end in row]) for number, row in enumerate(cells[:_SAMPLE], 1)]


def _has_one_unit(rows: Sequence[SheetRow]) -> bool:
    units = Counter(_NO_UNIT.sub("", row.cells[-1]) for row in rows if row.filled > 1)
    return units.total() > 1 and max(units.values()) >= _OF_ONE_UNIT * units.total()
