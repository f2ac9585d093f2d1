"""The lines of all pages -> a document: its text, its blocks, and where its words are on the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.headings import Outline, title_of
from indexer.documents.formats.paged.layout.page_flow import paragraphs_in_order
from indexer.documents.formats.paged.layout.paragraphs import Paragraph
from indexer.documents.formats.paged.writing.hyphens import DocumentWords
from indexer.documents.formats.paged.writing.written_text import WrittenText, written
from indexer.documents.formats.protocol import ParsedDocument
from indexer.model import Block, Locator, PageMap, Pages, PageShape, PageStart

__all__ = ["document_of", "note_of"]


def document_of(
    pages: Sequence[Sequence[PageLine]], shapes: Sequence[PageShape], outline: Outline, title: str | None = None
) -> ParsedDocument:
    """The document of these lines, those of each page in reading order, and the shapes of its pages; without a title of its
    own it has that of its largest heading."""
    words = DocumentWords(line.text for lines in pages for line in lines)
    paragraphs = paragraphs_in_order(pages, outline, words.unhyphenated)
    texts = [written(paragraph, words) for paragraph in paragraphs]
    if title is None and (largest := title_of(paragraphs)) is not None:
        title = " ".join(texts[paragraphs.index(largest)].text.split())
    parsed = _document(paragraphs, texts, shapes, title)
    return replace(parsed, page_map=_page_map(parsed, texts, shapes))


def note_of(notes: Mapping[int, str]) -> str:
    """What is to be said of pages (from 1), the same of several only once: "page 7: ...; pages 9, 10, 12: ..."."""
    by_reason: defaultdict[str, list[int]] = defaultdict(list)
    for number, reason in notes.items():
        by_reason[reason].append(number)
    return "; ".join(
        f"page{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}: {reason}"
        for reason, numbers in by_reason.items()
    )


def _document(
    paragraphs: Sequence[Paragraph], texts: Sequence[WrittenText], shapes: Sequence[PageShape], title: str | None
) -> ParsedDocument:
    builder = TextBuilder(title)
    for paragraph, text in zip(paragraphs, texts, strict=True):
        first, last = paragraph.lines[0].page, paragraph.lines[-1].page
        place = Locator(pages=Pages(first, last, shapes[first - 1].label, shapes[last - 1].label))
        if text.cells:
            if paragraph.begins_table:
                builder.end_table()
            builder.add_row(paragraph.kind, list(text.cells), place)
        else:
            builder.add(paragraph.kind, text.text, place, level=paragraph.level, furniture=paragraph.furniture)
    parsed = builder.document(title)
    blocks = (_with_pages(block, text, shapes) for block, text in zip(parsed.blocks, texts, strict=True))
    return replace(parsed, blocks=tuple(blocks))


def _with_pages(block: Block, text: WrittenText, shapes: Sequence[PageShape]) -> Block:
    starts = tuple(PageStart(block.start + offset, page, shapes[page - 1].label) for offset, page in text.pages)
    # What belongs to a page is part of no section.
    return replace(block, page_starts=starts, headings=() if block.furniture else block.headings)


def _page_map(parsed: ParsedDocument, texts: Sequence[WrittenText], shapes: Sequence[PageShape]) -> PageMap:
    words = (word for block, text in zip(parsed.blocks, texts, strict=True) for word in text.word_boxes(block.start))
    return PageMap.of(words, shapes)
