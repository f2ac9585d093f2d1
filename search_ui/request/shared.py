"""What requests share: the Searcher and the versions of the static files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from threading import Lock

from flask import Flask, current_app, g, has_request_context, request

from indexer.searching import Searcher
from indexer.settings import Settings

__all__ = ["SharedState", "end_span", "searcher", "shared_state", "static_versions"]


#: Requests that change nothing, and where the span of one stands (``Searcher.span``).
_READING, _SPAN = ("GET", "HEAD"), "passageway_span"


class SharedState:
    """What all requests share: a Searcher, opened when it is first needed as an index may come later, and the
    versions of the static files."""

    def __init__(self, settings: Settings, searcher: Searcher | None, versions: dict[str, str]) -> None:
        self.settings = settings
        self.versions = versions
        self._searcher = searcher
        self._lock = Lock()

    def searcher(self) -> Searcher:
        """The Searcher; raises IndexMissing, IndexMismatch or IndexDamaged."""
        with self._lock:
            if self._searcher is None:
                self._searcher = Searcher(self.settings)
            return self._searcher


def searcher() -> Searcher:
    """The Searcher of the running application; raises IndexMissing, IndexMismatch or IndexDamaged. What only reads is
    answered from one generation, from its first question to its last."""
    found = shared_state().searcher()
    if has_request_context() and request.method in _READING and _SPAN not in g:
        setattr(g, _SPAN, found.span())
    return found


def end_span(_: BaseException | None = None) -> None:
    """The end of a request, for the application to call."""
    span = g.pop(_SPAN, None)
    if span is not None:
        span.end()


def static_versions(app: Flask) -> dict[str, str]:
    """A version for each static file: the beginning of its SHA-256."""
    folder = Path(app.static_folder or "")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def shared_state() -> SharedState:
    """The SharedState of the running application."""
    state: SharedState = current_app.extensions["passageway"]
    return state
