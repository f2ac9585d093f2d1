"""Headers that keep a page to itself, addresses for static files that caches may keep, and the limit of a request."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request, url_for
from werkzeug.exceptions import BadRequest, Forbidden

from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui.hosts import Hosts

__all__ = ["REQUEST_LIMIT", "Shared", "asset", "guard", "harden", "searcher", "take_drafts", "versions"]

#: The largest body of a request, in bytes; and that of one with a draft in it, which may take six bytes a character.
REQUEST_LIMIT = 1024 * 1024
BODY_LIMIT = 4 * 1024 * 1024

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Shared:
    """What all requests share: a Searcher, opened when it is first asked for as an index may come later, and the
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
    return _shared().searcher()


def versions(app: Flask) -> dict[str, str]:
    """A version for each static file: the beginning of its SHA-256."""
    files = [path for path in Path(app.static_folder or "").iterdir() if path.is_file()]
    return {path.name: sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def asset(filename: str) -> str:
    """The address of a static file, with its version: a changed file has another address."""
    return url_for("static", filename=filename, v=_shared().versions[filename])


def harden(response: Response) -> Response:
    """Adds the headers to an answer. Questions and documents may be private: no cache keeps a page of them."""
    response.headers.update(_HEADERS)
    if request.endpoint == "static" or "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = _caching(response)
    return response


def guard(app: Flask, hosts: Hosts) -> None:
    """Has the application answer only requests whose Host it is."""

    def check() -> None:
        if not hosts.admits(request.host):
            raise BadRequest(
                f"This server does not go by the name {request.host!r}. If it should, name it in PASSAGEWAY_HOSTS."
            )

    app.before_request(check)


def take_drafts(app: Flask, *endpoints: str) -> None:
    """Has the application take larger bodies at these endpoints, and from its own pages only.

    What is sent there changes nothing and its answer cannot be read by other sites (no CORS), so that a token against
    forged requests would protect nothing. But a check costs time: a page of another site is not to spend it.
    """

    def check() -> None:
        if request.endpoint in endpoints:
            request.max_content_length = request.max_form_memory_size = BODY_LIMIT
        if request.method == "POST" and _is_foreign():
            raise Forbidden("Drafts are taken from this server's own page, or from a program, not from another site.")

    app.before_request(check)


def _is_foreign() -> bool:
    """Whether a page of another site sent the request; browsers say so, programs say nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


def _caching(response: Response) -> str:
    if request.endpoint != "static" or response.status_code >= 400:
        return "no-store"
    named = (request.view_args or {}).get("filename", "")
    current = request.args.get("v") == _shared().versions.get(named)
    return "public, max-age=31536000, immutable" if current else "no-cache"


def _shared() -> Shared:
    shared: Shared = current_app.extensions["passageway"]
    return shared
