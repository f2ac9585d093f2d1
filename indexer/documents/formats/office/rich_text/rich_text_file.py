"""An RTF file -> its text and blocks."""

from __future__ import annotations

from dataclasses import replace

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.core_properties import titled_document
from indexer.documents.formats.office.rich_text.rtf_groups import RtfGroups
from indexer.documents.formats.office.rich_text.text_flow import FlowBlock
from indexer.documents.formats.office.word.word_styles import style_of_name
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.decoding import mend_surrogates
from indexer.errors import ReadingError
from indexer.model import About, BlockKind, Locator

__all__ = ["read"]

_START = regex.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\\rtf")
_NO_STRUCTURE = "its structure is not known: it marks no headings, lists or tables"
_NOWHERE = Locator()
_DEEPEST_HEADING = 6


def read(content: Content, media_type: str) -> ParsedDocument:
    """An RTF file, whose structure is known as far as it marks it; raises ReadingError."""
    raw = content.read_bytes()
    if _START.match(raw) is None:
        raise ReadingError("it is no RTF file: it does not begin with {\\rtf")
    groups = RtfGroups()
    groups.take(raw[raw.index(b"{") :])
    properties = {name: " ".join(mend_surrogates(text).split()) for name, text in groups.properties.items()}
    builder = TextBuilder(properties.get("title", ""))
    for block in groups.body.blocks:
        _write(builder, block, groups)
    builder.leave(0)
    for text in dict.fromkeys(text for flow in groups.running for text in flow.texts()):
        builder.add(BlockKind.PARAGRAPH, text, _NOWHERE, furniture=True)
    parsed = titled_document(builder)
    has_structure = any(block.kind not in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE) for block in parsed.blocks)
    return replace(parsed, about=_about(properties), note="" if has_structure else _NO_STRUCTURE)


def _write(builder: TextBuilder, block: FlowBlock, groups: RtfGroups) -> None:
    if block.cells:
        builder.add_row(block.kind, list(block.cells), _NOWHERE, marked=block.marked)
        return
    kind, level = block.kind, block.level
    if kind is BlockKind.PARAGRAPH:
        style = style_of_name(groups.styles.get(block.style, "").partition(";")[0])
        level = level or groups.levels.get(block.style, 0) or style.level
        kind = BlockKind.HEADING if 0 < level <= _DEEPEST_HEADING else style.kind if not style.level else kind
        level = level if kind is BlockKind.HEADING else 0
    builder.add(kind, block.text, _NOWHERE, level=level, marked=block.marked[0])


def _about(properties: dict[str, str]) -> About:
    year, month, day = (properties.get(name, "") for name in ("yr", "mo", "dy"))
    dates = [f"{year:0>4}", month, day] if year and month and day else []
    keywords = ", ".join(filter(None, (word.strip() for word in regex.split("[,;]", properties.get("keywords", "")))))
    others = (properties.get("doccomm", ""), properties.get("subject", ""), *keywords.split(", "))
    return About(
        searched="\n".join(filter(None, others)),
        date="-".join(dates),
        author=properties.get("author", ""),
        keywords=keywords,
    )
