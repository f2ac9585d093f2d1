"""The sockets that a server listens on, and the address that a browser opens.

They are made before any process of the server is, so that all share them, and a port in use is known at once.
"""

from __future__ import annotations

import os
import socket
from contextlib import ExitStack

from indexer.errors import PassagewayError

__all__ = ["address_of", "listen"]

#: Connections that may wait to be taken; the system may have a lower bound of its own.
_BACKLOG = 1024

#: Hosts that mean "all addresses", which no browser can open.
_ANY_HOST = ("", "0.0.0.0", "::", "*")  # noqa: S104 - recognised, not bound


def listen(host: str, port: int) -> list[socket.socket]:
    """A listening socket for each address of ``host`` ("" and "*": all of this machine), on one port; 0 takes a free one.

    Raises PassagewayError where it cannot listen there.
    """
    named = None if host in ("", "*") else host
    with ExitStack() as opened:
        try:
            flags = socket.AI_PASSIVE
            places = dict.fromkeys(socket.getaddrinfo(named, port, type=socket.SOCK_STREAM, flags=flags))
            found: list[socket.socket] = []
            for family, kind, protocol, _, place in places:
                chosen = found[0].getsockname()[1] if found else port
                found.append(opened.enter_context(socket.socket(family, kind, protocol)))
                _bind(found[-1], (place[0], chosen, *place[2:]))
        except (OSError, UnicodeError) as error:
            raise PassagewayError(_cannot_listen(host, port, error)) from error
        opened.pop_all()
        return found


def address_of(host: str, sockets: list[socket.socket]) -> str:
    """The address to open: "http://localhost:8000/"."""
    shown = "localhost" if host in _ANY_HOST else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{sockets[0].getsockname()[1]}/"


def _bind(opened: socket.socket, place: tuple[object, ...]) -> None:
    if os.name == "posix":  # elsewhere it would let two servers have one port
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if opened.family == socket.AF_INET6:
        opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    opened.bind(place)
    opened.listen(_BACKLOG)
    opened.setblocking(False)  # of several processes that see a connection come, one gets it, and the others go on


def _cannot_listen(host: str, port: int, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return (
        f"cannot listen on {host}:{port} ({reason}). Choose another port with --port, or another address with --host."
    )
