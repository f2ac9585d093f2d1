"""Which parts of a page are furniture: menus, banners, share bars, teasers, forms, footers.

They are known by structure: by what their elements and roles say, by the share of their text that is in links, by the
names that authors give to such parts. What holds much of the text that is in no link is never furniture, whatever it is
called; where little else would be left, names do not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from indexer.documents.formats.web.elements import BLOCKS, CONTROLS, HEADINGS
from indexer.documents.formats.web.page_tree import Element, elements_of
from indexer.documents.formats.web.replacements import text_in

__all__ = ["mark_furniture"]

# fmt: off
_ROLES = frozenset([
    "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation", "search",
    "tablist", "toolbar",
])
_TAGS = frozenset(["aside", "dialog", "footer", "form", "menu", "nav", "search"])
#: The words in class names and ids of such parts, as they are common on the web.
_NAMES = frozenset([
    "ad", "ads", "advert", "advertisement", "breadcrumb", "breadcrumbs", "comments", "commentlist", "consent", "cookie",
    "cookies", "disqus", "footer", "gdpr", "login", "masthead", "menu", "meta", "modal", "nav", "navbar", "navi",
    "navigation", "newsletter", "outbrain", "pager", "pagination", "paywall", "popup", "promo", "recommendations",
    "recommended", "related", "reply", "respond", "share", "shares", "sharedaddy", "sharing", "sidebar", "signup",
    "sitemap", "social", "sponsor", "sponsored", "subnav", "subscribe", "subscription", "taboola", "toolbar", "trending",
])
# fmt: on
_NAME = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+")
_SPACE = regex.compile(r"\s+")

#: A part with at least this share of the page's plain text is none of its furniture.
_MUCH = 0.5
#: Names count where at least this share of the plain text has no such name.
_LEAST_LEFT = 0.4
#: A list of links: so many at least, and so much of its text.
_FEWEST_LINKS = 3
_LINKED = 0.5


@dataclass(slots=True)
class _Size:
    """The code points in an element that are no white space, those of them in links, and the number of links."""

    text: int = 0
    linked: int = 0
    links: int = 0

    @property
    def plain(self) -> int:
        return self.text - self.linked


def mark_furniture(root: Element) -> None:
    """Marks the elements that are furniture of the page."""
    elements = [element for element in elements_of(root) if not element.hidden]
    sizes = _sizes(elements)
    whole = sizes[root].plain
    parts = [e for e in elements if e.tag in BLOCKS and e.tag not in ("html", "body") and sizes[e].text]
    small = [e for e in parts if sizes[e].plain < _MUCH * whole or sizes[e].plain < 50]
    for element in small:
        element.furniture = _is_by_element(element, sizes[element])
    named = [e for e in small if not e.furniture and _is_by_name(e)]
    for element in named:
        element.furniture = True
    if _left(root, sizes) < _LEAST_LEFT * whole:
        for element in named:
            element.furniture = False


def _sizes(elements: Sequence[Element]) -> dict[Element, _Size]:
    sizes = {e: _Size(sum(len(_SPACE.sub("", c)) for c in e.children if isinstance(c, str))) for e in elements}
    for element in reversed(elements):
        size = sizes[element]
        if element.tag == "a" and "href" in element.attributes:
            size.linked, size.links = size.text, 1
        if element.parent in sizes:
            above = sizes[element.parent]
            above.text += size.text
            above.linked += size.linked
            above.links += size.links
    return sizes


def _left(root: Element, sizes: Mapping[Element, _Size]) -> int:
    """The plain text that is in no furniture."""
    left, waiting = sizes[root].plain, [root]
    while waiting:
        element = waiting.pop()
        if element.furniture:
            left -= sizes[element].plain
        else:
            waiting.extend(child for child in element.elements() if child in sizes)
    return left


def _is_by_element(element: Element, size: _Size) -> bool:
    """Whether its element, role or links say so."""
    if element.tag in CONTROLS:
        return not text_in(element).endswith("?")
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    return size.links >= _FEWEST_LINKS and size.linked > _LINKED * size.text


def _is_by_name(element: Element) -> bool:
    names = {name.lower() for name in _NAME.findall(element.get("class"))}
    own = {name.lower() for name in _NAME.findall(element.get("id"))}
    return bool(_NAMES & names) or (bool(_NAMES & own) and not _is_heading_of(element, own))


def _is_heading_of(element: Element, names: set[str]) -> bool:
    """Whether an id names the subject of a section: its words stand in the section's heading."""
    heading = next((e for e in elements_of(element) if e.tag in HEADINGS), None)
    return heading is not None and names <= {word.lower() for word in _NAME.findall(text_in(heading))}
