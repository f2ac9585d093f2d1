"""What each generation of the catalog holds of versions and files: entered as what differs from the one before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from indexer.model import FileState, Skipped, Version
from indexer.model.index.jobs import utc_now
from indexer.store.catalog.access import explained
from indexer.store.catalog.rows import FILE_COLUMNS, GenerationRow, file_from
from indexer.store.catalog.schema import FILES_OF, IN_GENERATION, LATER, OF_FEW
from indexer.store.catalog.statements import Statements

__all__ = ["Membership"]

_VERSIONS = (
    "SELECT v.id, v.document_id, v.path, v.digest, r.revision FROM versions v CROSS JOIN revisions r ON r.id = v.revision "
    f"{OF_FEW}"
)

#: Rows of members and files that no generation holds: closed ones, and those that begin behind the newest.
_HELD_BY_NONE = (
    f"(last < {LATER} AND NOT EXISTS (SELECT 1 FROM generations WHERE number BETWEEN first AND last))",
    f"(last = {LATER} AND first > (SELECT coalesce(max(number), 0) FROM generations))",
)


class Membership(Statements):
    """Which versions and files a generation holds; what it is asked of one that the catalog does not have is nothing."""

    def members(self, generation: int) -> dict[str, Version]:
        """The versions of a generation by document id."""
        return {row[1]: Version(*row) for row in self._each(_VERSIONS, (generation,))}

    def versions_of(self, generation: int, path: str) -> list[Version]:
        """The versions that a generation has of a file."""
        rows = self._each(f"{_VERSIONS} WHERE v.path = ? ORDER BY v.id", (generation, path))
        return [Version(*row) for row in rows]

    def version(self, generation: int, document_id: str) -> Version | None:
        """The version that a generation has of a document."""
        row = self._one(f"{_VERSIONS} WHERE v.document_id = ?", (generation, document_id))
        return None if row is None else Version(*row)

    def files_of_parts(self) -> frozenset[str]:
        """The paths of files that have, or had, documents under other ids than their path."""
        return frozenset(row[0] for row in self._each("SELECT DISTINCT path FROM versions WHERE document_id != path"))

    def files(self, generation: int) -> dict[str, FileState]:
        """The corpus files as a generation saw them, by path."""
        return {
            row[0]: file_from(row, self._damage)
            for row in self._each(f"SELECT {FILE_COLUMNS} {FILES_OF}", (generation,))
        }

    def file(self, generation: int, path: str) -> FileState | None:
        """A corpus file as a generation saw it."""
        row = self._one(f"SELECT {FILE_COLUMNS} {FILES_OF} WHERE f.path = ?", (generation, path))
        return None if row is None else file_from(row, self._damage)

    def marks(self, generation: int, readers: str | None = None) -> dict[str, str]:
        """The mark of each corpus file by path, "" where other readers than these have read it."""
        query = f"SELECT f.path, iif(f.readers = coalesce(?, f.readers), f.mark, '') {FILES_OF}"
        with explained(self._path, writing=True):
            return dict(self._db.execute(query, (readers, generation)))

    def holds(self, generation: int) -> bool:
        """Whether the catalog has a generation, complete."""
        row = self._one("SELECT complete FROM generations WHERE number = ?", (generation,))
        return row is not None and bool(row[0])

    def numbers(self) -> list[int]:
        """The numbers of all generations that the catalog knows, ascending."""
        return [row[0] for row in self._each("SELECT number FROM generations ORDER BY number")]

    def counts(self, generation: int) -> tuple[int, int]:
        """How many documents and passages a generation has, as noted when it was entered."""
        row = self._one("SELECT documents, passages FROM generations WHERE number = ?", (generation,))
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def count_passages(self, generation: int) -> int:
        """The number of passages of a generation, counted."""
        query = f"SELECT count(*) FROM versions v {IN_GENERATION} JOIN passages p ON p.version = v.id"
        row = self._one(query, (generation,))
        return int(row[0]) if row else 0

    def _count(self, generation: int, base: int | None, come: Sequence[Version], gone: Sequence[Version]) -> None:
        """Notes how many documents and passages a generation has, which is known of its base."""
        documents, passages = (0, 0) if base is None else self.counts(base)
        if base is None:
            passages = self.count_passages(generation)
        else:
            passages += self._passages_of(come) - self._passages_of(gone)
        documents += len(come) - len(gone)
        query = "UPDATE generations SET documents = ?, passages = ? WHERE number = ?"
        self._do(query, (documents, passages, generation))

    def _passages_of(self, versions: Sequence[Version]) -> int:
        query = "SELECT count(*) FROM passages WHERE version = ?"
        return sum(row[0] for version in versions for row in self._each(query, (version.number,)))

    def enter(
        self,
        generation: int,
        versions: Iterable[Version],
        files: Iterable[FileState],
        fingerprint: str,
        *,
        before: GenerationRow | None = None,
        base: int | None = None,
        gone: Iterable[Version] = (),
        lost: Iterable[str] = (),
    ) -> None:
        """Writes down what a generation holds: nothing reads it before it is published. ``before`` is what an earlier
        catalog said of the same one. One that is not the newest has no ``base``; of older ones the newer is entered first.

        It holds what ``base`` holds (nothing, where there is none) without the versions that are ``gone`` and the files
        that are ``lost``, and ``versions`` and ``files`` beside it; a file of the base has another state from then on.
        """
        self.forget(generation)
        created = before.created if before else utc_now()
        self._do(
            "INSERT INTO generations (number, created, published, fingerprint) VALUES (?, ?, ?, ?)",
            (generation, created, before.published if before else "", fingerprint),
        )
        files, versions, gone, last = list(files), list(versions), list(gone), LATER
        if self._one("SELECT 1 FROM generations WHERE number > ?", (generation,)):
            last = generation
        else:
            self._go_on_from(base, generation, "members", "version")
            self._go_on_from(base, generation, "files", "path, size, modified_ns, digest, mark, readers")
            self._close("members", "version", generation, ((v.number,) for v in gone))
            self._close("files", "path", generation, ((path,) for path in (*lost, *(f.path for f in files))))
        self._do_each(
            f"INSERT OR REPLACE INTO members VALUES (?, {generation}, {last})", ((v.number,) for v in versions)
        )
        self._insert_files(generation, last, files)
        self._count(generation, base, versions, gone)
        self.commit()

    def _go_on_from(self, base: int | None, generation: int, table: str, names: str) -> None:
        """Has the rows that have no last generation be those of ``base``: they are, unless others were entered after it."""
        held_by = -1 if base is None else base
        self._do(f"UPDATE {table} SET last = ? WHERE last = {LATER} AND first > ?", (generation - 1, held_by))
        others = f"SELECT {names}, ?, {LATER} FROM {table} WHERE last >= ? AND last < {LATER} AND first <= ?"
        self._do(f"INSERT OR REPLACE INTO {table} ({names}, first, last) {others}", (generation, held_by, held_by))

    def _close(self, table: str, key: str, generation: int, keys: Iterable[tuple[object]]) -> None:
        self._do_each(f"UPDATE {table} SET last = {generation - 1} WHERE {key} = ? AND last = {LATER}", keys)

    def _insert_files(self, first: int, last: int, files: Iterable[FileState]) -> None:
        self._do_each(
            f"INSERT OR REPLACE INTO files VALUES (?, {first}, {last}, ?, ?, ?, ?, ?)",
            ((f.path, f.size, f.modified_ns, f.digest, f.mark, f.readers) for f in files),
        )

    def update_files(self, generation: int, files: Iterable[FileState]) -> None:
        """Writes down corpus files as they are now, where what was read of them is what it was: so it is as well for the
        other generations that saw them in the same state."""
        query = (
            "UPDATE files SET size = ?, modified_ns = ?, digest = ?, mark = ?, readers = ? "
            "WHERE path = ? AND ? BETWEEN first AND last"
        )
        for file in files:
            state = (file.size, file.modified_ns, file.digest, file.mark, file.readers)
            if not self._do(query, (*state, file.path, generation)).rowcount:
                self._insert_files(generation, generation, [file])
        self.commit()

    def finish(self, generation: int, documents: int, passages: int, report: dict[str, Any]) -> None:
        """Completes a generation's row, the last step before it is published or held."""
        self._do(
            "UPDATE generations SET complete = 1, documents = ?, passages = ?, report = ? WHERE number = ?",
            (documents, passages, json.dumps(report, ensure_ascii=False), generation),
        )
        self.commit()

    def note_skipped(self, generation: int, skipped: Iterable[Skipped]) -> None:
        """Writes down which files could not be read, as they are now."""
        stored = json.dumps([[file.path, file.reason] for file in skipped], ensure_ascii=False)
        query = "UPDATE generations SET report = json_set(report, '$.skipped', json(?)) WHERE number = ?"
        self._do(query, (stored, generation))
        self.commit()

    def note_published(self, generation: int, when: str = "") -> None:
        """Writes down that a generation is served from now on (or was, since ``when``), where it never was before."""
        since = when or utc_now()
        self._do("UPDATE generations SET published = ? WHERE number = ? AND published = ''", (since, generation))
        self.commit()

    def forget(self, generation: int) -> None:
        """Takes a generation out of the catalog (with the next commit); what only it held goes with ``sweep``."""
        self._do("DELETE FROM generations WHERE number = ?", (generation,))

    def sweep(self) -> None:
        """Removes what no generation holds any more, texts included. Only that is looked at which may be such: what was
        closed, and what was added since the last time."""
        self._do("CREATE TEMP TABLE doomed (id INTEGER PRIMARY KEY)")
        self._do("INSERT INTO doomed SELECT id FROM versions WHERE id > ?", (self.number("swept"),))
        for held_by_none in _HELD_BY_NONE:
            self._do(f"INSERT OR IGNORE INTO doomed SELECT version FROM members WHERE {held_by_none}")
            for table in ("members", "files"):
                self._do(f"DELETE FROM {table} WHERE {held_by_none}")
        self._do("DELETE FROM doomed WHERE EXISTS (SELECT 1 FROM members m WHERE m.version = doomed.id)")
        self._remove_doomed()
        self._do("INSERT OR REPLACE INTO meta SELECT 'swept', coalesce(max(id), 0) FROM versions")
        self._do("DROP TABLE doomed")
        self.commit()

    def _remove_doomed(self) -> None:
        doomed = "IN (SELECT id FROM doomed)"
        self._do(f"CREATE TEMP TABLE texts AS SELECT DISTINCT revision FROM versions WHERE id {doomed}")
        for table in ("passages", "page_maps"):
            self._do(f"DELETE FROM {table} WHERE version {doomed}")
        self._do(f"DELETE FROM versions WHERE id {doomed}")
        self._do(
            "DELETE FROM revisions WHERE id IN (SELECT revision FROM texts) "
            "AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.revision = revisions.id)"
        )
        self._do("DROP TABLE texts")
