"""The slides of a presentation in their order: title, what is on them, notes."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, children, descendants, name_of
from indexer.documents.formats.opendocument.flow.odf_forms import OdfContext
from indexer.documents.formats.opendocument.flow.odf_story import OdfStory
from indexer.documents.formats.opendocument.odf_furniture import write_furniture
from indexer.model import BlockKind, Locator, Numbered, PlaceUnit

__all__ = ["write_slides"]

#: What a slide has of its own where it says so, and what on a master page only shows where text is to be put.
_FIELDS = {
    "presentation:use-footer-name": "presentation:footer-decl",
    "presentation:use-header-name": "presentation:header-decl",
}
_PLACES_FOR_TEXT = frozenset(
    {"title", "subtitle", "outline", "text", "notes", "page", "graphic", "object", "chart", "table"}
)


def write_slides(context: OdfContext, builder: TextBuilder, body: XmlElement) -> None:
    """Writes the slides in ``body``; a hidden one is noted."""
    declared = {name: dict(_declared(body, name)) for name in _FIELDS.values()}
    masters = {attribute(e, "style:name"): e for e in descendants(context.file.styles(), "style:master-page")}
    used: dict[str, None] = {}
    for number, page in enumerate(children(body, "draw:page"), start=1):
        place = Locator(numbered=Numbered(PlaceUnit.SLIDE, number, number))
        builder.leave(0)
        builder.end_table()
        if _is_hidden(context, page):
            context.file.notes.append(f"slide {number} is hidden")
        _write_slide(context, builder, page, place)
        used[attribute(page, "draw:master-page-name")] = None
        for use, name in _FIELDS.items():
            words = declared[name].get(attribute(page, use), "")
            builder.add(BlockKind.PARAGRAPH, words, place, furniture=True)

    builder.leave(0)
    seen: set[str] = set()
    for shape in (shape for name in used if name in masters for shape in masters[name]):
        if attribute(shape, "presentation:class") not in _PLACES_FOR_TEXT:
            write_furniture(context, builder, shape, seen)


def _declared(body: XmlElement, name: str) -> Iterator[tuple[str, str]]:
    for element in children(body, name):
        yield attribute(element, "presentation:name"), " ".join("".join(element.itertext()).split())


def _is_hidden(context: OdfContext, page: XmlElement) -> bool:
    style = context.styles.element("drawing-page", attribute(page, "draw:style-name"))
    properties = child(style, "style:drawing-page-properties")
    return properties is not None and attribute(properties, "presentation:visibility") == "hidden"


def _write_slide(context: OdfContext, builder: TextBuilder, page: XmlElement, place: Locator) -> None:
    """The title first, wherever it stands; an empty place for text, which only the program shows, is none."""
    shapes = [e for e in page if name_of(e).startswith("draw:") and attribute(e, "presentation:placeholder") != "true"]
    titles = [shape for shape in shapes if attribute(shape, "presentation:class") == "title"]
    for title in titles:
        story = OdfStory(context, TextBuilder(title=""), place=place)
        story.write(title)
        builder.add(BlockKind.HEADING, " ".join(story.builder.document("-").text.split()), place, level=1)
    for shape in shapes:
        if shape not in titles:
            OdfStory(context, builder, place=place).write_shape(shape)
    for notes in children(page, "presentation:notes"):
        for frame in descendants(notes, "draw:frame"):
            if (
                attribute(frame, "presentation:class") == "notes"
                and attribute(frame, "presentation:placeholder") != "true"
            ):
                OdfStory(context, builder, place=place).write_shape(frame)
