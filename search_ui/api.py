"""The HTTP API: JSON; errors are problem objects (RFC 9457). Offsets count code points."""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import BadRequest

from indexer.errors import PassagewayError
from indexer.jsonable import answer_json
from search_ui.security import searcher

__all__ = ["blueprint", "problem", "wanted"]

blueprint = Blueprint("api", __name__)

#: Hits of an answer, unless asked for otherwise, and at most.
LIMIT = 10
MOST = 100


@blueprint.get("/api/v1/search")
def search() -> Response:
    """The ``ask`` object for ``q``; ``limit`` from 1 to 100, ``document`` a shell pattern on document ids."""
    question = request.args.get("q", "").strip()
    if not question:
        raise BadRequest("Give a question as q, such as /api/v1/search?q=is+it+common.")
    answer = searcher().ask(question, limit=_limit(), documents=request.args.get("document") or None)
    return _json(answer_json(answer))


def _limit() -> int:
    try:
        limit = int(request.args.get("limit", LIMIT))
    except ValueError:
        limit = 0
    if not 1 <= limit <= MOST:
        raise BadRequest(f"limit must be a whole number from 1 to {MOST}.")
    return limit


@blueprint.get("/healthz")
def health() -> Response:
    """200 and the served generation; 503 and the reason where none can be served."""
    try:
        return _json({"status": "ok", "generation": searcher().status().generation})
    except PassagewayError as error:
        return _json({"status": "unavailable", "reason": str(error)}, 503)


def wanted() -> bool:
    """Whether the request is the API's, and not a reader's."""
    return request.path.startswith("/api/") or request.path == "/healthz"


def problem(status: int, title: str, detail: str) -> Response:
    """An error as a problem object."""
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return _json(body, status, "application/problem+json")


def _json(body: dict[str, object], status: int = 200, media_type: str = "application/json") -> Response:
    """The object with its names in their documented order."""
    return current_app.response_class(json.dumps(body), status, mimetype=media_type)
