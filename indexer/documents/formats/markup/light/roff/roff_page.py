"""A manual page -> readable text and blocks. No other file that it names is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.markup.light.roff.man_blocks import ManBlocks
from indexer.documents.formats.markup.light.roff.mdoc_blocks import MdocBlocks
from indexer.documents.formats.markup.light.roff.roff_source import RoffLine, RoffSource
from indexer.documents.formats.markup.light.roff.roff_writing import RoffWriting
from indexer.documents.formats.markup.light.source_lines import source_lines
from indexer.documents.formats.markup.template_files import markup_text
from indexer.documents.formats.protocol import ParsedDocument
from indexer.model import About

__all__ = ["read"]

_LONGEST = 2000


def read(content: Content, media_type: str) -> ParsedDocument:
    """A manual page in the macros man or mdoc; raises ReadingError where it is no text, or blank."""
    text, note = markup_text(content)
    builder = TextBuilder()
    source = RoffSource()
    writing = RoffWriting(LightBlocks(builder, MarkSigns(text)), source.strings)
    first, lines = _first_macro(source.lines(source_lines(text)))
    blocks = MdocBlocks(writing) if first in ("Dd", "Dt", "Os") else ManBlocks(writing)
    blocks.write(lines)
    return replace(builder.document(), about=About(date=blocks.date[:_LONGEST]), note=note)


def _first_macro(lines: Iterator[RoffLine]) -> tuple[str, Iterator[RoffLine]]:
    """The first macro of those that begin a page, and all lines."""
    seen: list[RoffLine] = []
    for line in lines:
        seen.append(line)
        if line.macro in ("Dd", "Dt", "Os", "TH", "SH", "Sh"):
            break
    return seen[-1].macro if seen else "", chain(seen, lines)
