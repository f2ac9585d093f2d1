"""What is attached to a message, and what a document is attached to."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import Document
from indexer.searching import Searcher

__all__ = ["Attachments", "attachments_of"]

_MESSAGE = "message/rfc822"

#: How many of the documents that are attached to a message are named; all are in the library.
_NAMED = 20


@dataclass(frozen=True, slots=True)
class Attachments:
    """Ids and names of the documents that are attached to one, and whether there are ``more``; and those of the message
    that it is attached ``to`` itself, None where it is attached to none."""

    named: tuple[tuple[str, str], ...]
    more: bool
    to: tuple[str, str] | None


def attachments_of(searcher: Searcher, document: Document, *, present: bool) -> Attachments:
    """What belongs to a document in this way. What was attached to an earlier revision is not known: ``present`` is whether
    it is the present one."""
    attached = _attached(searcher, document) if present else ()
    return Attachments(attached[:_NAMED], len(attached) > _NAMED, _attached_to(searcher, document.id))


def _attached(searcher: Searcher, document: Document) -> tuple[tuple[str, str], ...]:
    """The documents that are attached to a message, one more than are named: ids, and the names of their files, or what a
    message is about. What is attached to one of these is on its own page."""
    if document.media_type != _MESSAGE:
        return ()
    inside = f"{document.id}#"
    after = searcher.library(after=inside, limit=_NAMED + 1).documents
    rows = [row for row in after if row.path == document.path and row.id.startswith(inside)]
    outer = tuple(f"{row.id}#" for row in rows)
    return tuple(
        (row.id, row.title if row.media_type == _MESSAGE else row.id.rpartition("/")[2])
        for row in rows
        if not row.id.startswith(outer)
    )


def _attached_to(searcher: Searcher, document_id: str) -> tuple[str, str] | None:
    """Id and title of the innermost message whose id a document's begins with; other files of several documents have the
    Library's page alone."""
    outer = document_id
    while "#" in outer:
        outer = outer.rpartition("#")[0]
        if searcher.has_document(outer):
            message = searcher.document(outer)
            return (message.id, message.title or message.id) if message.media_type == _MESSAGE else None
    return None
