"""What the process of a run printed: kept beside the record of the run, and never more than its end.

A run has little to say: warnings of libraries, a traceback where it failed for a fault of ours, what Python writes when it
crashes. But a library may say one thing a million times, so the beginning of what has grown too long is let go.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

__all__ = ["JobLog"]

#: Bytes that a log may grow to, and those from its end that are kept of one that has grown too long.
_MOST = 256 * 1024
_KEPT = 64 * 1024

#: Seconds between two looks at its size.
_INTERVAL = 1.0

#: Logs that are kept.
_REMEMBERED = 100

#: The streams of a process that libraries print to, whatever language they are written in.
_OUTPUTS = (1, 2)


class JobLog:
    """The log of the run of that number of the index at ``index``; it has no file until the run prints something."""

    def __init__(self, index: Path, number: int) -> None:
        self._folder = index / "job-logs"
        self._path = self._folder / f"{number:010d}.log"
        self._next_look = 0.0

    def read(self) -> str:
        """The end of it, from the beginning of a line on; "" where nothing was printed."""
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - _KEPT))
                said = file.read(_KEPT)
        except OSError:
            return ""
        if size > _KEPT:
            said = b"(what came before is not kept)\n" + said.partition(b"\n")[2]
        return said.decode("utf-8", "replace")

    def append(self, line: str) -> None:
        """Adds a line, where the log can be written."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")

    @contextmanager
    def taking_output(self) -> Iterator[None]:
        """Has all that this process and its children print go to the log, for as long as the block lasts."""
        log = self._opened()
        sys.stdout.flush()
        before = [os.dup(output) for output in _OUTPUTS]
        try:
            for output in _OUTPUTS:
                os.dup2(log, output)
            yield
        finally:
            with suppress(OSError):  # a full disk
                sys.stdout.flush()
                sys.stderr.flush()
            for output, kept in zip(_OUTPUTS, before, strict=True):
                os.dup2(kept, output)
                os.close(kept)
            os.close(log)
            self._end()

    def _opened(self) -> int:
        """Where there is no room for a log, or something else in its place, nothing is kept: the run is worth more."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            return os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        return os.open(os.devnull, os.O_WRONLY)

    def keep_short(self, *_: object) -> None:
        """Lets go of the beginning of a log that has grown too long; to be called often, as it seldom looks."""
        if monotonic() < self._next_look:
            return
        self._next_look = monotonic() + _INTERVAL
        with suppress(OSError):
            if self._path.stat().st_size > _MOST:
                end = self.read()
                with self._path.open("r+", encoding="utf-8") as file:  # others write on at its end: it stays this file
                    file.truncate()
                    file.write(end)

    def _end(self) -> None:
        """Leaves no empty file, and no more files than are remembered."""
        self._next_look = 0.0
        self.keep_short()
        with suppress(OSError):
            if not self._path.stat().st_size:
                self._path.unlink()
            for old in sorted(self._folder.glob("*.log"))[:-_REMEMBERED]:
                old.unlink()
