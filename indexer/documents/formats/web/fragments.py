"""HTML inside of another format: parts of a page, with text of that format between them."""

from __future__ import annotations

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.web.page_blocks import BlockWriter
from indexer.documents.formats.web.page_tree import Element, fragment_of
from indexer.documents.formats.web.replacements import replace_elements
from indexer.documents.formats.web.tag_scan import marked_source
from indexer.documents.formats.web.visibility import hide

__all__ = ["HtmlFragments", "fragment_text"]


class HtmlFragments:
    """Writes parts of a page into ``builder``.

    An element ends with its part, but for <details>, which ends with its end tag in a later one. Nothing is furniture: what
    an author puts into a text belongs to it.
    """

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._levels: list[int] = []  # of the headings that open <details> gave

    def feed_at(self, text: str, line: int) -> None:
        """Writes ``text``, which stands at ``line`` of its file (from 1)."""
        source = marked_source(text, line)
        for _ in range(min(source.stray["details"], len(self._levels))):
            self._builder.leave(self._levels.pop())
        root = fragment_of(source)
        hide(root, whole_page=False)
        replace_elements(root)
        open_ones = _last_details(root, source.unclosed["details"])
        writer = BlockWriter(self._builder, text, line, stay_open=open_ones)
        writer.write(root)
        self._levels += writer.open_levels


def fragment_text(text: str) -> str:
    """What a reader sees of a part of a page, where no blocks can be written: in the cell of a table."""
    builder = TextBuilder()
    HtmlFragments(builder).feed_at(text, 1)
    return builder.document().text


def _last_details(root: Element, count: int) -> frozenset[Element]:
    """The ``count`` innermost <details> around what stands last."""
    found: list[Element] = []
    element: Element | None = root
    while element is not None:
        if element.tag == "details":
            found.append(element)
        element = next((c for c in reversed(element.children) if isinstance(c, Element)), None)
    return frozenset(found[-count:] if count else ())
