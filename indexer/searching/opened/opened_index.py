"""An index that is open: what it holds, and how it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from indexer.documents.sources.originals import Original
from indexer.engines import open_index
from indexer.engines.meaning import load_encoder
from indexer.engines.opening import Lease, Served, open_synonyms, still_missing
from indexer.errors import IndexMissing
from indexer.model import Around, Document, DocumentPage, DocumentRow, Freshness, PageMap, Passage, Status
from indexer.model.stated.language_names import language_named
from indexer.searching.opened.other_pages import PagesElsewhere
from indexer.searching.opened.revisions import document_of
from indexer.searching.opened.snapshot import Snapshot
from indexer.settings import Settings

__all__ = ["OpenedIndex"]


class OpenedIndex:
    """One index, read from any number of threads; follows new generations by itself."""

    def __init__(self, settings: Settings, *, without: Collection[str] = (), generation: int | None = None) -> None:
        """Opens the served generation, or just this ``generation``, served or not; raises IndexMissing (IndexUnfinished
        while a run makes the index), IndexMismatch or IndexDamaged, and GenerationMissing where there is none of that
        number.

        ``without`` names parts of the ranking (``ranking.PARTS``) to leave out, to measure what they gain, or "synonyms".
        """
        self._settings = settings
        self._without = frozenset(without)
        self._index = open_index(settings)
        available = load_encoder(settings)
        self._synonyms = open_synonyms(settings)
        self._served = Served(
            self._index,
            lambda reader: Snapshot(reader, available, settings.named_index, self._synonyms.rules),
            generation,
        )
        try:
            with self._served.use():
                pass
        except IndexMissing as missing:
            raise still_missing(settings, missing) from None

    def span(self) -> Lease[None]:
        """Has all that this thread asks until the lease ends (``with``, or ``end``) be answered from one generation,
        whatever is published meanwhile; on a cluster that also saves looking what is served, each time."""
        return self._served.span()

    def read_ahead(self, documents: Collection[str]) -> None:
        """Says which documents ``document`` will be asked for next, so that where they are far away they come together."""
        with self._served.use() as snapshot:
            snapshot.reader.fetch_ahead(texts=documents)

    def document(self, document_id: str, revision: str | None = None) -> Document:
        """A document as it was read, now or, with ``revision``, as it was with the text whose SHA-256 is or begins with
        that; raises DocumentNotFound."""
        with self._served.use() as snapshot:
            return document_of(snapshot.reader, document_id, revision)

    def page_map(self, document_id: str) -> PageMap | None:
        """Where the words of a document are on the pages of its file; None where it has no pages, or is not there."""
        with self._served.use() as snapshot:
            return snapshot.reader.page_map(document_id)

    def original(self, document_id: str) -> Original:
        """The file that a document of the served generation was read from; raises DocumentNotFound, OriginalChanged,
        OriginalGone, or OriginalUnavailable where its source cannot be asked."""
        with self._served.use() as snapshot:
            return snapshot.original(document_id)

    def revision_of(self, document_id: str) -> str | None:
        """The SHA-256 of a document's present text, None where it is no document of the served generation."""
        with self._served.use() as snapshot:
            return snapshot.reader.revision_of(document_id)

    def has_document(self, document_id: str) -> bool:
        """Whether a document of that id is in the served generation."""
        return self.revision_of(document_id) is not None

    def documents(self, *, after: str = "", limit: int = 100) -> tuple[DocumentRow, ...]:
        """Up to ``limit`` documents sorted by id, from the first one after ``after``."""
        with self._served.use() as snapshot:
            return snapshot.reader.documents(after=after, limit=limit)

    def library(
        self,
        *,
        folder: str | None = None,
        named: str = "",
        media_types: Collection[str] = (),
        after: str = "",
        skip: int = 0,
        limit: int = 100,
    ) -> DocumentPage:
        """A page of what is held: up to ``limit`` documents sorted by id, from the first one after ``after``, but for
        ``skip``.

        With ``folder`` (POSIX below the corpus, "" for the corpus itself), those in it and the folders in it; a file of
        several documents is a folder of them. With ``named``, those in or below it that have each of these words in their
        id or title, in whatever case, as a part of a word, too; with ``media_types``, those that have one of them. Raises
        DocumentNotFound for a folder without documents.
        """
        with self._served.use() as snapshot:
            return snapshot.library(folder, named, after, max(skip, 0), max(limit, 1), media_types)

    def freshness(self, paths: Collection[str]) -> dict[str, tuple[Freshness, str]]:
        """By path of a document's file: what has become of it since it was indexed, and when it was changed before
        (ISO 8601 in UTC, "" where that is not known)."""
        with self._served.use() as snapshot:
            return snapshot.freshness(paths)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order; raises DocumentNotFound."""
        with self._served.use() as snapshot:
            return snapshot.reader.passages_of(document_id)

    def passage(self, passage_id: str) -> Passage | None:
        """A passage by its id, None where the served generation has none of that."""
        with self._served.use() as snapshot:
            return snapshot.reader.passages([passage_id]).get(passage_id)

    def around(self, document_id: str, span: tuple[int, int]) -> Around:
        """The passage of a document that is just ``span`` (code points), and those before and after it."""
        with self._served.use() as snapshot:
            return snapshot.reader.around(document_id, span)

    def example_questions(self, limit: int = 6, *, language: str = "") -> tuple[str, ...]:
        """Up to ``limit`` questions that stand in the corpus as headings with an answer below: those that say by themselves
        what they are about, spread over folders and documents; those in a ``language`` ("de", "German") first, and where
        there are three of them, alone."""
        with self._served.use() as snapshot:
            return snapshot.suggester.examples(language_named(language))[:limit]

    def elsewhere(self, document_id: str) -> PagesElsewhere:
        """Where else the page of a document is: in other languages, and in other versions of what it is about."""
        with self._served.use() as snapshot:
            return snapshot.other_pages.of(document_id)

    def media_types(self) -> Mapping[str, int]:
        """How many documents have each media type ("text/markdown"); empty where the index is so large that to count them
        would take seconds."""
        with self._served.use() as snapshot:
            return snapshot.media_types

    def state(self) -> tuple[int, str, str, str]:
        """What answers depend on beside what is asked: number and time of the served generation, what tells it from all
        others, and how it is ranked."""
        rules = "" if "synonyms" in self._without else self._synonyms.rules().digest
        with self._served.use() as snapshot:
            ranked = f"{snapshot.semantic}; synonyms {rules}" if rules else snapshot.semantic
            about = snapshot.about
            return snapshot.number, about.published or about.created, about.identity, ranked

    def status(self, *, run: bool = True) -> Status:
        """What the served generation holds, who is writing, and, unless that is not wanted, the ``run`` that is going on or
        the last one."""
        with self._served.use() as snapshot:
            about, semantic, languages = snapshot.about, snapshot.semantic, snapshot.languages
        return Status(
            generation=about.number,
            documents=about.documents,
            passages=about.passages,
            index_bytes=about.bytes,
            language=about.language,
            languages=languages,
            published=about.published or about.created,
            engine=about.engine,
            fingerprint=about.fingerprint,
            corpus=about.corpus,
            writing=self._index.writer(),
            warning=about.warning,
            skipped=about.skipped,
            semantic=semantic,
            job=self._index.job() if run else None,
        )

    def close(self) -> None:
        """Lets go of the open generation; a later question opens it again."""
        self._served.close()
