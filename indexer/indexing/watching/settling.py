"""Which of the files that have changed are still being written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic

__all__ = ["Settling"]

#: What tells one state of a file from the next: size, time and inode; None where there is none.
_Stamp = tuple[int, int, int] | None


class Settling:
    """The files that have changed since the last run, and since when each is as it is.

    A file is *quiet* when for ``quiet`` seconds nobody has said that it changed, and it looks as it did before. It is time
    for a run when all are quiet or, as one may never be, when the first has waited for ``patience`` seconds.
    """

    def __init__(self, root: Path, quiet: float, patience: float, clock: Callable[[], float] = monotonic) -> None:
        self._root, self._quiet, self._patience, self._clock = root, quiet, patience, clock
        self._seen: dict[str, tuple[_Stamp, float]] = {}
        self._first = 0.0

    def __len__(self) -> int:
        return len(self._seen)

    def note(self, paths: Iterable[str]) -> None:
        """Takes in what has changed just now (POSIX paths below the corpus)."""
        now, empty = self._clock(), not self._seen
        for path in paths:
            self._seen[path] = (self._stamp(path), now)
        if empty:
            self._first = now

    def quiet(self) -> frozenset[str]:
        """Looks at all files again; gives those that are quiet."""
        now = self._clock()
        for path, (before, _) in self._seen.items():
            stamp = self._stamp(path)
            if stamp != before:
                self._seen[path] = (stamp, now)
        return frozenset(path for path, (_, since) in self._seen.items() if now - since >= self._quiet)

    def is_due(self, quiet: frozenset[str]) -> bool:
        """Whether it is time for a run."""
        late = self._clock() - self._first >= self._patience
        return bool(quiet) and (late or len(quiet) == len(self._seen))

    def unready(self, quiet: frozenset[str]) -> frozenset[str]:
        """All others."""
        return frozenset(self._seen).difference(quiet)

    def forget(self, paths: Iterable[str]) -> None:
        """Takes out what a run has seen; the others have just begun to wait for the next."""
        for path in paths:
            self._seen.pop(path, None)
        self._first = self._clock()

    def _stamp(self, path: str) -> _Stamp:
        try:
            state = os.lstat(self._root / path)
        except OSError:
            return None
        return state.st_size, state.st_mtime_ns, state.st_ino
