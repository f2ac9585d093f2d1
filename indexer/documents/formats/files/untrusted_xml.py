"""XML that nobody vouches for, whatever format it is of: as a tree, or element by element where it is too long for one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

__all__ = ["DAMAGED_XML", "XML_OPTIONS", "forget", "streamed", "tree_of"]

#: Nothing outside is opened, nothing expanded, nothing is deeper than 256 elements, and each node below one is text or an
#: element: for lxml's parsers.
XML_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}

#: What is raised where XML is damaged.
DAMAGED_XML = (etree.XMLSyntaxError, ValueError, SystemError)


def tree_of(raw: bytes) -> etree._Element:
    """The root of XML. Raises one of DAMAGED_XML where it is none."""
    return etree.fromstring(raw, etree.XMLParser(**XML_OPTIONS))


def streamed(file: BinaryIO, name: str) -> Iterator[etree._Element]:
    """The elements of a local name, in whatever namespace, each whole, and gone when the next one is taken.

    Raises one of DAMAGED_XML behind the elements before the damage.
    """
    for _, element in etree.iterparse(file, tag=f"{{*}}{name}", **XML_OPTIONS):
        yield element
        forget(element)


def forget(element: etree._Element) -> None:
    """Frees an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
