"""Which files of generations were read whole, and found to be as they were written, since they were last changed.

<index>/PROVEN    JSON: for the SHA-256 of each such file its inode, size, time of change, and when it was proven, both in
                  nanoseconds since 1970

A run must not build on what is damaged, and reading all of a large index takes longer than all the rest of a run that
changes little. Whoever writes a file changes its time; a link to it has the inode of the file, and its time. What is not
seen so is a medium that loses bytes by itself: those are found when their page is first read, whose checksum does not fit
then, and by ``verify``; and every run proves again the file that was proven longest ago, where that is more than a day.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from time import time_ns

__all__ = ["Proofs"]

#: A file that was changed so shortly before it was read may have been changed again within a tick of its clock.
_RACY_NS = 2_000_000_000

_DAY_NS = 24 * 60 * 60 * 10**9


class Proofs:
    """What ``PROVEN`` says; what it cannot be read of is not proven. Only for who holds the writer's lock."""

    def __init__(self, index: Path) -> None:
        self._path, self._now = index / "PROVEN", time_ns()
        self._before: dict[str, list[int]] = {}
        with suppress(OSError, ValueError, AttributeError, TypeError, OverflowError):
            stored = json.loads(self._path.read_text("ascii"))
            self._before = {str(name): [int(n) for n in state] for name, state in stored.items()}
        oldest = min(self._before, key=lambda name: self._before[name][-1:], default="")
        if oldest and self._is_old(self._before[oldest]):
            del self._before[oldest]
        self._proven: dict[str, list[int]] = {}

    def _is_old(self, state: list[int]) -> bool:
        return not state or not 0 <= self._now - state[-1] < _DAY_NS

    def holds(self, path: Path, sha256: str) -> bool:
        """Whether a file was found to have this checksum, and is the same file, unchanged since; raises OSError."""
        before = self._before.get(sha256, [])
        if before[:-1] != self.state_of(path):
            return False
        self._proven[sha256] = before
        return True

    def note(self, path: Path, sha256: str, state: list[int]) -> None:
        """Notes that a file has this checksum; ``state`` is what ``state_of`` gave before it was read."""
        if state == self.state_of(path) and self._now - state[-1] >= _RACY_NS:
            self._proven[sha256] = [*state, self._now]

    def write(self) -> None:
        """Has what was proven be known to the next run; files that nobody asked for are forgotten."""
        if self._proven != self._before:
            with suppress(OSError):  # the next run proves them once more
                fresh = self._path.with_name("PROVEN.new")
                fresh.write_text(json.dumps(self._proven), "ascii")
                fresh.replace(self._path)

    def state_of(self, path: Path) -> list[int]:
        """What tells a file from another one, or from another state of it; raises OSError."""
        state = path.stat()
        return [state.st_ino, state.st_size, state.st_mtime_ns]
