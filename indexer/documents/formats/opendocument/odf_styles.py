"""What the styles of an OpenDocument file make of what has them (ODF 1.3, part 3, 16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from indexer.documents.formats.office.symbols import is_code_font
from indexer.documents.formats.office.word.word_styles import is_title_name, kind_by_names
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, children, descendants, number
from indexer.model import BlockKind, InlineKind

__all__ = ["OdfStyle", "OdfStyles"]

#: A chain of styles that each rest on another is no longer than that.
_LONGEST_CHAIN = 30
_DEEPEST_HEADING = 6
_BOLD = ("bold", "600", "700", "800", "900")
#: Styles of characters that programs have for code.
_CODE_STYLES = frozenset({"source text", "teletype", "user entry"})
_ENCODED = regex.compile(r"_([0-9a-fA-F]{1,4})_")
_SHARE = regex.compile(r"-?\d+(?=%)")


@dataclass(frozen=True, slots=True)
class OdfStyle:
    """What goes for paragraphs or words of a style.

    ``marks`` are how words are set apart. ``level`` is the outline level of a heading, 0 for others; ``list_style`` numbers
    its paragraphs in lists; ``shift`` says that words are set above or below the line, ``heads_table`` that its paragraphs
    stand in header rows.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    is_title: bool = False
    is_hidden: bool = False
    is_bold: bool = False
    shift: InlineKind | None = None
    heads_table: bool = False
    breaks_page: bool = False
    list_style: str = ""
    marks: frozenset[InlineKind] = frozenset()


class OdfStyles:
    """The styles by family ("paragraph", "text") and name; those of the content go before those with names for people."""

    def __init__(self, *roots: XmlElement | None) -> None:
        self._elements: dict[tuple[str, str], XmlElement] = {}
        self._made: dict[tuple[str, str], OdfStyle] = {}
        self.lists: dict[str, XmlElement] = {}
        self.outline: XmlElement | None = None
        for root in roots:
            for place in ("office:styles", "office:automatic-styles"):
                self._take(child(root, place))

    def _take(self, styles: XmlElement | None) -> None:
        for element in children(styles, "style:style"):
            self._elements[attribute(element, "style:family"), attribute(element, "style:name")] = element
        for element in children(styles, "text:list-style"):
            self.lists[attribute(element, "style:name")] = element
        outline = child(styles, "text:outline-style")
        self.outline = self.outline if outline is None else outline

    def style(self, family: str, name: str) -> OdfStyle:
        """The style of a family by its name; a plain one for a name that is not known."""
        key = family, name
        if key not in self._made:
            self._made[key] = self._make(family, name)
        return self._made[key]

    def element(self, family: str, name: str) -> XmlElement | None:
        """The XML of a style; None where there is none of this name."""
        return self._elements.get((family, name))

    def _chain(self, family: str, name: str) -> Iterator[XmlElement]:
        for _ in range(_LONGEST_CHAIN):
            style = self._elements.get((family, name))
            if style is None:
                return
            yield style
            name = attribute(style, "style:parent-style-name")

    def _make(self, family: str, name: str) -> OdfStyle:
        chain = list(self._chain(family, name))
        names = [_plain(attribute(s, "style:display-name") or attribute(s, "style:name")) for s in chain] or [
            _plain(name)
        ]
        last = attribute(chain[-1], "style:parent-style-name") if chain else ""
        names.append(_plain(last))  # of a style that each program has
        level = next((n for s in chain if (n := number(attribute(s, "style:default-outline-level")))), 0)
        position = _said(chain, "style:text-position")
        kind = kind_by_names(names)
        return OdfStyle(
            kind if family == "paragraph" else BlockKind.PARAGRAPH,
            min(level, _DEEPEST_HEADING),
            any(map(is_title_name, names)),
            _said(chain, "text:display") == "none",
            _said(chain, "fo:font-weight") in _BOLD,
            _shift(position),
            any(one in ("table heading", "table header") for one in names),
            _breaks_page(chain),
            next((one for s in chain if (one := attribute(s, "style:list-style-name"))), ""),
            frozenset(_marks(chain, names)),
        )


def _plain(name: str) -> str:
    """A style's name as people see it, in small letters: "preformatted text" for "Preformatted_20_Text"."""
    return " ".join(_ENCODED.sub(lambda found: chr(int(found.group(1), 16)), name).lower().split())


def _said(chain: list[XmlElement], name: str) -> str:
    """What the first style that says something says of words."""
    for style in chain:
        for properties in children(style, "style:text-properties"):
            if found := attribute(properties, name):
                return found
    return ""


def _marks(chain: list[XmlElement], names: list[str]) -> Iterator[InlineKind]:
    """How words are set apart, but for those above or below the line."""
    if _said(chain, "fo:font-weight") in _BOLD:
        yield InlineKind.STRONG
    if _said(chain, "fo:font-style") in ("italic", "oblique"):
        yield InlineKind.EMPHASIS
    if _said(chain, "style:text-line-through-style") not in ("", "none"):
        yield InlineKind.STRUCK
    font = _said(chain, "style:font-name") or _said(chain, "fo:font-family")
    if is_code_font(font) or not _CODE_STYLES.isdisjoint(names):
        yield InlineKind.CODE


def _shift(position: str) -> InlineKind | None:
    """Above or below the line, as a style's position says: "super", "-33% 58%"."""
    if position.startswith(("sub", "-")):
        return InlineKind.SUBSCRIPT
    share = _SHARE.match(position)
    is_raised = position.startswith("super") or (share is not None and int(share.group()) > 0)
    return InlineKind.SUPERSCRIPT if is_raised else None


def _breaks_page(chain: list[XmlElement]) -> bool:
    """Whether a page begins with each paragraph of a style."""
    if any(attribute(style, "style:master-page-name") for style in chain[:1]):
        return True
    return any(
        attribute(properties, "fo:break-before") == "page"
        for style in chain
        for properties in descendants(style, "style:paragraph-properties", "style:table-properties")
    )
