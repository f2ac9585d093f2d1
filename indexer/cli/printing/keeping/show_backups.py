"""What a person reads of backups."""

from __future__ import annotations

from indexer.cli.console import console_of
from indexer.indexing.recovery.backups.backup import BackupReport
from indexer.indexing.recovery.backups.restore import RestoreReport

__all__ = ["show_backup", "show_restored"]


def show_backup(report: BackupReport) -> None:
    """What was written, and what was not."""
    console = console_of()
    if report.warning:
        console.print(report.warning, style="bold red")
    for number in report.left_out:
        console.print(f"left out: generation {number}, which is damaged, or was pruned meanwhile", style="bold")
    kept = f", with {len(report.generations) - 1:,} kept ones" if len(report.generations) > 1 else ""
    console.print(
        f"{report.file}: {report.bytes / 1e6:,.1f} MB, generation {report.generation} ({report.documents:,} documents, "
        f"{report.passages:,} passages){kept}, {report.seconds:.1f} s"
    )


def show_restored(report: RestoreReport) -> None:
    """What is served from now on, and what was before."""
    kept = f", with {len(report.generations) - 1:,} kept ones" if len(report.generations) > 1 else ""
    before = f"; generation {report.before} was served before" if report.before is not None else ""
    console_of().print(
        f"Generation {report.generation} is {report.file} of {report.created}: {report.documents:,} documents, "
        f"{report.passages:,} passages{kept}, {report.seconds:.1f} s{before}"
    )
