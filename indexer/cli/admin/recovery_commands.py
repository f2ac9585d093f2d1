"""Is the index sound, and what brings it back: verify, backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.shell import ATTENTION, command, print_json

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["backup", "verify"]


@command("""passageway verify
passageway verify --index ~/.notes-index --json""")
def verify(settings: Settings, as_json: bool) -> int:
    """Check that every offset, id and checksum of the index is right. Exit code 3 where one is not."""
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.show_index import show_verification
    from indexer.indexing.recovery.verify import verify as verify_index

    with progress_bar(shown=not as_json) as progress:
        found = verify_index(settings, progress)
    print_json(found) if as_json else show_verification(found)
    return ATTENTION if found.faults else 0


@command("""passageway backup ~/backups/notes.zip
passageway backup ~/backups/notes.zip --force --index ~/.notes-index
passageway backup "notes-$(date +%F).zip" --all --json""")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="All generations that are kept, not only the served one.")
@click.option("--force", is_flag=True, help="Overwrite FILE where it is there already.")
def backup(settings: Settings, file: Path, every: bool, force: bool, as_json: bool) -> int:
    """Write all that the index needs to one FILE, while it is served, and while a run writes.

    In it are the texts and vectors of the served generation, and the records of runs, of one moment and proved as they are
    copied. FILE appears whole or not at all. Exit code 3 where a kept generation was left out, as it is damaged.
    """
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.show_recovery import show_backup
    from indexer.indexing.recovery.backups.backup import back_up

    with progress_bar(shown=not as_json) as progress:
        report = back_up(settings, file, every=every, overwrite=force, progress=progress)
    print_json(report) if as_json else show_backup(report)
    return ATTENTION if report.left_out or report.warning else 0
