"""Endpoints for who reads: documents, passages, source, status."""

from __future__ import annotations

from indexer.documents.skip_reasons import grouped, public, remedy_for
from indexer.engines.opening import open_jobs
from indexer.model import ChangeKind, Document, DocumentPage, Span
from indexer.model.as_json import as_json
from indexer.model.stated import about_json
from search_ui.api import document_schemas as schemas
from search_ui.api import parameters
from search_ui.api.frame import endpoint
from search_ui.api.offsets import Utf16, counted
from search_ui.api.parameters import Offsets
from search_ui.files.page_sheets import pages_of_span
from search_ui.request.corpus_look import corpus_look
from search_ui.request.shared import searcher, shared_state

__all__ = ["changed", "documents", "jobs", "pages", "passages", "skipped", "source", "status"]

#: Reasons of skipped files that a status tells, those of most files.
_REASONS = 100


@endpoint("/documents", schemas.DocumentList, "Documents", lookup=True, live=True)
def documents(query: parameters.Documents) -> DocumentPage:
    """The documents of the index, sorted by id, a page at a time; all, those of a folder, or those of some names.

    With `folder`, those in this folder itself, and the folders in it; a file of several documents is a folder of them. With
    `q`, all those in or below it that have each of its words in their id or title.
    """
    return searcher().library(folder=query.folder, named=query.q, after=query.after, limit=query.limit)


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
    start, end = _cut(document, count, query.start, query.end)
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


def _cut(document: Document, count: Utf16 | None, start: int, end: int | None) -> Span:
    """The span of a document's text from ``start`` to ``end``, which count UTF-16 units where there is a ``count``: what of
    it the text has."""
    length = len(document.text)
    first = min(count.code_point(start) if count else start, length)
    last = length if end is None else count.code_point(end) if count else end
    return Span(first, max(min(last, length), first))


@endpoint("/pages", schemas.PagesShown, "Documents", lookup=True)
def pages(query: parameters.PagesOfSpan) -> dict[str, object]:
    """Where a span of a document stands on the pages of its file, with the boxes of its lines.

    With a question, also those of the sentence that answers it and of the words that match. A file without pages, or one
    whose words have no place on them, has none.
    """
    found = searcher()
    document = found.document(query.document_id)
    count = Utf16(document.text) if query.offsets is Offsets.UTF16 else None
    span = _cut(document, count, query.start, query.end)
    lit = pages_of_span(found, document, span, query.q.strip())
    body = {"document_id": document.id, "revision": document.revision, "start": span.start, "end": span.end, **lit}
    return counted(body, query.offsets)


@endpoint("/status", schemas.Status, "Documents", live=True)
def status(query: parameters.StatusAsked) -> dict[str, object]:
    """What the index holds, what was skipped, what has changed since, and how far its renewal is.

    The folder is looked through beside the requests: `changed` tells what was found last, and when.
    """
    found = searcher().status()
    looked = corpus_look().renewed(found) if query.look else corpus_look().last(found)
    groups = grouped(public(found.skipped, found.corpus))
    reasons = [{"reason": g.reason, "remedy": g.remedy, "files": len(g.files)} for g in groups[:_REASONS]]
    counts = looked.changes and {
        "looked": looked.changes.looked,
        **{kind.value: len(getattr(looked.changes, kind.value)) for kind in ChangeKind},
        "unseen": len(looked.changes.unseen),
    }
    return {**as_json(found.public), "skipped": {"files": len(found.skipped), "reasons": reasons}, "changed": counts}


@endpoint("/skipped", schemas.SkippedList, "Documents", live=True)
def skipped(query: parameters.Files) -> dict[str, object]:
    """The files that were not read, or only in part, by path, each with the reason and what can be done."""
    found = searcher().status()
    files = public(found.skipped, found.corpus, query.folder or "")
    last = query.skip + query.limit
    shown = [{"path": f.path, "reason": f.reason, "remedy": remedy_for(f.reason)} for f in files[query.skip : last]]
    return {"files": shown, "count": len(files), "more": len(files) > last}


@endpoint("/changed", schemas.ChangedList, "Documents", live=True)
def changed(query: parameters.Files) -> dict[str, object]:
    """The files that are new, have changed or are gone since the index was made, by path, as they were last looked at.

    Asking has the folder looked through again, beside the requests; ask again where `looked` is null.
    """
    looked = corpus_look().renewed(searcher().status())
    found = looked.changes.by_kind(query.folder or "") if looked.changes else {}
    files = sorted((path, kind) for kind, paths in found.items() for path in paths)
    last = query.skip + query.limit
    return {
        "looked": looked.changes and looked.changes.looked,
        "files": [{"path": path, "kind": kind} for path, kind in files[query.skip : last]],
        "count": len(files),
        "unseen": looked.changes.unseen if looked.changes else (),
        "more": len(files) > last,
    }


@endpoint("/jobs", schemas.JobList, "Documents", live=True)
def jobs(query: parameters.Runs) -> dict[str, object]:
    """What has been done to the index, and what is going on: runs and other acts, newest first.

    They are followed by asking again. They are asked for in a shell, or on the page for admins; not here.
    """
    found = open_jobs(shared_state().settings).newest(query.limit)
    return {"jobs": [job.public for job in found]}
