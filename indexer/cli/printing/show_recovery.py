"""What a person reads of damage: what was proved, and what a repair has mended."""

from __future__ import annotations

from indexer.cli.console import console_of, on_a_line
from indexer.cli.printing.keeping.show_index import show_names
from indexer.indexing.recovery.mending import Repair
from indexer.indexing.recovery.verify import Verification
from indexer.model.plurals import counted
from indexer.settings import Settings

__all__ = ["show_repair", "show_verification"]


def show_verification(found: Verification, settings: Settings) -> None:
    """What was proven, and where it fails."""
    console = console_of()
    for fault in found.faults:
        console.print(on_a_line(fault), style="red")
    verdict = f"{len(found.faults)} faults" if found.faults else "every span, id and checksum holds"
    console.print(
        f"Generation {found.generation}: {counted(found.documents, 'document')}, "
        f"{counted(found.passages, 'passage')}: {verdict}."
    )
    if found.changed:
        console.print(f"{counted(found.changed, 'file has', 'files have')} changed or gone since the index was made.")
    if found.faults:
        console.print(f"Mend it with: {settings.named_index.command('repair')}")


def show_repair(done: Repair, settings: Settings, *, dry_run: bool) -> None:
    """What was mended, what is lost, and under which names the damaged files are now."""
    console = console_of()
    show_names(console, "would be mended" if dry_run else "mended", done.mended)
    show_names(console, "would be put aside" if dry_run else "put aside", done.put_aside)
    show_names(console, "lost", [f"{document.document_id}: {document.reason}" for document in done.lost])
    if not done.mended and not done.put_aside:
        console.print("Nothing is damaged.")
    elif not dry_run:
        console.print(f"Generation {done.generation} is served.")
    if done.lost:
        console.print(
            f"{counted(len(done.lost), 'document is', 'documents are')} lost to the index. "
            "Once their files are there again: "
            f"{settings.named_index.command('index')}"
        )
