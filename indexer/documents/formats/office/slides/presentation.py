"""The slides of a presentation in their order, each with its layout, master and notes (ECMA-376-1, 13.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.documents.formats.office.package import OfficePackage, PackagePart
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, children, descendants

__all__ = ["PresentedSlide", "placeholder_of", "slides_of"]

_CONTENT = "obj"  # the type of a placeholder that says none
#: Types of placeholders that look like another's on the master.
_MASTERS = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}


@dataclass(frozen=True, slots=True)
class PresentedSlide:
    """A slide; ``number`` counts from 1. ``is_hidden`` where the show leaves it out."""

    number: int
    part: PackagePart
    layout: PackagePart | None
    master: PackagePart | None
    notes: PackagePart | None

    @property
    def is_hidden(self) -> bool:
        """Whether it is left out when the slides are shown."""
        return attribute(self.part.root, "show") in ("0", "false")

    @property
    def begins_section(self) -> bool:
        """Whether its layout is that of a title page, or of the first page of a section."""
        return self.layout is not None and attribute(self.layout.root, "type") in ("title", "secHead")

    def shape_above(self, shape: XmlElement) -> Iterator[XmlElement]:
        """The placeholders of layout and master that a placeholder takes its place and look from, nearest first."""
        mine = placeholder_of(shape)
        if mine is None:
            return
        kind, index = attribute(mine, "type") or _CONTENT, attribute(mine, "idx")
        for part, wanted in ((self.layout, kind), (self.master, _MASTERS.get(kind, kind))):
            found = _fitting(part, wanted, index if part is self.layout else "")
            if found is not None:
                yield found


def _fitting(part: PackagePart | None, kind: str, index: str) -> XmlElement | None:
    """The placeholder of a part with this index, or else the first of this kind."""
    of_kind = None
    for shape in descendants(None if part is None else part.root, "p:sp"):
        theirs = placeholder_of(shape)
        if theirs is None:
            continue
        if index and attribute(theirs, "idx") == index:
            return shape
        if of_kind is None and (attribute(theirs, "type") or _CONTENT) == kind:
            of_kind = shape
    return of_kind


def placeholder_of(shape: XmlElement) -> XmlElement | None:
    """What a shape says of the placeholder that it fills; None where it fills none."""
    about = next((part for part in shape if attribute_free_name(part).startswith("nv")), None)
    return child(about, "p:nvPr", "p:ph")


def attribute_free_name(element: XmlElement) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def slides_of(package: OfficePackage, main: PackagePart) -> Iterator[PresentedSlide]:
    """The slides, in the order in which they are shown; one that is missing is left out, and its number with it."""
    for number, entry in enumerate(children(child(main.root, "p:sldIdLst"), "p:sldId"), 1):
        part = package.part(main.target(attribute(entry, "r:id")))
        if part is not None:
            layout = package.part(part.first("slideLayout"))
            master = None if layout is None else package.part(layout.first("slideMaster"))
            yield PresentedSlide(number, part, layout, master, package.part(part.first("notesSlide")))
