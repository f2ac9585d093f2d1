"""One run of indexing: what it covers, what it builds on, and what it has found out so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from types import MappingProxyType
from typing import Protocol

from indexer.documents.sources.scopes import Coverage, within
from indexer.engines.state import BaseGeneration, GenerationChange
from indexer.model import FileNote, FileState, IndexReport, Skipped, Version
from indexer.model.index.holdings import files_of
from indexer.model.index.reports import without_moved

__all__ = ["NOBODY", "RunProgress", "RunRecord", "summary"]

#: Where nobody shares a stage.
NOBODY: Mapping[str, int] = MappingProxyType({})


class RunProgress(Protocol):
    """How far a run is, as model.Progress, the path of the document that it is at, "" between them, how many passages the
    stage has gone through, where it counts them, and of how many parts of it each process has done, or does, by name,
    where several may share it."""

    def __call__(
        self,
        stage: str,
        done: int,
        total: int | None,
        path: str = "",
        passages: int | None = None,
        workers: Mapping[str, int] = NOBODY,
    ) -> None:
        """Raising stops the run cleanly."""


@dataclass(slots=True)
class RunRecord:
    """What reading and publishing share. ``full`` runs read everything anew, those ``by_digest`` look at the bytes of
    every file, whatever its stamp; those that may ``remove_many`` documents need not ask; what a ``preview`` makes is
    held, not served. ``started`` is on the clock of ``perf_counter``.

    Only what a run has looked at closer stands here; all else is as in the base. ``fresh`` are the documents that were
    read, ``gone`` those of the base that were not found any more where they were, ``unseen`` those that stay because
    nobody could look; ``same`` were read again, or their file was, and are as before. ``files`` are those that were read,
    ``lost`` the paths of those that are gone; of ``same_files`` the mark said enough. A ``partial`` run is not about all
    of the base. A ``whole`` record tells all of the generation: what the catalog has of the base is something else.
    """

    coverage: Coverage
    base: BaseGeneration
    full: bool = False
    by_digest: bool = False
    remove_many: bool = False
    preview: bool = False
    started: float = field(default_factory=perf_counter)
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    notes: list[FileNote] = field(default_factory=list)
    kept: int = 0
    fresh: dict[str, Version] = field(default_factory=dict)
    gone: dict[str, Version] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    files: dict[str, FileState] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    same_files: list[str] = field(default_factory=list)
    partial: bool = False
    whole: bool = False

    def missing(self) -> list[str]:
        """The documents of the base that are in nothing that comes of the run, under whatever id, sorted."""
        moved = {old for old, _ in self.moved}
        return sorted(name for name in self.gone if name not in self.fresh and name not in moved)

    def change(self) -> GenerationChange:
        """What the run has another generation differ in from its base."""
        before = {name: self.base.content.version(name) for name in self.fresh}
        same = {name for name, version in self.fresh.items() if before[name] == version}
        new = [version for name, version in sorted(self.fresh.items()) if name not in same]
        old = {name: version for name, version in before.items() if version is not None} | self.gone
        gone = [version for name, version in old.items() if name not in same]
        return GenerationChange(self.base.number, new, gone, self.files.values(), self.lost)

    def all_skipped(self) -> tuple[Skipped, ...]:
        """The files that are not in what comes of the run, sorted by path: those that it could not read, and those that
        earlier runs could not that it is not about."""
        scopes, covered = self.coverage.scopes, self.coverage.covered
        before = () if "." in scopes else self.base.skipped  # of which none is elsewhere
        paths = {file: tuple(files_of(file.path)) for file in before}
        elsewhere = (
            file
            for file, parts in paths.items()
            if any(within(part, covered) for part in parts) and not any(within(part, scopes) for part in parts)
        )
        return tuple(sorted((*self.skipped, *elsewhere), key=lambda file: file.path))

    def report(self, *, passages: int, generation: int) -> IndexReport:
        """The run as an IndexReport, its lists sorted, timed until now."""
        skipped, before = sorted(self.skipped, key=lambda s: s.path), frozenset(self.base.skipped)
        return IndexReport(
            added=tuple(sorted(self.added)),
            updated=tuple(sorted(self.updated)),
            unchanged=tuple(sorted(self._unchanged())),
            removed=tuple(sorted(self.removed)),
            skipped=tuple(skipped),
            newly_skipped=tuple(each.path for each in skipped if each not in before),
            moved=tuple(sorted(self.moved)),
            notes=tuple(sorted(self.notes, key=lambda note: note.path)),
            passages=passages,
            seconds=perf_counter() - self.started,
            generation=generation,
            kept=self.kept,
            emptied=len(set(self.missing()).difference(self.removed)),
        )

    def _unchanged(self) -> list[str]:
        """The ids of the documents that are as they were, mostly in order. None of them was read: a file that has an id of
        another one's document is read again."""
        return [*self.base.content.ids(self.same_files), *self.same]


def summary(report: IndexReport, skipped: Iterable[Skipped]) -> dict[str, object]:
    """What the catalog keeps of a report: counts, where what has moved is neither added nor removed, and what is
    ``skipped`` in the generation as a whole."""
    counts = {name: len(getattr(report, name)) for name in ("updated", "unchanged", "moved")}
    counts |= {name: len(without_moved(getattr(report, name), report.moved)) for name in ("added", "removed")}
    return {**counts, "skipped": [[s.path, s.reason] for s in skipped], "seconds": round(report.seconds, 3)}
