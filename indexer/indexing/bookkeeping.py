"""What a run of indexing finds out, kept until it is reported."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.model import FileState, IndexReport, Skipped
from indexer.store import Version

__all__ = ["Bookkeeping", "summary"]


@dataclass(slots=True)
class Bookkeeping:
    """What one run finds out, file by file."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    versions: dict[str, Version] = field(default_factory=dict)
    files: dict[str, FileState] = field(default_factory=dict)

    def report(self, passages: int, seconds: float, generation: int) -> IndexReport:
        """The run as an IndexReport, its lists sorted."""
        return IndexReport(
            added=tuple(sorted(self.added)),
            updated=tuple(sorted(self.updated)),
            unchanged=tuple(sorted(self.unchanged)),
            removed=tuple(sorted(self.removed)),
            skipped=tuple(sorted(self.skipped, key=lambda s: s.path)),
            moved=tuple(sorted(self.moved)),
            passages=passages,
            seconds=seconds,
            generation=generation,
        )


def summary(report: IndexReport) -> dict[str, object]:
    """What the catalog keeps of a report: counts, and what was skipped."""
    counts = {name: len(getattr(report, name)) for name in ("added", "updated", "unchanged", "removed")}
    return {**counts, "skipped": [[s.path, s.reason] for s in report.skipped], "seconds": round(report.seconds, 3)}
