"""An OpenDocument file -> its text and blocks, by what its body is: a text, a presentation, a spreadsheet."""

from __future__ import annotations

from dataclasses import replace

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.xml_names import XmlElement, child, descendants, name_of
from indexer.documents.formats.opendocument.odf_about import about_of, title_of
from indexer.documents.formats.opendocument.odf_file import OdfFile, opened_odf
from indexer.documents.formats.opendocument.odf_line import OdfPosition
from indexer.documents.formats.opendocument.odf_numbering import OdfNumbering
from indexer.documents.formats.opendocument.odf_story import OdfContext, OdfStory
from indexer.documents.formats.opendocument.odf_styles import OdfStyles
from indexer.documents.formats.protocol import ParsedDocument
from indexer.errors import ReadingError
from indexer.model import Block, BlockKind, Locator, PageStart

__all__ = ["read"]


def read(content: Content, media_type: str) -> ParsedDocument:
    """A file as it is read with all changes accepted; raises ReadingError."""
    with opened_odf(content, "OpenDocument file") as file:
        try:
            parsed = _text(file)
        except RecursionError as error:
            raise ReadingError("its parts stand inside one another too deeply") from error
        notes = "; ".join(filter(None, (parsed.note, *file.notes)))
        return replace(parsed, note=notes, about=about_of(file.meta()))


def _text(file: OdfFile) -> ParsedDocument:
    content = file.content()
    body = child(content, "office:body", "office:text")
    if body is None:
        raise ReadingError("it has no text in it")
    context = _context(file, content, body)
    builder = TextBuilder(title_of(file.meta()) or None)
    story = OdfStory(context, builder)
    story.write(body)
    _write_running_heads(file, context, builder)
    parsed = builder.document()
    return replace(parsed, blocks=_with_page_starts(parsed.blocks, story.page_starts))


def _context(file: OdfFile, content: XmlElement, body: XmlElement) -> OdfContext:
    styles = OdfStyles(file.styles(), content)
    says_pages = next(descendants(body, "text:soft-page-break"), None) is not None
    return OdfContext(file, styles, OdfNumbering(styles), OdfPosition(page=int(says_pages)))


def _write_running_heads(file: OdfFile, context: OdfContext, builder: TextBuilder) -> None:
    """Heads and feet of pages behind all else, each text once."""
    builder.leave(0)
    seen: set[str] = set()
    for master in descendants(file.styles(), "style:master-page"):
        for part in master:
            if name_of(part).startswith(("style:header", "style:footer")):
                story = OdfStory(context, TextBuilder(title=""), place=Locator())
                story.write(part)
                parsed = story.builder.document("-")
                for block in parsed.blocks:
                    text = parsed.text[block.start : block.end]
                    if text not in seen and any(map(str.isalpha, text)):
                        seen.add(text)
                        builder.add(BlockKind.PARAGRAPH, text, Locator(), furniture=True)


def _with_page_starts(blocks: tuple[Block, ...], found: list[tuple[int, list[tuple[int, int]]]]) -> tuple[Block, ...]:
    """The blocks, those of these numbers with the pages that begin in them, whose offsets count from their starts."""
    changed = list(blocks)
    for at, starts in found:
        block = changed[at]
        changed[at] = replace(
            block, page_starts=tuple(PageStart(block.start + offset, page) for offset, page in starts)
        )
    return tuple(changed)
