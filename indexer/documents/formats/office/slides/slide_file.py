"""A presentation (.pptx, .pptm, .ppsx) -> its text and blocks."""

from __future__ import annotations

from dataclasses import replace

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.core_properties import core_properties_of
from indexer.documents.formats.office.package import OfficePackage, opened_package
from indexer.documents.formats.office.slides.presentation import slides_of
from indexer.documents.formats.office.slides.slide_blocks import SlideBlocks
from indexer.documents.formats.office.xml_names import name_of
from indexer.documents.formats.protocol import ParsedDocument
from indexer.errors import ReadingError

__all__ = ["read"]

_KIND = "PowerPoint file (.pptx)"
_USUAL_PART = "ppt/presentation.xml"
_ROOT = "p:presentation"


def read(content: Content, media_type: str) -> ParsedDocument:
    """A presentation, its hidden slides and its notes too; raises ReadingError."""
    with opened_package(content, _KIND) as package:
        try:
            return _read(package)
        except RecursionError as error:
            raise ReadingError("its groups of shapes stand inside one another too deeply") from error


def _read(package: OfficePackage) -> ParsedDocument:
    main = package.main_part(_USUAL_PART)
    if name_of(main.root) != _ROOT:
        raise ReadingError(f"it is no {_KIND}, but a file of another program")
    properties = core_properties_of(package)
    builder = TextBuilder(properties.title or None)
    blocks = SlideBlocks(package, builder)
    slides = list(slides_of(package, main))
    for slide in slides:
        blocks.write(slide)
    blocks.write_running_texts(slides)
    hidden = [str(slide.number) for slide in slides if slide.is_hidden]
    notes = [f"hidden when shown: slide {', '.join(hidden)}"] if hidden else []
    return replace(builder.document(), about=properties.about, note="; ".join([*notes, *package.notes]))
