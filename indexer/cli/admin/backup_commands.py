"""The index in one file, and back: backup, restore."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.shell import ATTENTION, command, print_json

if TYPE_CHECKING:
    from indexer.indexing.recovery.backups.restore import RestoreReport
    from indexer.settings import Settings

__all__ = ["backup", "restore"]


@command("""passageway backup ~/backups/notes.zip
passageway backup ~/backups/notes.zip --force --index ~/.notes-index
passageway backup "notes-$(date +%F).zip" --all --json""")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="All generations that are kept, not only the served one.")
@click.option("--force", is_flag=True, help="Overwrite FILE where it is there already.")
def backup(settings: Settings, file: Path, every: bool, force: bool, as_json: bool) -> int:
    """Write all that the index needs to one FILE, while it is served, and while a run writes.

    In it are the texts and vectors of the served generation, the records of runs, saved questions and synonyms.txt, of one
    moment and proved as they are copied. FILE appears whole or not at all. Exit code 3 where a kept generation
    was left out, as it is damaged.
    """
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.keeping.show_backups import show_backup
    from indexer.indexing.recovery.backups.backup import back_up

    with progress_bar(shown=not as_json) as progress:
        report = back_up(settings, file, every=every, overwrite=force, progress=progress)
    print_json(report) if as_json else show_backup(report)
    return ATTENTION if report.left_out or report.warning else 0


@command("""passageway restore ~/backups/notes.zip
passageway restore ~/backups/notes.zip --index ~/.notes-index --json""")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Bring the other generations back as well that FILE has.")
@click.option("--yes", is_flag=True, help="Replace an index of another corpus, too.")
def restore(settings: Settings, file: Path, every: bool, yes: bool, as_json: bool) -> int:
    """Have what was backed up to FILE served again, whatever has become of the index since.

    All of FILE is proved before anything is changed. Then it is published as a generation of its own, at once and whole,
    while others ask; what was served before is kept, and so is a synonyms.txt that was changed since. A
    backup contains pickles, as an index does: restore only your own.
    """
    from indexer.cli.console import fail
    from indexer.cli.printing.keeping.show_backups import show_restored
    from indexer.errors import OtherCorpus

    try:
        report = _restored(settings, file, every, yes, as_json)
    except OtherCorpus as refused:
        if as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        fail(str(refused))
        if not click.confirm("Replace it now?", err=True):
            raise click.exceptions.Exit(1) from None
        report = _restored(settings, file, every, True, as_json)
    print_json(report) if as_json else show_restored(report)
    return 0


def _restored(settings: Settings, file: Path, every: bool, yes: bool, quiet: bool) -> RestoreReport:
    from indexer.cli.console import progress_bar
    from indexer.indexing.recovery.backups.restore import restore

    with progress_bar(shown=not quiet) as progress:
        return restore(settings, file, every=every, other_corpus=yes, progress=progress, agent="command line")
