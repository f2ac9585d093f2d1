"""A stretch of a document with its place, and the link that finds it again.

A link carries two selectors after those of the W3C Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/#selectors): the position in the quoted revision, and the quotation with what stands
around it, as a short sum of its words (``fingerprints``) rather than the words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote

from indexer.model.as_json import JsonObject, as_json
from indexer.model.documents import Block, Document, Span
from indexer.model.fingerprints import Fingerprint
from indexer.model.passages import Passage
from indexer.model.places import Locator
from indexer.model.stated import About

__all__ = [
    "SOURCE_PATH",
    "Excerpt",
    "document_path",
    "excerpt_json",
    "excerpt_of",
    "excerpt_of_passage",
    "line_at",
    "on_site",
    "source_link",
]

#: Code points before and behind a quotation that a link tells it apart by.
CONTEXT = 32

#: What the address of a document begins with.
SOURCE_PATH = "/source/"


#: Links that are remembered: a page has several of each passage.
_LINKS = 256


@dataclass(frozen=True)
class Excerpt:
    """``document.text[start:end]`` of one revision (SHA-256 of that text, 64 hex digits).

    ``locator`` says where it stands in its file; ``headings`` is the path above it; ``prefix`` and ``suffix`` have up to 32
    code points around it; ``link`` is an address on the pages, without host; ``about`` is what the document says of itself.
    """

    document_id: str
    title: str
    path: str
    revision: str
    start: int
    end: int
    text: str
    locator: Locator
    headings: tuple[str, ...]
    prefix: str
    suffix: str
    about: About = About()

    @cached_property
    def link(self) -> str:
        """The address of the excerpt in its document, put together once: a page has it several times."""
        return source_link(self.document_id, self.revision, (self.start, self.end), self.text, self.prefix, self.suffix)

    @property
    def place(self) -> str:
        """Where it stands in its file, in words: "page 3", "lines 3–9"."""
        return self.locator.within(self.document_id).in_words(self.start, self.end)


def excerpt_of(document: Document, span: Span) -> Excerpt:
    """The excerpt ``document.text[start:end]``; raises ValueError for an empty span, or one that leaves the text."""
    start, end = span
    if not 0 <= start < end <= len(document.text):
        raise ValueError(
            f"[{start}, {end}) is no span of {document.id!r}, which has {len(document.text):,} characters."
        )
    first, last = _block_at(document, start), _block_at(document, end - 1)
    return Excerpt(
        document_id=document.id,
        title=document.title,
        path=document.path,
        revision=document.revision,
        start=start,
        end=end,
        text=document.text[start:end],
        locator=_place(document.text, first, start).through(_place(document.text, last, end - 1)),
        headings=first.headings if first else (),
        prefix=document.text[max(start - CONTEXT, 0) : start],
        suffix=document.text[end : end + CONTEXT],
        about=document.about,
    )


def excerpt_of_passage(passage: Passage, about: About = About()) -> Excerpt:  # noqa: B008 - it is frozen
    """A whole passage as an excerpt, of a document that says this of itself; without what stands around it."""
    return Excerpt(
        document_id=passage.document_id,
        title=passage.title,
        path=passage.path,
        revision=passage.revision,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        locator=passage.locator,
        headings=passage.headings,
        prefix="",
        suffix="",
        about=about,
    )


def line_at(document: Document, offset: int) -> int:
    """The line of the file that an offset stands on, from 1; the first one of its block where that is all there is."""
    lines = _lines(document.text, _block_at(document, offset), offset)
    return lines[0] if lines else 1 + _line_ends(document.text[:offset])


def _block_at(document: Document, offset: int) -> Block | None:
    """The block that holds an offset, or the one before it; the first one before all."""
    at = bisect_right(document.blocks, offset, key=lambda block: block.start)
    return document.blocks[max(at - 1, 0)] if document.blocks else None


def _place(text: str, block: Block | None, offset: int) -> Locator:
    """The place of an offset, as exactly as its block knows it."""
    if block is None:
        return Locator()
    return replace(block.place_at(offset), lines=_lines(text, block, offset))


def _lines(text: str, block: Block | None, offset: int) -> tuple[int, int] | None:
    """The line of an offset twice, where the block has as many lines as its place in the file; else the block's lines."""
    if block is None or block.locator.lines is None:
        return None
    first, last = block.locator.lines
    if _line_ends(text[block.start : block.end]) != last - first:
        return first, last
    line = first + _line_ends(text[block.start : max(offset, block.start)])
    return line, line


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def document_path(document_id: str) -> str:
    """A document's id as it stands in an address, percent-encoded: what leads back to that id and no other.

    Slashes of a file's path stay as they are; those of a JSONL line's own id, after the ``#``, are escaped, since browsers
    resolve ``..`` and ``.`` between plain slashes.
    """
    path, mark, line = document_id.partition("#")
    return _quoted_path(path) + quote(mark + line, safe="", errors="replace") if mark else _quoted_path(path)


@lru_cache(_LINKS)  # a JSONL file has many documents
def _quoted_path(path: str) -> str:
    return quote(path, safe="/", errors="replace")


@lru_cache(_LINKS)
def source_link(
    document_id: str, revision: str, span: tuple[int, int], text: str, prefix: str = "", suffix: str = ""
) -> str:
    """``/source/<document>?rev=…&at=start-end&hash=…#passage``, without host: the same wherever it is linked to. ``text``
    are the words of the ``span``, ``prefix`` and ``suffix`` what is known of those around it."""
    start, end = span
    named = f"rev={revision[:16]}&at={start}-{end}&hash={Fingerprint.of(text, prefix, suffix)}"
    return f"{SOURCE_PATH}{document_path(document_id)}?{named}#passage"


def on_site(body: Any, site: str) -> Any:
    """JSON whose links lead to the pages at ``site`` ("https://example.org"); as it is where that is empty."""
    if not site:
        return body
    if isinstance(body, Mapping):
        return JsonObject({name: _on_site(name, value, site) for name, value in body.items()})
    return [on_site(value, site) for value in body] if isinstance(body, list) else body


def _on_site(name: str, value: Any, site: str) -> Any:
    is_link = name == "link" and isinstance(value, str) and value.startswith(SOURCE_PATH)
    return f"{site}{value}" if is_link else on_site(value, site)


@as_json.register
def excerpt_json(excerpt: Excerpt) -> dict[str, object]:
    """What ``as_json`` makes of an excerpt; offsets count code points of the document's text."""
    return {
        "document_id": excerpt.document_id,
        "title": excerpt.title,
        "revision": excerpt.revision,
        "start": excerpt.start,
        "end": excerpt.end,
        "lines": as_json(excerpt.locator.lines),
        "page": excerpt.locator.page,
        "place": as_json(excerpt.locator),
        "headings": as_json(excerpt.headings),
        "text": excerpt.text,
        "link": excerpt.link,
    }
