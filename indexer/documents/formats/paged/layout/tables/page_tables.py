"""The lines of a page -> the same, those of tables as their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.paragraphs import Paragraph
from indexer.documents.formats.paged.layout.tables.aligned_rows import aligned_run, table_in
from indexer.documents.formats.paged.layout.tables.row_blocks import Unhyphenated, as_blocks, ruled_rows

__all__ = ["with_tables"]


def with_tables(
    lines: Iterable[PageLine], has_code: bool, unhyphenated: Unhyphenated
) -> Iterator[PageLine | Paragraph]:
    """The lines of a page, and the rows of its tables; lines in letters of one width that no rules part are no table where
    the document ``has_code`` in them."""
    for (*_, table), group in groupby(lines, key=_part):
        members = list(group)
        if table is not None:
            yield from as_blocks(ruled_rows(members, unhyphenated))
        else:
            for is_code, part in groupby(members, key=lambda line: has_code and line.font.fixed):
                of_part = list(part)
                yield from of_part if is_code else _with_aligned(of_part)


def _part(line: PageLine) -> tuple[int, int, int | None]:
    return line.region, line.quarters, line.cell.table if line.cell else None


def _with_aligned(lines: Sequence[PageLine]) -> Iterator[PageLine | Paragraph]:
    at = 0
    while at < len(lines):
        end = at + 1
        for end in aligned_run(lines, at):
            if found := table_in(lines[at:end]):
                yield from _with_aligned(lines[at : at + found.first])
                yield from as_blocks(found.rows)
                end = at + found.end
                break
        else:
            yield from lines[at:end]
        at = end
