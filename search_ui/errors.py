"""What a reader sees when something fails: a page, or for the API a problem object, that says what to do next."""

from __future__ import annotations

import logging
from math import ceil
from secrets import token_hex
from typing import NamedTuple
from urllib.parse import quote

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from indexer.errors import (
    CitationError,
    ClusterProblem,
    ClusterUnavailable,
    DocumentNotFound,
    FilterError,
    GenerationMissing,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    IndexProblem,
    OriginalChanged,
    OriginalGone,
    OriginalUnavailable,
    PageMissing,
    PageNotDrawn,
    PassagewayError,
    PublishRefused,
    QueryEmpty,
    QuestionTooLong,
    ReadingError,
)
from search_ui import api

__all__ = ["register"]

_log = logging.getLogger("passageway")


class Failure(NamedTuple):
    """What is said: a headline, what to do, a command that helps, and what exactly happened."""

    status: int
    headline: str
    advice: str = ""
    command: str = ""
    detail: str = ""


_UNINDEXED = Failure(
    503,
    "Nothing has been indexed yet",
    "Index a folder of documents, then load this page again. If that is under way, wait until it is done.",
    "passageway index FOLDER",
)

#: Errors raised on purpose, the most special first. Their own message is added as the detail.
_KNOWN: tuple[tuple[type[PassagewayError], Failure], ...] = (
    (
        DocumentNotFound,
        Failure(404, "No such document", "It may have been renamed or removed. Search for what it says:"),
    ),
    (FilterError, Failure(400, "That date cannot be told", "Write it as 2021, 2021-06 or 2021-06-30.")),
    (OriginalChanged, Failure(409, "The file has been changed since it was indexed")),
    (OriginalGone, Failure(410, "The file is no longer there")),
    (OriginalUnavailable, Failure(503, "The file cannot be opened just now", "Try again in a moment.")),
    (PageMissing, Failure(404, "There is no such page")),
    (PageNotDrawn, Failure(422, "This page cannot be drawn", "Its text is read all the same.")),
    (QuestionTooLong, Failure(400, "That question is too long", "Ask for one thing, in a sentence or two.")),
    (QueryEmpty, Failure(400, "There is nothing to look for")),
    (ReadingError, Failure(400, "The draft cannot be read", "Send text in one of the formats that are read.")),
    (CitationError, Failure(404, "There is no such place", "Search for the words instead:")),
    (GenerationMissing, Failure(404, "That generation is not kept")),
    (PublishRefused, Failure(409, "That cannot be published")),
    (IndexMissing, _UNINDEXED),
    (IndexMismatch, Failure(503, "The index was made with other settings", "Rebuild it, then load this page again.")),
    (
        IndexDamaged,
        Failure(503, "The index is damaged", "What is sound of it is kept, and what is damaged can be mended."),
    ),
    (ClusterUnavailable, Failure(503, "The index cannot be reached just now", "Try again in a moment.")),
    (ClusterProblem, Failure(503, "The index cannot be reached", "Whoever runs this server must change something.")),
    (IndexProblem, Failure(503, "The index cannot be used just now", "Try again in a moment.")),
    (PassagewayError, Failure(500, "That did not work")),
)

#: Failures of the web itself that have words of ours.
_HTTP = {
    403: Failure(403, "Another site sent this"),
    409: Failure(409, "Several places have these words"),
    404: Failure(404, "There is no such page", "Perhaps a search finds what you are looking for."),
    405: Failure(405, "This address can only be read"),
    413: Failure(413, "That is too much at once", "The request is larger than Passageway accepts."),
    503: Failure(503, "The server is busy"),
}


def register(app: Flask) -> None:
    """Gives every failure of the application its words."""
    app.register_error_handler(PassagewayError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def _known(error: PassagewayError) -> Response:
    failure = next(failure for kind, failure in _KNOWN if isinstance(error, kind))
    if isinstance(error, ClusterProblem):  # names addresses that are nobody's business but the admin's
        _log.error("%s", error)
        response = _response(failure)
    else:
        response = _response(failure._replace(detail=_sentence(str(error))))
    if isinstance(error, ClusterUnavailable):
        response.headers["Retry-After"] = str(ceil(error.retry_after))
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    detail = f"You looked for {request.path}" if status == 404 else error.description or ""
    more = {"places": places} if (places := getattr(error, "places", None)) else {}
    failure = _HTTP.get(status, Failure(status, error.name))
    headline = getattr(error, "headline", failure.headline)
    response = _response(failure._replace(headline=headline, detail=detail), **more)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):  # such as Allow
            response.headers[name] = value
    return response


def _unknown(error: Exception) -> Response:
    reference = token_hex(4)
    _log.error("error %s at %s", reference, quote(request.path), exc_info=error)  # a line of the log, whatever was sent
    advice = (
        "Your question is not at fault. Try again; if it fails again, give the reference to whoever runs this server."
    )
    return _response(Failure(500, "Something went wrong here", advice, detail=f"Reference {reference}"))


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]


def _response(failure: Failure, **more: object) -> Response:
    if api.is_api_request():
        return api.problem(failure.status, failure.headline, failure.detail or failure.advice, **more)
    return make_response(render_template("error.html", failure=failure), failure.status)
