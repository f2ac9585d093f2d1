"""An index in a folder, open for one run: the catalog's writing side, and generations made beside those that serve."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import cached_property
from pathlib import Path
from typing import Self

from indexer.engines.local.kept import kept_numbers, require_fit
from indexer.engines.local.new_generation import DEFAULT_ENGINE, NewGeneration, take_away, taken_away
from indexer.engines.local.run_state import state_of
from indexer.engines.local.texts import CatalogPassages
from indexer.engines.local.vector_writing import Vectorising
from indexer.engines.local.words import ENGINES
from indexer.engines.meaning import Encoder
from indexer.engines.state import GenerationChange, IndexState
from indexer.errors import GenerationMissing, IndexDamaged, IndexMismatch, PassagewayError
from indexer.model import Document, FileState, Passage, Skipped, SkippedFile, Version
from indexer.settings import Settings
from indexer.store import Generations, Held, Writer, WriterLock
from indexer.store.catalog.access import BESIDE, remembered
from indexer.store.catalog.staging import Staging
from indexer.store.fsync import put_aside

__all__ = ["LocalWriter"]

#: Code points of passages that are remembered until they are analysed, and what one counts beside its text: some 50 MB.
_REMEMBERED, _BESIDE_TEXT = 32_000_000, 1000


class LocalWriter:
    """See the Protocol ``writing.IndexWriter``."""

    def __init__(self, settings: Settings, *, anew: bool) -> None:
        """Opens nothing yet; ``anew`` has a catalog that cannot be used put aside, and another made."""
        self._settings, self._anew = settings, anew
        self._generations = Generations(settings.index)
        self._open = ExitStack()
        self._just_split = _JustSplit()

    def __enter__(self) -> Self:
        """Takes the writer's lock; raises IndexLocked. What is asked first opens the catalog, and may raise IndexDamaged or
        IndexMismatch."""
        self._who = self._open.enter_context(WriterLock(self._settings.index))
        return self

    @property
    def who(self) -> Writer:
        """See the Protocol."""
        return self._who

    @cached_property
    def _staging(self) -> Staging:
        return self._open.enter_context(_staging(self._settings.index, self._anew))

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is not None and issubclass(kind, KeyboardInterrupt):
                self._clear_away()
        finally:
            self._open.close()

    def _clear_away(self) -> None:
        """An interrupt may come at any instant, so that whoever was about to remove what it had begun did not know of it
        yet. Where that cannot be done now, the next run does it."""
        if "_staging" in vars(self):
            with suppress(PassagewayError, OSError):
                self._staging.rollback()
                self.clear()

    def cover(self, root: str, scopes: Sequence[str]) -> None:
        """See the Protocol."""
        self._staging.cover(root, scopes)

    def clear(self) -> None:
        """See the Protocol."""
        of_nobody = (number for number in self._staging.numbers() if not self._staging.holds(number))
        for number in [*of_nobody, *self._generations.unserved()]:
            self._staging.forget(number)
        current = self._generations.current_or_none()
        if current is not None:
            self._staging.note_published(current)  # a run may have been killed before it could
        self._staging.commit()
        self._generations.clear_unpublished()

    def state(self, *, full: bool) -> IndexState:
        """See the Protocol."""
        return state_of(self._settings, self._staging, full=full, mend=True)

    def edition(self, *, new: bool) -> str:
        """See the Protocol."""
        return f"{self._settings.fingerprint()}/{self._staging.edition(new=new)}"

    def may_have(self, document_id: str) -> bool:
        """See the Protocol."""
        return self._staging.may_have(document_id)

    def find(self, document: Document, edition: str) -> Version | None:
        """See the Protocol."""
        return self._staging.find(document, edition)

    def add(self, document: Document, passages: Sequence[Passage], edition: str) -> Version:
        """See the Protocol."""
        version = self._staging.add(document, passages, edition)
        self._just_split.keep(version, passages)
        return version

    def share(self, *_: object) -> None:
        """See the Protocol: a folder is written by one process."""

    def document(self, version: Version) -> Document:
        """See the Protocol."""
        return self._staging.document(version)

    def passages(self, versions: Iterable[Version]) -> Iterator[Passage]:
        """See the Protocol."""
        for version in versions:
            yield from self._just_split.take(version) or self._staging.passages([version])

    def kept_passages(self) -> CatalogPassages:
        """See the Protocol."""
        self._just_split = _JustSplit()  # others read them, from the catalog
        self._staging.commit()
        return CatalogPassages(self._settings.index / "catalog.sqlite")

    def is_whole(self, generation: int, encoder: Encoder | None) -> bool:
        """See the Protocol."""
        return Vectorising(self._settings.index, encoder).fit(self._generations.folder(generation))

    def count_passages(self, generation: int) -> int:
        """See the Protocol."""
        return self._staging.counts(generation)[1]

    def update_files(self, generation: int, files: Iterable[FileState]) -> None:
        """See the Protocol."""
        self._staging.update_files(generation, files)

    def note_skipped(self, generation: int, skipped: Iterable[Skipped]) -> None:
        """See the Protocol."""
        self._staging.note_skipped(generation, skipped)

    def remember_skipped(self, files: Collection[SkippedFile], forget: Collection[str]) -> None:
        """See the Protocol."""
        if files or forget:
            self._staging.remember_skipped(files, forget)
            self._staging.commit()

    def begin(self, change: GenerationChange, *, at_least: int = 1) -> NewGeneration:
        """See the Protocol."""
        given = [taken_away(self._staging), *self._staging.numbers(), *self._generations.used()]
        number = max(at_least, *(number + 1 for number in given))
        self._staging.enter(
            number,
            change.versions,
            change.files,
            self._settings.fingerprint(),
            base=change.base,
            gone=change.gone,
            lost=change.lost,
        )
        return self.begin_again(number, change.shared)

    def begin_again(self, number: int, shared: int | None) -> NewGeneration:
        """As ``begin``, for a generation that the catalog has: it is not served, its files are damaged. It links to those
        of ``shared``."""
        folder = self._generations.begin(number, shared, ENGINES[DEFAULT_ENGINE].shares)
        base = None if shared is None else self._generations.folder(shared)
        return NewGeneration(self._settings, self._staging, number, folder, base=base)

    def confirm(self, number: int, published: str) -> None:
        """See the Protocol."""
        self._staging.note_published(number, published)
        self._generations.confirm(number)

    def held(self) -> Held | None:
        """See the Protocol."""
        return self._generations.held()

    def serve(self, number: int, *, proved: bool = False) -> None:
        """See the Protocol."""
        if number not in kept_numbers(self._generations):
            raise GenerationMissing.of_number(self._settings.named_index, number)
        require_fit(self._generations.sound(number, whole=not proved), self._settings)
        if not self._staging.holds(number):
            raise IndexDamaged.of_catalog(self._settings.index / "catalog.sqlite", f"does not hold generation {number}")
        self._generations.release(number)
        self._staging.note_published(number)

    def discard(self) -> None:
        """See the Protocol."""
        held = self._generations.held()
        if held is not None:
            take_away(self._generations, self._staging, held.number)

    def has_more(self, keep: int) -> bool:
        """See the Protocol."""
        return set(self._staging.numbers()) | set(self._generations.complete()) != self._kept(keep)

    def _kept(self, keep: int) -> set[int]:
        """The newest ``keep``, what is served now, which may be an older one, and what is held."""
        complete = [number for number in self._generations.complete() if self._staging.holds(number)]
        held = self._generations.held()
        served = {self._generations.current_or_none()}.intersection(complete)
        return {*complete[:keep], *(n for n in served if n is not None), *([held.number] if held else [])}

    def prune(self, keep: int, encoder: Encoder | None) -> None:
        """See the Protocol."""
        kept = self._kept(keep)
        # Folders first: one that is there can be gone back to, or stand in for a damaged one, and has to have its texts.
        for number in sorted(set(self._generations.complete()) - kept):
            self._generations.remove(number)
        for number in set(self._staging.numbers()) - kept:
            self._staging.forget(number)
        self._staging.sweep()
        folders = [self._generations.folder(number) for number in kept_numbers(self._generations)]
        Vectorising(self._settings.index, encoder).sweep(folders)


class _JustSplit:
    """Passages of the documents that a run has split, until they are analysed: those that are kept need not be read from
    the catalog again, which takes a tenth of a run. Only the first of many are kept."""

    def __init__(self) -> None:
        self._passages: dict[int, Sequence[Passage]] = {}
        self._left = _REMEMBERED

    def keep(self, version: Version, passages: Sequence[Passage]) -> None:
        """Keeps those of a version while there is room."""
        self._left -= sum(len(passage.text) + _BESIDE_TEXT for passage in passages)
        if self._left > 0:
            self._passages[version.number] = passages

    def take(self, version: Version) -> Sequence[Passage] | None:
        """Those of a version, once; None where they are not kept."""
        return self._passages.pop(version.number, None)


def _staging(index: Path, anew: bool) -> Staging:
    """The catalog to write to; ``anew``, one that cannot be used is put aside, and another made that knows its corpus."""
    path = index / "catalog.sqlite"
    lost = not path.exists() and (index / "CURRENT").exists()
    if lost and not anew:
        raise IndexDamaged.of_catalog(path, "is missing")
    try:
        staging = Staging.writing(path)
        if not anew or (not lost and staging.is_whole()):
            return staging
        staging.close()
    except (IndexDamaged, IndexMismatch):
        if not anew:
            raise
    return _made_anew(path)


def _made_anew(path: Path) -> Staging:
    root, scopes = remembered(path)
    put_aside(path, *BESIDE)
    staging = Staging.writing(path)
    if root is not None:
        staging.cover(root, scopes or (".",))
        staging.commit()
    return staging
