"""How a process of ours ends with its parent, however that ends: by the pipe between them.

The parent keeps the writing end of its child's standard input. The kernel closes it when the parent is gone, killed or not,
on every system; then the child reads its end. Until then a line of it is a message.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from threading import Thread
from time import sleep

__all__ = ["follow_parent"]

#: Seconds that a process has to end by itself.
_GRACE = 4.0


def follow_parent(on_message: Callable[[str], None] = lambda line: None) -> None:
    """Has a thread read this process's standard input: each line is given to ``on_message``; at its end SIGTERM is sent
    to this process, which, if it is still there after some seconds, is ended."""

    def follow() -> None:
        for line in sys.stdin:
            on_message(line.rstrip("\n"))
        os.kill(os.getpid(), signal.SIGTERM)
        sleep(_GRACE)
        os._exit(1)

    Thread(target=follow, name="follow the parent", daemon=True).start()
