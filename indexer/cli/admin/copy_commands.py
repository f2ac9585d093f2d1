"""An index at another place: copy."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.shell import ATTENTION, command, print_json

if TYPE_CHECKING:
    from indexer.indexing.copying.index_copy import CopyReport
    from indexer.settings import Settings

__all__ = ["copy"]


@command("""passageway copy --to opensearch:notes
passageway copy --from opensearch:notes --to ~/.notes-index
passageway copy --from ~/.notes-index --to /mnt/second/notes-index --all-generations --json""")
@click.option("--to", "to", metavar="PLACE", required=True, help="Where the copy is to be.")
@click.option("--from", "source", metavar="PLACE", help="What is copied, where it is another than the index in use.")
@click.option(
    "--all-generations", "every", is_flag=True, help="All generations that are kept, not only the served one."
)
@click.option("--question-log", is_flag=True, help="What people asked, too.")
@click.option("--yes", "beside", is_flag=True, help="Have it served in place of an index that is there, which is kept.")
def copy(settings: Settings, to: str, source: str | None, as_json: bool, **options: Any) -> int:
    """Copy an index to another PLACE: a folder, or opensearch:NAME on the cluster of PASSAGEWAY_OPENSEARCH.

    Texts, passages, vectors, what is known of files, saved questions and synonyms are the same there; the next index reads
    nothing anew. It is served there at once and whole; when the copy is stopped, PLACE is as it was. Both go on being
    searched meanwhile. Exit code 3 where a generation was left out, as it is damaged.
    """
    from indexer.cli.console import fail
    from indexer.cli.printing.keeping.show_copies import show_copy
    from indexer.errors import TargetInUse
    from indexer.indexing.copying.copy_places import place_settings

    here = settings if source is None else place_settings(settings, source)
    there = place_settings(settings, to)
    try:
        report = _copied(here, there, as_json, options)
    except TargetInUse as refused:
        if as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        fail(str(refused))
        if not click.confirm("Have the copy served there now?", err=True):
            raise click.exceptions.Exit(1) from None
        report = _copied(here, there, as_json, {**options, "beside": True})
    print_json(report) if as_json else show_copy(report)
    return ATTENTION if report.left_out or report.warning else 0


def _copied(here: Settings, there: Settings, quiet: bool, options: dict[str, Any]) -> CopyReport:
    from indexer.cli.console import progress_bar
    from indexer.indexing.copying.index_copy import copy_index

    with progress_bar(shown=not quiet) as progress:
        return copy_index(here, there, progress=progress, agent="command line", **options)
