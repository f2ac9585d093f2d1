"""What does a searcher see? Pages and an HTTP API over one index.

pages, api   one blueprint a concern       presenting   spans -> safe HTML
security     headers and limits            serving      waitress
"""

from __future__ import annotations

import logging
import uuid

from flask import Flask, Response, render_template
from werkzeug.exceptions import HTTPException

from indexer.errors import DocumentNotFound, IndexMissing, IndexProblem, PassagewayError, QuestionTooLong
from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui import api, pages, presenting, security

__all__ = ["create_app"]

#: A page or a problem object, with its status.
Result = tuple[str | Response, int]

_log = logging.getLogger("passageway")


def create_app(settings: Settings, searcher: Searcher | None = None) -> Flask:
    """The web application over the index of ``settings``; the index is opened by the first question."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    app.extensions["passageway"] = security.Shared(settings, searcher)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    app.after_request(security.harden)
    presenting.register(app)
    app.register_error_handler(PassagewayError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)
    return app


#: Errors raised on purpose -> status and headline, the most special first.
_HEADLINES = (
    (DocumentNotFound, 404, "There is no such document"),
    (QuestionTooLong, 400, "That question is too long"),
    (IndexMissing, 503, "Nothing has been indexed yet"),
    (IndexProblem, 503, "The index cannot be used just now"),
    (PassagewayError, 500, "That did not work"),
)


def _known(error: PassagewayError) -> Result:
    status, headline = next((s, h) for kind, s, h in _HEADLINES if isinstance(error, kind))
    return _answer(status, headline, str(error))


def _http(error: HTTPException) -> Result:
    status = error.code or 500
    headline = "There is no such page" if status == 404 else error.name
    return _answer(status, headline, "Search for it instead?" if status == 404 else error.description or "")


def _unknown(error: Exception) -> Result:
    reference = uuid.uuid4().hex[:8]
    _log.exception("error %s", reference)
    return _answer(500, "Something went wrong here", f"It was not your question. The log has it under {reference}.")


def _answer(status: int, headline: str, detail: str) -> Result:
    if api.wanted():
        return api.problem(status, headline, detail), status
    return render_template("message.html", headline=headline, detail=detail), status
