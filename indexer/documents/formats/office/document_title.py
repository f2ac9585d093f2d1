"""What a document is called whose file and author do not say it."""

from __future__ import annotations

from dataclasses import replace

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.model import BlockKind

__all__ = ["titled_document"]


def titled_document(builder: TextBuilder) -> ParsedDocument:
    """What was built by a builder that takes no heading for the title by itself.

    It is called as the builder says, or by the one heading that stands above all others; by none where several stand side
    by side, which are chapters.
    """
    if builder.title:
        return builder.document()
    parsed = builder.document("of no name")
    levels = [block.level for block in parsed.blocks if block.kind is BlockKind.HEADING and not block.furniture]
    if levels and levels[0] == min(levels) and levels.count(levels[0]) == 1:
        return builder.document()
    return replace(parsed, title=None)
