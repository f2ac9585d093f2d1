"""Passages and documents as text, each with its place: for the tool ``fetch``, and as resources."""

from __future__ import annotations

from typing import Any

from indexer.errors import CitationError
from indexer.model import Document, Freshness, Span
from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt, excerpt_of
from indexer.model.stated import about_json
from search_ui.agents.text_address import TextAddress
from search_ui.request.shared import searcher

__all__ = ["FETCHED", "document_address", "fetched", "page_address"]

#: Code points of a text that are given at once: some 5,000 tokens.
FETCHED = 20_000

#: What of an excerpt's JSON stands beside its place.
_BESIDE = ("title", "text", "link")


def document_address(document_id: str, revision: str) -> str:
    """The address of a whole document in one revision."""
    return str(TextAddress(document_id, revision))


def page_address(excerpt: Excerpt, site: str) -> str:
    """The address of the page that shows an excerpt; empty where no ``site`` shows it."""
    return f"{site}{excerpt.link}" if site else ""


def fetched(address: TextAddress, site: str) -> dict[str, Any]:
    """The text at an address, or its first FETCHED code points, with where it stands and how to go on; its ``url`` is on
    ``site`` ("https://example.org"), or the address itself where there is none.

    Raises DocumentNotFound, and CitationError for a place that the text does not have.
    """
    document = searcher().document(address.document_id, address.revision or None)
    span = _span(document, address.span)
    cut = Span(span.start, min(span.end, span.start + FETCHED))
    itself = str(TextAddress(document.id, document.revision, cut))
    if cut.start == cut.end:  # of a document without text
        return {"id": itself, "title": document.title, "text": "", "url": itself, "metadata": _whole(document)}
    found = excerpt_of(document, cut)
    where = {name: value for name, value in as_json(found).items() if name not in _BESIDE}
    following = Span(cut.end, span.end) if cut.end < span.end else None
    return {
        "id": itself,
        "title": document.title,
        "text": found.text,
        "url": page_address(found, site) or itself,
        "metadata": {
            **where,
            **_whole(document),
            **_around(document, cut),
            "next": following and str(TextAddress(document.id, document.revision, following)),
        },
    }


def _span(document: Document, wanted: Span | None) -> Span:
    length = len(document.text)
    if wanted is None:
        return Span(0, length)
    if not wanted.start < wanted.end <= length:
        raise CitationError(
            f"{document.id!r} has no text at {wanted.start}-{wanted.end}; it has {length:,} code points."
        )
    return wanted


def _whole(document: Document) -> dict[str, object]:
    """What is said of a document as a whole."""
    return {
        "document_id": document.id,
        "revision": document.revision,
        "current": searcher().revision_of(document.id) == document.revision,
        "freshness": as_json(searcher().freshness([document.path]).get(document.path, (Freshness.UNKNOWN, ""))[0]),
        "media_type": document.media_type,
        "length": len(document.text),
        **about_json(document.about),
        "document": document_address(document.id, document.revision),
    }


def _around(document: Document, span: Span) -> dict[str, object]:
    """What belongs to a passage, and those before and after it; nothing for a span that is none."""
    around = searcher().around(document.id, span)
    if around.here is None or around.here.revision != document.revision:
        return {}
    beside = {"before": around.before, "after": around.after}
    return {
        "context": around.here.context,
        **{
            name: passage and str(TextAddress(document.id, document.revision, Span(passage.start, passage.end)))
            for name, passage in beside.items()
        },
    }
