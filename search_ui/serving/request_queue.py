"""The requests that wait for one of a server's threads: up to a bound, and no longer than somebody would wait for them.

What comes beyond that is answered at once that the server is busy, and when to come again (RFC 9110, sections 15.6.4 and
10.2.3), by a thread that does nothing else: who reads a page that will not come is worse off than who knows.
"""

from __future__ import annotations

import json
import logging
from base64 import b64encode
from hashlib import sha256
from html import escape
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from waitress.task import ThreadedTaskDispatcher

if TYPE_CHECKING:
    from waitress.channel import HTTPChannel

__all__ = ["RequestQueue"]

_log = logging.getLogger("passageway")

#: Seconds until somebody who was sent away should come again.
_COME_AGAIN = 2

#: Seconds that what is being answered has when the server ends, and between two warnings of its log.
_LAST_ANSWERS = 2.0
_QUIET = 60.0

_TITLE = "The server is busy"
_DETAIL = f"More is asked than it can answer just now. Try again in {_COME_AGAIN} seconds."

#: How its page looks, in itself: as much like the others as without their sheets; named to browsers by its checksum.
_STYLE = (
    ":root{color-scheme:light dark;background:#faf8f3;color:#1f2226}body{max-width:42rem;margin:12vh auto;padding:0 1.2rem;"
    "font:1.1rem/1.5 -apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif}"
    "h1{font:600 2.2rem/1.2 Charter,Cambria,Georgia,serif}a{color:#0f5f66}"
    "@media(prefers-color-scheme:dark){:root{background:#15181b;color:#e5e1d8}a{color:#86ced3}}"
)
_STYLE_SUM = b64encode(sha256(_STYLE.encode()).digest()).decode()

#: Addresses that programs ask.
_OF_PROGRAMS = ("/api/", "/healthz", "/mcp")


class _Threads(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress has no types
    """Waitress's threads, without a line in the log for each request that waits."""

    def add_task(self, task: object) -> None:
        """Has a thread call ``task.service()``, after those that came before."""
        with self.lock:
            self.queue.append(task)
            self.queue_cv.notify()


class RequestQueue(_Threads):
    """What waitress gives its requests to: ``threads`` answer them, up to ``waiting`` wait, and for up to ``seconds``."""

    def __init__(self, threads: int, waiting: int, seconds: float) -> None:
        super().__init__()
        self._waiting, self._seconds = waiting, seconds
        self._refusing = _Threads()
        self._refusing.set_thread_count(1)
        self._refused, self._warned = 0, -_QUIET
        self.set_thread_count(threads)

    def add_task(self, task: HTTPChannel) -> None:
        """Takes a connection whose next request has come; its answer may be that the server is busy. Never waits."""
        with self.lock:
            idle = len(self.threads) - self.stop_count - self.active_count
            has_room = len(self.queue) - idle < self._waiting
        if has_room:
            super().add_task(_Waiting(task, monotonic() + self._seconds, self))
        else:
            self.refuse(task)

    def refuse(self, channel: HTTPChannel) -> None:
        """Has a connection's next request answered that the server is busy, and the connection closed."""
        channel.requests[0].error = _Busy(channel.requests[0].path)
        self._refusing.add_task(channel)
        self._warn()

    def shutdown(self, cancel_pending: bool = True, timeout: float = _LAST_ANSWERS) -> bool:
        """Ends the threads, as soon as what they answer is done or ``timeout`` seconds are over; drops what waits."""
        self._refusing.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))

    def _warn(self) -> None:
        with self.lock:
            self._refused += 1
            if monotonic() - self._warned < _QUIET:
                return
            refused, self._refused, self._warned = self._refused, 0, monotonic()
        _log.warning("more is asked than can be answered: requests sent away since this was last said: %d", refused)


class _Waiting(NamedTuple):
    """A connection whose request waits; ``until`` in seconds of ``monotonic``."""

    channel: HTTPChannel
    until: float
    queue: RequestQueue

    def service(self) -> None:
        """Answers it, unless that comes too late."""
        if monotonic() > self.until:
            self.queue.refuse(self.channel)
        else:
            self.channel.service()

    def cancel(self) -> None:
        """Drops it, as the server ends."""
        self.channel.cancel()


class _Busy:
    """As waitress's own errors are: it answers with what this says. ``path`` is the address that was asked for."""

    def __init__(self, path: str) -> None:
        self._of_program = path.startswith(_OF_PROGRAMS)

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status, headers and body: a page for people, a problem object (RFC 9457) for programs."""
        headers = [("Retry-After", str(_COME_AGAIN)), ("Cache-Control", "no-store")]
        if self._of_program:
            body, kind = json.dumps({"title": _TITLE, "status": 503, "detail": _DETAIL}), "application/problem+json"
        else:
            body, kind = _page(), "text/html; charset=utf-8"
            headers.append(("Content-Security-Policy", f"default-src 'none'; style-src 'sha256-{_STYLE_SUM}'"))
        return "503 Service Unavailable", [("Content-Type", kind), *headers], body.encode()


def _page() -> str:
    """It needs nothing else of a server that is busy, such as style sheets."""
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(_TITLE)} – Passageway</title><style>{_STYLE}</style><main><h1>{escape(_TITLE)}</h1>"
        f'<p>{escape(_DETAIL)}</p><p><a href="">Try again</a></p></main></html>'
    )
