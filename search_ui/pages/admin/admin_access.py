"""Who may keep the index from a page: whoever sits at this machine, and nobody whom that could be mistaken for.

There are no accounts yet, so these pages answer where the server listens on this machine only, to requests that come from
it and were not passed on: behind a proxy on the same machine, everybody in the world looks like a neighbour. A page of
another site that is open in the admin's own browser does come from this machine; it is refused by where it says that it
comes from, and as it cannot know the token that every form carries.
"""

from __future__ import annotations

from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

from flask import Blueprint, Flask, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.wrappers import Request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import Forbidden, RequestEntityTooLarge

from search_ui.pages.admin.admin_desk import admin_desk
from search_ui.pages.admin.admin_secret import AdminSecret
from search_ui.request.hosts import is_loopback, name_of
from search_ui.request.security import REQUEST_LIMIT, is_foreign

__all__ = ["AdminRefused", "blueprint", "is_admin", "sign_forms"]

_PREFIX = "/admin"

blueprint = Blueprint("admin", __name__, url_prefix=_PREFIX)

#: Headers by which proxies say that they pass a request on, beside all that begin with X-Forwarded-.
_PASSED_ON = (
    "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-Original-Host", "X-Original-URL",
    "X-ProxyUser-IP", "True-Client-IP", "Client-IP", "CF-Connecting-IP", "Fly-Client-IP", "X-Envoy-External-Address",
)  # fmt: skip

#: Files as large as one may be that are taken at once, and bytes that waitress takes of any request.
_FILES = 4
_SERVER_LIMIT = 1 << 30

#: Forms with a text of the index itself in them, and bytes that such a one may have.
_TEXTS = ("admin.import_questions", "admin.save_synonyms")
_TEXT_LIMIT = 16 << 20

_TUNNEL = (
    "From another machine, go through a tunnel: ssh -L 8000:localhost:8000 MACHINE, then http://localhost:8000/admin"
)


class AdminRefused(Forbidden):
    """These pages are not for who asks; the description says why, and what to do."""

    headline = "This page is only for who sits at the server’s own machine"


class _FormRefused(Forbidden):
    """A form that these pages have not made, or not for this browser."""

    headline = "Nothing was changed"


def is_admin() -> bool:
    """Whether these pages answer to who asks."""
    return not _refusal(request)


def _refusal(asked: Request) -> str:
    """Why these pages do not answer to a request; "" where they do."""
    if not admin_desk().local:
        return f"This server listens to other machines, too; such a one has no page for admins. {_TUNNEL}"
    if not _is_this_machine(asked.remote_addr or ""):
        return f"The request came from {asked.remote_addr or 'an unknown address'}. {_TUNNEL}"
    header = next((name for name, _ in asked.headers if _is_of_proxies(name)), None)
    if header is not None:
        return (
            f"The request came through a proxy, as its header {header} says. To the server, all whom a proxy lets through "
            f"look as if they sat at this machine. {_TUNNEL}"
        )
    if asked.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
        return f"The request came by HTTP/1.0, as proxies speak it and no browser does. {_TUNNEL}"
    if not is_loopback(name_of(asked.host)):
        return f"The request was for {asked.host!r}, which is no name of this machine alone. {_TUNNEL}"
    return ""


def _is_of_proxies(header: str) -> bool:
    lower = header.lower()
    return lower.startswith("x-forwarded") or lower in {name.lower() for name in _PASSED_ON}


def _is_this_machine(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:  # of a socket that is none of the network's
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback


@blueprint.before_request
def _require_admin() -> None:
    refusal = _refusal(request)
    if refusal:
        raise AdminRefused(refusal)
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if is_foreign() or _is_of_another_origin():
        raise _FormRefused("Changes are taken from this server’s own pages, not from another site.")
    limit = _limit(request.endpoint)
    request.max_content_length = request.max_form_memory_size = limit
    try:
        CSRFProtect().protect()  # the first to read what was sent
    except RequestEntityTooLarge:
        raise RequestEntityTooLarge(f"What is sent at once may have {limit:,} bytes.") from None
    except CSRFError:
        raise _FormRefused(
            "The form was not made for this browser, or is of a server that has another key by now. "
            "Go back, load the page again, and repeat what you wanted."
        ) from None


def _limit(endpoint: str | None) -> int:
    """Bytes that a form may have; of one with documents, some as large as one may be, unless the server takes less."""
    if endpoint != "admin.add":
        return _TEXT_LIMIT if endpoint in _TEXTS else REQUEST_LIMIT
    return min(_FILES * admin_desk().settings.file_limit + REQUEST_LIMIT, _SERVER_LIMIT)


def _is_of_another_origin() -> bool:
    """Stricter than ``is_foreign``: whatever else a browser says of itself, the name in its address bar is ours."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


class _AdminSessions(SecureCookieSessionInterface):
    """Sessions for these pages alone: no other page sets a cookie, or is sent one."""

    def __init__(self, secret: AdminSecret) -> None:
        self._secret = secret

    def open_session(self, app: Flask, asked: Request) -> SecureCookieSession | None:
        """None, which is an empty one that cannot be changed, for all others."""
        if not f"{asked.path}/".startswith(f"{_PREFIX}/") or _refusal(asked):
            return None
        app.secret_key = self._secret.value()
        return super().open_session(app, asked)


def sign_forms(app: Flask, index: Path) -> None:
    """Has the forms of these pages carry a token that is signed with the key of the index."""
    # Cookies know no ports: two servers on one machine must not take each other's away.
    name = sha256(str(index.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    app.config.update(
        SESSION_COOKIE_NAME=f"passageway-admin-{name}",
        SESSION_COOKIE_PATH=_PREFIX,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_HTTPONLY=True,
        WTF_CSRF_CHECK_DEFAULT=False,  # what changes nothing (drafts) needs no token
        WTF_CSRF_TIME_LIMIT=None,  # a page may be open all day: the token lives as long as the browser's session
    )
    app.session_interface = _AdminSessions(AdminSecret(index))
    CSRFProtect(app)
    app.jinja_env.globals["is_admin"] = is_admin
