"""Headers that keep a page to itself, addresses for static files that caches may keep, and the limit of a request."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, Response, request, url_for
from werkzeug.exceptions import BadRequest, Forbidden

from indexer.messages import phrase
from search_ui.request.hosts import Hosts
from search_ui.request.shared import shared_state

__all__ = ["BODY_LIMIT", "REQUEST_LIMIT", "asset", "guard", "harden", "is_foreign", "take_drafts"]

#: The largest body of a request, in bytes; and that of one with a draft in it, which may take six bytes a character.
REQUEST_LIMIT = 1024 * 1024
BODY_LIMIT = 4 * 1024 * 1024

#: The largest file of a draft, in bytes: those that are no text have pictures in them.
FILE_LIMIT = 20 * 1024 * 1024

#: Addresses of static files that are remembered.
_ASSETS = 256

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


def asset(filename: str) -> str:
    """The address of a static file, with its version: a changed file has another address."""
    return _asset(request.script_root, filename, shared_state().versions[filename])


@lru_cache(_ASSETS)
def _asset(root: str, filename: str, version: str) -> str:
    """That of a version, below the path that the application is mounted at: a page names a dozen."""
    return url_for("static", filename=filename, v=version)


def harden(response: Response) -> Response:
    """Adds the headers to an answer. Questions and documents may be private: no cache keeps a page of them."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" or "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = _caching(response)
    return response


def guard(app: Flask, hosts: Hosts) -> None:
    """Has the application answer only requests whose Host it is."""

    def check() -> None:
        if not hosts.admits(request.host):
            raise BadRequest(
                phrase(
                    "This server does not go by the name {name}. If it should, name it in PASSAGEWAY_HOSTS.",
                    name=repr(request.host),
                )
            )

    app.before_request(check)


def take_drafts(app: Flask, *endpoints: str) -> None:
    """Has the application take larger bodies at these endpoints, and from its own pages only.

    What is sent there changes nothing and its answer cannot be read by other sites (no CORS), so that a token against
    forged requests would protect nothing. But a check costs time: a page of another site is not to spend it.
    """

    def check() -> None:
        if request.endpoint in endpoints:
            uploaded = request.mimetype == "multipart/form-data"
            request.max_content_length = FILE_LIMIT + BODY_LIMIT if uploaded else BODY_LIMIT
            request.max_form_memory_size = BODY_LIMIT
        if request.method == "POST" and is_foreign():
            raise Forbidden(
                phrase("What is sent is taken from this server's own page, or from a program, not from another site.")
            )

    app.before_request(check)


def is_foreign() -> bool:
    """Whether a page of another site sent the request; browsers say so, programs say nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != request.host
    except ValueError as error:
        raise BadRequest(f"The Origin {origin!r} is no address ({error}).") from error


def _caching(response: Response) -> str:
    if request.endpoint != "static" or response.status_code >= 400:
        return "no-store"
    named = (request.view_args or {}).get("filename", "")
    current = request.args.get("v") == shared_state().versions.get(named)
    return "public, max-age=31536000, immutable" if current else "no-cache"
