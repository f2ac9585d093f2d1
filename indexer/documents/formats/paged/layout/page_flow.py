"""The lines of all pages -> the paragraphs, headings, tables and notes of the document, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.continuations import joined
from indexer.documents.formats.paged.layout.furniture import furniture_of
from indexer.documents.formats.paged.layout.headings import Outline, with_headings
from indexer.documents.formats.paged.layout.items import with_items
from indexer.documents.formats.paged.layout.kinds import body_size, has_code, with_captions, with_code, with_footnotes
from indexer.documents.formats.paged.layout.paragraphs import Paragraph, paragraphs_of
from indexer.documents.formats.paged.layout.tables.continued_tables import join_tables
from indexer.documents.formats.paged.layout.tables.page_tables import with_tables
from indexer.documents.formats.paged.layout.tables.row_blocks import Unhyphenated
from indexer.model import BlockKind

__all__ = ["paragraphs_in_order"]


def paragraphs_in_order(
    pages: Sequence[Sequence[PageLine]], outline: Outline, unhyphenated: Unhyphenated
) -> list[Paragraph]:
    """All that stands on the pages. Notes follow what is read on their page, and furniture all of the body, so that nothing
    stands between two sentences that are read one after the other."""
    furniture = furniture_of(pages)
    body = body_size(line for lines in pages for line in lines if id(line) not in furniture)
    code = has_code([line for lines in pages for line in lines])
    paragraphs = [paragraph for lines in pages for paragraph in _of_page(lines, furniture, code, unhyphenated)]
    join_tables(paragraphs)
    paragraphs = with_captions(with_code(paragraphs) if code else paragraphs, body)
    paragraphs = with_footnotes(with_headings(paragraphs, body, outline), body)
    found = list(joined(list(with_items(paragraphs))))
    read = (paragraph for paragraph in found if not paragraph.furniture)
    return [*_notes_last(read), *(paragraph for paragraph in found if paragraph.furniture)]


def _notes_last(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, with the notes of each page behind all others that begin on it."""
    for _, group in groupby(paragraphs, key=lambda paragraph: paragraph.lines[0].page):
        yield from sorted(group, key=lambda paragraph: paragraph.kind is BlockKind.FOOTNOTE)


def _of_page(
    lines: Sequence[PageLine], furniture: set[int], code: bool, unhyphenated: Unhyphenated
) -> Iterator[Paragraph]:
    body = (line for line in lines if id(line) not in furniture)
    yield from paragraphs_of(with_tables(body, code, unhyphenated))
    for line in sorted((line for line in lines if id(line) in furniture), key=lambda line: line.shares[1]):
        yield Paragraph(BlockKind.PARAGRAPH, [line], furniture=True)
