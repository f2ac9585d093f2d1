"""What a person reads of backups."""

from __future__ import annotations

from indexer.cli.console import console_of
from indexer.indexing.recovery.backups.backup import BackupReport
from indexer.indexing.recovery.backups.restore import RestoreReport
from indexer.indexing.recovery.backups.synonyms_back import SynonymsRestored
from indexer.model.plurals import counted

__all__ = ["show_backup", "show_restored"]


_SYNONYMS = {
    SynonymsRestored.BACK: "synonyms.txt is there again.",
    SynonymsRestored.REPLACED: "synonyms.txt is that of the backup; the one before is beside it: synonyms.txt.before",
    SynonymsRestored.KEPT: "synonyms.txt was changed after the backup, and stays; that of the backup is beside it: "
    "synonyms.txt.backup",
    SynonymsRestored.OTHERS: "The synonyms of the index are others than those of the backup, and stay.",
    SynonymsRestored.FAILED: "synonyms.txt could not be written; take it out of the backup, which is a ZIP archive.",
}


def show_backup(report: BackupReport) -> None:
    """What was written, and what was not."""
    console = console_of()
    if report.warning:
        console.print(report.warning, style="bold red")
    for number in report.left_out:
        console.print(f"left out: generation {number}, which is damaged, or was pruned meanwhile", style="bold")
    kept = f", with {len(report.generations) - 1:,} kept ones" if len(report.generations) > 1 else ""
    console.print(
        f"{report.file}: {report.bytes / 1e6:,.1f} MB, generation {report.generation} "
        f"({counted(report.documents, 'document')}, {counted(report.passages, 'passage')}){kept}, {report.seconds:.1f} s"
    )


def show_restored(report: RestoreReport) -> None:
    """What is served from now on, and what was before."""
    kept = f", with {len(report.generations) - 1:,} kept ones" if len(report.generations) > 1 else ""
    before = f"; generation {report.before} was served before" if report.before is not None else ""
    console = console_of()
    console.print(
        f"Generation {report.generation} is {report.file} of {report.created}: {counted(report.documents, 'document')}, "
        f"{counted(report.passages, 'passage')}{kept}, {report.seconds:.1f} s{before}"
    )
    if report.synonyms in _SYNONYMS:
        console.print(_SYNONYMS[report.synonyms])
