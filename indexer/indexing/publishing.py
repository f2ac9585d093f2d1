"""From what a run took in to a generation that is served."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from indexer.engines import ENGINES, Engine, Entry, entry_of
from indexer.engines.forward import ForwardIndex, ForwardWriter
from indexer.engines.meaning import PassageVectors, load_encoder
from indexer.indexing.record import RunProgress, RunRecord, summary
from indexer.indexing.vectors import Vectorising
from indexer.model import IndexReport, Passage
from indexer.searching.calibration import calibrate
from indexer.searching.finder import Finder
from indexer.searching.ranking import Calibration
from indexer.searching.suggester import SUGGESTIONS, write_suggestions
from indexer.settings import FORMAT, Settings
from indexer.store import Generations, Manifest, Staging, Version
from indexer.store.manifest import FileCheck
from indexer.store.rows import scopes_to
from indexer.text.analysis import Analyzer

__all__ = ["NewGeneration", "Publishing"]

_ENGINE = "whoosh"

#: How much the number of passages may change, as a share, before what questions reach is measured anew.
_DRIFT = 0.1


@dataclass(frozen=True, slots=True)
class NewGeneration:
    """One that is being made: its number and folder, the versions to write into it, and the documents to take out of what
    it shares with the generation before; ``shares`` says whether it shares anything."""

    number: int
    folder: Path
    fresh: Sequence[Version]
    gone: Sequence[str]
    shares: bool


class Publishing:
    """Makes one run's generation: ``begin``, ``analyse``, ``write``, ``publish``, then ``prune``."""

    def __init__(self, settings: Settings, run: RunRecord, staging: Staging, progress: RunProgress) -> None:
        """Raises EncoderError where ranking by meaning is wanted and cannot be had."""
        self._settings, self._run, self._staging, self._progress = settings, run, staging, progress
        self._generations = Generations(settings.index)
        self._engine: type[Engine] = ENGINES[_ENGINE]
        self._analyzer = Analyzer(settings.language)
        self._encoder = load_encoder(settings).encoder
        self._vectors = Vectorising(settings.index, self._encoder, progress)

    def unchanged(self) -> IndexReport | None:
        """The report of a run that needs no new generation, as nothing would differ from the one before; else None."""
        run, base = self._run, self._run.base.number
        if base is None or run.full or not self._same_as(base):
            return None
        self._staging.update_files(base, run.files.values())
        return run.report(passages=self._staging.count_passages(base), generation=base)

    def _same_as(self, base: int) -> bool:
        before = {version.number for version in self._run.base.versions.values()}
        same = before == {version.number for version in self._run.versions.values()}
        folder = self._generations.folder(base)
        return same and self._vectors.fit(folder) and (folder / SUGGESTIONS).exists()

    @contextmanager
    def begin(self) -> Iterator[NewGeneration]:
        """A generation to write; on any error in the block all of it is taken back."""
        run, staging = self._run, self._staging
        staging.set_meta("root", str(run.coverage.root))
        staging.set_meta("scopes", scopes_to(sorted(run.coverage.covered)))
        number = max([0, *staging.numbers(), *self._generations.complete()]) + 1
        staging.enter(number, run.versions.values(), run.files.values(), self._settings.fingerprint())
        base, fresh, gone = self._difference()
        folder = self._generations.begin(number, base, self._engine.shares)
        try:
            yield NewGeneration(number, folder, fresh, gone, base is not None)
        except BaseException:
            staging.rollback()
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _difference(self) -> tuple[int | None, list[Version], list[str]]:
        """The generation to share files with, what to write beside them, and the documents to take out of them."""
        before, now = self._run.base.versions, self._run.versions
        gone = [name for name, version in before.items() if now.get(name) != version]
        if self._run.full or 2 * len(gone) > len(before):  # cheaper, and smaller on disk, than to delete most of it
            return None, [version for _, version in sorted(now.items())], []
        return self._run.base.number, [v for name, v in sorted(now.items()) if before.get(name) != v], gone

    def analyse(self, new: NewGeneration) -> Iterator[Entry]:
        """The passages to write, as the engine takes them in."""
        for done, version in enumerate(new.fresh):
            self._progress("index", done, len(new.fresh), version.path)
            for passage in self._staging.passages([version]):
                yield entry_of(passage, self._analyzer)
        self._progress("index", len(new.fresh), len(new.fresh))
        self._progress("publish", 0, 1)

    def write(self, new: NewGeneration, entries: Iterable[Entry]) -> None:
        """Writes all files of the generation but its manifest."""
        forward = ForwardWriter(new.folder, new.gone)
        self._engine.write(new.folder, forward.collect(entries), new.gone)
        forward.finish()
        write_suggestions(new.folder, self._staging.suggestible(new.number), self._analyzer)
        replaced = {*new.gone, *(version.document_id for version in new.fresh)} if new.shares else None
        self._vectors.write(new.folder, partial(self._passages_to_encode, new.fresh), replaced)
        self._calibrate(new.folder)

    def _passages_to_encode(self, fresh: Sequence[Version], reuse: bool) -> Iterator[Passage]:
        return self._staging.passages(fresh if reuse else self._run.versions.values())

    def _calibrate(self, folder: Path) -> None:
        """Measures what questions reach in this generation; what the last one measured holds while little has changed.

        Where there are vectors, with and without them: whoever asks may not have the encoder.
        """
        engine = self._engine.open(folder)
        try:
            vectors = PassageVectors(self._settings.index, folder) if self._encoder else None
            for meaning in (False, True) if self._encoder and vectors else (False,):
                with_vectors = (self._encoder, vectors) if meaning and self._encoder and vectors else None
                finder = Finder(engine, ForwardIndex(folder), self._analyzer, with_vectors)
                stands = Calibration.stands_in(folder, meaning=meaning)
                before = Calibration.read(folder, meaning=meaning) if stands else None
                if before is None or abs(finder.passages - before.passages) > _DRIFT * before.passages:
                    progress = partial(self._progress, "calibrate by meaning" if meaning else "calibrate")
                    calibrate(finder, self._settings.language, progress).write(folder, meaning=meaning)
        finally:
            engine.close()

    def publish(self, new: NewGeneration) -> IndexReport:
        """Seals the generation by its manifest, and has it served from now on."""
        passages = self._staging.count_passages(new.number)
        self._manifest(new, passages).write(new.folder)
        report = self._run.report(passages=passages, generation=new.number)
        self._staging.finish(new.number, len(self._run.versions), passages, summary(report))
        self._generations.publish(new.folder, new.number)
        self._staging.close_edition()
        return report

    def _manifest(self, new: NewGeneration, passages: int) -> Manifest:
        chosen = self._settings.model_dump(mode="json", include={"language", "passage_words", "passage_words_limit"})
        return Manifest(
            format=FORMAT,
            generation=new.number,
            engine=_ENGINE,
            fingerprint=self._settings.fingerprint(),
            settings=chosen,
            documents=len(self._run.versions),
            passages=passages,
            files={path.name: FileCheck.of(path) for path in sorted(new.folder.iterdir())},
        )

    def prune(self, newest: int) -> None:
        """Deletes generations beyond those kept for rollback, and the texts that only they held."""
        keep = set(self._generations.complete()[: self._settings.keep_generations]) | {newest}
        for number in set(self._staging.numbers()) - keep:
            self._staging.forget(number)
        self._staging.sweep()
        for number in set(self._generations.complete()) - keep:
            self._generations.remove(number)
        self._vectors.sweep([self._generations.folder(number) for number in self._generations.complete()])
