"""A PDF file -> its text in reading order, its blocks, and where its words are on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pypdfium2

from indexer.documents.content import Content
from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.page_lines import lines_of
from indexer.documents.formats.paged.page_rules import PageRules
from indexer.documents.formats.paged.page_words import PageWords, words_of
from indexer.documents.formats.paged.pdf_file import PdfFile
from indexer.documents.formats.paged.scans.scanned_page import has_pictures, scanned_lines
from indexer.documents.formats.paged.writing.paged_document import document_of, note_of
from indexer.documents.formats.protocol import ParsedDocument
from indexer.errors import ReadingError

__all__ = ["read"]

#: A page more than this share of whose letters name no character is not readable.
_STRANGE = 0.3


def read(content: Content, media_type: str) -> ParsedDocument:
    """The document in a PDF; raises ReadingError where it is damaged, locked, or has no text."""
    with PdfFile(content.read_bytes()) as file:
        shapes = [file.shape(number) for number in range(1, len(file) + 1)]
        notes: dict[int, str] = {}
        pages = [list(_page_lines(file, number, notes)) for number in range(1, len(file) + 1)]
        about, title, outline = file.about(), file.title(), file.outline_by_page()
    if not any(pages):
        raise ReadingError(_without_text(notes))
    return replace(document_of(pages, shapes, outline, title), about=about, note=note_of(notes))


def _page_lines(file: PdfFile, number: int, notes: dict[int, str]) -> Iterator[PageLine]:
    """The lines of a page, its main direction first; what is to be said of it, such as why it cannot be read, is written to
    ``notes``."""
    try:
        with closing(file.page(number)) as page:
            found, rules = words_of(page, number), PageRules(page)
            if _is_strange(found):
                found = _bare_words(file, number, found)
            if fault := _fault(page, found):
                yield from _seen_lines(page, number, fault, notes)
                return
    except pypdfium2.PdfiumError:
        notes[number] = "it is damaged"
        return
    for turned in sorted(found.words, key=lambda key: -len(found.words[key])):
        yield from lines_of(found.words[turned], found.frames[turned], rules.turned(turned))


def _is_strange(found: PageWords) -> bool:
    return found.strange > _STRANGE * found.letters


def _bare_words(file: PdfFile, number: int, found: PageWords) -> PageWords:
    """The words of a page without what is filled into it, where these have Unicode and those found with it have none."""
    with closing(file.bare_page(number)) as page:
        bare = words_of(page, number)
    return bare if bare.words and not _is_strange(bare) else found


def _fault(page: Any, found: PageWords) -> str:
    """Why the words of a page are not in the file; "" where they are, or there are none."""
    if _is_strange(found):
        return "its letters name no characters, as its fonts have no Unicode"
    return "" if found.words or not has_pictures(page) else "scanned, a picture without text"


def _seen_lines(page: Any, number: int, fault: str, notes: dict[int, str]) -> Iterator[PageLine]:
    """The lines of a page as they are seen on its picture, where words can be recognised."""
    try:
        seen = scanned_lines(page, number)
    except ReadingError as error:
        notes[number] = f"{fault}; {error}"
        return
    if seen.doubts:
        notes[number] = seen.doubts
    yield from seen.lines


def _without_text(notes: dict[int, str]) -> str:
    if notes:
        return f"none of its pages can be read; {note_of(notes)}"
    return "no words are in it, and none can be recognised on its pages"
