"""The HTTP API: JSON, errors as application/problem+json (RFC 9457). Offsets count code points."""

from __future__ import annotations

import json

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest

from indexer.jsonable import answer_json
from search_ui.security import searcher

__all__ = ["blueprint", "problem", "wanted"]

blueprint = Blueprint("api", __name__)

MOST = 100


@blueprint.get("/api/v1/search")
def search() -> Response:
    """The ``ask`` object for ``q``; ``limit`` from 1 to 100, ``document`` a shell pattern on ids."""
    question = request.args.get("q", "").strip()
    if not question:
        raise BadRequest("give a question as q, such as /api/v1/search?q=is+it+common")
    try:
        limit = int(request.args.get("limit", "10"))
    except ValueError:
        limit = 0
    if not 1 <= limit <= MOST:
        raise BadRequest(f"limit must be a whole number from 1 to {MOST}")
    return jsonify(answer_json(searcher().ask(question, limit=limit, documents=request.args.get("document") or None)))


@blueprint.get("/healthz")
def health() -> Response:
    """200 with the served generation; 503 where there is none."""
    return jsonify({"status": "ok", "generation": searcher().status().generation})


def wanted() -> bool:
    """Whether the request is the API's."""
    return request.path.startswith("/api/") or request.path == "/healthz"


def problem(status: int, title: str, detail: str) -> Response:
    """An error as a problem object."""
    body = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    return Response(json.dumps(body), status, mimetype="application/problem+json")
