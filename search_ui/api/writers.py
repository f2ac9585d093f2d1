"""Endpoints for who writes: check, find, resolve, cite."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import request
from werkzeug.exceptions import BadRequest, Conflict

from indexer.errors import DocumentNotFound
from indexer.model import Document, Progress, Span
from indexer.quoting.citation_styles import StyledCitation, text_fragment
from indexer.quoting.citation_styles import cite as cited_as
from indexer.quoting.concordance import Listing
from indexer.quoting.resolution import QuotationAmbiguous, QuotationMissing, Selector, SpanOutside
from search_ui.api import parameters
from search_ui.api import writers_schemas as written
from search_ui.api.frame import endpoint
from search_ui.api.offsets import Utf16, counted
from search_ui.api.parameters import Offsets
from search_ui.api.sent_drafts import Upload, draft_sent
from search_ui.request.addresses import site
from search_ui.request.writer_service import writer_service

__all__ = ["check", "citation_of", "cite", "find", "places_of", "resolve"]


@endpoint("/check", written.Checked, "Writing", post=True)
def check(query: parameters.Counting, raw: Upload) -> dict[str, object]:
    """A verdict on every quotation and sentence of a draft.

    The same object that `passageway check --json` prints. Send JSON (`Draft`), or a file of any format that is read
    as multipart/form-data (`DraftFile`), of at most 20 MiB; at most 200,000 characters. Of a message, its attachments are
    not checked, which `note` tells; a file of several documents is refused. Nothing is kept of it.
    """
    found = writer_service().check(draft_sent(request))
    return counted(found, query.offsets, Utf16(found.text))


@endpoint("/find", written.PlaceList, "Writing")
def find(query: parameters.Find) -> dict[str, object]:
    """Every place of words, in reading order: complete, so that none is a statement.

    The words are one phrase, whatever their form; beside quotation marks, or with `within`, each is looked for by itself.
    All texts are searched, not an index. `exact` and `stems` exclude each other.
    """
    return counted(places_of(query), query.offsets)


def places_of(query: parameters.Find, progress: Progress = lambda stage, done, total: None) -> Listing:
    """The places that are asked for; raises BadRequest, ServiceUnavailable, or as ``Concordance.find``."""
    if query.exact and query.stems:
        raise BadRequest("exact and stems exclude each other; give one of them.")
    return writer_service().find(
        query.q.strip(),
        skip=query.skip,
        limit=query.limit,
        stems=query.stems,
        within=query.within,
        exact=query.exact,
        documents=query.document,
        author=query.author,
        since=query.since,
        language=query.lang,
        until=query.until,
        progress=progress,
    )


@endpoint("/resolve", written.Resolution, "Writing", lookup=True)
def resolve(query: parameters.Resolve) -> dict[str, object]:
    """What has become of a quotation: exact, moved, changed, ambiguous or gone.

    The parameters are those of a link to a source. Give `quote`, `hash`, or `at` with `rev`, or best
    all of them.
    """
    if not (query.quote or query.at or query.hash):
        raise BadRequest("Give quote, at or hash: there is nothing to look for.")
    if not (query.quote or query.rev or query.hash):
        raise BadRequest("at counts in one revision of the document: give rev, or the words (quote), too.")
    named = {"rev": query.rev or "", "quote": query.quote, "prefix": query.prefix, "suffix": query.suffix}
    named["hash"] = query.hash or ""
    at = _at(query.at, query.document_id, query.rev or "", query.offsets)
    resolution = writer_service().resolver.resolve(Selector.from_address(query.document_id, {**named, "at": at}))
    return counted(resolution, query.offsets)


@endpoint("/cite", written.Citation, "Writing", lookup=True)
def cite(query: parameters.Cite) -> dict[str, object]:
    """A citation of words of a document: with revision, section, lines or page, offsets and day.

    Give either `quote`, which must occur once in the document, or `at`. Words at several places are a problem (409) with
    the `places`, counted as `offsets` says: give one of them as `at`.
    """
    return counted(citation_of(query, site()), query.offsets)


def citation_of(query: parameters.Cite, pages: str) -> StyledCitation:
    """The citation that is asked for, with addresses of ``pages``; raises BadRequest, SeveralPlaces, DocumentNotFound or
    CitationError."""
    if bool(query.quote) == bool(query.at):
        raise BadRequest("Give either quote or at.")
    resolver = writer_service().resolver
    at = _at(query.at, query.document_id, "", query.offsets)
    try:
        excerpt = resolver.chosen(Selector.from_address(query.document_id, {"quote": query.quote, "at": at}))
    except QuotationAmbiguous as error:
        raise SeveralPlaces(counted({"places": error.places}, query.offsets)["places"]) from error
    except QuotationMissing as error:
        near = counted(error.near, query.offsets) if error.near else None
        raise QuotationMissing(
            error.document_id, error.near, at=Span(near["start"], near["end"]) if near else None
        ) from error
    except SpanOutside as error:
        raise _outside(resolver.document(query.document_id), error.span, query.offsets) from error
    fragment = text_fragment(resolver.document(query.document_id), Span(excerpt.start, excerpt.end))
    text = cited_as(excerpt, query.style, cited=date.today(), site=pages)
    return StyledCitation(excerpt, fragment, query.style.value, text, resolver.stale([excerpt.document_id]))


class SeveralPlaces(Conflict):
    """The problem of words at several ``places``, as JSON objects with their offsets in the unit that was asked for."""

    def __init__(self, places: object) -> None:
        super().__init__("The document has these words several times; choose one of the places by at=start-end.")
        self.places = places


def _outside(document: Document, span: Span, offsets: Offsets) -> SpanOutside:
    """The problem of a span in code points that leaves a document, in what offsets count."""
    count: Callable[[int], int] = Utf16(document.text) if offsets is Offsets.UTF16 else int
    return SpanOutside(document.id, Span(*map(count, span)), count(len(document.text)))


def _at(at: str | None, document_id: str, revision: str, offsets: Offsets) -> str:
    """A span "start-end" in code points, from what offsets count."""
    if not at or offsets is Offsets.CODE_POINTS:
        return at or ""
    try:
        document = writer_service().resolver.document(document_id, revision)
    except DocumentNotFound:  # there is no text to count in; the words may still be found
        return ""
    count = Utf16(document.text)
    return "-".join(str(count.code_point(int(offset))) for offset in at.split("-"))
