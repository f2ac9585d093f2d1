"""Several processes that answer on the same sockets: started, started anew where one dies, and ended together."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import NamedTuple

from indexer.documents.workers.own_python import own_python
from indexer.errors import PassagewayError
from indexer.settings import Settings
from search_ui.serving.compiling import KernelMaking
from search_ui.serving.server_process import COMPILED, READY, Duty

__all__ = ["Supervisor"]

_log = logging.getLogger("passageway")

#: Deaths within so many seconds count together: the first is made good at once, the next after one second, then two, four,
#: and so on, up to the longest wait.
_TOGETHER = 120.0
_LONGEST = 30.0

#: Seconds that the processes have to end by themselves.
_LAST_ANSWERS = 3.0

#: Seconds between two looks at what is due, where the system wakes nobody up.
_LOOK = 1.0

#: The code of a process that could not be started, as shells have it (POSIX, "Exit Status for Commands").
_NOT_STARTED = 126

#: What its processes have in their environment, where nobody says otherwise: one thread of numpy's own, as there is a
#: process a core; and two heaps of glibc's, since a heap for each thread keeps much that is free.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class _Said(NamedTuple):
    """The process of that ``number`` is ready, or (a ``code`` as of ``Popen.returncode``) has ended."""

    number: int
    code: int | None = None


class Supervisor:
    """``count`` processes that answer on ``sockets`` from the index of ``settings``; ``local`` as in WebServer."""

    def __init__(self, settings: Settings, sockets: list[socket.socket], count: int, *, local: bool) -> None:
        self._duty = Duty(json.loads(settings.for_own_process()), [one.fileno() for one in sockets], local, False)
        self._count = count
        self._running: dict[int, subprocess.Popen[str]] = {}
        self._said: SimpleQueue[_Said] = SimpleQueue()
        self._due: dict[int, float] = {}
        self._deaths: deque[float] = deque()
        self._compiled, self._lock = False, Lock()

    def run(self, announce: Callable[[], None]) -> None:
        """Keeps them running until KeyboardInterrupt, and leaves none; calls ``announce`` when all answer.

        Raises PassagewayError where one ends before that.
        """
        making = None
        try:
            for number in range(self._count):
                self._start(number)
            self._await_all()
            making = KernelMaking(self._tell_compiled)
            announce()
            while True:
                self._look()
        except KeyboardInterrupt:
            pass
        finally:
            if making:
                making.end()
            self._end()

    def _start(self, number: int) -> None:
        """Starts a process; where the system has none to give, it is as if that had ended."""
        try:
            process = self._begun(number)
        except OSError as error:
            _log.warning("no process can be started for the server: %s", error)
            self._said.put(_Said(number, _NOT_STARTED))
            return
        with self._lock:
            self._running[number] = process
            self._tell(process, json.dumps(self._duty._replace(is_first=number == 0)))
            if self._compiled:
                self._tell(process, COMPILED)
        Thread(target=self._listen, args=(number, process), daemon=True).start()

    def _begun(self, number: int) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - this very Python, with our own code
            own_python("search_ui.serving.server_process", "main", f"passageway: server {number + 1} of {self._count}"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**_ENVIRONMENT, **os.environ},
            pass_fds=self._duty.sockets,
            process_group=0,  # Ctrl-C reaches this process alone
        )

    def _listen(self, number: int, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        with process.stdout:
            for line in process.stdout:
                if line == f"{READY}\n":
                    self._said.put(_Said(number))
        code = process.wait()
        with self._lock:
            self._hang_up(process)
            if self._running.get(number) is process:
                del self._running[number]
        self._said.put(_Said(number, code))

    def _tell_compiled(self) -> None:
        with self._lock:
            self._compiled = True
            for process in self._running.values():
                self._tell(process, COMPILED)

    @staticmethod
    def _tell(process: subprocess.Popen[str], message: str) -> None:
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        with suppress(BrokenPipeError):  # who has died will be found dead
            process.stdin.write(f"{message}\n")
            process.stdin.flush()

    @staticmethod
    def _hang_up(process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        with suppress(BrokenPipeError):  # of a message that it has not read
            process.stdin.close()

    def _await_all(self) -> None:
        for _ in range(self._count):
            said = self._said.get()
            if said.code is not None:
                raise PassagewayError(
                    f"process {said.number + 1} of the server ended before it could answer ({_how(said.code)}); what it "
                    "printed stands above. One process alone: passageway serve --processes 1"
                )

    def _look(self) -> None:
        """Waits for the next thing that happens, and does what is due."""
        with suppress(Empty):
            wait = min((at - monotonic() for at in self._due.values()), default=_LOOK)
            said = self._said.get(timeout=max(0.0, min(wait, _LOOK)))
            if said.code is not None:
                self._replace(said.number, said.code)
        for number in [number for number, at in self._due.items() if at <= monotonic()]:
            del self._due[number]
            self._start(number)

    def _replace(self, number: int, code: int) -> None:
        now = monotonic()
        while self._deaths and now - self._deaths[0] > _TOGETHER:
            self._deaths.popleft()
        wait = min(_LONGEST, 2.0 ** (len(self._deaths) - 1)) if self._deaths else 0.0
        self._deaths.append(now)
        self._due[number] = now + wait
        when = f"in {wait:.0f} s" if wait else "now"
        _log.warning(
            "process %d of %d of the server ended (%s); another takes its place %s",
            number + 1, self._count, _how(code), when,
        )  # fmt: skip

    def _end(self) -> None:
        """Closes their pipes, at which they end; who does not is killed."""
        with self._lock:
            processes = list(self._running.values())
            for process in processes:
                self._hang_up(process)
        until = monotonic() + _LAST_ANSWERS
        for process in processes:
            try:
                process.wait(max(0.0, until - monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _how(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
