"""The XML of an OpenDocument file: a zip archive of parts, or one flat file (ODF 1.3, part 2 and part 3, 3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from io import BytesIO

from lxml import etree

from indexer.documents.content import Content
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.untrusted_xml import XML_OPTIONS, tree_of
from indexer.documents.formats.files.zipped import ZippedFiles, unzipped
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, descendants, long_name, name_of
from indexer.errors import ReadingError

__all__ = ["OdfFile", "automatic_styles", "opened_odf"]

_KINDS = ("text", "spreadsheet", "presentation", "drawing")
_FLAT = (b"<?xml", b"<office:document", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<")


class OdfFile:
    """The parts of a file; ``notes`` says what of it could not be read."""

    def __init__(self, files: ZippedFiles | None, flat: bytes = b"") -> None:
        self._files = files
        self._flat = flat
        self._root: XmlElement | None = None
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
        if self._root is None:
            self._root = _parsed(self.raw_content, "content.xml in it" if self._files else "it")
        return self._root

    def body_kind(self) -> str:
        """What the body is: "text", "spreadsheet", "presentation", "drawing"; "" for none of these."""
        kinds = (name_of(element).removeprefix("office:") for _, element in _before_body(self.raw_content))
        return next((kind for kind in kinds if kind in _KINDS), "")

    def styles(self) -> XmlElement | None:
        """The root of the XML that has the styles which people name, and the master pages; None without."""
        return self.part("styles.xml") if self._files else self.content()

    def meta(self) -> XmlElement | None:
        """The element office:meta; None without."""
        return child(self.part("meta.xml") if self._files else self.content(), "office:meta")

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


def automatic_styles(raw: bytes) -> XmlElement:
    """A root with the automatic styles alone of the XML that has the body in it, which may be too long for a tree."""
    root = etree.Element("styles")
    for event, element in _before_body(raw):
        if event == "end":
            root.append(deepcopy(element))
    return root


def _before_body(raw: bytes) -> Iterator[tuple[str, XmlElement]]:
    """The automatic styles, when they begin and end, and the beginning of what is in the body, after which nothing is
    parsed; raises ReadingError for XML that is damaged before that."""
    names = [long_name(name) for name in ("office:automatic-styles", *(f"office:{kind}" for kind in _KINDS))]
    try:
        for event, element in etree.iterparse(BytesIO(raw), events=("start", "end"), tag=names, **XML_OPTIONS):
            yield event, element
            if element.tag != names[0]:
                return
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"its content is damaged ({damage_in_words(error)})") from error


def _parsed(raw: bytes, what: str) -> XmlElement:
    try:
        root = tree_of(raw)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"{what} is damaged ({damage_in_words(error)})") from error
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and next(internal.iterentities(), None) is not None:
        raise ReadingError(f"{what} declares entities, which no office file may")
    return root
