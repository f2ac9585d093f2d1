"""Tables that go on over the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from indexer.documents.formats.paged.layout.paragraphs import Paragraph
from indexer.model import BlockKind

__all__ = ["join_tables"]

Table = list[Paragraph]


def join_tables(paragraphs: Iterable[Paragraph]) -> None:
    """Makes the rows of a table at the head of a page, below one of the same columns at the foot of the page before, rows
    of that; its header there is none, unless it says the same again."""
    above: Table = []
    for is_row, group in groupby((p for p in paragraphs if not p.furniture), key=lambda p: bool(p.cells)):
        if not is_row:
            above = []
            continue
        for table in _tables(group):
            if _is_next(above, table):
                _join(above, table)
            above = table


def _tables(rows: Iterable[Paragraph]) -> Iterator[Table]:
    table: Table = []
    for row in rows:
        if row.begins_table and table:
            yield table
            table = []
        table.append(row)
    yield table


def _join(above: Table, table: Table) -> None:
    """Makes ``table`` the rest of the table above it."""
    headers = [row for row in above if row.kind is BlockKind.TABLE_HEADER]
    repeated = [_said(row) for row in table[: len(headers)]] == [_said(row) for row in headers]
    for number, row in enumerate(table):
        row.kind = BlockKind.TABLE_HEADER if repeated and number < len(headers) else BlockKind.TABLE_ROW
    table[0].begins_table = False
    table[:0] = headers


def _said(row: Paragraph) -> tuple[str, ...]:
    return tuple(" ".join(line.text for line in cell) for cell in row.cells)


def _is_next(above: Table, table: Table) -> bool:
    """Whether two tables follow each other on two pages, and words of each column stand below each other."""
    if (
        not above
        or table[0].lines[0].page != above[-1].lines[-1].page + 1
        or len(table[0].cells) != len(above[0].cells)
    ):
        return False
    return all(
        one is None or other is None or one[0] < other[1] and other[0] < one[1]
        for one, other in zip(_columns(above), _columns(table), strict=True)
    )


def _columns(table: Table) -> list[tuple[float, float] | None]:
    """How far the words of each column reach; None where it has none."""
    found: list[tuple[float, float] | None] = []
    for column in zip(*(row.cells for row in table), strict=True):
        lines = [line for cell in column for line in cell]
        found.append((min(line.left for line in lines), max(line.right for line in lines)) if lines else None)
    return found
