"""A page's source -> its elements and texts, parsed by lexbor as the HTML standard says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents.formats.web.elements import UNSEEN
from indexer.documents.formats.web.tag_scan import LINE, NEWLINE_REFERENCE, NUMBER, MarkedSource, without_marks

__all__ = ["Element", "WebPage", "elements_of", "fragment_of", "page_of"]


@dataclass(slots=True, eq=False)
class Element:
    """An element: its lower-case name, its attributes, what is in it, and the line that its start tag ends on.

    ``line`` is 0 where no start tag of its own stands in the file. ``hidden`` says that a reader of the page does not see
    it, ``furniture`` that it is none of the page's subject; both go for all that is in it. ``note`` says how its words are
    read (ruby).
    """

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None
    hidden: bool = False
    furniture: bool = False
    note: str = ""

    def get(self, name: str) -> str:
        """The value of an attribute; "" without one."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))


def elements_of(root: Element) -> Iterator[Element]:
    """``root`` and all elements in it, in document order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page: its element <html>, and its <title> where it has one."""

    root: Element
    title: str | None


def page_of(source: MarkedSource) -> WebPage:
    """A page, parsed."""
    parser = LexborHTMLParser(source.text)
    root = _Tree(source).of(parser.root) if parser.root is not None else Element("html")
    root.line = root.line or source.first_line
    titles = (without_marks(node.text()) for node in parser.css("title") if _is_html(node))
    return WebPage(
        root, next((" ".join(title.replace(NEWLINE_REFERENCE, " ").split()) for title in titles if title.strip()), None)
    )


def fragment_of(source: MarkedSource) -> Element:
    """An element with what a part of a page has in it."""
    parser = LexborHTMLParser("<body>" + source.text)
    root = _Tree(source).of(parser.body) if parser.body is not None else Element("body")
    root.line = source.first_line
    return root


def _is_html(title: LexborNode) -> bool:
    """Whether a <title> is that of the page rather than of a drawing."""
    return title.parent is not None and title.parent.tag not in ("svg", "g", "symbol", "math")


class _Tree:
    """Copies the parser's tree, without what is never text. Elements that the parser opened anew have no line."""

    def __init__(self, source: MarkedSource) -> None:
        self._lines = source.lines
        self._seen: set[str] = set()

    def of(self, top: LexborNode) -> Element:
        """The element of a node, with all that is in it."""
        root = self._element(top, None)
        waiting = [(top.first_child, root)]
        while waiting:
            node, parent = waiting.pop()
            while node is not None:
                if node.is_text_node:
                    parent.children.append(without_marks(node.text_content or ""))
                elif node.is_element_node and node.tag in UNSEEN:
                    parent.children.append(LINE * node.text().count("\n"))
                elif node.is_element_node:
                    element = self._element(node, parent)
                    parent.children.append(element)
                    waiting.append((node.next, parent))
                    node, parent = node.first_child, element
                    continue
                node = node.next
        return root

    def _element(self, node: LexborNode, parent: Element | None) -> Element:
        values = {name: without_marks(value or "") for name, value in node.attributes.items()}
        values = {name: value.replace(NEWLINE_REFERENCE, "\n") for name, value in values.items()}
        number = values.pop(NUMBER, "")
        known = number.isdecimal() and int(number) < len(self._lines) and number not in self._seen
        self._seen.add(number)
        return Element(node.tag or "", values, self._lines[int(number)] if known else 0, parent=parent)
