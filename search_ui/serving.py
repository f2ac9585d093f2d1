"""Serving the application under waitress."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

from flask import Flask
from waitress import create_server

from indexer.engines.whoosh.scoring import warm_up
from indexer.errors import IndexProblem, PassagewayError
from indexer.indexing.jobs import JobProcesses
from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.request.hosts import is_loopback
from search_ui.request.shared import searcher

__all__ = ["main", "serve"]

#: Threads that answer; a question keeps one busy for milliseconds.
_THREADS = 8

_HIGHEST_PORT = 65_535

#: What no document and no dictionary has: it is looked for everywhere.
_NO_WORD = "xqzjvk "

#: Hosts that mean "all addresses", which no browser can open.
_ANY_HOST = ("", "0.0.0.0", "::", "*")  # noqa: S104 - recognised, not bound


def serve(settings: Settings, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serves until Ctrl-C; calls ``announce`` with the address once it listens. Port 0 takes a free one.

    Raises PassagewayError where it cannot listen there.
    """
    opened: dict[int, Any] = {}
    try:
        app = create_app(settings, local=is_loopback(host))
        # What proxies say of whom they ask for stays: the pages for admins refuse them. Nothing else goes by it.
        server = create_server(
            app, opened, host=host, port=port, threads=_THREADS, ident=None, clear_untrusted_proxy_headers=False
        )
    except (OSError, ValueError) as error:  # waitress: ValueError for a host that cannot be resolved
        for channel in list(opened.values()):  # of those that waitress had opened by then, it closes none
            channel.close()
        raise PassagewayError(_cannot_listen(host, port, error)) from error
    Thread(target=warm_up).start()  # the first time it compiles for seconds; until then, numpy answers the same
    try:
        Thread(target=_warm, args=(app,), daemon=True).start()
        Thread(target=_take_up, args=(settings,), daemon=True).start()
        announce(_address(host, server))
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


def main() -> None:
    """Serves the index that the environment's settings name, at http://localhost:8000/ (or PORT); takes no arguments."""
    if sys.argv[1:]:
        sys.exit(
            f"python -m search_ui takes no arguments ({sys.argv[1]}). Use: passageway serve {' '.join(sys.argv[1:])}"
        )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service manager stops it as Ctrl-C does
    try:
        serve(Settings.load(), "127.0.0.1", _port(), lambda address: print(address, flush=True))
    except PassagewayError as error:
        sys.exit(f"passageway: {error}")


def _port() -> int:
    named = os.environ.get("PORT", "8000")
    if not (named.isascii() and named.isdecimal() and int(named) <= _HIGHEST_PORT):
        raise PassagewayError(f"PORT is {named!r}; a port is a number from 0 to {_HIGHEST_PORT}.")
    return int(named)


def _warm(app: Flask) -> None:
    """Has what the first question would wait for (vocabulary, suggestions, a dictionary) loaded before it comes."""
    app.extensions["passageway.asked"].tidy()
    with suppress(PassagewayError), app.app_context():
        searcher().suggest(_NO_WORD)


def _take_up(settings: Settings) -> None:
    """Has runs carried out that were asked for on a page, and then left: their process, or the machine, was stopped."""
    with suppress(IndexProblem):
        JobProcesses(settings).take_up()


def _cannot_listen(host: str, port: int, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return (
        f"cannot listen on {host}:{port} ({reason}). Choose another port with --port, or another address with --host."
    )


def _address(host: str, server: Any) -> str:
    """The address to open; a server that listens on several sockets has a list of them."""
    several = getattr(server, "effective_listen", None)
    port = several[0][1] if several else server.effective_port
    shown = "localhost" if host in _ANY_HOST else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
