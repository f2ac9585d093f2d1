"""What a wiki's Special:Export and its dumps are, XML with many pages -> each page as a document, by its title.

The format: https://www.mediawiki.org/wiki/Help:Export#Export_format. Of a page with its history the newest text is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import BinaryIO

from lxml import etree

from indexer.documents.content import Content
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.member_names import DistinctNames
from indexer.documents.formats.files.members import place_in
from indexer.documents.formats.files.untrusted_xml import DAMAGED_XML, streamed
from indexer.documents.formats.markup.light.mediawiki.wiki_page import page_of
from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.errors import ReadingError
from indexer.model import Skipped

__all__ = ["read_parts"]

#: Namespaces whose pages have no text of their own: messages of the program, templates, modules.
_WITHOUT_TEXT = {
    "8": "a message of the wiki's program",
    "10": "a template, which other pages use",
    "828": "a module",
}
_LONGEST_TITLE = 300


def read_parts(content: Content, media_type: str, limit: int) -> Iterator[Part | Skipped]:
    """The pages of an export; those that are none to read, or have more than ``limit`` bytes, are Skipped."""
    names = DistinctNames()
    with content.open() as file:
        for number, page in enumerate(_pages(file), start=1):
            place = f"page {number}"
            try:
                part = _part(page, place, limit)
            except ReadingError as error:
                yield Skipped(place, str(error))
                continue
            yield replace(part, name=names.take(part.name))


def _pages(file: BinaryIO) -> Iterator[etree._Element]:
    """The pages, each whole, and gone when the next one is taken."""
    try:
        yield from streamed(file, "page")
    except DAMAGED_XML as error:
        raise ReadingError(f"damaged XML ({damage_in_words(error)})") from error


def _part(page: etree._Element, place: str, limit: int) -> Part:
    """The document of a page; raises ReadingError where it is none."""
    title = " ".join((page.findtext("{*}title") or "").split())[:_LONGEST_TITLE]
    if (kind := _WITHOUT_TEXT.get((page.findtext("{*}ns") or "").strip())) is not None:
        raise ReadingError(f"{title}: {kind}")
    revision = max(page.iterfind("{*}revision"), key=lambda one: one.findtext("{*}timestamp") or "", default=None)
    if not title or revision is None:
        raise ReadingError("a page without title or text")
    if (model := (revision.findtext("{*}model") or "wikitext").strip()) != "wikitext":
        raise ReadingError(f"{title}: its text is {model[:40]}, no wikitext")
    text = revision.findtext("{*}text") or ""
    raw = text.encode()
    if len(raw) > limit:
        raise ReadingError(f"{title}: it is too long; the limit is {limit:,} bytes (PASSAGEWAY_FILE_LIMIT)")
    date = (revision.findtext("{*}timestamp") or "")[:10]
    read = partial(_read, text, title, date, place)
    return Part(title, f"{place}, {title}", sha256(raw).hexdigest(), "text/mediawiki", read)


def _read(text: str, title: str, date: str, place: str) -> ParsedDocument:
    """The document of a page, whose lines are none of the file's."""
    parsed = page_of(text, title)
    blocks = tuple(replace(block, locator=replace(block.locator, lines=None)) for block in parsed.blocks)
    return place_in(place, replace(parsed, blocks=blocks, about=replace(parsed.about, date=date)))
