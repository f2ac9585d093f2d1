"""Reading the catalog as a list: the documents of a generation by folder, or by words of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from indexer.errors import IndexDamaged
from indexer.model import DocumentRow, FolderRow
from indexer.store.batching import batched
from indexer.store.catalog.reading.reading_connection import ReadingConnection
from indexer.store.catalog.rows import NAMES_COLUMNS, Damage, about_from, file_from, proved_names
from indexer.store.catalog.schema import AT_ONCE, FOLDER, FROM_NAMED, OF_FEW

__all__ = ["DocumentListing"]

#: Passages are numbered from 0 without gaps, so that the last one's number counts them at the cost of one look.
_ROWS = (
    f"SELECT {NAMES_COLUMNS}, (SELECT ifnull(max(p.ordinal) + 1, 0) FROM passages p WHERE p.version = v.id), "
    "f.path, f.size, f.modified_ns, f.digest, f.mark, f.readers "
    f"{FROM_NAMED} LEFT JOIN files f ON f.path = v.path AND g.number BETWEEN f.first AND f.last AND f.digest != '' "
)
_MEMBERS = f"FROM versions v {OF_FEW}"


class DocumentListing:
    """What the catalog holds, for who looks through it; every question names the generation it is about.

    All methods raise IndexDamaged where what is read is not as it was stored, or cannot be read.
    """

    def __init__(self, path: Path, connection: ReadingConnection) -> None:
        self._damage, self._connection = partial(IndexDamaged.of_catalog, path), connection

    def documents(
        self, generation: int, *, after: str, limit: int, skip: int = 0, folder: str | None = None
    ) -> tuple[DocumentRow, ...]:
        """Up to ``limit`` documents whose ids follow ``after``, sorted by id, but for the first ``skip``; only those in
        ``folder`` itself, where one is named (``model.folder_of``)."""
        where, values = ("", []) if folder is None else (f"{FOLDER} = ? AND ", [folder])
        query = f"{_ROWS} WHERE {where} v.document_id > ? ORDER BY v.document_id LIMIT ? OFFSET ?"
        return self._rows(query, generation, *values, after, limit, skip)

    def rows(self, generation: int, ids: Sequence[str]) -> tuple[DocumentRow, ...]:
        """The documents of these ids that the generation holds, sorted by id."""
        found: list[DocumentRow] = []
        for batch in batched(ids, AT_ONCE):
            found += self._rows(f"{_ROWS} WHERE v.document_id IN ({','.join('?' * len(batch))})", generation, *batch)
        return tuple(sorted(found, key=lambda row: row.id))

    def folders(self, generation: int) -> tuple[FolderRow, ...]:
        """The folders that have documents in themselves, sorted, with how many."""
        query = f"SELECT {FOLDER}, count(*), max(v.document_id != v.path) {_MEMBERS} GROUP BY 1 ORDER BY 1"
        return tuple(FolderRow(path, count, bool(parts)) for path, count, parts in self._all(query, generation))

    def media_types(self, generation: int) -> dict[str, int]:
        """How many documents have each media type."""
        query = f"SELECT r.media_type, count(*) {FROM_NAMED} GROUP BY 1"
        return dict(self._all(query, generation))

    def names(self, generation: int, folder: str, media_types: Collection[str]) -> Iterator[tuple[str, str]]:
        """Id and title of every document in or below a folder ("" for all), sorted by id; only those of some media types,
        where any are named."""
        members, where, values = _MEMBERS, [], list(media_types)
        if media_types:
            members, where = FROM_NAMED, [f"r.media_type IN ({','.join('?' * len(media_types))})"]
        if folder:
            where.append(f"({FOLDER} = ? OR ({FOLDER} > ? AND {FOLDER} < ?))")
            values += [folder, f"{folder}/", f"{folder}0"]
        only = f"WHERE {' AND '.join(where)}" if where else ""
        query = f"SELECT v.document_id, v.title {members} {only} ORDER BY v.document_id"
        return iter(self._all(query, generation, *values))

    def _rows(self, query: str, *values: object) -> tuple[DocumentRow, ...]:
        return tuple(_row_from(row, self._damage) for row in self._all(query, *values))

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.rows(query, *values)


def _row_from(row: Sequence[Any], damage: Damage) -> DocumentRow:
    names, passages, file = row[:-7], row[-7], row[-6:]
    document_id, path, title, _, about, media_type, revision = proved_names(names, damage)
    state = None if file[0] is None else file_from(file, damage)
    size, modified = (state.size, state.modified) if state else (None, "")
    return DocumentRow(document_id, path, title, revision, media_type, passages, about_from(about), size, modified)
