"""The XML of an OpenDocument file: a zip archive of parts, or one flat file (ODF 1.3, part 2 and part 3, 3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from indexer.documents.content import Content
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, descendants
from indexer.documents.formats.zipped import ZippedFiles, unzipped
from indexer.errors import ReadingError

__all__ = ["OdfFile", "XML_OPTIONS", "opened_odf"]

#: Nothing outside is opened, nothing expanded, and nothing is deeper than 256 elements.
XML_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_FLAT = (b"<?xml", b"<office:document", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<")


class OdfFile:
    """The parts of a file; ``notes`` says what of it could not be read."""

    def __init__(self, files: ZippedFiles | None, flat: bytes = b"") -> None:
        self._files = files
        self._flat = flat
        self._root = None if files else _parsed(flat, "it")
        self.notes: list[str] = []
        if files and self._is_locked():
            raise ReadingError("it is locked with a password; save a copy without one")

    def _is_locked(self) -> bool:
        manifest = self.part("META-INF/manifest.xml")
        return next(descendants(manifest, "manifest:encryption-data"), None) is not None

    @property
    def raw_content(self) -> bytes:
        """The XML that has the body in it; raises ReadingError where it is missing or damaged."""
        if self._files is None:
            return self._flat
        name = self._files.find("content.xml")
        if name is None:
            raise ReadingError("its content.xml is missing")
        return self._files.read(name)

    def content(self) -> XmlElement:
        """The root of that XML; raises ReadingError."""
        return _parsed(self.raw_content, "content.xml in it") if self._root is None else self._root

    def styles(self) -> XmlElement | None:
        """The root of the XML that has the styles which people name, and the master pages; None without."""
        return self._root if self._root is not None else self.part("styles.xml")

    def meta(self) -> XmlElement | None:
        """The element office:meta; None without."""
        return child(self._root if self._root is not None else self.part("meta.xml"), "office:meta")

    def part(self, name: str) -> XmlElement | None:
        """The root of another part; None where it is missing, or damaged, which is noted."""
        found = self._files.find(name) if self._files else None
        if self._files is None or found is None:
            return None
        try:
            return _parsed(self._files.read(found), f"{found} in it")
        except ReadingError as error:
            self.notes.append(str(error))
            return None

    def linked(self, element: XmlElement) -> XmlElement | None:
        """The root of the object that an element has in it, or links to inside of the file; None without."""
        inside = next(iter(element), None)
        if inside is not None:
            return inside
        folder = attribute(element, "xlink:href").removeprefix("./").strip("/")
        return self.part(f"{folder}/content.xml") if folder and ":" not in folder else None


@contextmanager
def opened_odf(content: Content, kind: str) -> Iterator[OdfFile]:
    """The file in ``content``, which is to be of ``kind`` ("OpenDocument text (.odt)"); raises ReadingError."""
    with content.open() as file:
        start = file.read(64)
    if start.lstrip().startswith(_FLAT):
        yield OdfFile(None, content.read_bytes())
    else:
        with unzipped(content, kind) as files:
            yield OdfFile(files)


def _parsed(raw: bytes, what: str) -> XmlElement:
    try:
        root = etree.fromstring(raw, etree.XMLParser(**XML_OPTIONS))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"{what} is damaged ({error})") from error
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and next(internal.iterentities(), None) is not None:
        raise ReadingError(f"{what} declares entities, which no office file may")
    return root
