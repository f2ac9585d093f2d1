"""What a catalog still holds as it was stored, whatever else has become of its file.

Every document is proved for itself, so that what is given is right however much around it is lost: where SQLite cannot go
from row to row any more, rows are looked up one by one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

from indexer.errors import IndexDamaged
from indexer.model import Document, FileState
from indexer.store.catalog.access import connected, text_or_bytes, ways_to_read
from indexer.store.catalog.rows import (
    DOCUMENT_COLUMNS,
    FILE_COLUMNS,
    PASSAGE_COLUMNS,
    GenerationRow,
    corpus_from,
    document_from,
    file_from,
    generation_from,
    page_map_from,
    passage_from,
)
from indexer.store.catalog.schema import TABLES

__all__ = ["KeptTexts"]

#: Where the header of a database says how many pages it has.
_PAGES = slice(28, 32)

#: How many numbers in a row may be no version's before the rest is given up, where nothing says how many there are.
_MISSES = 10_000

#: Descriptors of files that were read past SQLite, by device and inode.
_READ_RAW: dict[tuple[int, int], int] = {}

#: Bytes read at a time.
_CHUNK = 1 << 24

_FILES = "FROM files f WHERE ? BETWEEN f.first AND f.last"

_JOINED = "FROM versions v JOIN revisions r ON r.id = v.revision WHERE v.id = ?"


class KeptTexts:
    """The sound rows of the catalog at ``path``; no method raises for what the file holds, and none changes it.

    Use it in a ``with`` block. A file that is no catalog of this format holds nothing.
    """

    def __init__(self, path: Path) -> None:
        self._damage = partial(IndexDamaged.of_catalog, path)
        self._db = _opened(path)
        if self._db is not None:
            self._db.text_factory = text_or_bytes

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._db is not None:
            self._db.close()

    def is_whole(self) -> bool:
        """Whether SQLite finds all that the file should hold."""
        return self._rows("PRAGMA integrity_check(1)") == [("ok",)]

    def values_make_sense(self) -> bool:
        """Whether all values of the index as a whole, which have no checksum, are of the right kind: numbers, and the
        corpus."""
        values = dict(self._rows("SELECT key, value FROM meta"))
        if self._rows("SELECT count(*) FROM meta") != [(len(values),)]:
            return False
        try:
            corpus_from(values.pop("corpus", None))
        except (ValueError, TypeError):
            return False
        return all(str(value).isdecimal() for value in values.values())

    def makes_sense(self, generation: int) -> bool:
        """Whether all that has no checksum, and belongs to a generation, is of the right kind."""
        rows = self._rows(f"SELECT count(*) {_FILES}", generation)
        return generation in self.generations() and rows == [(len(self.files(generation)),)]

    def numbers(self) -> Iterator[int]:
        """The numbers of all versions, ascending; some may be no version's."""
        if self.is_whole():
            yield from (row[0] for row in self._rows("SELECT id FROM versions ORDER BY id"))
            return
        last, misses, number = self._last(), 0, 0
        while number < last or misses < _MISSES:
            number += 1
            found = self._rows("SELECT id FROM versions WHERE id = ?", number)
            misses = 0 if found else misses + 1
            if found:
                yield number

    def _last(self) -> int:
        """The greatest number of a version that any table tells."""
        queries = ("SELECT id FROM versions", "SELECT version FROM members", "SELECT version FROM page_maps")
        found = [self._rows(query) for query in queries]
        return max((row[0] for rows in found for row in rows if isinstance(row[0], int)), default=0)

    def document(self, number: int) -> Document | None:
        """The document of a version, with its page map; None where any of it is not as it was stored."""
        rows = self._rows(f"SELECT {DOCUMENT_COLUMNS} {_JOINED}", number)
        with suppress(IndexDamaged):
            for row in rows:
                document = document_from(row, self._damage)
                if not self._rows("SELECT 1 FROM page_maps WHERE version = ?", number):
                    return document
                for page_map in self._rows("SELECT map, checksum FROM page_maps WHERE version = ?", number):
                    return replace(document, page_map=page_map_from(page_map, document.id, self._damage))
        return None

    def name(self, number: int) -> str:
        """The id that the document of a version seems to have, "" where nothing tells: it is not proved."""
        rows = self._rows("SELECT document_id FROM versions WHERE id = ?", number)
        return str(rows[0][0]) if rows else ""

    def has_passages(self, number: int, document: Document) -> bool:
        """Whether all passages of a version can be read, and are as they were stored."""
        query = f"SELECT {PASSAGE_COLUMNS} FROM passages p JOIN versions v ON v.id = p.version "
        rows = self._rows(f"{query} JOIN revisions r ON r.id = v.revision WHERE v.id = ? ORDER BY p.ordinal", number)
        try:
            found = [passage_from(row, document.text, self._damage) for row in rows]
        except IndexDamaged:
            return False
        return [row[5] for row in rows] == list(range(len(found)))

    def edition(self, number: int) -> str:
        """The edition of a version, "" where it cannot be read."""
        rows = self._rows("SELECT edition FROM versions WHERE id = ?", number)
        return str(rows[0][0]) if rows else ""

    def editions(self) -> int:
        """The number of the last edition."""
        rows = self._rows("SELECT value FROM meta WHERE key = 'edition'")
        return int(rows[0][0]) if rows and str(rows[0][0]).isdecimal() else 1

    def members(self, generation: int) -> frozenset[int]:
        """The numbers of the versions that a generation holds, as far as that can be read."""
        rows = self._rows("SELECT version FROM members WHERE ? BETWEEN first AND last", generation)
        return frozenset(row[0] for row in rows if isinstance(row[0], int))

    def files(self, generation: int) -> dict[str, FileState]:
        """The corpus files of a generation by path, as far as they can be read."""
        found = []
        for row in self._rows(f"SELECT {FILE_COLUMNS} {_FILES}", generation):
            with suppress(IndexDamaged):
                found.append(file_from(row, self._damage))
        return {file.path: file for file in found}

    def generations(self) -> dict[int, GenerationRow]:
        """The complete generations by number, as far as they can be read."""
        found = {}
        for row in self._rows("SELECT * FROM generations"):
            with suppress(IndexDamaged):
                kept = generation_from(row, self._damage)
                found[kept.number] = kept
        return {number: kept for number, kept in found.items() if kept.complete}

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query up to the first that cannot be read."""
        found: list[tuple[Any, ...]] = []
        if self._db is not None:
            with suppress(sqlite3.Error, OverflowError):
                for row in self._db.execute(query, values):
                    found.append(row)
        return found


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file with what stands in its log, or else alone, or else with another first page; None where it is no file."""
    for way in ways_to_read(path):
        if (connection := _if_ours(partial(connected, path, way))) is not None:
            return connection
    return _if_ours(partial(_with_another_first_page, path))


