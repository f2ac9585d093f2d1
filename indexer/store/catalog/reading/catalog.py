"""Reading the catalog: the documents and passages of one generation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from indexer.errors import IndexDamaged
from indexer.model import (
    Around,
    Document,
    DocumentText,
    FileState,
    PageMap,
    Passage,
    PassageKind,
    not_in_generation,
)
from indexer.store.batching import batched
from indexer.store.catalog.reading.kept_names import KeptNames
from indexer.store.catalog.reading.listing import DocumentListing
from indexer.store.catalog.reading.reading_connection import ReadingConnection
from indexer.store.catalog.reading.sized_memory import SizedMemory
from indexer.store.catalog.reading.stated import StatedRows
from indexer.store.catalog.rows import (
    DOCUMENT_COLUMNS,
    FILE_COLUMNS,
    NAMES_COLUMNS,
    NAMES_WIDTH,
    OWN_COLUMNS,
    PASSAGE_COLUMNS,
    GenerationRow,
    document_from,
    file_from,
    generation_from,
    page_map_from,
    passage_from,
    proved_names,
    proved_text,
    shared_of,
)
from indexer.store.catalog.schema import AT_ONCE, FILES_OF, FROM_NAMED, IN_GENERATION, OF_FEW

__all__ = ["Catalog", "GenerationRow"]

#: Texts kept in memory, in code points altogether: of passages that are shown, and of documents as they were read.
_TEXTS_KEPT = 4_000_000

#: The same of passages that were shown, as they were cut.
_PASSAGES_KEPT = 2_000_000

#: Files whose states are kept in memory.
_FILES_KEPT = 100_000

_FROM_FEW = (
    f"FROM passages p CROSS JOIN versions v ON v.id = p.version CROSS JOIN revisions r ON r.id = v.revision {OF_FEW}"
)
#: The same for those of one document.
_FROM_ONE = (
    f"FROM versions v {OF_FEW} CROSS JOIN passages p ON p.version = v.id CROSS JOIN revisions r ON r.id = v.revision"
)


class Catalog:
    """The catalog, read-only; threads may share it. Every question names the generation it is about.

    Whatever is read is proved first: all methods raise IndexDamaged where it is not as it was stored, or cannot be read.
    """

    def __init__(self, path: Path) -> None:
        """Raises IndexMissing, IndexMismatch or IndexDamaged."""
        self._damage = partial(IndexDamaged.of_catalog, path)
        self._connection = ReadingConnection(path)
        #: What documents are called.
        self.names = KeptNames(path, self._connection)
        #: What it holds, for who looks through it.
        self.listing = DocumentListing(path, self._connection)
        self._texts = SizedMemory[int, str](_TEXTS_KEPT, len)
        self._documents = SizedMemory[tuple[int, str], Document](_TEXTS_KEPT, lambda document: len(document.text))
        self._generation: tuple[object, GenerationRow | None] = (None, None)
        self._passages = SizedMemory[tuple[int, str], Passage](_PASSAGES_KEPT, lambda passage: len(passage.text))
        self._files: dict[tuple[int, str], FileState] = {}

    def pin(self, generation: int) -> bool:
        """Has all that is read until ``unpin`` be as it is now, whatever a run takes out meanwhile; False, and nothing is
        pinned, where the generation is gone already.

        It is a read transaction. It must not last for as long as a generation is served: meanwhile the write-ahead log only
        grows.
        """
        self._connection.begin()
        row = self._one("SELECT complete FROM generations WHERE number = ?", generation)
        if not row or not row[0]:
            self.unpin()
            return False
        return True

    def unpin(self) -> None:
        """Ends what ``pin`` began."""
        self._connection.end()

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def generation(self, number: int) -> GenerationRow | None:
        """A generation's row, None where the catalog does not have it."""
        row = self._one("SELECT * FROM generations WHERE number = ?", number)
        if row is None:
            return None
        stored, found = self._generation
        if found is None or stored != row:  # it may tell of a hundred thousand files that were skipped
            found = generation_from(row, self._damage)
            self._generation = row, found
        return found

    def differing(self, old: int, new: int) -> tuple[dict[str, str], dict[str, str]]:
        """The revisions, by their ids, of the documents that two generations do not have alike (text, title, and what the
        author says of it), as each of them has them; those that one does not have are missing there."""
        query = (
            f"SELECT v.document_id, r.revision, v.title, v.about FROM versions v JOIN revisions r ON r.id = v.revision "
            f"{IN_GENERATION} AND NOT EXISTS "
            "(SELECT 1 FROM members o WHERE o.version = m.version AND ? BETWEEN o.first AND o.last)"
        )
        gone, come = set(self._all(query, old, new)), set(self._all(query, new, old))
        return ({row[0]: row[1] for row in gone - come}, {row[0]: row[1] for row in come - gone})

    def passages(self, generation: int, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of these ids by id; those that the generation does not hold are left out."""
        kept = self._passages.several((generation, name) for name in ids)
        found = {name: passage for (_, name), passage in kept.items()}
        for batch in batched((name for name, passage in found.items() if passage is None), AT_ONCE):
            marks = ",".join("?" * len(batch))
            query = f"SELECT {NAMES_COLUMNS}, {OWN_COLUMNS}, r.id {_FROM_FEW} WHERE p.id IN ({marks})"
            rows = self._all(query, generation, *batch)
            self.names.keep(generation, [row[:NAMES_WIDTH] for row in rows])  # which are soon asked for, too
            whole = [(*shared_of(row[:NAMES_WIDTH]), *row[NAMES_WIDTH:]) for row in rows]
            read = {passage.id: passage for passage in self._passages_from(whole)}
            found |= read
            self._passages.keep({(generation, name): passage for name, passage in read.items()})
        return {name: passage for name, passage in found.items() if passage is not None}

    def passages_of(self, generation: int, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order; raises DocumentNotFound."""
        query = f"SELECT {PASSAGE_COLUMNS} {_FROM_ONE} WHERE v.document_id = ? ORDER BY p.ordinal"
        rows = self._all(query, generation, document_id)
        if not rows:
            self.document(generation, document_id)
        return tuple(self._passages_from(rows))

    def around(self, generation: int, document_id: str, span: tuple[int, int]) -> Around:
        """The passage of a document that is just ``span``, and those before and after it."""
        start, end = span
        return Around(
            self._passage_of(generation, document_id, 'p."end" <= ? ORDER BY p.ordinal DESC', start),
            self._passage_of(generation, document_id, 'p.start = ? AND p."end" = ? ORDER BY p.ordinal', start, end),
            self._passage_of(generation, document_id, "p.start >= ? ORDER BY p.ordinal", end),
        )

    def _passage_of(self, generation: int, document_id: str, which: str, *values: int) -> Passage | None:
        query = f"SELECT {PASSAGE_COLUMNS} {_FROM_ONE} WHERE v.document_id = ? AND {which} LIMIT 1"
        row = self._one(query, generation, document_id, *values)
        return next(self._passages_from([row] if row else []), None)

    def _passages_from(self, rows: Sequence[tuple[Any, ...]]) -> Iterator[Passage]:
        texts = self._texts_of({row[-1] for row in rows})
        return (passage_from(row, texts[row[-1]], self._damage) for row in rows)

    def document(self, generation: int, document_id: str) -> Document:
        """A document as it was read; raises DocumentNotFound. Those read last are kept: one is shown part by part."""
        found = self._documents.get((generation, document_id))
        if found is None:
            found = self._read_document(generation, document_id)
            self._documents.keep({(generation, document_id): found})
        return found

    def _read_document(self, generation: int, document_id: str) -> Document:
        query = f"SELECT {DOCUMENT_COLUMNS}, v.revision {FROM_NAMED} WHERE v.document_id = ?"
        row = self._one(query, generation, document_id)
        if row is None:
            raise not_in_generation(document_id, generation)
        *row, number = row
        found = document_from(row, self._damage)
        kept = self._texts.get(number)  # passages are cut from it, too
        return found if kept != found.text else replace(found, text=kept)

    def page_map(self, generation: int, document_id: str) -> PageMap | None:
        """Where a document's words are on the pages of its file; None where it has no pages, or is not there."""
        query = (
            f"SELECT pm.map, pm.checksum {FROM_NAMED} JOIN page_maps pm ON pm.version = v.id WHERE v.document_id = ?"
        )
        row = self._one(query, generation, document_id)
        return row and page_map_from(row, document_id, self._damage)

    def revision_of(self, generation: int, document_id: str) -> str | None:
        """The SHA-256 of a document's text, None where the generation does not hold it."""
        row = self._one(f"SELECT {NAMES_COLUMNS} {FROM_NAMED} WHERE v.document_id = ?", generation, document_id)
        return row and str(proved_names(row, self._damage)[-1])

    def stated(self, generation: int) -> StatedRows:
        """What the documents of a generation say of themselves."""
        return StatedRows(lambda query, values: self._all(query, *values), generation)

    def texts(self, generation: int, ids: Iterable[str] | None = None) -> Iterator[DocumentText]:
        """Names and text of every document (or of those of ``ids``) by id, streamed: a few hundred are in memory."""
        query = f"SELECT {NAMES_COLUMNS}, r.text {FROM_NAMED} WHERE v.document_id IN (%s) ORDER BY v.document_id"
        for batch in batched(self.document_ids(generation) if ids is None else ids, AT_ONCE):
            rows = self._all(query % ",".join("?" * len(batch)), generation, *batch)
            for *names, text in rows:
                document_id, path, title, *_, revision = proved_names(names, self._damage)
                yield DocumentText(document_id, path, title, revision, proved_text(text, revision, self._damage))

    def revision(self, document_id: str, revision: str) -> Document | None:
        """A document as it was with this text (its SHA-256, or the first hex digits), in the newest kept generation that
        has it; None where none has it any more."""
        query = (
            f"SELECT {DOCUMENT_COLUMNS} FROM versions v "
            "JOIN revisions r ON r.id = v.revision JOIN members m ON m.version = v.id "
            "JOIN generations g ON g.number BETWEEN m.first AND m.last AND g.complete "
            "WHERE v.document_id = ? AND substr(r.revision, 1, ?) = ? ORDER BY g.number DESC LIMIT 1"
        )
        row = self._one(query, document_id, len(revision), revision)
        return row and document_from(row, self._damage)

    def with_revision(self, generation: int, revision: str) -> tuple[str, ...]:
        """The ids of the documents with this text (its SHA-256, or the first hex digits), sorted."""
        query = (
            f"SELECT v.document_id FROM versions v JOIN revisions r ON r.id = v.revision {IN_GENERATION} "
            "WHERE r.revision >= ? AND r.revision < ? ORDER BY v.document_id"
        )
        return tuple(row[0] for row in self._all(query, generation, revision, revision + "g"))

    def document_ids(self, generation: int) -> Iterator[str]:
        """The ids of all documents, sorted."""
        query = f"SELECT v.document_id FROM versions v {IN_GENERATION} ORDER BY v.document_id"
        return (row[0] for row in self._all(query, generation))

    def passage_ids(self, generation: int) -> frozenset[str]:
        """The ids of all passages."""
        query = f"SELECT p.id FROM passages p JOIN versions v ON v.id = p.version {IN_GENERATION}"
        return frozenset(row[0] for row in self._all(query, generation))

    def questions(self, generation: int, limit: int) -> tuple[Passage, ...]:
        """Up to ``limit`` question-and-answer passages, spread over the corpus, the same each time."""
        query = (
            f"SELECT p.id FROM passages p JOIN versions v ON v.id = p.version {IN_GENERATION} "
            "WHERE p.kind = ? ORDER BY p.id LIMIT ?"
        )
        ids = [row[0] for row in self._all(query, generation, PassageKind.QUESTION_AND_ANSWER.value, limit)]
        return tuple(self.passages(generation, ids).values())

    def files_at(self, generation: int, paths: Sequence[str]) -> dict[str, FileState]:
        """Those of ``paths`` that are corpus files, as they were."""
        known = self._files if len(self._files) < _FILES_KEPT else {}
        for batch in batched((path for path in paths if (generation, path) not in known), AT_ONCE):
            query = (
                f"SELECT {FILE_COLUMNS} {FILES_OF} WHERE f.digest != '' AND f.path IN ({','.join('?' * len(batch))})"
            )
            rows = self._all(query, generation, *batch)
            known.update(((generation, row[0]), file_from(row, self._damage)) for row in rows)
        self._files = known
        return {path: state for path in paths if (state := known.get((generation, path))) is not None}

    def _texts_of(self, revisions: Iterable[int]) -> dict[int, str]:
        texts = self._texts.several(revisions)
        for batch in batched([revision for revision, text in texts.items() if text is None], AT_ONCE):
            query = f"SELECT id, text, revision FROM revisions WHERE id IN ({','.join('?' * len(batch))})"
            rows = self._all(query, *batch)
            read = {number: proved_text(text, revision, self._damage) for number, text, revision in rows}
            texts |= read
            self._texts.keep(read)
        return {revision: text for revision, text in texts.items() if text is not None}

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.rows(query, *values)

    def _one(self, query: str, *values: object) -> Any:
        return next(iter(self._connection.rows(query, *values)), None)
