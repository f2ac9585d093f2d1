"""A web page -> its readable text and blocks."""

from __future__ import annotations

from dataclasses import replace

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.decoding import decoded_text
from indexer.documents.formats.web.page_blocks import BlockWriter
from indexer.documents.formats.web.page_furniture import mark_furniture
from indexer.documents.formats.web.page_tree import WebPage, elements_of, page_of
from indexer.documents.formats.web.replacements import replace_elements, text_in
from indexer.documents.formats.web.tag_scan import marked_source
from indexer.documents.formats.web.visibility import hide
from indexer.model import About

__all__ = ["read", "read_html", "shown_page"]


def read(content: Content, media_type: str) -> ParsedDocument:
    """An HTML file; raises ReadingError where it is no text, or blank."""
    text, note = decoded_text(content)
    return replace(read_html(text), note=note)


def read_html(text: str) -> ParsedDocument:
    """The readable text of a page: what its readers see without running scripts, menus and the like as furniture."""
    page = shown_page(text)
    builder = TextBuilder("" if page.title and not _is_named_after_heading(page) else None)
    BlockWriter(builder, text).write(page.root)
    return replace(builder.document(page.title), about=About(language=page.root.get("lang")))


def shown_page(text: str) -> WebPage:
    """A page whose elements know whether they are hidden or furniture, and in which text stands for pictures and marks."""
    page = page_of(marked_source(text))
    hide(page.root)
    replace_elements(page.root)
    mark_furniture(page.root)
    return page


def _is_named_after_heading(page: WebPage) -> bool:
    """Whether the <title> has the words of the first <h1>, beside the name of the site or alone."""
    first = next((text_in(e) for e in elements_of(page.root) if e.tag == "h1" and not (e.hidden or e.furniture)), "")
    return bool(first) and first.lower() in (page.title or "").lower()
