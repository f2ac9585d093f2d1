"""The process of a command: how it begins, how signals stop it, and how it ends.

Ctrl-C, SIGTERM (as a service manager, or a machine that is switched off, sends it) and SIGHUP (of a closed terminal)
raise KeyboardInterrupt in it, so that whatever it has open is closed, and its record says that it was stopped. A second one
ends it at once: it may be killed at any instant, and the next run clears away what it leaves.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from threading import Timer
from time import monotonic
from types import FrameType
from typing import Any, NoReturn

from indexer.cli.advice import NAMED_INDEX
from indexer.errors import EndedByOthers

__all__ = ["heed_signals", "main"]

#: Commands that answer so many questions that threads of numpy's own may pay.
_LASTING = frozenset({"serve", "evaluate"})

#: Objects made between two looks for garbage: imports make some two hundred thousand, all of which stay.
_ALLOCATIONS = 300_000

#: What stops a command.
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

#: Exit codes of processes that a signal has ended begin behind this, in every shell.
_BY_SIGNAL = 128

#: Seconds in which the same signal counts once: a program that has started this one may hand on what the terminal has sent
#: to both.
_ONCE = 0.5

#: Commands that change an index, or another place's: what is served is the question when one of them is stopped.
_CHANGING = frozenset({"copy", "discard", "index", "prune", "publish", "repair", "restore", "rollback", "watch"})

_UNCHANGED = "what was published before is unchanged."

#: What is said to who has waited long for a run that is stopped.
_KEPT = f"{_UNCHANGED} The next run uses the passages and vectors that this one has made."


def main(arguments: list[str] | None = None) -> None:
    """Runs a command line, and exits with its code; without ``arguments`` it is the process's own, which ends with it."""
    if arguments is not None:
        sys.exit(_run(arguments))
    heed_signals()
    gc.set_threshold(_ALLOCATIONS)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it looks for some in all that is installed
    if not _LASTING.intersection(sys.argv[1:2]):
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads cost more to start than one answer gains
    _leave(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    """The exit code of a command line, also of one that is stopped."""
    before = NAMED_INDEX.set(None)
    try:
        from indexer.cli.shell import run  # what is stopped before it has begun says so, too

        return run(arguments)
    except KeyboardInterrupt as stop:
        from indexer.cli.console import fail

        said = "; ".join(getattr(stop, "__notes__", ())) or _what_stays(arguments)
        fail(f"stopped; {said}" if said else "stopped.")
        return _BY_SIGNAL + (stop.signal if isinstance(stop, EndedByOthers) else signal.SIGINT)
    finally:
        NAMED_INDEX.reset(before)


def _what_stays(arguments: list[str]) -> str:
    """What is said of the index to who has stopped a command; "" of one that changes none."""
    if arguments[:1] == ["index"] and "--dry-run" not in arguments:
        return _KEPT
    return _UNCHANGED if _CHANGING.intersection(arguments[:1]) else ""


def heed_signals() -> None:
    """Has signals stop this process as the module says, but for those that it was started to ignore."""
    stopping = _Stopping()
    _handle(stopping)
    sys.unraisablehook = stopping.unraisable


def _handle(handler: Any) -> None:
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


class _Stopping:
    """What is done about a signal: the first stops, one that comes later ends the process."""

    def __init__(self) -> None:
        self._first: float | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self._first is None:
            self._first = monotonic()
            raise KeyboardInterrupt if number == signal.SIGINT else EndedByOthers(number)
        if monotonic() - self._first > _ONCE:
            _end_at_once(number)

    def unraisable(self, met: Any) -> None:
        """An interrupt that came where Python can pass nothing on, as in what a collected object does last, comes again."""
        if not isinstance(met.exc_value, KeyboardInterrupt):
            sys.__unraisablehook__(met)
            return
        self._first = None
        number = met.exc_value.signal if isinstance(met.exc_value, EndedByOthers) else signal.SIGINT
        Timer(0.01, os.kill, (os.getpid(), number)).start()


def _end_at_once(number: int) -> NoReturn:
    """Says so in one piece, whatever is being printed, and shows the cursor, which a progress bar may have hidden."""
    shown = b"\x1b[?25h" if os.isatty(2) else b""
    with suppress(OSError):
        os.write(2, shown + b"\npassageway: stopped at once; the next run clears away what is left.\n")
    _end(_BY_SIGNAL + number)


def _leave(code: int) -> NoReturn:
    """Ends the process without taking apart all that it has loaded, which takes longer than to answer a question."""
    _handle(signal.SIG_DFL)  # there is nothing left to be closed
    from indexer.cli.shell import pipe_closed, says_no_room

    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = pipe_closed()
    except OSError as error:
        says_no_room(error)
        code = 1
    _end(code)


def _end(code: int) -> NoReturn:
    """Whoever has sent SIGTERM is to see that it came of that: to a service manager, any other end is a failure."""
    number = code - _BY_SIGNAL
    if number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(code)
