"""Elements of XML that is too long for a tree, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from lxml import etree

from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.streamed_elements import DAMAGED_XML, streamed
from indexer.documents.formats.office.xml_names import XmlElement
from indexer.errors import ReadingError

__all__ = ["elements_in", "local_name", "tree_of"]


def elements_in(raw: bytes, name: str, part: str) -> Iterator[XmlElement]:
    """The elements of a local name, in whatever namespace, each whole, and gone when the next one is taken.

    Raises ReadingError where ``part``, of which these are the bytes, is damaged: behind the elements before that, or where
    it declares a document type.
    """
    try:
        for element in streamed(BytesIO(raw), name):
            if element.getroottree().docinfo.doctype:
                raise ReadingError(f"{part} in it declares a document type, which no office file may")
            yield element
    except DAMAGED_XML as error:
        raise ReadingError(f"{part} in it is damaged ({damage_in_words(error)})") from error


def tree_of(raw: bytes) -> XmlElement | None:
    """The root of what is short; None where it is no sound XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(element: XmlElement) -> str:
    """Its name without namespace; "" for what is no element."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
