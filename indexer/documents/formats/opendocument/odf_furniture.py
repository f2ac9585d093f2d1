"""Heads and feet of pages, and what master pages have on them: furniture behind all else."""

from __future__ import annotations

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.xml_names import XmlElement, descendants
from indexer.documents.formats.opendocument.flow.odf_forms import OdfContext
from indexer.documents.formats.opendocument.flow.odf_story import OdfStory
from indexer.model import BlockKind, Locator

__all__ = ["write_furniture"]

#: Fields that say something else on each page; words such as "Page", which are all that is left without them, say nothing.
_OF_A_PAGE = ("text:page-number", "text:page-count", "text:sheet-name", "text:date", "text:time")
_FEWEST_WORDS = 3


def write_furniture(context: OdfContext, builder: TextBuilder, part: XmlElement, seen: set[str]) -> None:
    """Writes the texts in ``part`` that have not been ``seen`` yet."""
    for paragraph in list(descendants(part, "text:p")):
        _drop_fields(paragraph)
    story = OdfStory(context, TextBuilder(title=""), place=Locator())
    story.write(part)
    parsed = story.builder.document("-")
    for block in parsed.blocks:
        text = parsed.text[block.start : block.end]
        if any(map(str.isalpha, text)) and text not in seen:
            seen.add(text)
            builder.add(BlockKind.PARAGRAPH, text, Locator(), furniture=True)


def _drop_fields(paragraph: XmlElement) -> None:
    """Takes out of a paragraph what each page has of its own, or the paragraph itself, where little more is in it."""
    fields = list(descendants(paragraph, *_OF_A_PAGE))
    for field in fields:
        field.text = ""
    words = sum(any(map(str.isalpha, word)) for word in "".join(paragraph.itertext()).split())
    if fields and words < _FEWEST_WORDS:
        paragraph.getparent().remove(paragraph)
