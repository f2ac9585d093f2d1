"""Headers that keep a page to itself, and the one Searcher that all requests share."""

from __future__ import annotations

from threading import Lock

from flask import Response, current_app, request

from indexer.searching import Searcher
from indexer.settings import Settings

__all__ = ["Shared", "harden", "searcher"]

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Shared:
    """The settings, and a Searcher that is opened when it is first asked for: an index may come later."""

    def __init__(self, settings: Settings, searcher: Searcher | None) -> None:
        self.settings = settings
        self._searcher = searcher
        self._lock = Lock()

    def searcher(self) -> Searcher:
        """The Searcher; raises IndexMissing, IndexMismatch or IndexDamaged."""
        with self._lock:
            if self._searcher is None:
                self._searcher = Searcher(self.settings)
            return self._searcher


def searcher() -> Searcher:
    """The Searcher of the running application."""
    shared: Shared = current_app.extensions["passageway"]
    return shared.searcher()


def harden(response: Response) -> Response:
    """Adds the headers to an answer. Questions may be private: pages are not kept by caches."""
    response.headers.update(_HEADERS)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
