"""A copy of the catalog as it is at one moment, whoever writes to it meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

from indexer.store.catalog.access import explained, open_reading
from indexer.store.catalog.staging import Staging

__all__ = ["CatalogSnapshot", "trim"]

#: Pages copied between two looks at the clock.
_PAGES = 4096


class CatalogSnapshot:
    """The catalog at ``path`` as it is when this is made, until ``close``: the writer goes on, and is not seen.

    It is a read transaction, and SQLite's backup reads within the one that its connection has begun
    (https://www.sqlite.org/c3ref/backup_finish.html): what is copied in many steps is of one moment.
    """

    def __init__(self, path: Path) -> None:
        """Raises IndexMissing, IndexDamaged or IndexMismatch."""
        self._path = path
        self._connection = open_reading(path)[0]
        try:
            with explained(path):
                self._connection.execute("BEGIN")
                rows = self._connection.execute("SELECT number FROM generations WHERE complete")
                self.generations = frozenset(row[0] for row in rows)
        except BaseException:
            self._connection.close()
            raise

    def copy(self, target: Path, progress: Callable[[int, int], None]) -> None:
        """Writes the copy to ``target``, which is made; ``progress`` gets pages done and pages altogether.

        The copy keeps no write-ahead log, so that it is one file. Raises sqlite3.Error where it cannot be written.
        """

        def step(status: int, remaining: int, total: int) -> None:
            progress(total - remaining, total)

        with closing(sqlite3.connect(target)) as copy:
            self._connection.backup(copy, pages=_PAGES, progress=step)
            copy.execute("PRAGMA journal_mode = DELETE")

    def close(self) -> None:
        """Lets go of the moment."""
        self._connection.close()


def trim(copy: Path, keep: Collection[int]) -> None:
    """Takes all but the generations ``keep`` out of a copy, with every text that only others have; raises sqlite3.Error.

    What is taken out is overwritten with zeros, so that nobody finds it in the file.
    """
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")  # a copy that is not finished is thrown away
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA secure_delete = ON")
        staging = Staging(copy, connection)
        for number in set(staging.numbers()).difference(keep):
            staging.forget(number)
        staging.sweep()
        connection.execute("PRAGMA journal_mode = DELETE")
