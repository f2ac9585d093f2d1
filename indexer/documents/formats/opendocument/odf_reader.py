"""An OpenDocument file -> its text and blocks, by what its body is: a text, a presentation, a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.xml_names import XmlElement, child, descendants, name_of
from indexer.documents.formats.opendocument.flow.odf_forms import OdfContext
from indexer.documents.formats.opendocument.flow.odf_line import OdfPosition
from indexer.documents.formats.opendocument.flow.odf_story import OdfStory
from indexer.documents.formats.opendocument.odf_about import about_of, title_of
from indexer.documents.formats.opendocument.odf_file import OdfFile, automatic_styles, opened_odf
from indexer.documents.formats.opendocument.odf_furniture import write_furniture
from indexer.documents.formats.opendocument.odf_numbering import OdfNumbering
from indexer.documents.formats.opendocument.odf_sheets import write_sheets
from indexer.documents.formats.opendocument.odf_slides import write_slides
from indexer.documents.formats.opendocument.odf_styles import OdfStyles
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.sheets.sheet_tables import document_of_sheets
from indexer.errors import ReadingError
from indexer.model import Block, PageStart

__all__ = ["read"]


def read(content: Content, media_type: str) -> ParsedDocument:
    """A file as it is read with all changes accepted; raises ReadingError."""
    with opened_odf(content, "OpenDocument file") as file:
        try:
            parsed = _READERS[file.body_kind()](file)
        except KeyError:
            raise ReadingError("it is an OpenDocument file of another kind than texts, sheets and slides") from None
        except RecursionError as error:
            raise ReadingError("its parts stand inside one another too deeply") from error
        notes = "; ".join(filter(None, (parsed.note, *file.notes)))
        return replace(parsed, note=notes, about=about_of(file.meta()))


def _text(file: OdfFile) -> ParsedDocument:
    content = file.content()
    body = child(content, "office:body", "office:text")
    says_pages = next(descendants(body, "text:soft-page-break"), None) is not None
    context = _context(file, content, OdfPosition(page=int(says_pages)))
    builder = TextBuilder(title_of(file.meta()) or None)
    story = OdfStory(context, builder)
    if body is not None:
        story.write(body)
    _write_running_heads(file, context, builder)
    parsed = builder.document()
    return replace(parsed, blocks=_with_page_starts(parsed.blocks, story.page_starts))


def _slides(file: OdfFile) -> ParsedDocument:
    content = file.content()
    builder = TextBuilder(title_of(file.meta()) or None)
    body = child(content, "office:body", "office:presentation")
    if body is not None:
        write_slides(_context(file, content), builder, body)
    return builder.document()


def _sheets(file: OdfFile) -> ParsedDocument:
    raw = file.raw_content
    context = _context(file, automatic_styles(raw))
    builder = TextBuilder(title="")
    write_sheets(context, builder, raw)
    _write_running_heads(file, context, builder)
    return document_of_sheets(builder, title_of(file.meta()))


_READERS: dict[str, Callable[[OdfFile], ParsedDocument]] = {
    "text": _text,
    "presentation": _slides,
    "spreadsheet": _sheets,
}


def _context(file: OdfFile, content: XmlElement, position: OdfPosition | None = None) -> OdfContext:
    styles = OdfStyles(file.styles(), content)
    return OdfContext(file, styles, OdfNumbering(styles), position or OdfPosition())


def _write_running_heads(file: OdfFile, context: OdfContext, builder: TextBuilder) -> None:
    """Heads and feet of pages behind all else, each text once."""
    builder.leave(0)
    seen: set[str] = set()
    for master in descendants(file.styles(), "style:master-page"):
        for part in master:
            if name_of(part).startswith(("style:header", "style:footer")):
                write_furniture(context, builder, part, seen)


def _with_page_starts(blocks: tuple[Block, ...], found: list[tuple[int, list[tuple[int, int]]]]) -> tuple[Block, ...]:
    """The blocks, those of these numbers with the pages that begin in them, whose offsets count from their starts."""
    changed = list(blocks)
    for at, starts in found:
        block = changed[at]
        changed[at] = replace(
            block, page_starts=tuple(PageStart(block.start + offset, page) for offset, page in starts)
        )
    return tuple(changed)
