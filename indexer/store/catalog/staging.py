"""Writing the catalog: what a run adds, invisible to readers until its generation is published."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from zlib import crc32

from indexer.model import Document, Passage, PassageKind, Skipped, SkippedFile, SuggestionKind, Version
from indexer.store.batching import batched
from indexer.store.catalog.access import open_reading, open_writing
from indexer.store.catalog.membership import Membership
from indexer.store.catalog.reading.stated import StatedRows
from indexer.store.catalog.rows import (
    DOCUMENT_COLUMNS,
    OWN_COLUMNS,
    SHARED_COLUMNS,
    GenerationRow,
    about_to,
    blocks_to,
    checksum,
    document_from,
    generation_from,
    names_checksum,
    passage_from,
    passage_to,
    proved_text,
)
from indexer.store.catalog.schema import AT_ONCE, IN_GENERATION, OF_FEW

__all__ = ["Staging"]

#: Documents added between two commits: a killed run loses no more than these.
_DOCUMENTS_A_COMMIT = 500

_FROM = "FROM versions v JOIN revisions r ON r.id = v.revision"


class Staging(Membership):
    """What a run knows and writes of the catalog. Use it in a ``with`` block.

    All methods raise IndexDamaged where what they read is not as it was stored, IndexUnwritable where a disk is full.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        self._ids, self._revisions = set[str](), set[str]()  # what was added to a catalog that was empty

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

    def generation(self, number: int) -> GenerationRow | None:
        """A generation's row, None where the catalog does not have it."""
        row = self._one("SELECT * FROM generations WHERE number = ?", (number,))
        return None if row is None else generation_from(row, self._damage)

    def document(self, version: Version) -> Document:
        """The document of a version, as it was read."""
        row = self._one(f"SELECT {DOCUMENT_COLUMNS} {_FROM} WHERE v.id = ?", (version.number,))
        if row is None:
            raise self._damage(f"does not hold version {version.number}")
        return document_from(row, self._damage)

    def edition(self, *, new: bool) -> int:
        """The number under which texts are read now. ``new`` raises it, unless the last one was never published."""
        number, is_open = self.number("edition", 1), self.meta("edition_open") == "1"
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

    def may_have(self, document_id: str) -> bool:
        """Whether there is any version of a document of this id: none of those of a new index."""
        if self._was_empty and document_id not in self._ids:
            return False
        return self._one("SELECT 1 FROM versions WHERE document_id = ?", (document_id,)) is not None

    @cached_property
    def _was_empty(self) -> bool:
        """Whether there was nothing but what this run has added: then ``_ids`` and ``_revisions`` know what is missing."""
        row = self._one("SELECT EXISTS (SELECT 1 FROM versions) OR EXISTS (SELECT 1 FROM revisions)")
        return row == (0,)

    def find(self, document: Document, edition: str) -> Version | None:
        """The version of exactly this document, if a run (perhaps a killed one) has split it already."""
        query = (
            f"SELECT v.id {_FROM} WHERE v.document_id = ? AND v.title = ? AND v.digest = ? AND v.edition = ? "
            "AND r.revision = ? AND r.media_type = ? AND r.blocks = ? AND v.about = ? "
            "AND (SELECT m.checksum FROM page_maps m WHERE m.version = v.id) IS ?"
        )
        values = (document.id, document.title, document.digest, edition, document.revision, document.media_type)
        page_map = document.page_map and crc32(document.page_map.packed)
        row = self._one(query, (*values, blocks_to(document), about_to(document.about), page_map))
        return _version(row[0], document) if row else None

    def add(self, document: Document, passages: Sequence[Passage], edition: str) -> Version:
        """Stores a document's text (each once), and the spans of its passages."""
        columns = (document.id, document.path, document.title, document.digest, about_to(document.about), edition)
        if self._was_empty:
            self._ids.add(document.id)
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
        blocks = blocks_to(document)
        query = (
            "SELECT id, text = ? AND checksum = ? FROM revisions WHERE revision = ? AND media_type = ? AND blocks = ?"
        )
        proof = (document.text, checksum(blocks))
        row = None
        if not self._was_empty or document.revision in self._revisions:
            row = self._one(query, (*proof, document.revision, document.media_type, blocks))
        if row is None:
            if self._was_empty:
                self._revisions.add(document.revision)
            columns = (document.revision, document.media_type, document.text, blocks, proof[1])
            query = "INSERT INTO revisions (revision, media_type, text, blocks, checksum) VALUES (?, ?, ?, ?, ?)"
            return int(self._do(query, columns).lastrowid or 0)
        if not row[1]:
            self._do("UPDATE revisions SET text = ?, checksum = ? WHERE id = ?", (*proof, row[0]))
        return int(row[0])

    def passages(self, versions: Iterable[Version]) -> Iterator[Passage]:
        """The passages of these versions, in their order, one version at a time in memory."""
        # The text apart from the rows: joined to each, a long document would be copied once a passage.
        shared = f"SELECT {SHARED_COLUMNS}, r.id, r.text {_FROM} WHERE v.id = ?"
        own = f"SELECT {OWN_COLUMNS} FROM passages p WHERE p.version = ? ORDER BY p.ordinal"
        for version in versions:
            of_all = self._one(shared, (version.number,))
            if of_all is None:
                raise self._damage(f"does not hold version {version.number}")
            *names, revision, text = of_all
            proved_text(text, names[3], self._damage)
            for row in self._each(own, (version.number,)):
                yield passage_from((*names, *row, revision), text, self._damage)

    def passages_in(self, version: Version) -> int:
        """How many passages a version has."""
        row = self._one("SELECT count(*) FROM passages WHERE version = ?", (version.number,))
        return int(row[0]) if row else 0

    def _text_of(self, version: int) -> str:
        row = self._one(f"SELECT r.text, r.revision {_FROM} WHERE v.id = ?", (version,))
        if row is None:
            raise self._damage(f"does not hold version {version}")
        return proved_text(row[0], row[1], self._damage)

    def suggestible(
        self, generation: int, ids: Iterable[str] | None = None
    ) -> Iterator[tuple[str, SuggestionKind, str]]:
        """The titles, headings and questions of a generation (or of its documents of some ``ids``) as (document id, kind,
        text), each once a document."""
        if ids is None:
            yield from self._suggestible(f"FROM versions v {IN_GENERATION}", (generation,))
        for batch in batched(ids or (), AT_ONCE):
            named = f"FROM versions v {OF_FEW} AND v.document_id IN ({','.join('?' * len(batch))})"
            yield from self._suggestible(named, (generation, *batch))

    def _suggestible(self, versions: str, values: Sequence[object]) -> Iterator[tuple[str, SuggestionKind, str]]:
        for name, title in self._each(f"SELECT v.document_id, v.title {versions}", values):
            yield name, SuggestionKind.TITLE, title
        passages = f"{versions} CROSS JOIN passages p ON p.version = v.id"
        for name, headings in self._each(f"SELECT DISTINCT v.document_id, p.headings {passages}", values):
            for heading in json.loads(headings):
                yield name, SuggestionKind.HEADING, heading
        query = f"SELECT v.id, v.document_id, p.sentences {passages} WHERE p.kind = ? ORDER BY v.id"
        rows = self._each(query, (*values, PassageKind.QUESTION_AND_ANSWER.value))
        for (version, name), of_version in groupby(rows, key=lambda row: (row[0], row[1])):
            text = self._text_of(version)
            for _, _, sentences in of_version:
                for start, end in [json.loads(sentences)[:2]]:
                    yield name, SuggestionKind.QUESTION, text[start:end]

    def skipped_files(self) -> Iterator[SkippedFile]:
        """What could not be read, by path."""
        query = "SELECT path, mark, readers, place, reason FROM skipped_files ORDER BY path, ordinal"
        for (path, mark, who), rows in groupby(self._each(query), itemgetter(0, 1, 2)):
            yield SkippedFile(path, mark, who, tuple([Skipped(path + place, reason) for *_, place, reason in rows]))

    def remember_skipped(self, files: Iterable[SkippedFile], forget: Iterable[str]) -> None:
        """Keeps what could not be read (with the next commit), in place of what was known of those files, and of others
        to ``forget``."""
        files = list(files)
        gone = ((path,) for path in (*forget, *(file.path for file in files)))
        self._do_each("DELETE FROM skipped_files WHERE path = ?", gone)
        self._do_each(
            "INSERT INTO skipped_files VALUES (?, ?, ?, ?, ?, ?)",
            (
                (file.path, ordinal, each.path.removeprefix(file.path), each.reason, file.mark, file.readers)
                for file in files
                for ordinal, each in enumerate(file.skipped)
            ),
        )

    def stated(self, generation: int) -> StatedRows:
        """What the documents of a generation say of themselves."""
        return StatedRows(self._each, generation)


def _version(number: int, document: Document) -> Version:
    return Version(number, document.id, document.path, document.digest, document.revision)
