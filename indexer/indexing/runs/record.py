"""One run of indexing: what it covers, what it builds on, and what it has found out so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol

from indexer.documents.sources.scopes import Coverage, within
from indexer.engines.state import BaseGeneration
from indexer.model import FileNote, FileState, IndexReport, Skipped, Version
from indexer.model.index.holdings import files_of

__all__ = ["RunProgress", "RunRecord", "summary"]


class RunProgress(Protocol):
    """How far a run is, as model.Progress, the path of the document that it is at, "" between them, and how many passages
    the stage has gone through, where it counts them."""

    def __call__(self, stage: str, done: int, total: int | None, path: str = "", passages: int | None = None) -> None:
        """Raising stops the run cleanly."""


@dataclass(slots=True)
class RunRecord:
    """What reading and publishing share. ``full`` runs read everything anew, those ``by_digest`` look at the bytes of
    every file, whatever its stamp; those that may ``remove_many`` documents need not ask; what a ``preview`` makes is
    held, not served. ``versions`` and ``files`` are those of the generation that comes of it; ``started`` is on the
    clock of ``perf_counter``."""

    coverage: Coverage
    base: BaseGeneration
    full: bool = False
    by_digest: bool = False
    remove_many: bool = False
    preview: bool = False
    started: float = field(default_factory=perf_counter)
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    notes: list[FileNote] = field(default_factory=list)
    kept: int = 0
    versions: dict[str, Version] = field(default_factory=dict)
    files: dict[str, FileState] = field(default_factory=dict)

    def all_skipped(self) -> tuple[Skipped, ...]:
        """The files that are not in what comes of the run, sorted by path: those that it could not read, and those that
        earlier runs could not that it is not about."""
        scopes, covered = self.coverage.scopes, self.coverage.covered
        paths = {file: tuple(files_of(file.path)) for file in self.base.skipped}
        elsewhere = (
            file
            for file, parts in paths.items()
            if any(within(part, covered) for part in parts) and not any(within(part, scopes) for part in parts)
        )
        return tuple(sorted((*self.skipped, *elsewhere), key=lambda file: file.path))

    def report(self, *, passages: int, generation: int) -> IndexReport:
        """The run as an IndexReport, its lists sorted, timed until now."""
        return IndexReport(
            added=tuple(sorted(self.added)),
            updated=tuple(sorted(self.updated)),
            unchanged=tuple(sorted(self.unchanged)),
            removed=tuple(sorted(self.removed)),
            skipped=tuple(sorted(self.skipped, key=lambda s: s.path)),
            moved=tuple(sorted(self.moved)),
            notes=tuple(sorted(self.notes, key=lambda note: note.path)),
            passages=passages,
            seconds=perf_counter() - self.started,
            generation=generation,
            kept=self.kept,
            emptied=len(
                set(self.base.versions).difference(self.versions, self.removed, (old for old, _ in self.moved))
            ),
        )


def summary(report: IndexReport, skipped: Iterable[Skipped]) -> dict[str, object]:
    """What the catalog keeps of a report: counts, and what is ``skipped`` in the generation as a whole."""
    counts = {name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "removed")}
    return {**counts, "skipped": [[s.path, s.reason] for s in skipped], "seconds": round(report.seconds, 3)}
