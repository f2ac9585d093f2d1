"""Endpoints for who reads: documents, passages, source, status."""

from __future__ import annotations

from indexer.model import DocumentPage, PublicStatus
from indexer.model.stated import about_json
from search_ui.api import parameters, schemas
from search_ui.api.frame import endpoint
from search_ui.api.offsets import Utf16, counted
from search_ui.api.parameters import Offsets
from search_ui.request.shared import searcher

__all__ = ["documents", "passages", "source", "status"]


@endpoint("/documents", schemas.DocumentList, "Documents")
def documents(query: parameters.Documents) -> DocumentPage:
    """The documents of the index, sorted by id, a page at a time."""
    return DocumentPage.of(searcher().documents(after=query.after, limit=query.limit + 1), query.limit)


@endpoint("/passages", schemas.PassageList, "Documents", lookup=True)
def passages(query: parameters.Passages) -> dict[str, object]:
    """The passages that a document was split into, in reading order."""
    found = searcher().passages(query.document_id)
    last = query.skip + query.limit
    body = {"document_id": query.document_id, "passages": found[query.skip : last], "more": len(found) > last}
    return counted(body, query.offsets)


@endpoint("/source", schemas.SourceText, "Documents", lookup=True)
def source(query: parameters.Source) -> dict[str, object]:
    """The readable text of a document, now or as it was.

    Every offset that the API gives counts in this text. Earlier contents are kept as long as a generation holds them.
    """
    document = searcher().document(query.document_id, query.revision)
    current = query.revision is None or searcher().revision_of(query.document_id) == document.revision
    length = len(document.text)
    count = Utf16(document.text) if query.offsets is Offsets.UTF16 else None
    start = count.code_point(query.start) if count else query.start
    end = length if query.end is None else count.code_point(query.end) if count else query.end
    start = min(start, length)
    end = max(min(end, length), start)
    return {
        "document_id": document.id,
        "path": document.path,
        "title": document.title,
        "revision": document.revision,
        "current": current,
        "media_type": document.media_type,
        **about_json(document.about),
        "length": count(length) if count else length,
        "start": count(start) if count else start,
        "end": count(end) if count else end,
        "text": document.text[start:end],
    }


@endpoint("/status", schemas.Status, "Documents", live=True)
def status(query: parameters.Nothing) -> PublicStatus:
    """What the index holds, and how far its renewal is, or what came of the last one."""
    return searcher().status().public
