"""Statements on a connection to the catalog, whose errors say what has happened, where, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Self

from indexer.errors import IndexDamaged
from indexer.store.catalog.access import explained, is_whole
from indexer.store.catalog.rows import corpus_from, corpus_to

__all__ = ["Statements"]


class Statements:
    """A connection to the catalog, to be used in a ``with`` block.

    All methods raise IndexDamaged where what they read is not as it was stored, IndexUnwritable where a disk is full.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path, self._db = path, connection
        self._damage = partial(IndexDamaged.of_catalog, path)
        self._uncommitted = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file; what was not committed is taken back."""
        with suppress(sqlite3.Error):  # closing takes back what was not committed, as does whoever opens it next
            self._db.rollback()
        self._db.close()

    def is_whole(self) -> bool:
        """Whether the file is sound as far as SQLite can tell; all of it is read for that."""
        return is_whole(self._db)

    def _do(self, query: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        with explained(self._path, writing=True):
            return self._db.execute(query, values)

    def _do_each(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        with explained(self._path, writing=True):
            self._db.executemany(query, rows)

    def _each(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        with explained(self._path, writing=True):
            yield from self._db.execute(query, values)

    def _one(self, query: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        with explained(self._path, writing=True):
            found: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
            return found

    def meta(self, key: str) -> str | None:
        """A value of the index as a whole."""
        row = self._one("SELECT value FROM meta WHERE key = ?", (key,))
        return str(row[0]) if row else None

    def number(self, key: str, default: int = 0) -> int:
        """A value of the index as a whole that is a number, at least 0; the default where there is none."""
        value = self.meta(key)
        if value is not None and not value.isdecimal():
            raise self._damage(f"was altered: {key} is no number, but {value!r}")
        return default if value is None else int(value)

    def set_meta(self, key: str, value: str) -> None:
        """Stores a value of the index as a whole (with the next commit)."""
        self._do("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def cover(self, root: str, scopes: Sequence[str]) -> None:
        """Stores the root of the corpus, and what of it is indexed (with the next commit)."""
        self.set_meta("corpus", corpus_to(root, scopes))

    def corpus(self) -> tuple[str | None, tuple[str, ...] | None]:
        """What ``cover`` stored last; None where nothing was."""
        try:
            return corpus_from(self.meta("corpus"))
        except (ValueError, TypeError) as error:
            raise self._damage(f"was altered: corpus is not as it was stored ({error})") from error

    def rollback(self) -> None:
        """Takes back what was not committed."""
        with explained(self._path, writing=True):
            self._db.rollback()

    def commit(self) -> None:
        """Makes all that was written durable."""
        with explained(self._path, writing=True):
            self._db.commit()
        self._uncommitted = 0
