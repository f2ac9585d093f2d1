"""Writing the catalog: what a run adds, invisible to readers until its generation is published."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from zlib import crc32

from indexer.errors import IndexDamaged
from indexer.model import Document, FileState, Passage, PassageKind, Skipped, SuggestionKind, Version
from indexer.store.catalog.access import explained, open_reading, open_writing
from indexer.store.catalog.rows import (
    DOCUMENT_COLUMNS,
    FILE_COLUMNS,
    PASSAGE_COLUMNS,
    STATING,
    GenerationRow,
    about_to,
    blocks_to,
    checksum,
    document_from,
    file_from,
    generation_from,
    names_checksum,
    passage_from,
    passage_to,
    proved_text,
)
from indexer.store.catalog.statements import Statements

__all__ = ["Staging"]

#: Documents added between two commits: a killed run loses no more than these.
_DOCUMENTS_A_COMMIT = 500

_FROM = "FROM versions v JOIN revisions r ON r.id = v.revision"
_MEMBERS = "JOIN members m ON m.version = v.id AND m.generation = ?"


class Staging(Statements):
    """What a run knows and writes of the catalog. Use it in a ``with`` block.

    All methods raise IndexDamaged where what they read is not as it was stored, IndexUnwritable where a disk is full.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        self._uncommitted = 0

    @classmethod
    def writing(cls, path: Path) -> Staging:
        """The one writer of the catalog at ``path``, which is made where there is none. Only under the WriterLock.

        Raises IndexDamaged, IndexMismatch or IndexUnwritable.
        """
        return cls(path, open_writing(path))

    @classmethod
    def reading(cls, path: Path) -> Staging:
        """The catalog as it is when it is first asked something, whoever writes meanwhile; nothing can be written.

        Raises IndexMissing, IndexDamaged or IndexMismatch.
        """
        staging = cls(path, open_reading(path)[0])
        staging._do("BEGIN")
        return staging

    def members(self, generation: int) -> dict[str, Version]:
        """The versions of a generation by document id."""
        query = f"SELECT v.id, v.document_id, v.path, v.digest, r.revision {_FROM} {_MEMBERS}"
        return {row[1]: Version(*row) for row in self._each(query, (generation,))}

    def holds(self, generation: int) -> bool:
        """Whether the catalog has a generation, complete."""
        row = self._one("SELECT complete FROM generations WHERE number = ?", (generation,))
        return row is not None and bool(row[0])

    def generation(self, number: int) -> GenerationRow | None:
        """A generation's row, None where the catalog does not have it."""
        row = self._one("SELECT * FROM generations WHERE number = ?", (number,))
        return None if row is None else generation_from(row, self._path)

    def document(self, version: Version) -> Document:
        """The document of a version, as it was read."""
        row = self._one(f"SELECT {DOCUMENT_COLUMNS} {_FROM} WHERE v.id = ?", (version.number,))
        if row is None:
            raise IndexDamaged.of_catalog(self._path, f"does not hold version {version.number}")
        return document_from(row, self._path)

    def files(self, generation: int) -> dict[str, FileState]:
        """The corpus files as a generation saw them, by path."""
        query = f"SELECT {FILE_COLUMNS} FROM files WHERE generation = ?"
        return {row[0]: file_from(row, self._path) for row in self._each(query, (generation,))}

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
            f"SELECT v.id {_FROM} WHERE v.document_id = ? AND v.title = ? AND v.digest = ? AND v.edition = ? "
            "AND r.revision = ? AND r.media_type = ? AND r.blocks = ? AND v.about = ? "
            "AND (SELECT m.checksum FROM page_maps m WHERE m.version = v.id) IS ?"
        )
        values = (document.id, document.title, document.digest, edition, document.revision, document.media_type)
        page_map = document.page_map and crc32(document.page_map.packed)
        row = self._one(query, (*values, blocks_to(document.blocks), about_to(document.about), page_map))
        return _version(row[0], document) if row else None

    def add(self, document: Document, passages: Sequence[Passage], edition: str) -> Version:
        """Stores a document's text (each once), and the spans of its passages."""
        columns = (document.id, document.path, document.title, document.digest, about_to(document.about), edition)
        cursor = self._do(
            "INSERT INTO versions (document_id, path, title, digest, about, edition, revision, checksum) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*columns, self._revision(document), names_checksum(document)),
        )
        version = _version(int(cursor.lastrowid or 0), document)
        self._do_each(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((version.number, *passage_to(passage, ordinal)) for ordinal, passage in enumerate(passages)),
        )
        if document.page_map is not None:
            packed = document.page_map.packed
            self._do("INSERT INTO page_maps VALUES (?, ?, ?)", (version.number, packed, crc32(packed)))
        self._uncommitted += 1
        if self._uncommitted >= _DOCUMENTS_A_COMMIT:
            self.commit()
        return version

    def _revision(self, document: Document) -> int:
        """The number of the document's text with its blocks; one that was altered since is mended."""
        blocks = blocks_to(document.blocks)
        query = (
            "SELECT id, text = ? AND checksum = ? FROM revisions WHERE revision = ? AND media_type = ? AND blocks = ?"
        )
        proof = (document.text, checksum(blocks))
        row = self._one(query, (*proof, document.revision, document.media_type, blocks))
        if row is None:
            columns = (document.revision, document.media_type, document.text, blocks, checksum(blocks))
            query = "INSERT INTO revisions (revision, media_type, text, blocks, checksum) VALUES (?, ?, ?, ?, ?)"
            return int(self._do(query, columns).lastrowid or 0)
        if not row[1]:
            self._do("UPDATE revisions SET text = ?, checksum = ? WHERE id = ?", (*proof, row[0]))
        return int(row[0])

    def passages(self, versions: Iterable[Version]) -> Iterator[Passage]:
        """The passages of these versions, in their order, one version at a time in memory."""
        query = f"SELECT {PASSAGE_COLUMNS} FROM passages p JOIN versions v ON v.id = p.version JOIN revisions r "
        query += "ON r.id = v.revision WHERE v.id = ? ORDER BY p.ordinal"
        for version in versions:
            # The text apart from the rows: joined to each, a long document would be copied once a passage.
            text = self._text_of(version.number)
            for row in self._each(query, (version.number,)):
                yield passage_from(row, text, self._path)

    def _text_of(self, version: int) -> str:
        row = self._one(f"SELECT r.text, r.revision {_FROM} WHERE v.id = ?", (version,))
        if row is None:
            raise IndexDamaged.of_catalog(self._path, f"does not hold version {version}")
        return proved_text(row[0], row[1], self._path)

    def suggestible(self, generation: int) -> Iterator[tuple[str, SuggestionKind, str]]:
        """The titles, headings and questions of a generation as (document id, kind, text), each once a document."""
        for name, title in self._each(f"SELECT document_id, title FROM versions v {_MEMBERS}", (generation,)):
            yield name, SuggestionKind.TITLE, title
        query = (
            f"SELECT DISTINCT v.document_id, p.headings FROM passages p JOIN versions v ON v.id = p.version {_MEMBERS}"
        )
        for name, headings in self._each(query, (generation,)):
            for heading in json.loads(headings):
                yield name, SuggestionKind.HEADING, heading
        query = (
            f"SELECT v.id, v.document_id, p.sentences FROM passages p JOIN versions v ON v.id = p.version {_MEMBERS} "
            "WHERE p.kind = ? ORDER BY v.id"
        )
        rows = self._each(query, (generation, PassageKind.QUESTION_AND_ANSWER.value))
        for (version, name), of_version in groupby(rows, key=lambda row: (row[0], row[1])):
            text = self._text_of(version)
            for _, _, sentences in of_version:
                for start, end in [json.loads(sentences)[:2]]:
                    yield name, SuggestionKind.QUESTION, text[start:end]

    def stating(self, generation: int) -> Iterator[tuple[str, str, str]]:
        """Id, author and date of each document of a generation that states an author or a date."""
        return self._each(STATING, (generation,))

    def count_passages(self, generation: int) -> int:
        """The number of passages of a generation."""
        query = "SELECT count(*) FROM passages p JOIN members m ON m.version = p.version AND m.generation = ?"
        row = self._one(query, (generation,))
        return int(row[0]) if row else 0

    def enter(
        self,
        generation: int,
        versions: Iterable[Version],
        files: Iterable[FileState],
        fingerprint: str,
        *,
        before: GenerationRow | None = None,
    ) -> None:
        """Writes down what a generation holds; nothing reads it before it is published. ``before`` is what an earlier
        catalog said of the same one."""
        self.forget(generation)
        created = before.created if before else datetime.now(UTC).isoformat(timespec="seconds")
        self._do(
            "INSERT INTO generations (number, created, published, fingerprint) VALUES (?, ?, ?, ?)",
            (generation, created, before.published if before else "", fingerprint),
        )
        self._do_each("INSERT INTO members VALUES (?, ?)", ((generation, v.number) for v in versions))
        self.update_files(generation, files)

    def update_files(self, generation: int, files: Iterable[FileState]) -> None:
        """Writes down the corpus files as they are now."""
        self._do_each(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((generation, f.path, f.size, f.modified_ns, f.digest, f.mark, f.readers) for f in files),
        )
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
        since = when or datetime.now(UTC).isoformat(timespec="seconds")
        self._do("UPDATE generations SET published = ? WHERE number = ? AND published = ''", (since, generation))
        self.commit()

    def numbers(self) -> list[int]:
        """The numbers of all generations that the catalog knows, ascending."""
        return [row[0] for row in self._each("SELECT number FROM generations ORDER BY number")]

    def forget(self, generation: int) -> None:
        """Takes a generation out of the catalog (with the next commit); texts go with ``sweep``."""
        for table in ("members", "files"):
            self._do(f"DELETE FROM {table} WHERE generation = ?", (generation,))
        self._do("DELETE FROM generations WHERE number = ?", (generation,))

    def sweep(self) -> None:
        """Removes versions and texts that no generation holds any more."""
        orphans = "version NOT IN (SELECT version FROM members)"
        self._do(f"DELETE FROM passages WHERE {orphans}")
        self._do(f"DELETE FROM page_maps WHERE {orphans}")
        self._do("DELETE FROM versions WHERE id NOT IN (SELECT version FROM members)")
        self._do("DELETE FROM revisions WHERE id NOT IN (SELECT revision FROM versions)")
        self.commit()

    def commit(self) -> None:
        """Makes all that was written durable."""
        with explained(self._path, writing=True):
            self._db.commit()
        self._uncommitted = 0


def _version(number: int, document: Document) -> Version:
    return Version(number, document.id, document.path, document.digest, document.revision)
