"""From what a run took in to a generation that is served."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path

from indexer.documents.workers.pool import Processes
from indexer.engines.entries import Entry, entry_of
from indexer.engines.entries.batches import Batch
from indexer.engines.meaning import UNMEASURED, load_encoder
from indexer.engines.protocol import LANGUAGES_COUNTED
from indexer.engines.state import GenerationChange, PartsProgress
from indexer.engines.writing import GenerationWriter, IndexWriter, KeptPassages
from indexer.indexing.runs.analysing import analysed_apart
from indexer.indexing.runs.asking_apart import GetReadyToAsk, asked_apart
from indexer.indexing.runs.record import RunProgress, RunRecord, summary
from indexer.indexing.runs.sharing.asking_work import (
    ASKING,
    ASKING_BY_MEANING,
    AskingWork,
    question_parts,
    strengths_of,
)
from indexer.model import IndexReport, Passage, Version
from indexer.searching.calibration import calibrate, cosines_reached
from indexer.searching.finder import Finder
from indexer.searching.ranking import Calibration
from indexer.settings import Settings
from indexer.text.multilingual import MixedAnalyzer, analyzer_for, searching_analyzer

__all__ = ["Publishing"]

#: Versions from which on other processes analyse them, too: a second of work, at least.
_MANY = 1000

#: How much the number of passages may change, as a share, before what questions reach is measured anew.
_DRIFT = 0.1


class Publishing:
    """Makes one run's generation: ``begin``, ``analyse``, ``write``, ``publish``."""

    def __init__(
        self,
        settings: Settings,
        run: RunRecord,
        index: IndexWriter,
        progress: RunProgress,
        pool: Processes | None = None,
    ) -> None:
        """Of a ``pool`` of processes much is analysed by those. Raises EncoderError where ranking by meaning is wanted and
        cannot be had."""
        self._settings, self._run, self._index, self._progress = settings, run, index, progress
        self._pool = pool
        self._kept: KeptPassages | None = None  # where the processes of the pool have passages from
        self._analyzer = analyzer_for(settings.language)
        #: What gives passages vectors, None where nothing does.
        self.encoder = load_encoder(settings, keep=True).encoder

    def unchanged(self) -> IndexReport | None:
        """The report of a run that needs no new generation, as nothing would differ from the one before; else None."""
        run, base, change = self._run, self._run.base.number, self.change
        if base is None or run.full or change.versions or change.gone or not self._index.is_whole(base, self.encoder):
            return None
        self._index.update_files(base, change.files)
        if (skipped := run.all_skipped()) != run.base.skipped:
            self._index.note_skipped(base, skipped)
        return run.report(passages=self._index.count_passages(base), generation=base)

    def begin(self) -> GenerationWriter:
        """A generation to write; to be used in a ``with`` block."""
        run = self._run
        root = "" if run.coverage.root == Path() else str(run.coverage.root)  # a repair may not know it any more
        if self._pool is not None and self._pool.size > 1 and len(self._written) >= _MANY:
            self._kept = self._index.kept_passages()
        self._index.cover(root, sorted(run.coverage.covered))
        change = self.change
        if run.whole:
            change = GenerationChange(None, self._every, files=run.files.values(), shared=change.shared)
        return self._index.begin(change)

    @cached_property
    def change(self) -> GenerationChange:
        """Known once the run has taken everything in."""
        run, change = self._run, self._run.change()
        # Where most goes, it is cheaper, and smaller on disk, to write all anew than to delete most of it.
        anew = run.base.number is None or run.full or 2 * len(change.gone) > run.base.documents
        return replace(change, shared=None if anew else run.base.number)

    @cached_property
    def _written(self) -> Sequence[Version]:
        """The versions whose passages are written, beside those that are shared with the base."""
        return self._every if self.change.shared is None else self.change.versions

    @property
    def _every(self) -> Sequence[Version]:
        """All versions of the generation, by document id."""
        change = self.change
        gone = {version.number for version in change.gone}
        stay = (version for version in self._run.base.content.versions() if version.number not in gone)
        return sorted([*stay, *change.versions], key=attrgetter("document_id"))

    def analyse(self) -> Iterator[Entry | Batch]:
        """The passages to write, as the engine takes them in; other processes, where they are many, begin at once."""
        if self._pool is None or self._kept is None:
            return self._analysed_here()
        language = self._settings.language
        ready = GetReadyToAsk(language) if self.change.shared is None else None  # else few runs ask
        return analysed_apart(self._pool, self._kept, self._written, language, self._note_analysed, ready)

    def _analysed_here(self) -> Iterator[Entry]:
        passages = 0
        for done, version in enumerate(self._written):
            self._note_analysed(done, passages, version)
            for passage in self._index.passages([version]):
                passages += 1
                yield entry_of(passage, self._analyzer)
        self._note_analysed(len(self._written), passages)

    def _note_analysed(self, done: int, passages: int, version: Version | None = None) -> None:
        self._progress("index", done, len(self._written), version.path if version else "", passages)

    def _note_shared(self, done: PartsProgress) -> None:
        self._progress("index", done.documents, len(self._written), passages=done.passages, workers=done.workers)

    def write(self, new: GenerationWriter, entries: Iterable[Entry | Batch]) -> None:
        """Writes all that belongs to the generation."""
        change, shares = self.change, self.change.shared is not None
        gone = [version.document_id for version in change.gone]
        replaced = {*gone, *(v.document_id for v in change.versions)} if shares else None
        if self._kept is not None:  # while other processes analyse
            new.write_suggestions(self._analyzer, replaced, self._progress)
        if not new.write_shared(self._analyzer, self._note_shared):
            new.write(entries, gone if shares else ())
        if self._kept is None:
            new.write_suggestions(self._analyzer, replaced, self._progress)
        new.write_vectors(self.encoder, self._passages_to_encode, replaced, self._progress)
        self._count_languages(new)
        self._calibrate(new)

    def _count_languages(self, new: GenerationWriter) -> None:
        """Keeps how many documents are in each language, which every question needs to know."""
        with new.searchable() as words:
            new.measure(LANGUAGES_COUNTED, words.languages())

    def _passages_to_encode(self, reuse: bool) -> Iterator[Passage]:
        return self._index.passages(self.change.versions if reuse else self._every)

    def _calibrate(self, new: GenerationWriter) -> None:
        """Measures what questions reach in this generation; what the last one measured holds while little has changed.

        Where there are vectors, with and without them: whoever asks may not have the encoder.
        """
        if self._still_holds(new, meaning=False) and (self.encoder is None or self._still_holds(new, meaning=True)):
            return
        with new.searchable() as words:
            analyzer = searching_analyzer(self._settings.language, words.languages())
            for encoder in (None, self.encoder) if self.encoder and words.encoder else (None,):
                if not self._still_holds(new, meaning=encoder is not None):
                    cosines = cosines_reached(words, analyzer, encoder) if encoder else UNMEASURED
                    finder = Finder(words, analyzer, encoder, cosines=cosines)
                    ask = partial(self._ask, new, finder)
                    numbers = calibrate(finder, analyzer.language, ask).numbers()
                    new.measure(Calibration.name(meaning=encoder is not None), numbers)

    def _ask(self, new: GenerationWriter, finder: Finder, questions: Sequence[str]) -> Sequence[float]:
        """The strengths that questions reach, asked by all that can help."""
        by_meaning = finder.encoder is not None
        stage = ASKING_BY_MEANING if by_meaning else ASKING
        cosines = finder.cosines if by_meaning else None
        parts = question_parts(questions, new.count_passages(), cosines)
        work = AskingWork(self._settings.language, lambda: self.encoder)

        def note(done: PartsProgress) -> None:
            self._progress(stage, done.documents, len(questions), workers=done.workers)

        shared = new.share(stage, parts, work, note)
        if shared is not None:
            return strengths_of(shared)
        apart = self._asked_apart(new, finder, questions, lambda asked: self._progress(stage, asked, len(questions)))
        if apart is not None:
            return apart
        strengths = []
        for done, question in enumerate(questions):
            self._progress(stage, done, len(questions))
            strengths.append(finder.find(question, limit=0).strength)
        self._progress(stage, len(questions), len(questions))
        return strengths

    def _asked_apart(
        self, new: GenerationWriter, finder: Finder, questions: Sequence[str], done: Callable[[int], object]
    ) -> Sequence[float] | None:
        """The same by the processes that have analysed; None where there are none, or only this one can ask: by meaning, or
        in several languages, as which one a document is in is not known to others yet."""
        if self._pool is None or self._kept is None or finder.encoder or isinstance(finder.analyzer, MixedAnalyzer):
            return None
        words = new.written_words()
        return None if words is None else asked_apart(self._pool, words, finder, questions, done)

    def _still_holds(self, new: GenerationWriter, *, meaning: bool) -> bool:
        """Whether what an earlier generation measured is right for so many passages, and for the encoder's vectors."""
        before = Calibration.read(new.measured(Calibration.name(meaning=meaning)) or {})
        base = self.change.shared
        if (
            meaning
            and before
            and (before.cosines is None or base is None or not self._index.is_whole(base, self.encoder))
        ):
            return False
        return before is not None and abs(new.count_passages() - before.passages) <= _DRIFT * before.passages

    def publish(self, new: GenerationWriter, about_to: Callable[[IndexReport], None]) -> IndexReport:
        """Has the generation served from now on; ``about_to`` is called right before."""
        self._progress("publish", 0, 1)
        report = self._run.report(passages=new.count_passages(), generation=new.number)
        about_to(report)
        new.publish(summary(report, self._run.all_skipped()))
        self._progress("publish", 1, 1)
        return report

    def hold(self, new: GenerationWriter, about_to: Callable[[IndexReport], None]) -> IndexReport:
        """Keeps the generation until somebody publishes or discards it; ``about_to`` is called right before."""
        self._progress("publish", 0, 1)
        report = replace(self._run.report(passages=new.count_passages(), generation=new.number), held=True)
        about_to(report)
        new.hold(summary(report, self._run.all_skipped()), self._run.base.number)
        return report

    def prune(self) -> None:
        """Deletes generations beyond those kept for rollback, and what only they had."""
        self._index.prune(self._settings.keep_generations, self.encoder)
