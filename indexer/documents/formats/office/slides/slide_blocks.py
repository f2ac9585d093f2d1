"""The shapes of a slide -> blocks: title, texts with their bullets, tables, charts, diagrams, words for pictures, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.documents.formats.building import TextBuilder, picture_name
from indexer.documents.formats.office.chart_tables import write_chart
from indexer.documents.formats.office.package import OfficePackage, PackagePart
from indexer.documents.formats.office.slides.bullets import BulletCounter
from indexer.documents.formats.office.slides.presentation import PresentedSlide, placeholder_of
from indexer.documents.formats.office.slides.reading_order import in_reading_order
from indexer.documents.formats.office.slides.slide_text import marked_paragraph, paragraph_text
from indexer.documents.formats.office.smart_art import write_diagram
from indexer.documents.formats.office.xml_names import (
    XmlElement,
    attribute,
    child,
    children,
    descendants,
    name_of,
)
from indexer.documents.formats.text.mark_collector import MarkedWords, joined_words
from indexer.model import BlockKind, Locator, Numbered, PlaceUnit

__all__ = ["SlideBlocks"]

_SHAPES = frozenset({"p:sp", "p:grpSp", "p:graphicFrame", "p:pic", "p:cxnSp"})
_TITLES = ("title", "ctrTitle")
#: Placeholders of what stands on every slide.
_RUNNING = ("ftr", "dt", "hdr", "sldNum")
#: What stands for the number of a slide until a program fills it in.
_NUMBER_TO_COME = "‹#›"
_TITLE_LEVEL = 2


@dataclass
class SlideBlocks:
    """Writes slides into ``builder``, one after another."""

    package: OfficePackage
    builder: TextBuilder
    _running: dict[str, Locator] = field(default_factory=dict)

    def write(self, slide: PresentedSlide) -> None:
        """A slide, then its notes, then what stands on its edge."""
        place = Locator(numbered=Numbered(PlaceUnit.SLIDE, slide.number, slide.number))
        self.builder.leave(_TITLE_LEVEL)
        tree = child(slide.part.root, "p:cSld", "p:spTree")
        if tree is not None:
            self._shapes(tree, slide, place)
        self._notes(slide, place)

    def write_running_texts(self, slides: list[PresentedSlide]) -> None:
        """What stands on the edges of slides, on layouts and masters, each text once, behind all else."""
        self.builder.leave(0)
        parts = {part.name: part for slide in slides for part in (slide.layout, slide.master) if part is not None}
        for part in parts.values():
            for shape in descendants(part.root, "p:sp"):
                if placeholder_of(shape) is None:
                    for paragraph in descendants(child(shape, "p:txBody"), "a:p"):
                        self._running.setdefault(paragraph_text(paragraph), Locator())
        for text, place in self._running.items():
            self.builder.add(BlockKind.PARAGRAPH, text, place, furniture=True)

    def _shapes(self, tree: XmlElement, slide: PresentedSlide, place: Locator) -> None:
        for shape in in_reading_order(list(_shapes_in(tree)), slide):
            if name_of(shape) == "p:grpSp":
                self._shapes(shape, slide, place)
            elif name_of(shape) == "p:graphicFrame":
                self._frame(shape, slide, place)
            else:
                self._shape(shape, slide, place)
            self._picture(shape, place)

    def _shape(self, shape: XmlElement, slide: PresentedSlide, place: Locator) -> None:
        placeholder, body = placeholder_of(shape), child(shape, "p:txBody")
        kind = "" if placeholder is None else attribute(placeholder, "type")
        if body is None:
            return
        if kind in _TITLES:
            level = 1 if slide.begins_section else _TITLE_LEVEL
            words = " ".join(filter(None, map(paragraph_text, children(body, "a:p"))))
            self.builder.add(BlockKind.HEADING, words, place, level=level)
        elif kind in _RUNNING:
            for text in map(paragraph_text, children(body, "a:p")):
                if text != _NUMBER_TO_COME:
                    self._running.setdefault(text, place)
        else:
            self._paragraphs(body, BulletCounter(shape, body, slide), slide.part, place)

    def _paragraphs(self, body: XmlElement, bullets: BulletCounter, part: PackagePart, place: Locator) -> None:
        for paragraph in children(body, "a:p"):
            text, marked = marked_paragraph(paragraph, part)
            if not text:
                continue
            label, level = bullets.next(paragraph)
            if label:
                self.builder.add(BlockKind.LIST_ITEM, f"{label} {text}", place, level=level, marked=marked)
            else:
                self.builder.add(BlockKind.PARAGRAPH, text, place, marked=marked)

    def _frame(self, shape: XmlElement, slide: PresentedSlide, place: Locator) -> None:
        for inside in descendants(shape, "a:tbl", "c:chart", "cx:chart", "dgm:relIds"):
            name = name_of(inside)
            if name == "a:tbl":
                self._table(inside, slide.part, place)
                continue
            relationship = attribute(inside, "r:dm" if name == "dgm:relIds" else "r:id")
            part = self.package.part(slide.part.target(relationship))
            if part is not None:
                (write_diagram if name == "dgm:relIds" else write_chart)(self.builder, part.root, place)

    def _table(self, table: XmlElement, part: PackagePart, place: Locator) -> None:
        rows = [[_cell(cell, part) for cell in children(row, "a:tc")] for row in children(table, "a:tr")]
        properties = child(table, "a:tblPr")
        has_header = properties is not None and attribute(properties, "firstRow") in ("1", "true") and len(rows) > 1
        for at, cells in enumerate(rows):
            if len(cells) == 1:
                self.builder.add(BlockKind.PARAGRAPH, cells[0][0], place, marked=cells[0][1])
            else:
                kind = BlockKind.TABLE_HEADER if has_header and at == 0 else BlockKind.TABLE_ROW
                texts, marked = [text for text, _ in cells], [words for _, words in cells]
                self.builder.add_row(kind, texts, place, marked=marked)
        self.builder.end_table()

    def _picture(self, shape: XmlElement, place: Locator) -> None:
        about = _about(shape)
        words = "" if about is None else picture_name(attribute(about, "descr"))
        self.builder.add(BlockKind.IMAGE, words, place)

    def _notes(self, slide: PresentedSlide, place: Locator) -> None:
        if slide.notes is None:
            return
        for shape in descendants(slide.notes.root, "p:sp"):
            placeholder = placeholder_of(shape)
            kind = "" if placeholder is None else attribute(placeholder, "type")
            if kind in ("", "body"):
                self._note(shape, place)

    def _note(self, shape: XmlElement, place: Locator) -> None:
        body = child(shape, "p:txBody")
        if body is None:
            return
        bullets = BulletCounter(shape, body, None)
        for paragraph in children(body, "a:p"):
            text, marked = marked_paragraph(paragraph)
            if text:
                label = bullets.next(paragraph).label
                self.builder.add(BlockKind.FOOTNOTE, f"{label} {text}" if label else text, place, marked=marked)


def _shapes_in(tree: XmlElement) -> Iterator[XmlElement]:
    """The shapes of a slide or group that are shown."""
    for element in tree:
        name = name_of(element)
        if name == "mc:AlternateContent":
            yield from (shape for choice in element[:1] for shape in _shapes_in(choice))
        elif name in _SHAPES:
            about = _about(element)
            if about is None or attribute(about, "hidden") not in ("1", "true"):
                yield element


def _about(shape: XmlElement) -> XmlElement | None:
    """What a shape says of itself: its name, its description, whether it is shown."""
    return next(descendants(next(iter(shape), None), "p:cNvPr"), None)


def _cell(cell: XmlElement, part: PackagePart) -> tuple[str, MarkedWords | None]:
    """The text of a cell, and what is marked in it; "" for one that another reaches over."""
    if any(attribute(cell, name) in ("1", "true") for name in ("hMerge", "vMerge")):
        return "", None
    read = (marked_paragraph(paragraph, part) for paragraph in children(child(cell, "a:txBody"), "a:p"))
    parts = [(text, marked) for text, marked in read if text]
    return " ".join(" ".join(text.split()) for text, _ in parts), joined_words(parts)
