"""What requests share: the Searcher and the versions of the static files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from threading import Lock

from flask import Flask, current_app

from indexer.searching import Searcher
from indexer.settings import Settings

__all__ = ["SharedState", "searcher", "shared_state", "static_versions"]


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
    """The Searcher of the running application; raises IndexMissing, IndexMismatch or IndexDamaged."""
    return shared_state().searcher()


def static_versions(app: Flask) -> dict[str, str]:
    """A version for each static file: the beginning of its SHA-256."""
    folder = Path(app.static_folder or "")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def shared_state() -> SharedState:
    """The SharedState of the running application."""
    state: SharedState = current_app.extensions["passageway"]
    return state
