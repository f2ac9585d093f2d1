"""What runs in a worker: tasks in on its standard input, their answers out on its standard output, both pickled."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache, partial
from itertools import repeat
from queue import SimpleQueue
from shutil import rmtree
from tempfile import gettempdir
from threading import Thread
from typing import Any, BinaryIO, NamedTuple, Protocol, TypeVar

from indexer.documents.steps import on_step
from indexer.documents.workers.guard import watch, watched
from indexer.documents.workers.kernel_guard import refuse_sockets, refuse_writing

__all__ = ["LENGTH", "OUTPUT", "Bounds", "Kind", "Message", "Task", "serve"]

T_co = TypeVar("T_co", covariant=True)

#: An answer begins with its length: this many bytes, the highest first.
LENGTH = 8

#: Bytes of an answer: four times the largest file in its default, so that text with all its blocks and boxes fits, and what
#: unfolds without end does not.
OUTPUT = 256 * 1024 * 1024

#: Seconds beyond the limit after which the kernel ends a process whose parent did not: it may be gone.
_GRACE = 5.0


class Bounds(NamedTuple):
    """The most that each answer of a task, or each step of one, may take: seconds, and bytes of memory beyond what the
    process has before.

    ``output`` is the most bytes of the answer itself, as it is sent; ``files`` are all that it may open, beside the modules
    of Python and what it writes in the process's own folder.
    """

    seconds: float
    memory: int
    output: int = OUTPUT
    files: tuple[str, ...] = ()


class Task(Protocol[T_co]):
    """Something to do in another process: pickled, so of a module that can be imported there.

    ``str()`` of it says what it does, as in "splitting a.txt".
    """

    def prepare(self) -> None:
        """What is needed once in a process, such as imports: done before its memory is measured."""

    def run(self) -> Iterator[T_co]:
        """The answers, one by one."""


class Kind(StrEnum):
    """What is sent back: that work, or its next step, begins; an answer, the end of them, or why there are no more."""

    READY = "ready"
    STEP = "step"
    ANSWER = "answer"
    END = "end"
    FAILED = "failed"
    OUT_OF_MEMORY = "out of memory"


Message = tuple[Kind, Any]
Tasks = SimpleQueue[tuple[Task[Any], Bounds | None]]


def serve() -> None:
    """Answers until its input ends, as it does when the process that asks is gone."""
    requests, answers = _pipes()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _lower(resource.RLIMIT_CORE, 0)  # one that crashes leaves no copy of the document behind
    tasks: Tasks = SimpleQueue()
    Thread(target=_take, args=(requests, tasks), daemon=True).start()
    smallest = None
    while True:
        task, bounds = tasks.get()
        on_step(partial(_step, answers, bounds))
        try:
            for packed in _messages(task, bounds):
                _send(answers, packed)
        except BrokenPipeError:
            _leave()
        size = _address_space()
        smallest = smallest or size
        if bounds and size and smallest and size > smallest + bounds.memory:
            _leave()  # tasks have left too much behind: a fresh process does the next


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, out of reach of what prints or reads where it should not."""
    requests = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return requests, answers


def _take(requests: BinaryIO, tasks: Tasks) -> None:
    """Takes in tasks beside the work, so that the end of the input ends the process in the midst of it."""
    try:
        while True:
            tasks.put(pickle.load(requests))  # noqa: S301 - from the process that started us
    except (EOFError, OSError, pickle.UnpicklingError):
        _leave()
    except Exception:  # a task of a module that cannot be imported here
        traceback.print_exc()
        os._exit(1)


def _leave() -> None:
    """Ends this process without flushing what nobody reads, and the programs that it has started."""
    rmtree(gettempdir(), ignore_errors=True)  # it is our own; who started us may be gone
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


@cache
def _confine() -> None:
    """What this thread can do no more from now on: it only reads documents. Modules are compiled by now."""
    watch()
    refuse_sockets()
    refuse_writing(gettempdir())


def _messages(task: Task[Any], bounds: Bounds | None) -> Iterator[bytes]:
    """What a task gives, packed to be sent. No bounds hold while a message waits to be taken."""
    kind = Kind.READY
    try:
        task.prepare()
        if bounds is not None:
            _confine()
        answers = task.run()
        yield _packed((kind, None))
        while kind is not Kind.END:
            with _bounded(bounds):
                kind, answer = next(zip(repeat(Kind.ANSWER), answers), (Kind.END, None))
                packed = _packed((kind, answer))
            yield packed
    except MemoryError:
        yield _packed((Kind.OUT_OF_MEMORY, None))
    except Exception as error:
        yield _packed((Kind.FAILED, f"{type(error).__name__}: {error}"))


def _send(answers: BinaryIO, packed: bytes) -> None:
    answers.write(len(packed).to_bytes(LENGTH, "big") + packed)
    answers.flush()


def _step(answers: BinaryIO, bounds: Bounds | None) -> None:
    """Tells that the next step of an answer begins, which has all of the time for itself."""
    if bounds is not None:
        _set_alarm(bounds)
    _send(answers, _packed((Kind.STEP, None)))


def _set_alarm(bounds: Bounds) -> None:
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds + _GRACE)


def _packed(message: Message) -> bytes:
    return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)


@contextmanager
def _bounded(bounds: Bounds | None) -> Iterator[None]:
    """Bounds that the kernel keeps. Time is the parent's to keep: the alarm, later than that, ends an orphan."""
    if bounds is None:
        yield
        return
    size = _address_space()
    before = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)}
    try:
        if size is not None:
            _lower(resource.RLIMIT_AS, size + bounds.memory)
        _lower(resource.RLIMIT_FSIZE, bounds.memory)
        _set_alarm(bounds)
        with watched(bounds.files):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for kind, limits in before.items():
            resource.setrlimit(kind, limits)


def _lower(kind: int, most: int) -> None:
    """Lowers a limit, which can be raised again up to the hard one."""
    soft, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if soft == resource.RLIM_INFINITY else min(soft, most), hard))


def _address_space() -> int | None:
    """The bytes that this process has mapped; None where only the kernel knows (it is not Linux)."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return None
