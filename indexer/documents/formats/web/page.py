"""A web page -> its readable text and blocks."""

from __future__ import annotations

from dataclasses import replace

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.commonmark.inline_source import without_templates
from indexer.documents.formats.markup.front_matter import FrontMatter, front_matter_of, write_front, write_question
from indexer.documents.formats.markup.template_files import markup_text
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.web.page_blocks import BlockWriter
from indexer.documents.formats.web.page_furniture import mark_furniture
from indexer.documents.formats.web.page_tree import Element, WebPage, elements_of, page_of
from indexer.documents.formats.web.replacements import replace_elements, text_in
from indexer.documents.formats.web.tag_scan import marked_source
from indexer.documents.formats.web.visibility import hide
from indexer.model import About

__all__ = ["read", "read_html", "shown_page"]

#: The names of <meta> elements.
_AUTHORS = ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author")
_DATES = ("article:published_time", "datepublished", "citation_publication_date", "citation_date", "dcterms.issued",
          "dcterms.created", "dcterms.date", "dc.date.issued", "dc.date", "date", "pubdate")  # fmt: skip
_KEYWORDS = ("keywords", "news_keywords", "citation_keywords", "dcterms.subject", "dc.subject", "article:tag")

#: Code points of what one of them says, and how many of one name, at most.
_LONGEST_VALUE = 2000
_MOST = 100


def read(content: Content, media_type: str) -> ParsedDocument:
    """An HTML file; raises ReadingError where it is no text, or blank.

    One with front matter is what a generator makes a page of: its templates are no text either.
    """
    text, note = markup_text(content)
    front = front_matter_of(text)
    body = "\n" * front.lines + without_templates(text[front.end :]) if front.end else text
    return replace(read_html(body, front), note=note)


def read_html(text: str, front: FrontMatter | None = None) -> ParsedDocument:
    """The readable text of a page: what its readers see without running scripts, menus and the like as furniture.

    ``front`` has what stood before it in its file; ``text`` has blank lines in its place.
    """
    front = front or FrontMatter()
    page = shown_page(text)
    title = front.title or front.question or page.title
    builder = TextBuilder(front.title or ("" if title and not _is_named_after_heading(page) else None))
    write_question(builder, front)
    written = builder.count
    BlockWriter(builder, text).write(page.root)
    if builder.count == written:
        write_front(builder, front)
    return replace(builder.document(title), about=front.about_with(_about(page.root)))


def shown_page(text: str) -> WebPage:
    """A page whose elements know whether they are hidden or furniture, and in which text stands for pictures and marks."""
    page = page_of(marked_source(text))
    hide(page.root)
    replace_elements(page.root)
    mark_furniture(page.root)
    return page


def _about(root: Element) -> About:
    """What the page says of itself in its head: the names that HTML, Open Graph, Dublin Core and publishers use."""
    stated: dict[str, list[str]] = {}
    for meta in elements_of(root):
        if meta.tag == "meta" and (value := " ".join(meta.get("content").split())) and "://" not in value:
            name = (meta.get("name") or meta.get("property") or meta.get("itemprop")).strip().lower()
            stated.setdefault(name, []).append(value[:_LONGEST_VALUE])

    def every(names: tuple[str, ...], between: str) -> str:
        return next((between.join(dict.fromkeys(stated[name][:_MOST])) for name in names if name in stated), "")

    return About(
        language=root.get("lang"),
        date=next((stated[name][0] for name in _DATES if name in stated), ""),
        author=every(_AUTHORS, "; "),
        keywords=every(_KEYWORDS, ", "),
    )


def _is_named_after_heading(page: WebPage) -> bool:
    """Whether the <title> has the words of the first <h1>, beside the name of the site or alone."""
    first = next((text_in(e) for e in elements_of(page.root) if e.tag == "h1" and not (e.hidden or e.furniture)), "")
    return bool(first) and first.lower() in (page.title or "").lower()
