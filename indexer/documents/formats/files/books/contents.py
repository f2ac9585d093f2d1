"""What a book's table of contents calls its chapters: XHTML in EPUB 3 (section 7), NCX in EPUB 2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from indexer.documents.formats.files.books.book_package import BookPackage, local_name, resolved, xml_in
from indexer.documents.formats.files.zipped import ZippedFiles
from indexer.documents.formats.text.decoding import decode
from indexer.documents.formats.web.page_tree import Element, elements_of, page_of
from indexer.documents.formats.web.replacements import text_in
from indexer.documents.formats.web.tag_scan import marked_source
from indexer.errors import ReadingError

__all__ = ["ContentsEntry", "entries_of"]

_MOST_DEPTH = 6


class ContentsEntry(NamedTuple):
    """A line of a table of contents: the id in the page that it leads to ("" for its begin), title, depth (from 1)."""

    fragment: str
    title: str
    depth: int


def entries_of(book: BookPackage, archive: ZippedFiles) -> dict[str, list[ContentsEntry]]:
    """The lines of the table of contents in order, by the path of the page that they lead to; none where it is broken."""
    found: dict[str, list[ContentsEntry]] = {}
    for path, lines in ((book.navigation, _of_page), (book.ncx, _of_ncx)):
        if found or path is None:
            continue
        try:
            for href, title, depth in lines(archive.read(path), path):
                page = resolved(archive, path, href)
                if page is not None and title:
                    entry = ContentsEntry(href.partition("#")[2], title, min(depth, _MOST_DEPTH))
                    found.setdefault(page, []).append(entry)
        except ReadingError:
            continue
    return found


def _of_page(raw: bytes, path: str) -> Iterator[tuple[str, str, int]]:
    """Links, their words and depths, of the <nav> that is a table of contents."""
    root = page_of(marked_source(decode(raw).text)).root
    tables = [one for one in elements_of(root) if one.tag == "nav"]
    table = next((one for one in tables if "toc" in one.get("epub:type").split()), next(iter(tables), None))
    for link in elements_of(table) if table is not None else ():
        if link.tag == "a" and link.get("href"):
            yield link.get("href"), text_in(link), max(_depth(link, table), 1)


def _depth(link: Element, table: Element | None) -> int:
    depth, above = 0, link.parent
    while above is not None and above is not table:
        depth += above.tag == "ol"
        above = above.parent
    return depth


def _of_ncx(raw: bytes, path: str) -> Iterator[tuple[str, str, int]]:
    """Links, their words and depths, of an NCX's navMap (DAISY 3, section 8)."""
    root = xml_in(raw, path)
    waiting = [(one, 0) for one in root.iter() if local_name(one) == "navMap"][::-1]
    while waiting:
        point, depth = waiting.pop()
        inside = list(point)
        if local_name(point) == "navPoint":
            href = next((one.get("src", "") for one in inside if local_name(one) == "content"), "")
            yield href, _label(inside), depth
        waiting += [(one, depth + 1) for one in reversed(inside) if local_name(one) == "navPoint"]


def _label(inside: list[ElementTree.Element]) -> str:
    label = next((one for one in inside if local_name(one) == "navLabel"), None)
    return " ".join("".join(label.itertext()).split()) if label is not None else ""
