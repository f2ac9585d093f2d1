"""Elements of XML that is too long for a tree, one by one, whatever format it is of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

__all__ = ["DAMAGED_XML", "forget", "streamed"]

#: What is raised where XML is damaged.
DAMAGED_XML = (etree.XMLSyntaxError, ValueError, SystemError)


def streamed(file: BinaryIO, name: str) -> Iterator[etree._Element]:
    """The elements of a local name, in whatever namespace, each whole, and gone when the next one is taken.

    Entities are not resolved, and nothing outside of the file is read. Raises one of DAMAGED_XML behind the elements
    before the damage.
    """
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for _, element in etree.iterparse(file, tag=f"{{*}}{name}", remove_comments=True, remove_pis=True, **options):
        yield element
        forget(element)


def forget(element: etree._Element) -> None:
    """Frees an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
