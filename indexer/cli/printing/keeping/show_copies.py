"""What a person reads of a copy."""

from __future__ import annotations

from indexer.cli.console import console_of
from indexer.indexing.copying.beside_copy import CopiedSynonyms
from indexer.indexing.copying.index_copy import CopyReport
from indexer.model.plurals import counted

__all__ = ["show_copy"]

_SYNONYMS = {
    CopiedSynonyms.COPIED: "The synonyms are there, too.",
    CopiedSynonyms.KEPT: "The synonyms there are others, and stay.",
    CopiedSynonyms.FAILED: "The synonyms could not be copied; see: passageway synonyms",
}


def show_copy(report: CopyReport) -> None:
    """What is served there from now on, and what is not there."""
    console = console_of()
    if report.warning:
        console.print(report.warning, style="bold red")
    for number in report.left_out:
        console.print(f"left out: generation {number}, which is damaged, or of other settings", style="bold")
    for old, new in report.generations[:-1]:
        console.print(f"generation {old} is kept there{_renumbered(old, new)}")
    old, new = report.generations[-1]
    before = f"; generation {report.before} was served before, and is kept" if report.before else ""
    vectors = f", {report.vectors:,} vectors" if report.vectors else ""
    console.print(
        f"{report.target} serves generation {old} of {report.source}{_renumbered(old, new)}: "
        f"{counted(report.documents, 'document')}, {counted(report.passages, 'passage')}{vectors}, "
        f"{report.seconds:.1f} s{before}"
    )
    if report.synonyms in _SYNONYMS:
        console.print(_SYNONYMS[report.synonyms])


def _renumbered(old: int, new: int) -> str:
    return "" if old == new else f" as generation {new}, since its own number was given there before"
