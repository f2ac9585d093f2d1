"""What documents are called, and what is said of them beside their text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

from indexer.errors import IndexDamaged
from indexer.model import About
from indexer.store.batching import batched
from indexer.store.catalog.reading.reading_connection import ReadingConnection
from indexer.store.catalog.rows import NAMES_COLUMNS, about_from, proved_names
from indexer.store.catalog.schema import AT_ONCE, FROM_NAMED

__all__ = ["KeptNames"]

#: Documents whose names are kept in memory: what is found is counted by file, folder and author for every question.
_NAMES_KEPT = 100_000


class _Named(NamedTuple):
    """What is known of a document beside its text."""

    path: str
    title: str
    about: About


class KeptNames:
    """What documents are called; every question names the generation that it is about.

    All methods raise IndexDamaged where what is read is not as it was stored, or cannot be read.
    """

    def __init__(self, path: Path, connection: ReadingConnection) -> None:
        self._damage, self._connection = partial(IndexDamaged.of_catalog, path), connection
        self._kept: tuple[int, dict[str, _Named]] = (0, {})

    def paths(self, generation: int, ids: Sequence[str]) -> dict[str, str]:
        """The path of the file of each document by its id."""
        known = self._named(generation, ids)
        return {name: known[name].path for name in ids if name in known}

    def titles(self, generation: int, ids: Sequence[str]) -> dict[str, str]:
        """The title of each document by its id."""
        known = self._named(generation, ids)
        return {name: known[name].title for name in ids if name in known}

    def abouts(self, generation: int, ids: Sequence[str]) -> dict[str, About]:
        """What each document says of itself, by its id."""
        known = self._named(generation, ids)
        return {name: known[name].about for name in ids if name in known}

    def _named(self, generation: int, ids: Sequence[str]) -> dict[str, _Named]:
        """What documents are called, by their ids, and others; what was read is kept: it is counted for each question."""
        known = self.keep(generation, ())
        for batch in batched([name for name in ids if name not in known], AT_ONCE):
            marks = ",".join("?" * len(batch))
            query = f"SELECT {NAMES_COLUMNS} {FROM_NAMED} WHERE v.document_id IN ({marks})"
            known = self.keep(generation, self._connection.rows(query, generation, *batch), known)
        return known

    def keep(
        self, generation: int, rows: Iterable[Sequence[Any]], kept: dict[str, _Named] | None = None
    ) -> dict[str, _Named]:
        """What documents are called: those of rows of NAMES_COLUMNS and what is ``kept``, or was before."""
        number, known = self._kept if kept is None else (generation, kept)
        if kept is None and (number != generation or len(known) >= _NAMES_KEPT):
            known = {}
        for row in rows:
            if row[0] not in known:
                name, path, title, _, about, *_ = proved_names(row, self._damage)
                known[name] = _Named(intern(path), title, about_from(about))  # a file may have many documents
        self._kept = generation, known
        return known
