"""Small JSON documents by kind and key, in one file, changed by compare-and-set.

What is stored so is written by several processes that know nothing of one another. Each change names the version that it
goes by, and is refused where there is another by now; nothing spans two documents.

The file keeps SQLite's rollback journal: unlike its write-ahead log, it is read as well by who may not write the folder,
and asking leaves nothing behind. Each call opens the file for itself (a third of a millisecond).
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from indexer.errors import IndexDamaged, IndexProblem, IndexUnwritable, mending, repairing
from indexer.store.catalog.access import BESIDE, folders_in_place, half_changed, is_half_changed, is_whole
from indexer.store.fsync import put_aside

__all__ = ["RECORD_FILES", "RecordConflict", "Records", "StoredRecord"]

#: The files of records that an index may have: questions that were asked, runs, questions that were saved.
RECORD_FILES = ("asked.sqlite", "jobs.sqlite", "saved.sqlite")

_TABLE = """
CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key))
"""

_ALL = "SELECT kind, key, version, value FROM records"

#: What SQLite says where a disk is full, or a folder may not be written (https://www.sqlite.org/rescode.html).
_UNWRITABLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)
_UNREACHABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)

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

    def change(
        self,
        kind: str,
        key: str,
        change: Callable[[StoredRecord | None], Mapping[str, Any]],
        *,
        lasting: bool = True,
        patience: float = _PATIENCE,
    ) -> Mapping[str, Any]:
        """Stores, and gives, what ``change`` makes of a document (None where there is none); again where another process
        changes it meanwhile."""
        while True:
            record = self.get(kind, key, patience=patience)
            value = change(record)
            with suppress(RecordConflict):
                version = record.version if record else 0
                self.put(kind, key, value, version=version, lasting=lasting, patience=patience)
                return value

    def remove(self, kind: str, key: str) -> bool:
        """Removes the document of that key; False where there is none."""
        with self._writing(lasting=True) as connection:
            return connection.execute("DELETE FROM records WHERE kind = ? AND key = ?", (kind, key)).rowcount > 0

    def remove_before(self, kind: str, key: str) -> None:
        """Removes the documents with smaller keys than ``key``, and overwrites them in the file."""
        with self._writing(lasting=False) as connection:
            connection.execute("PRAGMA secure_delete = ON")
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

    def take_over(self, other: Path, kind: str, *, first: bool = False) -> None:
        """Adds the documents of a kind in the file ``other`` whose keys none has here; ``first``, only where there are none
        of that kind at all."""
        with self._writing(lasting=True) as connection:
            connection.execute("ATTACH ? AS other", (str(other),))
            connection.execute(
                "INSERT OR IGNORE INTO records SELECT * FROM other.records o "
                "WHERE o.kind = ? AND NOT (? AND EXISTS (SELECT 1 FROM main.records r WHERE r.kind = ?))",
                (kind, first, kind),
            )

    def _read(self, query: str, values: Sequence[object], patience: float = _PATIENCE) -> list[StoredRecord]:
        rows = self._select(query, values, patience)
        with self._explained("read"):
            return [StoredRecord(key, version, json.loads(value)) for key, version, value in rows]

    def _select(self, query: str, values: Sequence[object] = (), patience: float = _PATIENCE) -> list[tuple[Any, ...]]:
        if not self.path.exists():
            return []
        with self._explained("read"):
            try:
                return self._rows("ro", query, values, patience)
            except sqlite3.OperationalError as error:
                if not is_half_changed(error):
                    raise
                # Whoever wrote last was killed in the middle of it: only who may write the file can take that back.
                return self._rows("rw", query, values, patience)

    def _rows(self, mode: str, query: str, values: Sequence[object], patience: float) -> list[tuple[Any, ...]]:
        with closing(self._open(mode, patience)) as connection:
            try:
                return connection.execute(query, values).fetchall()
            except sqlite3.OperationalError as error:
                if "no such table" not in str(error):
                    raise
                if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                    raise self.damage("its table of records is missing") from error
                return []  # another process is just making the file

    @contextmanager
    def _writing(self, lasting: bool, patience: float = _PATIENCE) -> Iterator[sqlite3.Connection]:
        with self._explained("written"), closing(self._open("rwc", patience)) as connection:
            connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'OFF'}")
            connection.execute(_TABLE)
            yield connection

    def _open(self, mode: str, patience: float) -> sqlite3.Connection:
        if folders := folders_in_place(self.path, "", *BESIDE):
            raise self.damage(f"{folders[0].name} is a folder")
        address = f"{self.path.resolve().as_uri()}?mode={mode}"
        return sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)

    @contextmanager
    def _explained(self, act: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if is_half_changed(error):
                raise half_changed(self.path) from error
            if error.sqlite_errorcode & 0xFF in _UNWRITABLE:
                raise IndexUnwritable.of_index(self.path.parent, f"{self.path}: {error}") from error
            remedy = ""
            if error.sqlite_errorcode & 0xFF in _UNREACHABLE:
                remedy = (
                    f" May this user? Where it is this user's own, that is mended with: {repairing(self.path.parent)}"
                )
            raise IndexProblem(f"{self.path} cannot be {act} now ({error}).{remedy}") from error
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            raise self.damage(error) from error

    def damage(self, fault: object) -> IndexDamaged:
        """The error that says so."""
        return IndexDamaged(f"{self.path} is damaged ({fault}). {mending(self.path.parent)}")

    def prove(self) -> None:
        """Raises IndexDamaged where SQLite does not find all that the file should hold, or a document is none."""
        for (fault,) in self._select("PRAGMA integrity_check(1)"):
            if fault != "ok":
                raise self.damage(fault)
        for _, _, _, value in self._select(_ALL):
            with self._explained("read"):
                json.loads(value)

    def renew(self) -> Path | None:
        """Gives a damaged file another name, for an admin to look at, and takes over what of it is sound; gives that name.

        None where there was no file.
        """
        if not os.path.lexists(self.path):
            return None
        sound = self._sound()
        aside = put_aside(self.path, *BESIDE)
        with self._writing(lasting=True) as connection:
            connection.execute("BEGIN")
            connection.executemany("INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?)", sound)
            connection.execute("COMMIT")
        return aside

    def _sound(self) -> list[tuple[Any, ...]]:
        """The documents that can be read, up to the first place where SQLite does not get on, from both ends."""
        found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        alone = "&immutable=1" if folders_in_place(self.path, *BESIDE) else ""
        address = f"{self.path.resolve().as_uri()}?mode=ro{alone}"
        for order in ("", " ORDER BY kind DESC, key DESC"):
            with suppress(sqlite3.Error, OSError), closing(sqlite3.connect(address, uri=True)) as connection:
                for row in connection.execute(_ALL + order):
                    found[row[:2]] = row
        return [row for row in found.values() if _is_document(*row)]


def _is_document(kind: object, key: object, version: object, value: object) -> bool:
    """Whether a row makes sense; it has no checksum."""
    try:
        return {type(kind), type(key), type(value)} == {str} and type(version) is int and bool(json.loads(str(value)))
    except ValueError:
        return False
