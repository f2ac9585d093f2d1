"""From what a run took in to a generation that is served."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from indexer.engines.entries import Entry, entry_of
from indexer.engines.meaning import load_encoder
from indexer.engines.writing import GenerationWriter, IndexWriter
from indexer.indexing.runs.record import RunProgress, RunRecord, summary
from indexer.model import IndexReport, Passage, Version
from indexer.searching.calibration import calibrate
from indexer.searching.finder import Finder
from indexer.searching.ranking import Calibration
from indexer.settings import Settings
from indexer.text.analysis import Analyzer

__all__ = ["ChangeSet", "Publishing"]

#: How much the number of passages may change, as a share, before what questions reach is measured anew.
_DRIFT = 0.1


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What a new generation is made of: the one it shares files with (None for none), the versions to write beside what is
    shared, and the documents to take out of it."""

    base: int | None
    fresh: Sequence[Version]
    gone: Sequence[str]


class Publishing:
    """Makes one run's generation: ``begin``, ``analyse``, ``write``, ``publish``."""

    def __init__(self, settings: Settings, run: RunRecord, index: IndexWriter, progress: RunProgress) -> None:
        """Raises EncoderError where ranking by meaning is wanted and cannot be had."""
        self._settings, self._run, self._index, self._progress = settings, run, index, progress
        self._analyzer = Analyzer(settings.language)
        self._encoder = load_encoder(settings, keep=True).encoder

    def unchanged(self) -> IndexReport | None:
        """The report of a run that needs no new generation, as nothing would differ from the one before; else None."""
        run, base = self._run, self._run.base.number
        if base is None or run.full or not self._same_as(base):
            return None
        self._index.update_files(base, run.files.values())
        if (skipped := run.all_skipped()) != run.base.skipped:
            self._index.note_skipped(base, skipped)
        return run.report(passages=self._index.count_passages(base), generation=base)

    def _same_as(self, base: int) -> bool:
        before = {version.number for version in self._run.base.versions.values()}
        same = before == {version.number for version in self._run.versions.values()}
        return same and self._index.is_whole(base, self._encoder)

    def begin(self) -> GenerationWriter:
        """A generation to write; to be used in a ``with`` block."""
        run = self._run
        root = "" if run.coverage.root == Path() else str(run.coverage.root)  # a repair may not know it any more
        self._index.cover(root, sorted(run.coverage.covered))
        return self._index.begin(run.versions.values(), run.files.values(), self.changes.base)

    @cached_property
    def changes(self) -> ChangeSet:
        """Known once the run has taken everything in."""
        return _changes(self._run)

    def analyse(self) -> Iterator[Entry]:
        """The passages to write, as the engine takes them in."""
        fresh, passages = self.changes.fresh, 0
        for done, version in enumerate(fresh):
            self._progress("index", done, len(fresh), version.path, passages)
            for passage in self._index.passages([version]):
                passages += 1
                yield entry_of(passage, self._analyzer)
        self._progress("index", len(fresh), len(fresh), passages=passages)
        self._progress("publish", 0, 1)

    def write(self, new: GenerationWriter, entries: Iterable[Entry]) -> None:
        """Writes all that belongs to the generation."""
        changes = self.changes
        new.write(entries, changes.gone)
        new.write_suggestions(self._analyzer)
        replaced = None if changes.base is None else {*changes.gone, *(v.document_id for v in changes.fresh)}
        new.write_vectors(self._encoder, self._passages_to_encode, replaced, self._progress)
        self._calibrate(new)

    def _passages_to_encode(self, reuse: bool) -> Iterator[Passage]:
        return self._index.passages(self.changes.fresh if reuse else self._run.versions.values())

    def _calibrate(self, new: GenerationWriter) -> None:
        """Measures what questions reach in this generation; what the last one measured holds while little has changed.

        Where there are vectors, with and without them: whoever asks may not have the encoder.
        """
        with new.searchable() as words:
            for encoder in (None, self._encoder) if self._encoder and words.encoder else (None,):
                finder = Finder(words, self._analyzer, encoder)
                name = Calibration.name(meaning=encoder is not None)
                before = Calibration.read(new.measured(name) or {})
                if before is None or abs(finder.passages - before.passages) > _DRIFT * before.passages:
                    progress = partial(self._progress, "calibrate by meaning" if encoder else "calibrate")
                    new.measure(name, calibrate(finder, self._settings.language, progress).numbers())

    def publish(self, new: GenerationWriter, about_to: Callable[[IndexReport], None]) -> IndexReport:
        """Has the generation served from now on; ``about_to`` is called right before."""
        report = self._run.report(passages=new.count_passages(), generation=new.number)
        about_to(report)
        new.publish(summary(report, self._run.all_skipped()))
        return report

    def hold(self, new: GenerationWriter, about_to: Callable[[IndexReport], None]) -> IndexReport:
        """Keeps the generation until somebody publishes or discards it; ``about_to`` is called right before."""
        report = replace(self._run.report(passages=new.count_passages(), generation=new.number), held=True)
        about_to(report)
        new.hold(summary(report, self._run.all_skipped()), self._run.base.number)
        return report

    def prune(self) -> None:
        """Deletes generations beyond those kept for rollback, and what only they had."""
        self._index.prune(self._settings.keep_generations, self._encoder)


def _changes(run: RunRecord) -> ChangeSet:
    before, now = run.base.versions, run.versions
    gone = [name for name, version in before.items() if now.get(name) != version]
    if run.full or 2 * len(gone) > len(before):  # cheaper, and smaller on disk, than to delete most of it
        return ChangeSet(None, [version for _, version in sorted(now.items())], [])
    return ChangeSet(run.base.number, [v for name, v in sorted(now.items()) if before.get(name) != v], gone)
