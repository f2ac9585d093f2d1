"""A generation in the making: a folder beside the others, until one rename has it served."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from indexer.engines.entries import Entry
from indexer.engines.entries.batches import Batch, batched
from indexer.engines.forward.writer import ForwardWriter
from indexer.engines.local.generation import read_measured, write_measured
from indexer.engines.local.stating import StatedDocuments
from indexer.engines.local.suggestions import by_documents, write_changed, write_suggestions
from indexer.engines.local.vector_writing import Vectorising
from indexer.engines.local.words import ENGINES, LocalWords
from indexer.engines.meaning import Encoder
from indexer.engines.state import PartsProgress
from indexer.model import Passage, Progress
from indexer.settings import FORMAT, Settings
from indexer.store import Generations, Held, Manifest
from indexer.store.catalog.reading.stated import StatedRows
from indexer.store.catalog.staging import Staging
from indexer.store.manifest import MANIFEST, checks_of
from indexer.text.analysis import Analyzer

__all__ = ["DEFAULT_ENGINE", "FolderWords", "NewGeneration", "take_away", "taken_away"]

DEFAULT_ENGINE = "whoosh"


class NewGeneration:
    """See the Protocol ``writing.GenerationWriter``."""

    def __init__(self, settings: Settings, staging: Staging, number: int, folder: Path, *, base: Path | None) -> None:
        """In ``folder``, which ``Generations.begin`` made with links to what it shares with that of ``base``."""
        self.number, self._base = number, base
        self._settings, self._staging, self._folder = settings, staging, folder
        self._generations = Generations(settings.index)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._staging.rollback()
            shutil.rmtree(self._folder, ignore_errors=True)

    def write(self, entries: Iterable[Entry | Batch], removed: Collection[str]) -> None:
        """See the Protocol."""
        forward = ForwardWriter(self._folder, removed)
        ENGINES[DEFAULT_ENGINE].write(self._folder, forward.collect(batched(entries)), removed)
        forward.finish()

    def take_over(self, folder: Path) -> None:
        """In place of all that is written: moves the files here of a complete generation that was made elsewhere."""
        for path in folder.iterdir():
            if path.name != MANIFEST:
                path.rename(self._folder / path.name)

    def write_shared(self, analyzer: Analyzer, progress: Callable[[PartsProgress], object]) -> bool:
        """See the Protocol: a folder is written by one process."""
        return False

    def write_suggestions(self, analyzer: Analyzer, replaced: Collection[str] | None, progress: Progress) -> None:
        """See the Protocol."""
        staging, number = self._staging, self.number
        if replaced is None or not write_changed(
            self._folder, replaced, lambda: staging.suggestible(number, replaced), analyzer
        ):
            every = by_documents(staging.suggestible(number), staging.counts(number)[0], progress)
            write_suggestions(self._folder, every, analyzer)

    def write_vectors(
        self,
        encoder: Encoder | None,
        passages: Callable[[bool], Iterable[Passage]],
        replaced: Collection[str] | None,
        progress: Progress,
    ) -> None:
        """See the Protocol."""
        Vectorising(self._settings.index, encoder, progress).write(self._folder, passages, replaced)

    def share(self, *_: object) -> None:
        """See the Protocol: a folder is written by one process."""

    @contextmanager
    def searchable(self) -> Iterator[LocalWords]:
        """See the Protocol."""
        stating = StatedDocuments(self._staging.stated(self.number))
        with closing(LocalWords(self._settings.index, self._folder, DEFAULT_ENGINE, stating)) as words:
            yield words

    def written_words(self) -> FolderWords:
        """See the Protocol."""
        return FolderWords(self._settings.index, self._folder)

    def measured(self, name: str) -> Mapping[str, float] | None:
        """See the Protocol."""
        return read_measured(self._folder, name)

    def measure(self, name: str, numbers: Mapping[str, float]) -> None:
        """See the Protocol."""
        write_measured(self._folder, name, numbers)

    def count_passages(self) -> int:
        """See the Protocol."""
        return self._staging.counts(self.number)[1]

    def publish(self, summary: Mapping[str, object]) -> None:
        """See the Protocol: sealed by its manifest, on disk, then one rename."""
        self._seal(summary)
        held = self._generations.held()
        self._generations.publish(self._folder, self.number)
        self._staging.note_published(self.number)
        self._staging.close_edition()
        self._forget(held)

    def hold(self, summary: Mapping[str, object], base: int | None) -> None:
        """See the Protocol."""
        self._seal(summary)
        held = self._generations.held()
        self._generations.hold(self._folder, self.number, base or 0)
        self._staging.close_edition()
        self._forget(held)

    def keep(self, summary: Mapping[str, object]) -> None:
        """See the Protocol."""
        self._seal(summary)
        self._generations.keep(self._folder, self.number)

    def _forget(self, held: Held | None) -> None:
        """Removes what was held before, and is outdated now."""
        if held is not None:
            take_away(self._generations, self._staging, held.number)

    def _seal(self, summary: Mapping[str, object]) -> None:
        manifest = self._manifest()
        manifest.write(self._folder)
        self._staging.finish(self.number, manifest.documents, manifest.passages, dict(summary))

    def put_in_place(self) -> None:
        """Puts what was written into the place of the generation's damaged files, which are put aside."""
        self._manifest().write(self._folder)
        self._generations.put_in_place(self._folder, self.number)

    def _manifest(self) -> Manifest:
        root, scopes = self._staging.corpus()
        documents, passages = self._staging.counts(self.number)
        chosen = self._settings.model_dump(mode="json", include={"language", "passage_words", "passage_words_limit"})
        return Manifest(
            format=FORMAT,
            generation=self.number,
            engine=DEFAULT_ENGINE,
            fingerprint=self._settings.fingerprint(),
            settings=chosen,
            documents=documents,
            passages=passages,
            files=checks_of(self._folder, self._base),
            root=root or "",
            scopes=scopes or (),
        )


@dataclass(frozen=True, slots=True)
class FolderWords:
    """See the Protocol ``writing.WrittenWords``: the files in the ``folder`` of a generation."""

    index: Path
    folder: Path

    @contextmanager
    def searchable(self) -> Iterator[LocalWords]:
        """See the Protocol."""
        nothing = StatedDocuments(StatedRows(lambda query, values: (), 0))
        with closing(LocalWords(self.index, self.folder, DEFAULT_ENGINE, nothing)) as words:
            yield words


def take_away(generations: Generations, staging: Staging, number: int) -> None:
    """Deletes a generation that nobody goes back to: its folder first, since one whose folder is there can be served, and
    has to be in the catalog. Where the writer is killed in between, the next prune takes it out there, too. No other gets
    its number: whoever has looked at it and publishes that number must not have another served."""
    staging.set_meta("taken_away", str(max(number, taken_away(staging))))
    staging.commit()
    generations.remove(number)
    staging.forget(number)
    staging.commit()


def taken_away(staging: Staging) -> int:
    """The greatest number of a generation that was taken away; 0 where none was."""
    return staging.number("taken_away")
