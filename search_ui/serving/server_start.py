"""How a server is begun: its sockets first, and then the process or the processes that answer on them."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable

from indexer.documents.workers.own_python import cores
from indexer.errors import PassagewayError
from indexer.settings import Settings
from search_ui.request.hosts import is_loopback
from search_ui.serving.listening import address_of, listen

__all__ = ["main", "serve"]

_HIGHEST_PORT = 65_535

#: Processes that a server has where nobody says how many: one a core, and no more than these.
_ENOUGH = 4


def serve(settings: Settings, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serves until Ctrl-C by ``Settings.processes`` processes; calls ``announce`` with the address once they answer.

    Port 0 takes a free one. Raises PassagewayError where it cannot listen there.
    """
    sockets = listen(host, port)
    count = settings.processes or min(cores(), _ENOUGH)
    try:
        address = address_of(host, sockets)
        if count > 1 and os.name == "posix":  # elsewhere no process inherits a socket by its number
            from search_ui.serving.supervisor import Supervisor

            Supervisor(settings, sockets, count, local=is_loopback(host)).run(lambda: announce(address))
        else:
            _serve_alone(settings, sockets, is_loopback(host), lambda: announce(address))
    finally:
        for one in sockets:
            one.close()


def _serve_alone(settings: Settings, sockets: list[socket.socket], local: bool, announce: Callable[[], None]) -> None:
    from search_ui.serving.compiling import KernelMaking
    from search_ui.serving.web_server import WebServer

    server = WebServer(settings, sockets, local=local)
    making = None
    try:
        server.warm_up()
        server.take_up_runs()
        announce()
        making = KernelMaking(server.load_kernel)
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        if making:
            making.end()
        server.close()


def main() -> None:
    """Serves the index that the environment's settings name, at http://localhost:8000/ (or PORT); takes no arguments."""
    if sys.argv[1:]:
        sys.exit(
            f"python -m search_ui takes no arguments ({sys.argv[1]}). Use: passageway serve {' '.join(sys.argv[1:])}"
        )
    for number in (
        signal.SIGTERM,
        signal.SIGHUP,
    ):  # a service manager, and the end of a terminal, stop it as Ctrl-C does
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
    try:
        serve(Settings.load(), "127.0.0.1", _port(), lambda address: print(address, flush=True))
    except PassagewayError as error:
        sys.exit(f"passageway: {error}")


def _port() -> int:
    named = os.environ.get("PORT", "8000")
    if not (named.isascii() and named.isdecimal() and int(named) <= _HIGHEST_PORT):
        raise PassagewayError(f"PORT is {named!r}; a port is a number from 0 to {_HIGHEST_PORT}.")
    return int(named)
