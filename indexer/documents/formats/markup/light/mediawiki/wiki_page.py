"""Wikitext of MediaWiki -> readable text and blocks. Of templates, what they show of the page's own
words is kept; the others, whose words are in other pages, leave nothing."""

from __future__ import annotations

from dataclasses import replace

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder, readable_name
from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.markup.light.mediawiki.wiki_blocks import HEADING, WikiBlocks
from indexer.documents.formats.markup.light.mediawiki.wiki_inline import WikiInline
from indexer.documents.formats.markup.light.mediawiki.wiki_source import WikiLine, WikiSource
from indexer.documents.formats.markup.template_files import markup_text
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.registry import without_ending
from indexer.errors import ReadingError
from indexer.model import About

__all__ = ["page_of", "read"]

#: "#REDIRECT [[Page]]", in the language of the wiki.
_REDIRECT = regex.compile(r"\s*#[ \t]*\p{L}{4,30}[ \t]*:?[ \t]*\[\[(?P<page>[^\[\]|]{1,300})(?:\|[^\[\]]*)?\]\]")
_TITLE = regex.compile(r"\{\{[ \t]*DISPLAYTITLE[ \t]*:(?P<title>[^{}|]{1,300})", regex.IGNORECASE)
_LONGEST = 2000


def read(content: Content, media_type: str) -> ParsedDocument:
    """A page of wikitext; raises ReadingError where it is no text, blank, or only leads to another page."""
    text, note = markup_text(content)
    return replace(page_of(text, readable_name(without_ending(content.name))), note=note)


def page_of(text: str, name: str) -> ParsedDocument:
    """The page of a wikitext, called ``name`` where it states no other title; raises ReadingError where it is blank or only
    leads to another page."""
    if (redirect := _REDIRECT.match(text)) is not None:
        raise ReadingError(f"a redirect to the page {redirect['page'].strip()}, without text of its own")
    source = WikiSource(text)
    signs = MarkSigns(text)
    inline = WikiInline(source, signs)
    lines = list(source.lines())
    title = _title(text, lines, inline) or name
    builder = TextBuilder(title)
    WikiBlocks(LightBlocks(builder, signs), inline).read(lines)
    keywords = ", ".join(dict.fromkeys(filter(None, inline.categories)))[:_LONGEST]
    return replace(builder.document(title), about=About(searched=keywords, keywords=keywords))


def _title(text: str, lines: list[WikiLine], inline: WikiInline) -> str:
    """The title that a page states, or its only heading of level 1 above all others; "" without, as most are called by
    their file."""
    stated = _TITLE.search(text)
    if stated is not None and (shown := inline.cell(stated["title"])):
        return inline.signs.unsigned(shown)
    found = [heading for line in lines if not line.code and (heading := HEADING.match(line.text))]
    first = [heading for heading in found if len(heading["level"]) == 1]
    return inline.signs.unsigned(inline.cell(first[0]["text"])) if len(first) == 1 and first[0] is found[0] else ""
