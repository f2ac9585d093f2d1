"""Read, split, analyse, index, publish: a run, its stages called in sequence."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter

from indexer.documents.reader import ReadItem, UnchangedDocument, readable, unreadable
from indexer.documents.sources.folder import Folder
from indexer.documents.sources.freshness import digest_of, is_gone
from indexer.documents.sources.protocol import Source, SourceFile, Unlisted
from indexer.documents.sources.scopes import corpus_of, within
from indexer.documents.workers.divided import Splitting
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.engines import ENGINES, Engine, Entry, entry_of
from indexer.engines.forward import ForwardIndex, ForwardWriter
from indexer.engines.meaning import PassageVectors, load_encoder
from indexer.errors import IndexDamaged, IndexMismatch, IndexMissing
from indexer.indexing.bookkeeping import Bookkeeping, summary
from indexer.indexing.vectors import Vectorising
from indexer.model import Document, FileState, IndexReport, Passage, Progress, Skipped
from indexer.searching.calibration import calibrate
from indexer.searching.finder import Finder
from indexer.searching.ranking import Calibration
from indexer.searching.suggester import SUGGESTIONS, write_suggestions
from indexer.settings import FORMAT, Settings
from indexer.store import Generations, Manifest, Staging, Version, WriterLock
from indexer.store.manifest import FileCheck
from indexer.text.analysis import Analyzer

__all__ = ["Progress", "index_corpus"]

_ENGINE = "whoosh"

#: How much the number of passages may change, as a share, before what questions reach is measured anew.
_DRIFT = 0.1


def index_corpus(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    full: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda stage, done, total: None,
) -> IndexReport:
    """Indexes ``paths`` (folders or files; without any, those of the last run, or ``corpus/``) and publishes the result.

    ``full`` reads everything anew and rebuilds the index, whatever its state; ``dry_run`` only tells what would be done.
    Documents outside ``paths`` stay. Raises PathError, IndexLocked, IndexMismatch and IndexDamaged; on any error,
    Ctrl-C included, the generation served before goes on being served.
    """
    with WriterLock(settings.index):
        return _Indexer(settings, full, dry_run, progress).run(paths)


class _Indexer:
    """One run over one index."""

    def __init__(self, settings: Settings, full: bool, dry_run: bool, progress: Progress) -> None:
        self._settings, self._full, self._dry_run, self._progress = settings, full, dry_run, progress
        self._generations = Generations(settings.index)
        self._engine: type[Engine] = ENGINES[_ENGINE]
        self._analyzer = Analyzer(settings.language)
        self._encoder = load_encoder(settings).encoder
        self._vectors = Vectorising(settings.index, self._encoder, progress)
        self._run = Bookkeeping()

    def run(self, paths: Sequence[Path]) -> IndexReport:
        started, settings = perf_counter(), self._settings
        if not self._dry_run:
            self._generations.clear_partial()
        with _staging(self._settings.index, self._full) as staging:
            self._staging = staging
            base = self._base()
            self._edition = f"{self._settings.fingerprint()}/{staging.edition(new=self._full and not self._dry_run)}"
            root, scopes, covered = corpus_of(staging.meta("root"), staging.meta("scopes"), paths)
            source = Folder(root, settings.ignore)
            with (
                Reading(ReadLimits.of(settings)) as reading,
                Splitting(settings.passage_words, settings.passage_words_limit, settings.workers) as splitting,
            ):
                self._reading, self._splitting = reading, splitting
                self._read_all(source, scopes, base)
            self._remove_missing(source, scopes, base)
            generation = max([0, *self._staging.numbers(), *self._generations.complete()]) + 1
            if self._dry_run:
                return self._run.report(0, perf_counter() - started, base or 0)
            if base is not None and not self._full and self._same_as(base):
                staging.update_files(base, self._run.files.values())
                return self._run.report(staging.count_passages(base), perf_counter() - started, base)
            staging.set_meta("root", str(root))
            staging.set_meta("scopes", "\n".join(covered))
            return self._publish(generation, None if self._full else base, started)

    def _base(self) -> int | None:
        """The generation to build on; a damaged one is put aside."""
        try:
            current = self._generations.current()
            manifest, warning = self._generations.newest_sound()
        except IndexMissing:
            return None
        except IndexDamaged:
            if self._full:
                return None
            raise
        if warning and not self._dry_run:
            self._generations.serve(manifest.generation)
            self._generations.put_aside(current)
        fits = manifest.fingerprint == self._settings.fingerprint() and manifest.format == FORMAT
        if not fits and not self._full:
            raise IndexMismatch(
                f"the index at {self._settings.index} was made with other settings ({manifest.settings}). "
                f"Rebuild it with: passageway index --full --index {self._settings.index}"
            )
        return manifest.generation

    def _read_all(self, source: Source, scopes: Sequence[str], base: int | None) -> None:
        """Reads and splits what is new; what is not in ``scopes``, or could not be looked for, is taken over as it was."""
        held = self._staging.members(base) if base else {}
        files = self._staging.files(base) if base else {}
        found = list(readable(source.list_files(scopes)))
        unlisted = [item.path for item in found if isinstance(item, Unlisted)]
        for version in held.values():
            if not within(version.path, scopes) or within(version.path, unlisted):
                self._run.versions[version.document_id] = version
                if version.path in files:
                    self._run.files[version.path] = files[version.path]
        by_path: dict[str, list[Version]] = {}
        for version in held.values():
            by_path.setdefault(version.path, []).append(version)
        for done, item in enumerate(found):
            self._progress("read", done, len(found))
            if isinstance(item, Unlisted):
                self._run.skipped.append(Skipped(item.path, item.reason))
            elif isinstance(item, Skipped):
                self._run.skipped.append(item)
            else:
                self._read_file(source, item, files.get(item.path), by_path.get(item.path, []))
        self._store(self._splitting.rest())
        self._progress("read", len(found), len(found))

    def _read_file(
        self, source: Source, file: SourceFile, before: FileState | None, versions: Sequence[Version]
    ) -> None:
        known = None if self._full else before
        if known and file.mark and known.mark == file.mark:
            self._keep(known, versions)
            return
        try:
            digest = digest_of(source, file)
        except OSError as error:
            self._run.skipped.append(Skipped(file.path, unreadable(error)))
            return
        state = FileState(file.path, file.size, file.modified_ns, digest, file.mark)
        if known and known.digest == digest and versions:
            self._keep(state, versions)
            return
        before_by_id = {version.document_id: version for version in versions}
        skipped_before = len(self._run.skipped)
        digests = {} if self._full else {name: version.digest for name, version in before_by_id.items()}
        for item in self._reading.file(source, file, digests):
            self._take(item, before_by_id)
        if len(self._run.skipped) == skipped_before:  # else it is read, and reported, again next time
            self._run.files[file.path] = state

    def _keep(self, state: FileState, versions: Iterable[Version]) -> None:
        self._run.files[state.path] = state
        for version in versions:
            self._run.versions[version.document_id] = version
            self._run.unchanged.append(version.document_id)

    def _take(self, item: ReadItem, before: dict[str, Version]) -> None:
        if isinstance(item, Skipped):
            self._run.skipped.append(item)
        elif isinstance(item, UnchangedDocument):
            self._run.versions[item.id] = before[item.id]
            self._run.unchanged.append(item.id)
        else:
            self._enter(item)
            same = item.id in before and before[item.id].digest == item.digest
            lists = self._run.unchanged if same else self._run.updated if item.id in before else self._run.added
            lists.append(item.id)

    def _enter(self, document: Document) -> None:
        """Gives the document its version: as an earlier run split it, or, sooner or later, as it is split now."""
        known = self._staging.find(document, self._edition)
        self._run.versions[document.id] = known or Version(0, document.id, document.path, document.digest)
        if not known and not self._dry_run:
            self._store(self._splitting.put(document))

    def _store(self, done: Iterable[tuple[Document, tuple[Passage, ...]]]) -> None:
        for document, passages in done:
            self._run.versions[document.id] = self._staging.add(document, passages, self._edition)

    def _remove_missing(self, source: Source, scopes: Sequence[str], base: int | None) -> None:
        """Takes out what is gone from ``scopes``, and what has moved into them from elsewhere."""
        held = self._staging.members(base) if base else {}
        skipped = {s.path for s in self._run.skipped}
        new = {self._run.versions[name].digest: name for name in self._run.added}
        for name, version in held.items():
            gone = name not in self._run.versions
            moved_away = not gone and not within(version.path, scopes) and is_gone(source, version.path)
            if version.digest in new and (gone or moved_away):
                self._run.moved.append((name, new[version.digest]))
                if moved_away:
                    del self._run.versions[name]
                    self._run.files.pop(version.path, None)
            if name not in self._run.versions and version.path not in skipped:
                self._run.removed.append(name)

    def _same_as(self, base: int) -> bool:
        """Whether nothing would differ from ``base``, so that no new generation is needed."""
        held = {version.number for version in self._staging.members(base).values()}
        same = held == {version.number for version in self._run.versions.values()}
        folder = self._generations.folder(base)
        return same and self._vectors.fit(folder) and (folder / SUGGESTIONS).exists()

    def _publish(self, generation: int, base: int | None, started: float) -> IndexReport:
        staging, run = self._staging, self._run
        staging.enter(generation, run.versions.values(), run.files.values(), self._settings.fingerprint())
        held = staging.members(base) if base else {}
        fresh = [v for name, v in sorted(run.versions.items()) if held.get(name) != v]
        gone = [name for name, v in held.items() if run.versions.get(name) != v]
        if 2 * len(gone) > len(held):  # cheaper, and smaller on disk, than to delete most of it
            base, fresh, gone = None, [v for _, v in sorted(run.versions.items())], []
        folder = self._generations.begin(generation, base, self._engine.shares)
        try:
            forward = ForwardWriter(folder, gone)
            self._engine.write(folder, forward.collect(self._entries(fresh)), gone)
            forward.finish()
            write_suggestions(folder, staging.suggestible(generation), self._analyzer)
            replaced = {*gone, *(version.document_id for version in fresh)} if base else None
            self._vectors.write(folder, partial(self._passages_to_encode, fresh), replaced)
            self._calibrate(folder)
            passages = staging.count_passages(generation)
            self._manifest(folder, generation, passages).write(folder)
            report = run.report(passages, perf_counter() - started, generation)
            staging.finish(generation, len(run.versions), passages, summary(report))
            self._generations.publish(folder, generation)
            staging.close_edition()
        except BaseException:
            staging.rollback()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._prune(generation)
        return replace(report, seconds=perf_counter() - started)

    def _entries(self, versions: Sequence[Version]) -> Iterator[Entry]:
        for done, version in enumerate(versions):
            self._progress("index", done, len(versions))
            for passage in self._staging.passages([version]):
                yield entry_of(passage, self._analyzer)
        self._progress("index", len(versions), len(versions))
        self._progress("publish", 0, 1)

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

    def _manifest(self, folder: Path, generation: int, passages: int) -> Manifest:
        chosen = self._settings.model_dump(mode="json", include={"language", "passage_words", "passage_words_limit"})
        return Manifest(
            format=FORMAT,
            generation=generation,
            engine=_ENGINE,
            fingerprint=self._settings.fingerprint(),
            settings=chosen,
            documents=len(self._run.versions),
            passages=passages,
            files={path.name: FileCheck.of(path) for path in sorted(folder.iterdir())},
        )

    def _prune(self, newest: int) -> None:
        """Deletes generations beyond those kept for rollback, and the texts that only they held."""
        keep = set(self._generations.complete()[: self._settings.keep_generations]) | {newest}
        for number in set(self._staging.numbers()) - keep:
            self._staging.forget(number)
        self._staging.sweep()
        for number in set(self._generations.complete()) - keep:
            self._generations.remove(number)
        self._vectors.sweep([self._generations.folder(number) for number in self._generations.complete()])


def _staging(index: Path, full: bool) -> Staging:
    """The catalog to write to. With ``full``, one that cannot be used is put aside and made anew."""
    path = index / "catalog.sqlite"
    try:
        return Staging(path)
    except (IndexDamaged, IndexMismatch):
        if not full:
            raise
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(part.with_name(f"{part.name}.damaged"))
        return Staging(path)
