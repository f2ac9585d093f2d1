"""DocBook and JATS -> readable text and blocks. Other XML is not read: what of it is text, only its own program knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex
from lxml import etree

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.untrusted_xml import tree_of
from indexer.documents.formats.markup.light.articles.article_blocks import ArticleBlocks, element_words, plain_name
from indexer.documents.formats.markup.light.articles.article_entities import put_in_entities, with_declarations
from indexer.documents.formats.markup.light.articles.article_names import BLOCKS, DOCUMENTS, INFOS
from indexer.documents.formats.markup.light.articles.article_signs import put_in_signs
from indexer.documents.formats.protocol import ParsedDocument
from indexer.errors import ReadingError
from indexer.model import About, BlockKind, Locator

__all__ = ["read"]

_LINE_END = regex.compile(rb"\r\n|\n|\r")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCBOOK = "http://docbook.org/ns/docbook"
_LONGEST = 2000


def read(content: Content, media_type: str) -> ParsedDocument:
    """A file of DocBook or JATS; raises ReadingError where it is other XML, or none."""
    raw = content.read_bytes()
    root = _root(raw)
    if not _is_readable(root):
        raise ReadingError(f"no reader for this XML: root element {plain_name(root)[:100]}")
    put_in_entities(root)
    put_in_signs(root)
    infos = (one for one in root if plain_name(one) in INFOS)
    info = next(infos, root.find("{*}front/{*}article-meta"))
    builder = TextBuilder()
    lines = len(_LINE_END.split(raw))
    _write_info(info, builder, lines)
    ArticleBlocks(builder, lines).write(root)
    return replace(builder.document(), about=_about(root, info))


def _root(raw: bytes) -> etree._Element:
    try:
        try:
            return tree_of(raw)
        except etree.XMLSyntaxError as error:
            if error.code != etree.ErrorTypes.ERR_UNDECLARED_ENTITY:
                raise
            return tree_of(with_declarations(raw))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"damaged XML ({damage_in_words(error)})") from None


def _is_readable(root: etree._Element) -> bool:
    """Whether it is an article, book or the like, or a part of one that says that it is DocBook."""
    stated = root.getroottree().docinfo
    is_docbook = etree.QName(root).namespace == _DOCBOOK or "DocBook" in (stated.public_id or "")
    return plain_name(root) in (DOCUMENTS | BLOCKS if is_docbook else DOCUMENTS)


def _write_info(info: etree._Element | None, builder: TextBuilder, last_line: int) -> None:
    """The title and the authors, which readers see above the text."""
    if info is None:
        return
    for path, kind in (("{*}title", BlockKind.HEADING), ("{*}title-group/{*}article-title", BlockKind.HEADING)):
        found = info.find(path)
        if found is not None:
            line = max(1, min(found.sourceline or 1, last_line))
            builder.add(kind, element_words(found), Locator(lines=(line, line)), level=1)
    authors = list(_authors(info))
    if authors:
        line = max(1, min(info.sourceline or 1, last_line))
        builder.add(BlockKind.PARAGRAPH, ", ".join(authors), Locator(lines=(line, line)))


def _authors(info: etree._Element) -> Iterator[str]:
    for person in (*info.iterfind(".//{*}author"), *info.iterfind("{*}contrib-group/{*}contrib")):
        names = [
            element_words(part)
            for wanted in ("firstname", "given-names", "surname", "collab", "orgname")
            for part in person.iter(f"{{*}}{wanted}")
        ]
        words = " ".join(names) or element_words(person)
        if words:
            yield words


def _about(root: etree._Element, info: etree._Element | None) -> About:
    language = root.get(_LANGUAGE) or root.get("lang") or ""
    if info is None:
        return About(language=language[:_LONGEST])
    date = info.find("{*}pub-date")
    written = info.find("{*}pubdate") if info.find("{*}pubdate") is not None else info.find("{*}date")
    keywords = [element_words(one) for one in (*info.iter("{*}kwd"), *info.iter("{*}keyword"))]
    return About(
        searched="\n".join(filter(None, keywords))[:_LONGEST],
        language=language[:_LONGEST],
        date=(_date(date) if date is not None else element_words(written) if written is not None else "")[:_LONGEST],
        author="; ".join(_authors(info))[:_LONGEST],
        keywords=", ".join(filter(None, keywords))[:_LONGEST],
    )


def _date(element: etree._Element) -> str:
    """ "2024-05-01", of year, month and day, or of those that are there."""
    parts = [
        element_words(found) for name in ("year", "month", "day") if (found := element.find(f"{{*}}{name}")) is not None
    ]
    return "-".join(part.zfill(2) for part in parts)
