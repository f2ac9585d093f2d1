"""Small JSON documents by kind and key, in one file, changed by compare-and-set.

What is stored so is written by several processes that know nothing of one another. Each change names the version that it
goes by, and is refused where there is another by now; nothing spans two documents.

The file keeps SQLite's rollback journal: unlike its write-ahead log, it is read as well by who may not write the folder,
and asking leaves nothing behind. Each call opens the file for itself (a third of a millisecond).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from indexer.errors import IndexDamaged, IndexProblem, IndexUnwritable
from indexer.store.catalog.access import is_whole

__all__ = ["RecordConflict", "Records", "StoredRecord"]

_TABLE = """
CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key))
"""

#: What SQLite says where a disk is full, or a folder may not be written (https://www.sqlite.org/rescode.html).
_UNWRITABLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)

#: How long a call waits for another process's, which takes a moment, in seconds.
_PATIENCE = 5.0


class StoredRecord(NamedTuple):
    """A document as it was read: its key, the version that a change of it must name, and its content."""

    key: str
    version: int
    value: dict[str, Any]


class RecordConflict(Exception):
    """The document has another version than the one that a change went by: read it, and try again."""


class Records:
    """The documents in one file, which is made with the first; threads and processes may share it.

    Every method raises IndexDamaged where the file is none of ours, and IndexProblem where it cannot be used now, which is
    after ``patience`` seconds where another process has it. What is ``lasting`` is on disk when the call returns; a power
    failure may lose the rest.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, kind: str, key: str, *, patience: float = _PATIENCE) -> StoredRecord | None:
        """The document of that key; None where there is none."""
        query = "SELECT key, version, value FROM records WHERE kind = ? AND key = ?"
        found = self._read(query, (kind, key), patience)
        return found[0] if found else None

    def newest(self, kind: str, limit: int) -> list[StoredRecord]:
        """The documents with the ``limit`` greatest keys, greatest first."""
        query = "SELECT key, version, value FROM records WHERE kind = ? ORDER BY key DESC LIMIT ?"
        return self._read(query, (kind, limit))

    def put(
        self,
        kind: str,
        key: str,
        value: Mapping[str, Any],
        *,
        version: int,
        lasting: bool = True,
        patience: float = _PATIENCE,
    ) -> int:
        """Stores a document in place of its ``version`` (0: there must be none) and gives the new one.

        Raises RecordConflict where there is another by now.
        """
        stored = json.dumps(value)
        with self._writing(lasting, patience) as connection:
            if version:
                query = "UPDATE records SET version = ?, value = ? WHERE kind = ? AND key = ? AND version = ?"
                changed = connection.execute(query, (version + 1, stored, kind, key, version))
            else:
                changed = connection.execute("INSERT OR IGNORE INTO records VALUES (?, ?, 1, ?)", (kind, key, stored))
            if not changed.rowcount:
                raise RecordConflict(f"{kind} {key} has another version than {version}")
        return version + 1

    def remove_before(self, kind: str, key: str) -> None:
        """Removes the documents with smaller keys than ``key``."""
        with self._writing(lasting=False) as connection:
            connection.execute("DELETE FROM records WHERE kind = ? AND key < ?", (kind, key))

    def copy(self, target: Path) -> None:
        """Writes all documents, as they are at one moment, to a new file at ``target``; nothing where there are none.

        Raises sqlite3.Error where it cannot be written.
        """
        if not self.path.exists():
            return
        with closing(self._open("ro", _PATIENCE)) as connection, closing(sqlite3.connect(target)) as copy:
            if not is_whole(connection):
                raise self.damage("not all of it can be read")
            connection.backup(copy)

    def take_over(self, other: Path, *, but: str) -> None:
        """Adds the documents in the file ``other`` that have a kind and key which none has here; those of the kind ``but``
        only where there are none of that kind."""
        with self._writing(lasting=True) as connection:
            connection.execute("ATTACH ? AS other", (str(other),))
            connection.execute(
                "INSERT OR IGNORE INTO records SELECT * FROM other.records o "
                "WHERE o.kind <> ? OR NOT EXISTS (SELECT 1 FROM main.records r WHERE r.kind = ?)",
                (but, but),
            )

    def _read(self, query: str, values: Sequence[object], patience: float = _PATIENCE) -> list[StoredRecord]:
        if not self.path.exists():
            return []
        with self._explained("read"), closing(self._open("ro", patience)) as connection:
            try:
                rows = connection.execute(query, values).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):  # another process is just making the file
                    return []
                raise
            return [StoredRecord(key, version, json.loads(value)) for key, version, value in rows]

    @contextmanager
    def _writing(self, lasting: bool, patience: float = _PATIENCE) -> Iterator[sqlite3.Connection]:
        with self._explained("written"), closing(self._open("rwc", patience)) as connection:
            connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'OFF'}")
            connection.execute(_TABLE)
            yield connection

    def _open(self, mode: str, patience: float) -> sqlite3.Connection:
        if self.path.is_dir():
            raise self.damage("it is a folder")
        address = f"{self.path.resolve().as_uri()}?mode={mode}"
        return sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)

    @contextmanager
    def _explained(self, act: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in _UNWRITABLE:
                raise IndexUnwritable.of_index(self.path.parent, f"{self.path}: {error}") from error
            raise IndexProblem(f"{self.path} cannot be {act} now ({error}).") from error
        except (sqlite3.DatabaseError, ValueError) as error:
            raise self.damage(error) from error

    def damage(self, fault: object) -> IndexDamaged:
        """The error that says so."""
        return IndexDamaged(
            f"{self.path} is damaged ({fault}). Have it made anew with: passageway index --index {self.path.parent}"
        )

    def put_aside(self) -> None:
        """Gives a damaged file another name, for an admin to look at; the next document begins a new one."""
        for suffix in ("", "-journal"):  # what a journal undoes is the damaged file's
            part = self.path.with_name(self.path.name + suffix)
            if part.exists():
                part.replace(part.with_name(f"{part.name}.damaged"))
