"""What a reader sees when something fails: a page, or for the API a problem object, that says what to do next."""

from __future__ import annotations

import logging
from math import ceil
from secrets import token_hex
from urllib.parse import quote

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from indexer.errors import ClusterUnavailable, IndexUnfinished, PassagewayError
from indexer.messages import phrase
from search_ui import api
from search_ui.pages.admin.admin_access import is_admin
from search_ui.request.failure_words import Failure, failure_of

__all__ = ["register"]

_log = logging.getLogger("passageway")

#: After which a reader looks again whether the first run is done.
_SECONDS = 5


#: Failures of the web itself that have words of ours.
_HTTP = {
    403: Failure(403, phrase("Another site sent this")),
    409: Failure(409, phrase("Several places have these words")),
    404: Failure(404, phrase("There is no such page"), phrase("Perhaps a search finds what you are looking for.")),
    405: Failure(405, phrase("This address can only be read")),
    413: Failure(413, phrase("That is too much at once"), phrase("The request is larger than Passageway accepts.")),
    503: Failure(503, phrase("The server is busy")),
}


def register(app: Flask) -> None:
    """Gives every failure of the application its words."""
    app.register_error_handler(PassagewayError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def _known(error: PassagewayError) -> Response:
    whole = is_admin()
    if not (whole or error.is_public):  # what the page does not say, whoever keeps the index finds here
        _log.error("%s: %s", request.path, error)
    response = _response(failure_of(error, whole=whole))
    if isinstance(error, ClusterUnavailable):
        response.headers["Retry-After"] = str(ceil(error.retry_after))
    if isinstance(error, IndexUnfinished):
        response.headers["Retry-After"] = response.headers["Refresh"] = str(_SECONDS)
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    detail = phrase("You looked for {path}", path=request.path) if status == 404 else error.description or ""
    more = {"places": places} if (places := getattr(error, "places", None)) else {}
    failure = _HTTP.get(status, Failure(status, error.name))
    if isinstance(error, MethodNotAllowed):
        methods = sorted(set(error.valid_methods or ()) - {"OPTIONS"})
        failure = _HTTP[405] if "GET" in methods else Failure(405, phrase("There is nothing to read at this address"))
        detail = phrase("It takes {methods}.", methods=", ".join(methods))
    headline = getattr(error, "headline", failure.headline)
    response = _response(failure._replace(headline=headline, detail=detail), **more)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):  # such as Allow
            response.headers[name] = value
    return response


def _unknown(error: Exception) -> Response:
    reference = token_hex(4)
    _log.error("error %s at %s", reference, quote(request.path), exc_info=error)  # a line of the log, whatever was sent
    advice = phrase(
        "Your question is not at fault. Try again; if it fails again, give the reference to whoever runs this server."
    )
    detail = phrase("Reference {reference}", reference=reference)
    return _response(Failure(500, phrase("Something went wrong here"), advice, detail=detail))


def _response(failure: Failure, **more: object) -> Response:
    if api.is_api_request():
        return api.problem(failure.status, failure.headline, failure.in_full, **more)
    return make_response(render_template("error.html", failure=failure), failure.status)
