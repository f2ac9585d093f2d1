"""What a person reads of an index: what a run did, what is held, what was proved."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from indexer.cli.console import console_of, show_table
from indexer.indexing.verify import Verification
from indexer.model import IndexReport, Status
from indexer.settings import Settings

__all__ = ["show_report", "show_status", "show_verification"]


def show_report(report: IndexReport, *, dry_run: bool) -> None:
    """What a run did, or would do."""
    console = console_of()
    changes = report.changes._asdict()
    for name, ids in changes.items():
        _show_names(console, f"{'would be ' if dry_run else ''}{name}", ids)
    _show_names(console, "skipped", [f"{s.path}: {s.reason}" for s in report.skipped])
    for old, new in report.moved:
        console.print(f"moved: {old} is now {new}")
    counts = [f"{len(ids)} {name}" for name, ids in changes.items()]
    counts += [f"{len(report.unchanged)} unchanged", f"{len(report.skipped)} skipped"]
    console.print(", ".join(counts))
    if not dry_run:
        console.print(
            f"Generation {report.generation}: {report.passages:,} passages, {report.seconds:.1f} s", style="bold"
        )


def _show_names(console: Console, what: str, names: Sequence[str]) -> None:
    for name in names[:_NAMED]:
        console.print(f"{what}: {name}")
    if len(names) > _NAMED:
        console.print(f"{what}: … and {len(names) - _NAMED:,} more (--json lists all)")


def show_status(status: Status, changed: IndexReport | None, settings: Settings) -> None:
    """What the index holds, and what has changed since."""
    rows = {
        "index": settings.index,
        "corpus": status.corpus,
        "generation": f"{status.generation} of {status.published}",
        "documents": f"{status.documents:,}",
        "passages": f"{status.passages:,}",
        "size": f"{status.index_bytes / 1e6:,.1f} MB",
        "engine": status.engine,
        "ranking": status.semantic,
        "language": status.language,
        "settings": f"{status.fingerprint} ({settings.passage_words} to {settings.passage_words_limit} words a passage)",
        "writing": status.writing or "nobody",
        "changed since": _changes(changed),
        "skipped": len(status.skipped) or "none",
    }
    show_table(rows)
    console = console_of()
    if status.warning:
        console.print(status.warning, style="bold red")
    console.print("An index folder is trusted like code: its files contain pickles. Open only your own.", style="dim")


def _changes(changed: IndexReport | None) -> str:
    if changed is None:
        return "not known now (a run has just published, or the corpus is not there)"
    counts = ", ".join(f"{len(ids)} {name}" for name, ids in changed.changes._asdict().items() if ids)
    return f"{counts}; update with: passageway index" if counts else "nothing"


def show_verification(found: Verification) -> None:
    """What was proven, and where it fails."""
    console = console_of()
    for fault in found.faults:
        console.print(fault, style="red")
    verdict = f"{len(found.faults)} faults" if found.faults else "every span, id and checksum holds"
    console.print(
        f"Generation {found.generation}: {found.documents:,} documents, {found.passages:,} passages: {verdict}."
    )
    if found.changed:
        console.print(f"{found.changed:,} files have changed or gone since they were indexed.")
    if found.faults:
        console.print("Mend it with: passageway index --full")


#: Files of one kind named in a report before the rest is only counted.
_NAMED = 20
