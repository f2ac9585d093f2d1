"""The compiled kernel, made beside the servers: by a process that gives way to them, and frees what the compiler took.

Compiling takes seconds the first time, and leaves a process 80 MB larger than one that loads what another has compiled.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from threading import Thread

from indexer.documents.workers.own_python import own_python
from search_ui.serving.parent import follow_parent

__all__ = ["KernelMaking", "main"]

#: How much it gives way to those who answer, as in nice(1).
_NICENESS = 5


class KernelMaking:
    """Has numba's cache filled, if numba is there, and then calls ``then`` in a thread."""

    def __init__(self, then: Callable[[], object]) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        if find_spec("numba") is not None:
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, with our own code
                own_python("search_ui.serving.compiling", "main", "passageway: compiling"),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # the servers say why the kernel cannot be used, where it cannot
                process_group=0,
            )
            Thread(target=self._wait, args=(self._process, then), daemon=True).start()

    def end(self) -> None:
        """Ends the process, if it is still at work."""
        if self._process is not None:
            with self._process:  # which closes its pipe
                self._process.kill()

    @staticmethod
    def _wait(process: subprocess.Popen[bytes], then: Callable[[], object]) -> None:
        if process.wait() == 0:
            then()


def main() -> None:
    """What the process does: the kernel is compiled, or found in its cache; it ends with its parent."""
    follow_parent()
    os.nice(_NICENESS)
    from indexer.engines.whoosh.scoring import warm_up

    warm_up()
    os._exit(0)  # a thread still reads from the parent
