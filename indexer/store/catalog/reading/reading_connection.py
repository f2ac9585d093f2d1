"""A connection that only reads the catalog, wherever it lies."""

from __future__ import annotations

from pathlib import Path
from threading import RLock
from typing import Any

from indexer.errors import IndexBusy, IndexProblem
from indexer.store.catalog.access import SQLITE_ERRORS, open_reading, problem_of

__all__ = ["ReadingConnection"]

#: How often a statement is run again where the file is changed meanwhile.
_ATTEMPTS = 5


class ReadingConnection:
    """Threads may share it: SQLite's own mutex, or this object's, serialises them. Every method raises IndexProblems.

    In a folder that cannot be written, SQLite reads the file as one that never changes (``access.open_reading``), and keeps
    pages of it. A run may change it all the same, through another mount or as another user: so each statement looks whether
    it is still the file that was opened, and is run again on the new one where it is not.
    """

    def __init__(self, path: Path) -> None:
        """Raises IndexMissing, IndexMismatch or IndexDamaged."""
        self._path, self._lock = path, RLock()
        self._open()

    def _open(self) -> None:
        before = _state(self._path)
        self._connection, immutable = open_reading(self._path)
        self._state = before if immutable else None

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        if self._state is None:
            return self._rows(query, values)
        with self._lock:
            for _ in range(_ATTEMPTS):
                try:
                    found = self._rows(query, values)
                except IndexProblem:
                    if self._state in (None, _state(self._path)):
                        raise
                    found = []
                if self._state in (None, _state(self._path)):
                    return found
                self.close()
                self._open()
        raise IndexBusy(f"the catalog {self._path} is being written, again and again, while it is read; try again.")

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:  # some ten for each question: ``explained`` and ``closing`` would take as long as a statement
            cursor = self._connection.execute(query, values)
            try:
                return cursor.fetchall()
            finally:
                cursor.close()
        except SQLITE_ERRORS as error:
            raise problem_of(self._path, error) from error

    def begin(self) -> None:
        """Has all that is read until ``end`` be of one moment, where others can be kept from changing it."""
        if self._state is None:
            self._rows("BEGIN", ())

    def end(self) -> None:
        """Ends what ``begin`` began."""
        if self._connection.in_transaction:
            self._rows("COMMIT", ())

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()


def _state(path: Path) -> tuple[object, ...]:
    """What changes with the file: it is written when a run begins to write, or writes back what stands beside it."""
    return _stamp(path), _stamp(path.with_name(f"{path.name}-wal"))


def _stamp(path: Path) -> tuple[int, int, int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino) if state.st_size else None