def _if_ours(attempt: Callable[[], sqlite3.Connection]) -> sqlite3.Connection | None:
    """What was opened, where it has the tables of texts."""
    with suppress(sqlite3.Error, OSError, OverflowError, MemoryError):
        connection = attempt()
        try:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            if {"versions", "revisions"} <= {name for (name,) in tables}:
                return connection
        except sqlite3.Error:
            pass
        connection.close()
    return None


def _with_another_first_page(path: Path) -> sqlite3.Connection:
    """A copy in memory whose first page is that of a catalog just made: header and schema are the same in all of them, but
    for the number of pages (https://www.sqlite.org/fileformat2.html#the_database_header)."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(TABLES)
        page = bytearray(fresh.serialize()[: _page_size(fresh)])
    raw = bytearray(_content(path))
    page[_PAGES] = (len(raw) // len(page)).to_bytes(4, "big")
    raw[: len(page)] = page
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(bytes(raw))
    return connection


def _content(path: Path) -> bytes:
    """All bytes of a database. Its descriptor is never closed: whatever closes one takes from this process every lock that
    SQLite has on that file, as fcntl's locks are the process's (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks).
    """
    state = path.stat()
    file = (state.st_dev, state.st_ino)
    if file not in _READ_RAW:
        _READ_RAW[file] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    parts, place = [], 0
    while part := os.pread(_READ_RAW[file], _CHUNK, place):
        parts.append(part)
        place += len(part)
    return b"".join(parts)


def _page_size(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA page_size").fetchone()[0])
