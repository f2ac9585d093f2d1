"""The steps of a repair, each of which says what it does; one that is only planned changes nothing in the index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from indexer.documents.sources.scopes import Coverage
from indexer.engines.local.index_writer import LocalWriter
from indexer.engines.local.kept import kept_numbers
from indexer.engines.meaning import load_encoder
from indexer.engines.state import BaseGeneration, KnownDocuments
from indexer.errors import IndexDamaged, NamedIndex, PathError, repairing
from indexer.indexing.recovery.renewal import GenerationTexts
from indexer.indexing.recovery.restoring import RestoredTexts, corpus_of, restored_texts
from indexer.indexing.recovery.survey import DamageSurvey, stores_with_faults
from indexer.indexing.runs.publishing import Publishing
from indexer.indexing.runs.record import RunProgress, RunRecord
from indexer.model import IndexReport, Version
from indexer.settings import Settings
from indexer.store import Generations, Jobs
from indexer.store.catalog.access import BESIDE, Corpus
from indexer.store.fsync import aside_of, put_aside, sync
from indexer.store.records import SqliteRecords

__all__ = ["LostDocument", "Mending", "Repair"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LostDocument:
    """A document that the index had, and why its text is not there any more."""

    document_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair did, or would do: ``generation`` is served now, 0 where that is not known yet; ``mended`` is in words;
    ``lost`` are the documents whose text was neither kept nor in a file; ``put_aside`` are files and folders of the index,
    each with the name that it has now."""

    generation: int
    mended: tuple[str, ...]
    lost: tuple[LostDocument, ...]
    put_aside: tuple[str, ...]


