"""One process that answers: the application under waitress, and what it does before the first question comes."""

from __future__ import annotations

import ctypes
import gc
import socket
from contextlib import suppress
from threading import Thread
from typing import Any

from waitress import create_server

from indexer.engines.whoosh.scoring import warm_up
from indexer.errors import IndexProblem, PassagewayError
from indexer.indexing.jobs import JobProcesses
from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.request.shared import searcher
from search_ui.serving.request_queue import RequestQueue

__all__ = ["WebServer"]

#: Threads that answer; a question keeps one busy for milliseconds.
_THREADS = 8

#: Requests that wait for one of them, at most, and for how many seconds; then the server is busy.
_WAITING = 64
_SECONDS = 8.0

#: Connections that are open at once; those beyond wait in the system's own queue. Each takes a file descriptor, of which a
#: process often has 1,024.
_CONNECTIONS = 500

#: Objects made between two looks for garbage, at least: an answer makes some thousands, few of them in circles.
_ALLOCATIONS = 50_000

#: glibc's name of the bound of its heaps (malloc.h), and the bound.
_ARENA_MAX = -8
_HEAPS = 2

#: What no document and no dictionary has: it is looked for everywhere. What is asked where no heading of a document asks.
_NO_WORD = "xqzjvk "
_ANY_QUESTION = "How long does it take, and what is it for?"


class WebServer:
    """Answers on listening ``sockets``, of which other processes may have a copy, from the index of ``settings``.

    ``local``: they are of this machine only.
    """

    def __init__(self, settings: Settings, sockets: list[socket.socket], *, local: bool) -> None:
        _spare_heaps()
        self._settings, self._app = settings, create_app(settings, local=local)
        self._queue = RequestQueue(_THREADS, _WAITING, _SECONDS)
        # What proxies say of whom they ask for stays: the pages for admins refuse them. Nothing else goes by it.
        self._server: Any = create_server(
            self._app,
            _dispatcher=self._queue,
            sockets=sockets,
            ident=None,
            clear_untrusted_proxy_headers=False,
            connection_limit=_CONNECTIONS,
            asyncore_use_poll=True,
        )

        _spare_collector()

    def warm_up(self) -> None:
        """Has what the first question would wait for loaded before it comes: by being asked one, which no log has and no
        page shows (vocabulary, an encoder, a dictionary, patterns, the page of results)."""

        def warm() -> None:
            self._app.extensions["passageway.asked"].tidy()
            self._app.jinja_env.get_template("results.html")
            with suppress(PassagewayError), self._app.app_context():
                found = searcher()
                found.suggest(_NO_WORD)
                found.ask(next(iter(found.example_questions(1)), _ANY_QUESTION))

        Thread(target=warm, daemon=True).start()

    def take_up_runs(self) -> None:
        """Has runs carried out that were asked for on a page, and then left: their process, or the machine, was stopped.

        Of several processes, one need do it.
        """

        def take_up() -> None:
            with suppress(IndexProblem):
                JobProcesses(self._settings).take_up()

        Thread(target=take_up, daemon=True).start()

    def load_kernel(self) -> None:
        """Scores by the compiled kernel from when it is loaded on; until then, numpy answers the same."""
        Thread(target=warm_up, daemon=True).start()

    def run(self) -> None:
        """Answers until KeyboardInterrupt, which it takes; what is being answered then has two seconds."""
        with suppress(KeyboardInterrupt):
            self._server.run()

    def close(self) -> None:
        """Closes its sockets."""
        self._server.close()


def _spare_heaps() -> None:
    """Has glibc give memory to all threads out of two heaps: a heap for each keeps much that is free. Nothing elsewhere."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _HEAPS)


def _spare_collector() -> None:
    """Has Python look for garbage less often, and not among what stays (modules, the application): 7 % of an answer."""
    gc.set_threshold(max(_ALLOCATIONS, gc.get_threshold()[0]))
    gc.freeze()
