"""An office file as a package of parts with relationships between them (ECMA-376-2, Open Packaging Conventions).

Only parts that are asked for are unpacked; what a relationship says to lie outside of the package is never opened.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from indexer.documents.content import Content
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.untrusted_xml import tree_of
from indexer.documents.formats.files.zipped import ZippedFiles, unzipped
from indexer.documents.formats.office.xml_names import XmlElement, attribute, children
from indexer.errors import ReadingError

__all__ = ["OfficePackage", "PackagePart", "Relationship", "opened_package"]

#: Namespaces of the strict variant of the standard are others for the same elements (ECMA-376-1, annex A).
_STRICT = re.compile(rb"""(xmlns(?::\w+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/""")
_TRANSITIONAL = rb"\1http://schemas.openxmlformats.org/\2/2006/"

#: Bytes that may expand in a part: none that is sound has a document type, in which alone they could be declared.
_REFUSED_TYPE = "{} in it declares a document type, which no office file may"


class Relationship(NamedTuple):
    """What a part has to do with another: the last segment of its type ("footnotes"), and the other's name; of a link out
    of the package the name is "", and ``address`` where it leads."""

    kind: str
    target: str
    address: str = ""


@dataclass
class PackagePart:
    """A part: its name in the archive, its XML, and the parts that it leads to, by the relationship's id."""

    name: str
    root: XmlElement
    relationships: dict[str, Relationship] = field(default_factory=dict)

    def target(self, relationship_id: str) -> str:
        """The name of the part that an id leads to; "" where there is none, or it lies outside of the package."""
        found = self.relationships.get(relationship_id)
        return found.target if found else ""

    def address(self, relationship_id: str) -> str:
        """Where a link out of the package leads; "" where an id is that of none."""
        found = self.relationships.get(relationship_id)
        return found.address if found else ""

    def first(self, kind: str) -> str:
        """The name of the first part of a kind ("styles"); "" without one."""
        return next((r.target for r in self.relationships.values() if r.kind == kind), "")


class OfficePackage:
    """The parts of a file. ``notes`` says what of it could not be read."""

    def __init__(self, files: ZippedFiles) -> None:
        self._files = files
        self._parts: dict[str, PackagePart | None] = {}
        self.notes: list[str] = []

    def main_part(self, usual: str) -> PackagePart:
        """The part that the package is about, or that of the ``usual`` name; raises ReadingError without one."""
        relationships = self._relationships("")
        named = [r.target for r in relationships.values() if r.kind == "officeDocument"]
        name = next((name for name in (*named, usual) if self._files.find(name)), None)
        if name is None:
            raise ReadingError(f"its main part is missing ({named[0] if named else usual})")
        return self._read(name)

    def core_properties(self) -> PackagePart | None:
        """The part with title, author and the like; None without it."""
        kinds = self._relationships("").values()
        return self.part(next((r.target for r in kinds if r.kind == "core-properties"), "docProps/core.xml"))

    def part(self, name: str) -> PackagePart | None:
        """A part by its name; None where it is missing or damaged, which is noted unless ``name`` is ""."""
        if name not in self._parts:
            self._parts[name] = self._read_if_sound(name) if name else None
        return self._parts[name]

    def raw(self, name: str) -> bytes | None:
        """The bytes of a part; None where it is missing."""
        return self._files.read_if_any(name)

    def relationships(self, name: str) -> dict[str, Relationship]:
        """What a part leads to, by the relationship's id, for one that is read another way than as a tree."""
        return self._relationships(self._files.find(name) or name)

    def _read_if_sound(self, name: str) -> PackagePart | None:
        if self._files.find(name) is None:
            return None
        try:
            return self._read(name)
        except ReadingError as error:
            self.notes.append(f"without {name}: {error}")
            return None

    def _read(self, name: str) -> PackagePart:
        found = self._files.find(name) or name
        return PackagePart(found, self._xml(found), self._relationships(found))

    def _relationships(self, of: str) -> dict[str, Relationship]:
        """The relationships of a part, or of the package: those that lead to a part of it, and links."""
        folder, file = posixpath.split(of)
        name = self._files.find(posixpath.join(folder, "_rels", f"{file}.rels"))
        if name is None:
            return {}
        try:
            root = self._xml(name)
        except ReadingError as error:
            self.notes.append(f"without {name}: {error}")
            return {}
        return dict(_targets(root, folder))

    def _xml(self, name: str) -> XmlElement:
        """The XML of a part; raises ReadingError."""
        raw = _STRICT.sub(_TRANSITIONAL, self._files.read(name))
        try:
            root = tree_of(raw)
        except (etree.XMLSyntaxError, ValueError) as error:
            if getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            raise ReadingError(f"{name} in it is damaged ({damage_in_words(error)})") from error
        if root.getroottree().docinfo.doctype:
            raise ReadingError(_REFUSED_TYPE.format(name))
        return root


def _targets(root: XmlElement, folder: str) -> Iterator[tuple[str, Relationship]]:
    for element in children(root, "pr:Relationship"):
        kind = attribute(element, "Type").rpartition("/")[2]
        if kind == "hyperlink" and attribute(element, "TargetMode") == "External":
            yield attribute(element, "Id"), Relationship(kind, "", attribute(element, "Target"))
            continue
        target = unquote(attribute(element, "Target").partition("#")[0])
        if target and attribute(element, "TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            yield attribute(element, "Id"), Relationship(kind, path)


@contextmanager
def opened_package(content: Content, kind: str) -> Iterator[OfficePackage]:
    """The package in ``content``, which is to be of ``kind`` ("Word file (.docx)"); raises ReadingError for no archive."""
    with unzipped(content, kind) as files:
        yield OfficePackage(files)
