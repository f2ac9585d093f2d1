"""A Word file (.docx, .docm, .dotx) -> its text and blocks."""

from __future__ import annotations

from dataclasses import replace

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.core_properties import core_properties_of, titled_document
from indexer.documents.formats.office.package import OfficePackage, opened_package
from indexer.documents.formats.office.word.line.inline import InlineReader
from indexer.documents.formats.office.word.story import Story
from indexer.documents.formats.office.word.word_document import WordDocument
from indexer.documents.formats.office.xml_names import name_of
from indexer.documents.formats.protocol import ParsedDocument
from indexer.errors import ReadingError
from indexer.model import Block, BlockKind, Locator, PageStart

__all__ = ["read"]

_KIND = "Word file (.docx)"
_USUAL_PART = "word/document.xml"
_OTHERS = {"p:presentation": "a presentation (.pptx)", "workbook": "a workbook (.xlsx)"}


def read(content: Content, media_type: str) -> ParsedDocument:
    """A Word file as it is read with all changes accepted; raises ReadingError."""
    with opened_package(content, _KIND) as package:
        try:
            return _read(package)
        except RecursionError as error:
            raise ReadingError("its tables or boxes stand inside one another too deeply") from error


def _read(package: OfficePackage) -> ParsedDocument:
    main = package.main_part(_USUAL_PART)
    document = WordDocument(package, main)
    if document.body is None:
        what = _OTHERS.get(name_of(main.root).rpartition("?:")[2], "a file of another program")
        raise ReadingError(f"it is no {_KIND}, but {what}")
    properties = core_properties_of(package)
    builder = TextBuilder(properties.title)
    story = Story(document, builder, document.inline)
    story.write(document.body)
    _write_running_heads(document, builder)
    parsed = titled_document(builder)
    about = properties.about
    blocks = _with_page_starts(parsed.blocks, story.page_starts)
    language = about.language or next((name for name, _ in document.inline.languages.most_common(1)), "")
    return replace(parsed, blocks=blocks, about=replace(about, language=language), note="; ".join(package.notes))


def _write_running_heads(document: WordDocument, builder: TextBuilder) -> None:
    """Heads and feet behind all else, each text once."""
    builder.leave(0)
    seen: set[str] = set()
    for head in document.running_heads():
        inline = InlineReader(document.styles, document.inline.numbers)
        for text in Story(document, builder, inline, place=Locator(), part=head).texts(head.root):
            if text not in seen:
                seen.add(text)
                builder.add(BlockKind.PARAGRAPH, text, Locator(), furniture=True)


def _with_page_starts(
    blocks: tuple[Block, ...], found: list[tuple[int, list[tuple[int, int, str]]]]
) -> tuple[Block, ...]:
    """The blocks, those of these numbers with the pages that begin in them, whose offsets count from their starts."""
    changed = list(blocks)
    for at, starts in found:
        block = changed[at]
        changed[at] = replace(
            block, page_starts=tuple(PageStart(block.start + offset, page, label) for offset, page, label in starts)
        )
    return tuple(changed)