class Mending:
    """Mends what a survey ``found``; without a ``writer`` it is planned only."""

    def __init__(self, settings: Settings, found: DamageSurvey, writer: LocalWriter | None) -> None:
        self._settings, self._found, self._writer = settings, found, writer
        self._index, self._generations = settings.index, Generations(settings.index)
        self.mended: list[str] = []
        self.put_aside: list[str] = []
        self.lost: list[LostDocument] = []
        #: What is to be read where nothing is left.
        self.corpus: list[Path] = []
        #: What came of the run that published what is served now, None where nothing was published.
        self.run: IndexReport | None = None

    def report(self, generation: int) -> Repair:
        """What was done so far."""
        return Repair(generation, tuple(self.mended), tuple(self.lost), tuple(self.put_aside))

    def note_folders(self, moved: Mapping[Path, Path]) -> None:
        """Says which folders in the place of files are put aside, each with the path that it has now."""
        for path, aside in moved.items():
            self.mended.append(f"{path.name}, which is a folder, is put aside")
            self.put_aside.append(f"{path.relative_to(self._index)} as {aside.name}")

    def records(self) -> None:
        """What is sound of the records of runs, and of questions, is taken over into a new file."""
        for name in self._found.records:
            self._note_aside(self._index / name, *BESIDE)
            self.mended.append(f"{name} is made anew of the records that can be read")
            if self._writer is not None and name == "jobs.sqlite":
                Jobs.in_folder(self._index).renew()
            elif self._writer is not None:
                SqliteRecords(self._index / name).renew()

    def carry_out(self, scratch: Path, progress: RunProgress) -> int | None:
        """All the rest; a new catalog is first made at ``scratch``. Gives the generation that is served then; None where
        nothing tells of any document, so that all has to be read from the corpus. Raises IndexDamaged where no text would
        be left."""
        found = self._found
        if not found.faults and found.current is not None:
            return found.current
        self._vectors()
        texts = restored_texts(self._settings, found, scratch, progress)
        if texts is None:
            self._nothing_left()
            return None
        self._require_some(texts)
        if texts.catalog is not None:
            self._catalog(texts.catalog)
        if self._writer is not None:
            self._writer.clear()
        served = self._serve(texts, progress)
        self._older(texts, served, progress)
        return served

    def _vectors(self) -> None:
        """What is sound of the vectors stays; the texts of the others are encoded again with the next generation."""
        for store in stores_with_faults(self._index, self._found):
            for path in store.paths:
                self._note_aside(path)
            if self._writer is not None:
                store.renew()
            self.mended.append("the files of vectors are made anew of those that are sound")

    def _nothing_left(self) -> None:
        root, scopes = corpus_of(self._index, self._found)
        if root is None:
            raise PathError(
                f"nothing that is left of the index at {self._index} says which folder is its corpus. Name it: "
                f"{NamedIndex.in_folder(self._index).command('index --full FOLDER')}"
            )
        self.corpus = [Path(root, scope) for scope in scopes or (".",)]
        for number in self._found.damaged:
            self._aside(self._generations.folder(number))
        for name in ("catalog.sqlite", "CURRENT"):
            if (self._index / name).exists():
                self._aside(self._index / name, *(BESIDE if name == "catalog.sqlite" else ()))
        self.mended.append("everything is read again from the corpus")

    def _require_some(self, texts: RestoredTexts) -> None:
        if not texts.served.versions and texts.lost:
            name, reason = texts.lost[0]
            raise IndexDamaged(
                f"no text of the index at {self._index} is left, nor can any be read from the corpus {texts.corpus[0]} "
                f"({name}: {reason}). It stays as it is. Bring the corpus back, and run again: "
                f"{repairing(self._index)}"
            )

    def _catalog(self, made: Path) -> None:
        catalog = self._index / "catalog.sqlite"
        if catalog.exists():
            self._note_aside(catalog, *BESIDE)
        self.mended.append("the catalog is made anew of all texts that are as they were stored")
        if self._writer is not None:
            put_aside(catalog, *BESIDE)
            made.rename(catalog)
            sync(self._index)

    def _serve(self, texts: RestoredTexts, progress: RunProgress) -> int:
        """Has the generation be served, made again where it is not as it was."""
        found, number = self._found, texts.number
        if texts.catalog is None and number in found.sound and not self._can_encode():
            if found.pointer:
                self.mended.append(f"CURRENT names generation {number} again")
                self._point(lambda: self._generations.serve(number))
            return number
        for name in texts.again:
            other = ", which says something else by now" if name in texts.changed else ""
            self.mended.append(f"{name} is read again from its file{other}")
        self.lost += [LostDocument(name, reason) for name, reason in texts.lost]
        made = self._point(lambda: self._publish(texts, progress))
        self.mended.append(f"generation {number} is made again{f' as {made}' if made else ''}")
        if number in found.damaged or not texts.is_as_it_was:
            self._aside(self._generations.folder(number))
        return made or number

    def _can_encode(self) -> bool:
        """Whether passages that have no vector can be given one."""
        return bool(self._found.vectors) and load_encoder(self._settings).encoder is not None

    def _point(self, act: Callable[[], T]) -> T | None:
        """Does what replaces CURRENT, which may be something that no file replaces."""
        pointer = self._index / "CURRENT"
        if pointer.is_dir():
            self._aside(pointer)
        return act() if self._writer is not None else None

    def _publish(self, texts: RestoredTexts, progress: RunProgress) -> int:
        versions = texts.served.versions
        before = {name: version for name, version in versions.items() if name not in texts.changed}
        before |= {name: Version(0, name, name, "", "") for name in (*texts.changed, *(name for name, _ in texts.lost))}
        known = KnownDocuments(before.values())
        base = BaseGeneration(texts.number, known, len(before)) if texts.number in self._found.sound else None
        run = self._run(texts.corpus, texts.served, base or BaseGeneration())
        run.updated, run.removed = list(texts.again), [name for name, _ in texts.lost]
        run.same = sorted(set(versions).difference(texts.again))
        run.skipped = list(texts.served.row.skipped) if texts.served.row else []
        publishing = Publishing(self._settings, run, self._required_writer, progress)
        with publishing.begin() as new:
            publishing.write(new, publishing.analyse())
            self.run = publishing.publish(new, lambda report: None)
        return self.run.generation

    def _older(self, texts: RestoredTexts, served: int, progress: RunProgress) -> None:
        """Makes the older generations again whose files are damaged, of their texts; those that lack some are put aside."""
        found = self._found
        for number in kept_numbers(self._generations):
            whole = number in texts.others
            if number in (texts.number, served) or (whole and number in found.sound):
                continue
            if whole:
                self._note_aside(self._generations.folder(number))
                self.mended.append(f"generation {number} is made again")
                if self._writer is not None:
                    self._make_again(number, texts, served, progress)
            elif texts.catalog is not None or number in found.damaged:
                lacking = (
                    f", as {texts.lacking[number]:,} of its texts are kept nowhere" if number in texts.lacking else ""
                )
                self._aside(self._generations.folder(number))
                self.put_aside[-1] += lacking

    def _make_again(self, number: int, texts: RestoredTexts, served: int, progress: RunProgress) -> None:
        """With links to what it has in common with the generation that is served."""
        content = KnownDocuments(texts.served.versions.values())
        base = BaseGeneration(served, content, len(texts.served.versions))
        run = self._run(texts.corpus, texts.others[number], base)
        publishing = Publishing(self._settings, run, self._required_writer, progress)
        with self._required_writer.begin_again(number, publishing.change.shared) as new:
            publishing.write(new, publishing.analyse())
            new.put_in_place()

    def _run(self, corpus: Corpus, texts: GenerationTexts, base: BaseGeneration) -> RunRecord:
        root, scopes = corpus
        covered = frozenset(scopes or (".",))
        run = RunRecord(Coverage(Path(root or ""), covered, covered), base, full=base.number is None)
        run.fresh, run.files, run.whole = dict(texts.versions), dict(texts.files), True
        run.gone = {name: version for name, version in base.versions.items() if name not in run.fresh}
        return run

    @property
    def _required_writer(self) -> LocalWriter:
        if self._writer is None:
            raise TypeError("what is only planned writes nothing")
        return self._writer

    def _aside(self, path: Path, *beside: str) -> None:
        self._note_aside(path, *beside)
        if self._writer is not None:
            put_aside(path, *beside)

    def _note_aside(self, path: Path, *beside: str) -> None:
        self.put_aside.append(f"{path.relative_to(self._index)} as {aside_of(path, *beside).name}")
