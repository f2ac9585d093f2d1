"""A worker from the outside: started, asked, ended."""

from __future__ import annotations

import fcntl
import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from tempfile import TemporaryDirectory, TemporaryFile
from time import monotonic
from typing import Any, TypeVar

from indexer.documents.workers.child import LENGTH, Bounds, Kind, Message, Task
from indexer.documents.workers.own_python import own_python

__all__ = ["LimitExceeded", "Limited", "NotStarted", "ProcessEnded", "TaskFailed", "Worker"]

T = TypeVar("T")

#: Seconds that a process has to end once its pipes are closed.
_LAST_WORDS = 10

#: Bytes taken from a pipe at once, and held by it: as many as the system lets anybody have.
_CHUNK = 1 << 20


class NotStarted(Exception):
    """A worker could not begin its work; the message says why."""


class TaskFailed(Exception):
    """A task raised an error in the worker, which goes on; the message is the error's kind and text."""


class ProcessEnded(Exception):
    """A worker was ended, or ended itself; the message says how ("by SIGKILL", "with code 3")."""

    def __init__(self, pid: int, code: int) -> None:
        super().__init__(f"by {signal.Signals(-code).name}" if code < 0 else f"with code {code}")
        self.pid = pid
        self.code = code


class Limited(StrEnum):
    """What bounds are kept to."""

    TIME = "time"
    MEMORY = "memory"
    OUTPUT = "output"


class LimitExceeded(Exception):
    """An answer took more than its task's bounds allow of ``what``. The worker is of no more use."""

    def __init__(self, what: Limited) -> None:
        super().__init__(what)
        self.what = what


class Worker:
    """A process of our own that does one task at a time. It is none of the terminal's: Ctrl-C reaches only us.

    It has a folder of its own for temporary files.
    """

    def __init__(self) -> None:
        """Starts it; raises NotStarted."""
        self._answered = False
        self._unanswered = 0
        self._errors = TemporaryFile()  # noqa: SIM115 - open for as long as the process is
        self._folder = TemporaryDirectory(prefix="passageway-", ignore_cleanup_errors=True)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, with our own code
                own_python("indexer.documents.workers.child", "serve"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env={**os.environ, "TMPDIR": self._folder.name},
                process_group=0,
            )
        except BaseException as error:
            self._errors.close()
            self._folder.cleanup()
            if isinstance(error, (OSError, ValueError)):
                raise NotStarted(str(error)) from error
            raise
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101 - both are pipes
        self._requests, self._answers = self._process.stdin, _Frames(self._process.stdout.fileno())
        for pipe in (self._process.stdin, self._process.stdout):
            _widen(pipe.fileno())

    def ask(
        self, task: Task[T], bounds: Bounds | None = None, on_step: Callable[[], object] = lambda: None
    ) -> Iterator[T]:
        """The answers of a task, one by one as they are made; each may take what ``bounds`` allow.

        Where an answer has steps, each has the time for itself; ``on_step`` is called when one begins.

        Raises TaskFailed where the task raised an error; NotStarted, ProcessEnded or LimitExceeded where the process is
        gone, or has to go. Whoever does not take all answers ends the worker.
        """
        self.send(task, bounds)
        yield from self.answers(bounds, on_step)

    def send(self, task: Task[object], bounds: Bounds | None = None) -> None:
        """Has a task done after those that were sent before; raises NotStarted or ProcessEnded."""
        try:
            if not self._unanswered:
                self._errors.seek(0)
                self._errors.truncate()  # of what tasks before have printed
            pickle.dump((task, bounds), self._requests, pickle.HIGHEST_PROTOCOL)
            self._requests.flush()
            self._unanswered += 1
        except OSError as error:
            raise self._gone() from error

    def answers(self, bounds: Bounds | None = None, on_step: Callable[[], object] = lambda: None) -> Iterator[Any]:
        """Those of the task that was sent first, of which there are none yet: see ``ask``."""
        try:
            kind, value = self._next(None)  # starting, and importing what the task needs, is not counted
            while kind in (Kind.READY, Kind.STEP, Kind.ANSWER):
                if kind is Kind.ANSWER:
                    yield value
                elif kind is Kind.STEP:
                    on_step()
                kind, value = self._next(bounds)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._gone() from error
        self._unanswered -= 1
        if kind is Kind.FAILED:
            raise TaskFailed(value)
        if kind is Kind.OUT_OF_MEMORY:
            raise LimitExceeded(Limited.MEMORY)

    def end(self) -> None:
        """Ends the process, and what it has started, at once; its answer, if one is waited for, never comes."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Lets go of the pipes and of the process's folder; after ``end``, and when nobody waits for an answer."""
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # what was still in the pipe has no reader any more
                pass
        self._folder.cleanup()

    def _next(self, bounds: Bounds | None) -> Message:
        until, most = (None, None) if bounds is None else (monotonic() + bounds.seconds, bounds.output)
        frame = self._answers.next(until, most)
        message: Message = pickle.loads(frame)  # noqa: S301 - from our own child
        self._answered = True
        return message

    def _gone(self) -> Exception:
        try:
            code = self._process.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:  # it has let go of its pipes, and lives
            self._process.kill()
            code = self._process.wait()
        if code == -signal.SIGALRM:
            return LimitExceeded(Limited.TIME)
        if code >= 0 and not self._answered:
            self._errors.seek(0)
            said = self._errors.read().decode("utf-8", "replace").strip().splitlines()
            return NotStarted(f"{sys.executable} ended with code {code}: {said[-1] if said else 'it said nothing'}")
        return ProcessEnded(self._process.pid, code)


def _widen(pipe: int) -> None:
    """Has a pipe hold a whole task or answer, mostly, where the system lets it: nobody waits for the other to take it."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):  # Linux
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _CHUNK)


class _Frames:
    """What comes out of a pipe, an answer at a time."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._came = bytearray()
        self._arrival = select.poll()
        self._arrival.register(pipe, select.POLLIN)

    def next(self, until: float | None, most: int | None) -> bytes:
        """The next answer; raises EOFError at the end, LimitExceeded after ``until`` or for more than ``most`` bytes."""
        length = int.from_bytes(self._take(LENGTH, until), "big")
        if most is not None and length > most:
            raise LimitExceeded(Limited.OUTPUT)
        return self._take(length, until)

    def _take(self, count: int, until: float | None) -> bytes:
        while len(self._came) < count:
            if not self._arrival.poll(None if until is None else max(0, 1000 * (until - monotonic()))):
                raise LimitExceeded(Limited.TIME)
            chunk = os.read(self._pipe, _CHUNK)
            if not chunk:
                raise EOFError
            self._came += chunk
        taken = bytes(self._came[:count])
        del self._came[:count]
        return taken
