"""What each of a server's processes does: it answers until its parent ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import NamedTuple

from indexer.settings import Settings
from search_ui.serving.parent import follow_parent

__all__ = ["COMPILED", "READY", "Duty", "main"]

#: Messages: of the process, when it answers; and to it, when the compiled kernel is there to be loaded.
READY = "ready"
COMPILED = "compiled"


class Duty(NamedTuple):
    """What a process is to do, as the first line that it reads; ``sockets`` are file descriptors that it inherits.

    ``is_first``: it is the one that takes up runs that wait.
    """

    settings: dict[str, object]
    sockets: list[int]
    local: bool
    is_first: bool


def main() -> None:
    """Reads its Duty, and then messages, from standard input; says on standard output when it answers."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        said = sys.stdin.readline()
        if said:  # else its parent has gone already
            _answer(Duty(*json.loads(said)), _own_output())
    os._exit(0)  # a thread still reads from the parent


def _answer(duty: Duty, messages: int) -> None:
    from search_ui.serving.web_server import WebServer

    sockets = [socket.socket(fileno=number) for number in duty.sockets]
    server = WebServer(Settings.load(**duty.settings), sockets, local=duty.local)
    follow_parent(lambda message: server.load_kernel())
    server.warm_up()
    if duty.is_first:
        server.take_up_runs()
    os.write(messages, f"{READY}\n".encode())
    server.run()


def _own_output() -> int:
    """A copy of standard output that is for messages; what libraries print goes to standard error instead."""
    messages = os.dup(1)
    os.dup2(2, 1)
    return messages
