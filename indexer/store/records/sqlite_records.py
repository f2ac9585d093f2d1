"""Small JSON documents by kind and key, in one file.

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
from typing import Any

from indexer.errors import IndexDamaged, IndexProblem, IndexUnwritable, NamedIndex, mending, repairing
from indexer.store.catalog.access import (
    BESIDE,
    code_of,
    folders_in_place,
    half_changed,
    is_half_changed,
    is_whole,
    text_or_bytes,
)
from indexer.store.fsync import put_aside
from indexer.store.reaching import is_there
from indexer.store.records.protocol import (
    PATIENCE,
    RecordConflict,
    Records,
    StoredRecord,
    change_record,
    take_over_records,
)

__all__ = ["RECORD_FILES", "SqliteRecords"]

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


class SqliteRecords:
    """See the Protocol ``protocol.Records``: the documents in one file, which is made with the first.

    Every method raises IndexDamaged where the file is none of ours.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """See the Protocol: the file."""
        return str(self.path)

    def get(self, kind: str, key: str, *, patience: float = PATIENCE) -> StoredRecord | None:
        """See the Protocol."""
        query = "SELECT key, version, value FROM records WHERE kind = ? AND key = ?"
        found = self._read(query, (kind, key), patience)
        return found[0] if found else None

    def newest(self, kind: str, limit: int) -> list[StoredRecord]:
        """See the Protocol."""
        query = "SELECT key, version, value FROM records WHERE kind = ? ORDER BY key DESC LIMIT ?"
        return self._read(query, (kind, limit))

    def matching(self, kind: str, field: str, value: str) -> list[StoredRecord]:
        """See the Protocol."""
        # One that is no JSON is read, too, so that it is found damaged and not passed over.
        query = (
            "SELECT key, version, value FROM records WHERE kind = ? "
            "AND iif(json_valid(value), json_extract(value, ?) = ?, 1) ORDER BY key"
        )
        return self._read(query, (kind, f"$.{field}", value))

    def put(
        self,
        kind: str,
        key: str,
        value: Mapping[str, Any],
        *,
        version: int,
        lasting: bool = True,
        patience: float = PATIENCE,
    ) -> int:
        """See the Protocol."""
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
        patience: float = PATIENCE,
    ) -> Mapping[str, Any]:
        """See the Protocol."""
        return change_record(self, kind, key, change, lasting=lasting, patience=patience)

    def remove(self, kind: str, key: str) -> bool:
        """See the Protocol."""
        with self._writing(lasting=True) as connection:
            return connection.execute("DELETE FROM records WHERE kind = ? AND key = ?", (kind, key)).rowcount > 0

    def remove_before(self, kind: str, key: str) -> None:
        """See the Protocol; they are overwritten in the file, too."""
        with self._writing(lasting=False) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DELETE FROM records WHERE kind = ? AND key < ?", (kind, key))

    def copy(self, target: Path) -> None:
        """Writes all documents, as they are at one moment, to a new file at ``target``; nothing where there are none.

        Raises sqlite3.Error where it cannot be written.
        """
        if not self._is_there():
            return
        with closing(self._open("ro", PATIENCE)) as connection, closing(sqlite3.connect(target)) as copy:
            if not is_whole(connection):
                raise self.damage("not all of it can be read")
            connection.backup(copy)

    def take_over(self, other: Records, kind: str, *, first: bool = False) -> None:
        """See the Protocol; all of them or none, where they stand in a file."""
        if not isinstance(other, SqliteRecords):
            take_over_records(self, other, kind, first=first)
            return
        if not other._is_there():
            return
        with self._writing(lasting=True) as connection:
            connection.execute("ATTACH ? AS other", (str(other.path),))
            connection.execute(
                "INSERT OR IGNORE INTO records SELECT * FROM other.records o "
                "WHERE o.kind = ? AND NOT (? AND EXISTS (SELECT 1 FROM main.records r WHERE r.kind = ?))",
                (kind, first, kind),
            )

    def erase(self, kind: str) -> bool:
        """See the Protocol; a file that has nothing else, or is damaged, goes whole."""
        try:
            others = self._select("SELECT 1 FROM records WHERE kind != ? LIMIT 1", (kind,))
        except IndexDamaged:
            others = []
        if others:
            with self._writing(lasting=True) as connection:
                connection.execute("PRAGMA secure_delete = ON")
                return connection.execute("DELETE FROM records WHERE kind = ?", (kind,)).rowcount > 0
        there = self._is_there()
        for ending in ("", "-journal"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        return there

    def _is_there(self) -> bool:
        return is_there(self.path, self.path.parent)

    def _read(self, query: str, values: Sequence[object], patience: float = PATIENCE) -> list[StoredRecord]:
        rows = self._select(query, values, patience)
        return [StoredRecord(key, version, self._document(value)) for key, version, value in rows]

    def _document(self, stored: str) -> dict[str, Any]:
        with self._explained("read"):
            document = json.loads(stored)
        if not isinstance(document, dict):
            raise self.damage("a record is no JSON object")
        return document

    def _select(self, query: str, values: Sequence[object] = (), patience: float = PATIENCE) -> list[tuple[Any, ...]]:
        if not self._is_there():
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
                tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
                if "records" in tables:  # another process has made it between these two looks
                    return connection.execute(query, values).fetchall()
                if tables:
                    raise self.damage("its table of records is missing") from error
                return []  # another process is just making the file

    @contextmanager
    def _writing(self, lasting: bool, patience: float = PATIENCE) -> Iterator[sqlite3.Connection]:
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
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            raise self._problem_of(error, act) from error

    def _problem_of(self, error: Exception, act: str) -> IndexProblem:
        kind = code_of(error) & 0xFF
        if not isinstance(error, sqlite3.OperationalError) or kind == sqlite3.SQLITE_CORRUPT:
            return self.damage(error)
        if is_half_changed(error):
            return half_changed(self.path)
        if kind in _UNWRITABLE:
            return IndexUnwritable.of_index(NamedIndex.in_folder(self.path.parent), f"{self.path}: {error}")
        remedy = ""
        if kind in _UNREACHABLE:
            remedy = f" May this user? Where it is this user's own, that is mended with: {repairing(self.path.parent)}"
        return IndexProblem(f"{self.path} cannot be {act} now ({error}).{remedy}")

    def damage(self, fault: object) -> IndexDamaged:
        """See the Protocol."""
        return IndexDamaged(f"{self.path} is damaged ({fault}). {mending(self.path.parent)}")

    def prove(self) -> None:
        """Raises IndexDamaged where SQLite does not find all that the file should hold, or a document is none."""
        for (fault,) in self._select("PRAGMA integrity_check(1)"):
            if fault != "ok":
                raise self.damage(fault)
        for _, _, _, value in self._select(_ALL):
            self._document(value)

    def renew(self) -> None:
        """See the Protocol: the damaged file is put aside, for an admin to look at."""
        if not os.path.lexists(self.path):
            return
        sound = self._sound()
        put_aside(self.path, *BESIDE)
        with self._writing(lasting=True) as connection:
            connection.execute("BEGIN")
            connection.executemany("INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?)", sound)
            connection.execute("COMMIT")

    def _sound(self) -> list[tuple[Any, ...]]:
        """The documents that can be read, up to the first place where SQLite does not get on, from both ends."""
        found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        alone = "&immutable=1" if folders_in_place(self.path, *BESIDE) else ""
        address = f"{self.path.resolve().as_uri()}?mode=ro{alone}"
        for order in ("", " ORDER BY kind DESC, key DESC"):
            with suppress(sqlite3.Error, OSError), closing(sqlite3.connect(address, uri=True)) as connection:
                connection.text_factory = text_or_bytes
                for row in connection.execute(_ALL + order):
                    found[row[:2]] = row
        return [row for row in found.values() if _is_document(*row)]


def _is_document(kind: object, key: object, version: object, value: object) -> bool:
    """Whether a row makes sense; it has no checksum."""
    try:
        texts = {type(kind), type(key), type(value)} == {str}
        return texts and type(version) is int and isinstance(json.loads(str(value)), dict)
    except ValueError:
        return False
