"""Is the index sound, and what brings it back: verify, repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.shell import ATTENTION, command, print_json

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["repair", "verify"]


@command("""passageway verify
passageway verify --index ~/.notes-index --json""")
def verify(settings: Settings, as_json: bool) -> int:
    """Check that every offset, id and checksum of the index is right. Exit code 3 where one is not."""
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.show_recovery import show_verification
    from indexer.indexing.recovery.verify import verify as verify_index

    with progress_bar(shown=not as_json) as progress:
        found = verify_index(settings, progress)
    print_json(found) if as_json else show_verification(found, settings)
    return ATTENTION if found.faults else 0


@command("""passageway repair
passageway repair --dry-run
passageway repair --index ~/.notes-index --json""")
@click.option("--dry-run", is_flag=True, help="Only show what would be done.")
def repair(settings: Settings, dry_run: bool, as_json: bool) -> int:
    """Mend a damaged index of what is sound in it; only texts that are lost are read again from the corpus.

    What is damaged is put aside, never deleted. Searching goes on meanwhile. Exit code 3 where a document is lost.
    """
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.show_recovery import show_repair
    from indexer.indexing.recovery.repair import repair as repair_index

    with progress_bar(shown=not as_json) as progress:
        done = repair_index(settings, dry_run=dry_run, progress=progress, agent="command line")
    print_json(done) if as_json else show_repair(done, settings, dry_run=dry_run)
    return ATTENTION if done.lost else 0
