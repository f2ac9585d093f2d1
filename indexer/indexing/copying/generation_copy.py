"""Generations of one index, written into another: read by a reader, written by a writer, whoever keeps either.

What is found with is made of the texts, as a run does it: so that no two kinds of index need know each other's files. What
was measured, vectors, and what is known of files go along as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace

from indexer.engines.entries import Entry, entry_of
from indexer.engines.protocol import GenerationReader, Index
from indexer.engines.state import GenerationChange
from indexer.engines.writing import GenerationWriter, IndexWriter
from indexer.errors import GenerationMissing, IndexDamaged, NamedIndex
from indexer.indexing.copying.kept_vectors import KeptVectors
from indexer.indexing.runs.record import NOBODY
from indexer.model import Document, FileState, Passage, Progress, SkippedFile, Version
from indexer.searching.ranking import Calibration
from indexer.store.batching import batched
from indexer.text.analysis import Analyzer

__all__ = ["GenerationCopying"]

#: Documents whose files are asked for at once.
_BATCH = 500


class GenerationCopying:
    """Copies generations of ``source`` by ``target``, who has it open for writing."""

    def __init__(self, source: Index, target: IndexWriter, analyzer: Analyzer, progress: Progress) -> None:
        self._source, self._target, self._analyzer, self._progress = source, target, analyzer, progress
        self._edition = target.edition(new=False)

    def copy(self, others: Sequence[int], about_to: Callable[[int], object]) -> dict[int, int | None]:
        """Copies the served generation, and ``others`` as kept ones before it; gives their numbers in the target by those
        in the source, in that order, None for one of the others that is damaged.

        They have the numbers that they had, but where the target gave a higher one before. ``about_to`` gets the number
        that is to be served, right before it is. On any error the target serves what it served, and nothing else is seen.
        """
        numbers: dict[int, int | None] = {}
        published = {kept.number: kept.published for kept in self._source.kept()}
        for number in others:
            numbers[number] = self._keep(number)
        with closing(self._source.open()) as reader, self._written(reader) as (new, summary):
            numbers[reader.about.number] = new.number
            about_to(new.number)
            new.publish(summary)
        for number, made in numbers.items():
            if made is not None and number in others:
                self._target.confirm(made, published[number])
        return numbers

    def _keep(self, number: int) -> int | None:
        try:
            with closing(self._source.open(number)) as reader, self._written(reader) as (new, summary):
                new.keep(summary)
                return new.number
        except IndexDamaged:
            return None  # the served one is copied all the same

    @contextmanager
    def _written(self, reader: GenerationReader) -> Iterator[tuple[GenerationWriter, dict[str, object]]]:
        """A generation that is as another one, but for being published; and what is known of the run that made that."""
        about = reader.about
        with _pinned(reader, self._source.name):
            versions = list(self._versions(reader))
            files, skipped_files = self._files(reader)
            self._require_whole(reader, versions)
            encoder = KeptVectors.of(reader, self._source.name)
            with self._target.begin(GenerationChange(versions=versions, files=files), at_least=about.number) as new:
                new.write(self._entries(versions), ())
                new.write_suggestions(self._analyzer, None, self._progress)
                new.write_vectors(encoder, lambda _: self._target.passages(versions), None, self._note)
                for meaning in (False, True):
                    numbers = reader.measured(Calibration.name(meaning=meaning))
                    if numbers is not None:
                        new.measure(Calibration.name(meaning=meaning), numbers)
                yield new, self._summary(reader)
            self._target.remember_skipped(skipped_files, ())

    def _note(self, stage: str, done: int, total: int | None, *, workers: Mapping[str, int] = NOBODY) -> None:
        self._progress(stage, done, total)

    def _versions(self, reader: GenerationReader) -> Iterator[Version]:
        total = reader.about.documents
        for done, name in enumerate(reader.document_ids()):
            self._progress("copy", done, total)
            yield self._version(reader, name)
        self._progress("copy", total, total)

    def _version(self, reader: GenerationReader, name: str) -> Version:
        """What the target has of a document; it is used again only where all of it is sound there."""
        document, passages = reader.document(name), reader.passages_of(name)
        whole = replace(document, page_map=reader.page_map(name))
        known = self._target.find(whole, self._edition)
        if known is not None and self._is_as(known, document, passages):
            return known
        return self._target.add(whole, passages, self._edition)

    def _is_as(self, known: Version, document: Document, passages: Sequence[Passage]) -> bool:
        try:
            there = replace(self._target.document(known), page_map=None)
            return there == document and tuple(self._target.passages([known])) == tuple(passages)
        except IndexDamaged:
            return False

    def _require_whole(self, reader: GenerationReader, versions: Sequence[Version]) -> None:
        about = reader.about
        if len(versions) != about.documents:
            raise IndexDamaged(
                f"generation {about.number} of {self._source.name} has {about.documents:,} documents, of which "
                f"{len(versions):,} are there. Mend it with: passageway repair"
            )

    def _files(self, reader: GenerationReader) -> tuple[list[FileState], list[SkippedFile]]:
        """The files of the corpus as they were, and what is remembered of those that could not be read: what the next run
        goes by. Of another generation than the one that it would build on, the files of its documents are known."""
        state = self._source.state(full=False)
        with closing(state.base.content) as content:
            self._target.cover(state.root or reader.about.corpus, state.covered or (".",))
            if state.base.number == reader.about.number:
                return list(content.files()), list(content.skipped_files())
        return [file for ids in batched(reader.document_ids(), _BATCH) for file in _files_of(reader, ids)], []

    def _entries(self, versions: Sequence[Version]) -> Iterator[Entry]:
        for done, version in enumerate(versions):
            self._progress("index", done, len(versions))
            for passage in self._target.passages([version]):
                yield entry_of(passage, self._analyzer)
        self._progress("index", len(versions), len(versions))

    def _summary(self, reader: GenerationReader) -> dict[str, object]:
        """As ``runs.record.summary`` has it."""
        about = reader.about
        made = next((kept for kept in self._source.kept() if kept.number == about.number), None)
        counts = {name: getattr(made, name) if made else 0 for name in ("added", "updated", "removed", "moved")}
        unchanged = about.documents - counts["added"] - counts["updated"] - counts["moved"]
        return {
            **counts,
            "unchanged": max(unchanged, 0),
            "skipped": [[s.path, s.reason] for s in about.skipped],
            "seconds": 0.0,
        }


def _files_of(reader: GenerationReader, ids: Sequence[str]) -> list[FileState]:
    return list(reader.files(sorted(set(reader.paths(ids).values()))).values())


@contextmanager
def _pinned(reader: GenerationReader, name: str) -> Iterator[None]:
    """Has all texts of a generation stay readable, whatever is pruned."""
    if not reader.pin():
        raise GenerationMissing.of_number(NamedIndex(f"the index {name}"), reader.about.number)
    try:
        yield
    finally:
        reader.unpin()
