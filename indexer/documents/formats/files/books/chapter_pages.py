"""A page of a book -> its elements, with what books mark in them: notes, numbers of printed pages, tables of contents."""

from __future__ import annotations

from indexer.documents.formats.web.elements import HEADINGS
from indexer.documents.formats.web.page_tree import Element, WebPage, elements_of, page_of
from indexer.documents.formats.web.replacements import replace_elements, text_in
from indexer.documents.formats.web.tag_scan import marked_source
from indexer.documents.formats.web.visibility import hide

__all__ = ["chapter_page", "first_heading", "stands_first"]

#: How a page begins that is XML, where "/>" ends any element.
_XML = '<?xml version="1.0"?>'
#: Parts that are none of the text (EPUB 3 Structural Semantics Vocabulary).
_FURNITURE = frozenset({"toc-brief", "lot", "loi", "cover", "doc-cover"})
#: Lists of links, whose words stand over the chapters, too.
_TABLES = frozenset({"toc", "landmarks", "page-list", "doc-toc", "doc-pagelist"})
#: Where a page of the printed book begins: its number stands in the midst of a sentence.
_PAGE_BREAKS = frozenset({"pagebreak", "doc-pagebreak"})
#: What opens over the page when it is asked for, and is often hidden in the page's flow.
_NOTES = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_REFERENCES = frozenset({"noteref", "doc-noteref"})
_LONGEST_REFERENCE = 6


def chapter_page(text: str, *, is_furniture: bool) -> WebPage:
    """A page whose elements know whether they are hidden or furniture; ``is_furniture`` says that all of it is."""
    page = page_of(marked_source(text if text.lstrip().startswith("<?xml") else _XML + text))
    hide(page.root)
    page.root.furniture = is_furniture
    for element in elements_of(page.root):
        kinds = {*element.get("epub:type").split(), *element.get("role").split()}
        element.furniture = element.furniture or not _FURNITURE.isdisjoint(kinds)
        is_table = element.tag == "nav" and not _TABLES.isdisjoint(kinds)
        hidden = element.hidden and _NOTES.isdisjoint(kinds)
        element.hidden = hidden or is_table or not _PAGE_BREAKS.isdisjoint(kinds)
        if not _REFERENCES.isdisjoint(kinds) and not _is_raised(element):
            _bracket(element)
    replace_elements(page.root)
    return page


def _is_raised(element: Element) -> bool:
    return (element.parent is not None and element.parent.tag == "sup") or any(
        one.tag == "sup" for one in element.elements()
    )


def _bracket(element: Element) -> None:
    """A reference to a note stands apart from the word before it, as it does to the eye."""
    text = text_in(element)
    if text.isalnum() and len(text) <= _LONGEST_REFERENCE:
        element.children = [f"[{text}]"]


def stands_first(root: Element, own_id: str) -> bool:
    """Whether the element of this id begins before any text of the page."""
    waiting: list[Element | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            if node.strip():
                return False
        elif not node.hidden:
            if node.get("id") == own_id:
                return True
            waiting.extend(reversed(node.children))
    return False


def first_heading(root: Element) -> str:
    """The words of the first heading on a page; "" without one."""
    found = (text_in(one) for one in elements_of(root) if one.tag in HEADINGS and not one.hidden)
    return next((words for words in found if words), "")
