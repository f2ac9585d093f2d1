"""Opening catalog.sqlite, to read or to write, and what goes wrong with it in words."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indexer.errors import (
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    IndexProblem,
    IndexUnwritable,
    NamedIndex,
    repairing,
)
from indexer.settings import FORMAT
from indexer.store.catalog.rows import corpus_from
from indexer.store.catalog.schema import TABLES
from indexer.store.reaching import is_there

__all__ = [
    "BESIDE",
    "SQLITE_ERRORS",
    "Corpus",
    "code_of",
    "connected",
    "explained",
    "folders_in_place",
    "half_changed",
    "is_half_changed",
    "is_whole",
    "open_reading",
    "open_writing",
    "problem_of",
    "remembered",
    "text_or_bytes",
    "ways_to_read",
]

#: The root of a corpus, and what of it is indexed (POSIX paths below it); None where they are not known.
Corpus = tuple[str | None, tuple[str, ...] | None]

#: What goes wrong with a statement; an integer may be longer than SQLite's.
SQLITE_ERRORS = (sqlite3.Error, OverflowError)

#: The endings of the names of what SQLite has beside a database.
BESIDE = ("-journal", "-wal", "-shm")

#: How a file is opened that others write to; one that nobody can write to from here, and that is whole by itself, or only
#: with its log. That one's index is then kept in memory, where SQLite believes that the file is its alone, which takes a
#: file system layer without locks: https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory.
_SHARED, _WHOLE, _WITH_LOG = "mode=ro", "mode=ro&immutable=1", "mode=ro&vfs=unix-none"

#: How long a statement waits for another process's transaction, in seconds.
_PATIENCE = 30.0

#: How much of the catalog readers map into memory, in bytes; SQLite caps it at 2 GB.
_MAPPED = 1 << 30

#: How much of the catalog the one that writes it keeps in memory, in KB: its indexes are written to all over, and with
#: SQLite's 2 MB the same pages are read and written again and again.
_CACHE_KB = 32_000

#: What SQLite says where it cannot make a file beside this one: in a folder that nobody can write, or on a full disk.
_ALONE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL)
_NO_ROOM = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP)

#: What SQLite says of its surroundings rather than of the file (https://www.sqlite.org/rescode.html).
_WAITING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITABLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)
_UNREACHABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM)


def open_writing(path: Path) -> sqlite3.Connection:
    """A connection whose commits are on disk when they return, while readers go on reading; makes the catalog where there
    is none. Raises IndexDamaged, IndexMismatch or IndexUnwritable."""
    new = not path.exists()
    with explained(path, writing=True):
        connection = sqlite3.connect(path, timeout=_PATIENCE)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = {-_CACHE_KB}")
            connection.execute(
                "PRAGMA temp_store = MEMORY"
            )  # for a few numbers; no file elsewhere, where a disk is full
            if new or _was_begun(connection, path):
                connection.executescript(f"BEGIN; {TABLES} INSERT INTO meta VALUES ('format', '{FORMAT}'); COMMIT")
            _require_format(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _was_begun(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether this is what is left of a process that was killed while it made the catalog of a new index."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return tables == (0,) and not (path.parent / "CURRENT").exists()


def open_reading(path: Path) -> tuple[sqlite3.Connection, bool]:
    """A read-only connection that threads may share, and whether it takes the file for one that never changes.

    To read a file with a write-ahead log, SQLite makes a file beside it. Where it can not, and there is no log, the file is
    whole by itself (https://www.sqlite.org/wal.html#read_only_databases); a log that a killed run left is read as it is.
    """
    if not is_there(path, path.parent):
        if is_there(path.parent / "CURRENT", path.parent):
            raise IndexDamaged.of_catalog(path, "is missing")
        raise IndexMissing.in_folder(path.parent)
    with explained(path):
        try:
            return _reading(path, _SHARED), False
        except sqlite3.OperationalError as error:
            if is_half_changed(error):
                _take_back(path)
                return _reading(path, _SHARED), False
            if code_of(error) & 0xFF not in _ALONE and code_of(error) not in _NO_ROOM:
                raise
        return _reading(path, _WITH_LOG if _has_log(path) else _WHOLE), True


def _reading(path: Path, options: str) -> sqlite3.Connection:
    connection = connected(path, options)
    try:
        # What is read often is not copied out of the kernel each time.
        connection.execute(f"PRAGMA mmap_size = {_MAPPED if options == _SHARED else 0}")
        _require_format(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def ways_to_read(path: Path) -> tuple[str, ...]:
    """How a file that may be damaged can be opened by ``connected``, the best way first."""
    alone = _has_log(path) and not os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    return (_WITH_LOG if alone else _SHARED), _WHOLE


def code_of(error: Exception) -> int:
    """What SQLite calls one of SQLITE_ERRORS (https://www.sqlite.org/rescode.html): a damaged file, where it says nothing
    and it was Python that found a text that is not UTF-8, or a number that is too long."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT))


def is_half_changed(error: sqlite3.Error) -> bool:
    """Whether SQLite says that a killed process has left a change half done, which who may write has to take back."""
    return code_of(error) == sqlite3.SQLITE_READONLY_ROLLBACK


def half_changed(path: Path) -> IndexProblem:
    """The error that says so of a file of the index, to a user who may only read it."""
    return IndexProblem(
        f"{path} was left half changed by a process that was killed, and this user may only read it. A user who may write "
        f"there mends that with: {repairing(path.parent)}"
    )


def connected(path: Path, options: str) -> sqlite3.Connection:
    """A connection that threads may share, opened in one of the ``ways_to_read``."""
    address = f"{path.resolve().as_uri()}?{options}"
    connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, check_same_thread=False)
    if options == _WITH_LOG:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def text_or_bytes(stored: bytes) -> str | bytes:
    """A text as a connection's ``text_factory`` is to give it that reads on behind one which is not UTF-8: that one stays
    what it is, and no check of types or checksums lets it pass."""
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError:
        return stored


def _take_back(path: Path) -> None:
    """Takes a change back that a process began and was killed in; raises what ``is_half_changed`` tells of where this user
    may not."""
    with closing(connected(path, "mode=rw")) as connection:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds all that the file holds; what the rows say is not looked into."""
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def remembered(path: Path) -> Corpus:
    """The corpus of a catalog that cannot be used, in this format or in one before it, as far as it still tells.

    Before format 6 root and scopes stood in rows of their own, before format 5 the scopes one a line.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as connection:
            meta = dict(connection.execute("SELECT key, value FROM meta"))
            if "corpus" in meta:
                return corpus_from(meta["corpus"])
            root, scopes = meta.get("root"), meta.get("scopes", ".")
            return root, tuple(json.loads(scopes)) if scopes.startswith('["') else tuple(scopes.split("\n"))
    except (sqlite3.Error, ValueError, TypeError, AttributeError):
        return None, None


@contextmanager
def explained(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Raises what SQLite says in the block as an IndexProblem: what has happened, where, and what to do."""
    try:
        yield
    except SQLITE_ERRORS as error:
        raise problem_of(path, error, writing=writing) from error


def problem_of(path: Path, error: Exception, *, writing: bool = False) -> IndexProblem:
    """One of SQLITE_ERRORS as an IndexProblem."""
    code = code_of(error)
    kind = code & 0xFF
    if kind in _WAITING:
        return IndexBusy(f"the catalog {path} is in use by another process ({error}); try again in a moment.")
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return half_changed(path)
    if kind in (*_UNREACHABLE, sqlite3.SQLITE_READONLY) and (folders := folders_in_place(path, "", *BESIDE)):
        return IndexDamaged.of_catalog(path, f"cannot be opened: {folders[0].name} is a folder")
    if kind in _UNWRITABLE or (writing and kind in _UNREACHABLE):
        return IndexUnwritable.of_index(NamedIndex.in_folder(path.parent), f"{path}: {error}")
    if kind in _UNREACHABLE and code != sqlite3.SQLITE_IOERR_SHORT_READ:
        return IndexProblem(
            f"the catalog {path} cannot be read ({error}). May this user read it and its folder? Where they are this "
            f"user's own, that is mended with: {repairing(path.parent)}"
        )
    return IndexDamaged.of_catalog(path, f"cannot be read ({error})")


def folders_in_place(path: Path, *endings: str) -> list[Path]:
    """The folders that are in the place of a database, or of what SQLite has beside it."""
    named = (path.with_name(path.name + ending) for ending in endings)
    return [each for each in named if each.is_dir()]


def _require_format(connection: sqlite3.Connection, path: Path) -> None:
    row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    if row is None or row[0] != str(FORMAT):
        found = row[0] if row else "none"
        raise IndexMismatch.of_format(NamedIndex.in_folder(path.parent), found, FORMAT)
