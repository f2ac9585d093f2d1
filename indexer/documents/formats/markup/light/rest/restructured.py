"""reStructuredText -> readable text and blocks, by docutils: what Docutils and Sphinx show of it."""

from __future__ import annotations

from dataclasses import replace

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.light.rest.bibliography import bibliography_of, take_out_orders
from indexer.documents.formats.markup.light.rest.doctree_blocks import DoctreeBlocks
from indexer.documents.formats.markup.light.rest.doctree_words import DoctreeWords
from indexer.documents.formats.markup.light.rest.parsing import parsed_tree
from indexer.documents.formats.markup.template_files import markup_text
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.plain import read_plain
from indexer.model import BlockKind, Locator

__all__ = ["read"]

_LINE_END = regex.compile(r"\r\n|\n|\r")


def read(content: Content, media_type: str) -> ParsedDocument:
    """A file of reStructuredText; raises ReadingError where it is no text, or blank."""
    text, note = markup_text(content)
    try:
        return replace(_read(text), note=note)
    except RecursionError:
        deep = "its blocks are nested too deeply to be told apart: read as plain text"
        return replace(read_plain(text), note=f"{note}; {deep}" if note else deep)


def _read(text: str) -> ParsedDocument:
    tree = parsed_tree(text)
    take_out_orders(tree)
    words = DoctreeWords(tree, budget=len(text))
    said = bibliography_of(tree, words)
    builder = TextBuilder(said.title or None)
    if said.title:
        builder.add(BlockKind.HEADING, said.title, Locator(lines=said.lines), level=1)
    DoctreeBlocks(builder, words, len(_LINE_END.split(text)), titled=bool(said.title)).write(tree)
    return replace(builder.document(), about=said.about)
