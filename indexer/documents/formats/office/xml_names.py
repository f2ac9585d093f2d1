"""Names of XML elements and attributes as the standard writes them: "w:p" for the paragraph of a Word file.

An element is an lxml element without comments and processing instructions among its children, so that each has a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

__all__ = [
    "XmlElement",
    "attribute",
    "child",
    "children",
    "descendants",
    "long_name",
    "name_of",
    "number",
    "switched_on",
    "value",
]

#: What lxml has no types for.
XmlElement = Any

_OOXML = "http://schemas.openxmlformats.org"
#: The namespaces of ECMA-376, part 1 and 4, of Microsoft's extensions [MS-DOCX, MS-ODRAWXML], and of OpenDocument.
_NAMESPACES = {
    "w": f"{_OOXML}/wordprocessingml/2006/main",
    "p": f"{_OOXML}/presentationml/2006/main",
    "a": f"{_OOXML}/drawingml/2006/main",
    "c": f"{_OOXML}/drawingml/2006/chart",
    "dgm": f"{_OOXML}/drawingml/2006/diagram",
    "wp": f"{_OOXML}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OOXML}/drawingml/2006/picture",
    "r": f"{_OOXML}/officeDocument/2006/relationships",
    "m": f"{_OOXML}/officeDocument/2006/math",
    "pr": f"{_OOXML}/package/2006/relationships",
    "cp": f"{_OOXML}/package/2006/metadata/core-properties",
    "mc": f"{_OOXML}/markup-compatibility/2006",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    # OpenDocument (OASIS, ODF 1.3, part 3, section 1.4), and what it takes from others.
    **{
        prefix: f"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"
        for prefix in ("office", "style", "text", "table", "meta", "presentation", "chart", "manifest")
    },
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "math": "http://www.w3.org/1998/Math/MathML",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_PREFIXES = {uri: prefix for prefix, uri in _NAMESPACES.items()}


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    uri, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    return f"{_PREFIXES.get(uri, '?')}:{local}" if uri else local


@lru_cache(maxsize=4096)
def long_name(name: str) -> str:
    """The name as lxml has it, with its namespace in braces."""
    prefix, colon, local = name.rpartition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}" if colon else name


def name_of(element: XmlElement) -> str:
    """ "w:p"; "?:x" in a namespace that is not known."""
    return _short(element.tag)


def attribute(element: XmlElement, name: str) -> str:
    """An attribute by its name ("w:val", "type"); "" without it."""
    found: str = element.get(long_name(name), "")
    return found


def children(element: XmlElement | None, name: str) -> Iterator[XmlElement]:
    """The children of this name."""
    return iter(()) if element is None else element.iterchildren(long_name(name))


def child(element: XmlElement | None, *names: str) -> XmlElement | None:
    """The first child of the first name, of that its first of the second, and so on; None where one is missing."""
    for name in names:
        element = None if element is None else element.find(long_name(name))
    return element


def descendants(element: XmlElement | None, *names: str) -> Iterator[XmlElement]:
    """Everything of these names inside an element, itself included, in document order."""
    return iter(()) if element is None else element.iter(*(long_name(name) for name in names))


def value(element: XmlElement | None, *names: str) -> str:
    """The attribute w:val of the child that ``names`` lead to; "" where it is missing."""
    found = child(element, *names)
    return "" if found is None else attribute(found, "w:val")


def number(text: str, otherwise: int = 0) -> int:
    """A whole number as these formats write it, within 32 bits; ``otherwise`` where it is none."""
    digits = text.strip()
    if digits.lstrip("+-").isdecimal() and digits.isascii() and len(digits) <= 11:
        try:
            return max(-(2**31), min(int(digits), 2**31 - 1))
        except ValueError:
            return otherwise
    return otherwise


def switched_on(element: XmlElement | None, name: str) -> bool | None:
    """What a child says that is on, unless it says w:val="0" (ECMA-376-1, 17.17.4); None without it."""
    found = child(element, name)
    return None if found is None else attribute(found, "w:val").lower() not in ("0", "false", "off", "none")
