"""Writing the catalog: what a run adds, invisible to readers until its generation is published."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from indexer.model import Document, FileState, Passage, PassageKind, SuggestionKind, Version
from indexer.store.rows import PASSAGE_COLUMNS, blocks_to, passage_from, passage_to
from indexer.store.schema import create, open_reading

__all__ = ["Staging"]

#: Documents added between two commits: a killed run loses no more than these.
_DOCUMENTS_A_COMMIT = 500

_TEXT_OF = "SELECT r.text FROM versions v JOIN revisions r ON r.id = v.revision WHERE v.id = ?"


class Staging:
    """What a run knows and writes of the catalog. Use it in a ``with`` block."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._uncommitted = 0

    @classmethod
    def writing(cls, path: Path) -> Staging:
        """The one writer of the catalog at ``path``, which is made where there is none. Only under the WriterLock.

        Raises IndexDamaged or IndexMismatch.
        """
        return cls(create(path))

    @classmethod
    def reading(cls, path: Path) -> Staging:
        """The catalog as it is when it is first asked something, whoever writes meanwhile; nothing can be written.

        Raises IndexMissing, IndexDamaged or IndexMismatch.
        """
        connection = open_reading(path)
        connection.execute("BEGIN")
        return cls(connection)

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.rollback()
        self._db.close()

    def meta(self, key: str) -> str | None:
        """A value of the index as a whole."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row and str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Stores a value of the index as a whole (with the next commit)."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def members(self, generation: int) -> dict[str, Version]:
        """The versions of a generation by document id."""
        query = (
            "SELECT v.id, v.document_id, v.path, r.digest FROM versions v JOIN revisions r ON r.id = v.revision "
            "JOIN members m ON m.version = v.id AND m.generation = ?"
        )
        return {row[1]: Version(*row) for row in self._db.execute(query, (generation,))}

    def files(self, generation: int) -> dict[str, FileState]:
        """The corpus files as a generation saw them, by path."""
        query = "SELECT path, size, modified_ns, digest, mark FROM files WHERE generation = ?"
        return {row[0]: FileState(*row) for row in self._db.execute(query, (generation,))}

    def edition(self, *, new: bool) -> int:
        """The number under which texts are read now. ``new`` raises it, unless the last one was never published."""
        number, is_open = int(self.meta("edition") or 1), self.meta("edition_open") == "1"
        if new and not is_open:
            number += 1
        if new:
            self.set_meta("edition", str(number))
            self.set_meta("edition_open", "1")
            self.commit()
        return number

    def close_edition(self) -> None:
        """Marks the edition as published, so that the next ``--full`` run reads everything anew."""
        self.set_meta("edition_open", "0")
        self.commit()

    def find(self, document: Document, edition: str) -> Version | None:
        """The version of exactly this document, if a run (perhaps a killed one) has split it already."""
        query = (
            "SELECT v.id FROM versions v JOIN revisions r ON r.id = v.revision WHERE v.document_id = ? AND v.title = ? "
            "AND r.digest = ? AND r.media_type = ? AND r.edition = ?"
        )
        values = (document.id, document.title, document.digest, document.media_type, edition)
        row = self._db.execute(query, values).fetchone()
        return row and Version(row[0], document.id, document.path, document.digest)

    def add(self, document: Document, passages: Sequence[Passage], edition: str) -> Version:
        """Stores a document's text (once for each content), and the spans of its passages."""
        key = (document.digest, document.media_type, edition)
        query = "SELECT id FROM revisions WHERE digest = ? AND media_type = ? AND edition = ?"
        row = self._db.execute(query, key).fetchone()
        revision = row[0] if row else self._add_revision(document, edition)
        cursor = self._db.execute(
            "INSERT INTO versions (document_id, path, title, revision) VALUES (?, ?, ?, ?)",
            (document.id, document.path, document.title, revision),
        )
        version = Version(int(cursor.lastrowid or 0), document.id, document.path, document.digest)
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((version.number, ordinal, *passage_to(passage)) for ordinal, passage in enumerate(passages)),
        )
        self._uncommitted += 1
        if self._uncommitted >= _DOCUMENTS_A_COMMIT:
            self.commit()
        return version

    def _add_revision(self, document: Document, edition: str) -> int:
        cursor = self._db.execute(
            "INSERT INTO revisions (digest, media_type, edition, text, blocks) VALUES (?, ?, ?, ?, ?)",
            (document.digest, document.media_type, edition, document.text, blocks_to(document.blocks)),
        )
        return int(cursor.lastrowid or 0)

    def passages(self, versions: Iterable[Version]) -> Iterator[Passage]:
        """The passages of these versions, in their order, one version at a time in memory."""
        query = (
            f"SELECT {PASSAGE_COLUMNS} FROM passages p JOIN versions v ON v.id = p.version "
            "JOIN revisions r ON r.id = v.revision WHERE v.id = ? ORDER BY p.ordinal"
        )
        for version in versions:
            # The text apart from the rows: joined to each, a long document would be copied once a passage.
            (text,) = self._db.execute(_TEXT_OF, (version.number,)).fetchone()
            for row in self._db.execute(query, (version.number,)):
                yield passage_from(row, text)

    def suggestible(self, generation: int) -> Iterator[tuple[str, SuggestionKind, str]]:
        """The titles, headings and questions of a generation as (document id, kind, text), each once a document."""
        members = "JOIN members m ON m.version = v.id AND m.generation = ?"
        for name, title in self._db.execute(f"SELECT document_id, title FROM versions v {members}", (generation,)):
            yield name, SuggestionKind.TITLE, title
        query = (
            f"SELECT DISTINCT v.document_id, p.headings FROM passages p JOIN versions v ON v.id = p.version {members}"
        )
        for name, headings in self._db.execute(query, (generation,)):
            for heading in json.loads(headings):
                yield name, SuggestionKind.HEADING, heading
        query = (
            f"SELECT v.id, v.document_id, p.sentences FROM passages p JOIN versions v ON v.id = p.version {members} "
            "WHERE p.kind = ? ORDER BY v.id"
        )
        rows = self._db.execute(query, (generation, PassageKind.QUESTION_AND_ANSWER.value))
        for (version, name), of_version in groupby(rows, key=lambda row: (row[0], row[1])):
            (text,) = self._db.execute(_TEXT_OF, (version,)).fetchone()
            for _, _, sentences in of_version:
                for start, end in [json.loads(sentences)[:2]]:
                    yield name, SuggestionKind.QUESTION, text[start:end]

    def count_passages(self, generation: int) -> int:
        """The number of passages of a generation."""
        query = "SELECT count(*) FROM passages p JOIN members m ON m.version = p.version AND m.generation = ?"
        return int(self._db.execute(query, (generation,)).fetchone()[0])

    def enter(self, generation: int, versions: Iterable[Version], files: Iterable[FileState], fingerprint: str) -> None:
        """Writes down what a generation holds; nothing reads it before it is published."""
        self.forget(generation)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute(
            "INSERT INTO generations (number, created, fingerprint) VALUES (?, ?, ?)",
            (generation, created, fingerprint),
        )
        self._db.executemany("INSERT INTO members VALUES (?, ?)", ((generation, v.number) for v in versions))
        self.update_files(generation, files)

    def update_files(self, generation: int, files: Iterable[FileState]) -> None:
        """Writes down the corpus files as they are now."""
        self._db.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
            ((generation, f.path, f.size, f.modified_ns, f.digest, f.mark) for f in files),
        )
        self.commit()

    def rollback(self) -> None:
        """Takes back what was not committed."""
        self._db.rollback()

    def finish(self, generation: int, documents: int, passages: int, report: dict[str, Any]) -> None:
        """Completes a generation's row, the last step before it is published."""
        self._db.execute(
            "UPDATE generations SET published = 1, documents = ?, passages = ?, report = ? WHERE number = ?",
            (documents, passages, json.dumps(report, ensure_ascii=False), generation),
        )
        self.commit()

    def numbers(self) -> list[int]:
        """The numbers of all generations that the catalog knows, ascending."""
        return [row[0] for row in self._db.execute("SELECT number FROM generations ORDER BY number")]

    def forget(self, generation: int) -> None:
        """Takes a generation out of the catalog (with the next commit); texts go with ``sweep``."""
        for table in ("members", "files"):
            self._db.execute(f"DELETE FROM {table} WHERE generation = ?", (generation,))
        self._db.execute("DELETE FROM generations WHERE number = ?", (generation,))

    def sweep(self) -> None:
        """Removes versions and texts that no generation holds any more."""
        orphans = "version NOT IN (SELECT version FROM members)"
        self._db.execute(f"DELETE FROM passages WHERE {orphans}")
        self._db.execute("DELETE FROM versions WHERE id NOT IN (SELECT version FROM members)")
        self._db.execute("DELETE FROM revisions WHERE id NOT IN (SELECT revision FROM versions)")
        self.commit()

    def commit(self) -> None:
        """Makes all that was written durable."""
        self._db.commit()
        self._uncommitted = 0
