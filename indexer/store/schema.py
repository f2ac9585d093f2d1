"""The tables of catalog.sqlite, and how it is opened.

revisions     one content as read: text and blocks, stored once however many documents or generations have it; its
              edition is the settings fingerprint and a number that each run with --full raises
versions      one document with one revision, split: what a generation is made of
passages      the spans of a version's passages; their text is always cut from the revision
members       which versions a generation holds
files         the size, time, digest and mark each corpus file had, so that unchanged ones are not read again
generations   when each was made and published, under which settings, with its report
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from indexer.errors import IndexDamaged, IndexMismatch, IndexMissing
from indexer.settings import FORMAT

__all__ = ["create", "open_reading", "open_writing"]

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY, digest TEXT NOT NULL, media_type TEXT NOT NULL, edition TEXT NOT NULL,
    text TEXT NOT NULL, blocks TEXT NOT NULL, UNIQUE (digest, media_type, edition));
CREATE TABLE versions (
    id INTEGER PRIMARY KEY, document_id TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES revisions (id), UNIQUE (document_id, revision, title));
CREATE INDEX versions_by_revision ON versions (revision);
CREATE TABLE passages (
    version INTEGER NOT NULL REFERENCES versions (id), ordinal INTEGER NOT NULL, id TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, headings TEXT NOT NULL, context TEXT NOT NULL,
    sentences TEXT NOT NULL, place TEXT NOT NULL,
    PRIMARY KEY (version, ordinal)) WITHOUT ROWID;
CREATE INDEX passages_by_id ON passages (id);
CREATE TABLE members (
    generation INTEGER NOT NULL, version INTEGER NOT NULL REFERENCES versions (id),
    PRIMARY KEY (generation, version)) WITHOUT ROWID;
CREATE INDEX members_by_version ON members (version);
CREATE TABLE files (
    generation INTEGER NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    digest TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (generation, path)) WITHOUT ROWID;
CREATE TABLE generations (
    number INTEGER PRIMARY KEY, created TEXT NOT NULL, published INTEGER NOT NULL DEFAULT 0,
    fingerprint TEXT NOT NULL, documents INTEGER NOT NULL DEFAULT 0, passages INTEGER NOT NULL DEFAULT 0,
    report TEXT NOT NULL DEFAULT '{}');
"""

#: How long a statement waits for another process's transaction, in seconds.
_PATIENCE = 30.0

#: How much of the catalog readers map into memory, in bytes; SQLite caps it at 2 GB.
_MAPPED = 1 << 30


def create(path: Path) -> sqlite3.Connection:
    """Opens the catalog for writing, making it where there is none."""
    new = not path.exists()
    connection = open_writing(path)
    if new:
        connection.executescript(_TABLES)
        connection.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))
        connection.commit()
    _require_format(connection, path)
    return connection


def open_writing(path: Path) -> sqlite3.Connection:
    """A connection whose commits are on disk when they return, while readers go on reading."""
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _damaged(path, error) from error
    return connection


def open_reading(path: Path) -> sqlite3.Connection:
    """A read-only connection that threads may share (SQLite's own mutex serialises them)."""
    if not path.exists():
        raise IndexMissing(f"there is no index at {path.parent}. Make one with: passageway index FOLDER")
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE, check_same_thread=False
        )
        connection.execute(
            f"PRAGMA mmap_size = {_MAPPED}"
        )  # what is read often is not copied out of the kernel each time
        _require_format(connection, path)
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error
    return connection


def _require_format(connection: sqlite3.Connection, path: Path) -> None:
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error
    if row is None or row[0] != str(FORMAT):
        found = row[0] if row else "none"
        raise IndexMismatch.of_format(path.parent, found, FORMAT)


def _damaged(path: Path, error: Exception) -> IndexDamaged:
    return IndexDamaged(
        f"the catalog {path} cannot be read ({error}). Rebuild it with: passageway index --full --index {path.parent}"
    )
