"""Elements of XML that is too long for a tree, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.untrusted_xml import DAMAGED_XML, streamed, tree_of
from indexer.documents.formats.office.xml_names import XmlElement
from indexer.errors import ReadingError

__all__ = ["elements_in", "local_name", "sound_tree"]


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


def sound_tree(raw: bytes) -> XmlElement | None:
    """The root of what is short; None where it is no sound XML."""
    try:
        return tree_of(raw)
    except DAMAGED_XML:
        return None


def local_name(element: XmlElement) -> str:
    """Its name without namespace; "" for what is no element."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
