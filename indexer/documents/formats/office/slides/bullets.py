"""Bullets and numbers of the paragraphs of a shape, which it says itself or takes from layout and master
(ECMA-376-1, 21.1.2.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from indexer.documents.formats.office.numerals import numeral
from indexer.documents.formats.office.slides.presentation import PresentedSlide, placeholder_of
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, name_of, number

__all__ = ["BulletCounter", "BulletedParagraph"]

_LEVELS = 9
_SCHEME = regex.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Period|ParenR|ParenBoth|Plain)")
_FORMATS = {
    "arabic": "decimal", "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}  # fmt: skip
_MARKS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}"}
_BODY_STYLE = {"body": "p:bodyStyle", "subTitle": "p:bodyStyle", "obj": "p:bodyStyle", "": "p:bodyStyle"}
_BULLETS = frozenset({"a:buNone", "a:buChar", "a:buAutoNum", "a:buBlip"})


class BulletedParagraph(NamedTuple):
    """What stands before a paragraph ("-", "2.", "" for nothing), and its level from 1."""

    label: str
    level: int


class BulletCounter:
    """Counts through the paragraphs of one shape."""

    def __init__(self, shape: XmlElement, body: XmlElement, slide: PresentedSlide | None) -> None:
        self._styles = list(_list_styles(shape, body, slide))
        self._reached: dict[int, tuple[str, int]] = {}  # the scheme and number of the last paragraph on a level

    def next(self, paragraph: XmlElement) -> BulletedParagraph:
        """The next paragraph that has text."""
        properties = child(paragraph, "a:pPr")
        level = 0 if properties is None else max(0, min(number(attribute(properties, "lvl")), _LEVELS - 1))
        bullet = self._bullet(properties, level)
        for below in [one for one in self._reached if one > level]:
            del self._reached[below]
        if bullet is None or name_of(bullet) == "a:buNone":
            self._reached.pop(level, None)
            return BulletedParagraph("", level + 1)
        if name_of(bullet) != "a:buAutoNum":
            self._reached.pop(level, None)
            return BulletedParagraph("-", level + 1)
        return BulletedParagraph(self._numbered(bullet, level), level + 1)

    def _bullet(self, properties: XmlElement | None, level: int) -> XmlElement | None:
        for place in (properties, *(child(style, f"a:lvl{level + 1}pPr") for style in self._styles)):
            found = next((one for one in place if name_of(one) in _BULLETS), None) if place is not None else None
            if found is not None:
                return found
        return None

    def _numbered(self, bullet: XmlElement, level: int) -> str:
        scheme = attribute(bullet, "type")
        before, reached = self._reached.get(level, ("", 0))
        count = reached + 1 if before == scheme else number(attribute(bullet, "startAt"), 1)
        self._reached[level] = (scheme, count)
        found = _SCHEME.match(scheme)
        return _MARKS[found[2]].format(numeral(count, _FORMATS[found[1]])) if found else f"{count}."


def _list_styles(shape: XmlElement, body: XmlElement, slide: PresentedSlide | None) -> Iterator[XmlElement]:
    """The styles of lists that go for a shape, nearest first."""
    own = child(body, "a:lstStyle")
    if own is not None:
        yield own
    placeholder = placeholder_of(shape)
    if slide is None or placeholder is None:
        return
    for above in slide.shape_above(shape):
        style = child(above, "p:txBody", "a:lstStyle")
        if style is not None:
            yield style
    name = _BODY_STYLE.get(attribute(placeholder, "type"))
    style = child(slide.master.root, "p:txStyles", name) if slide.master is not None and name else None
    if style is not None:
        yield style
