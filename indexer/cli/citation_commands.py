"""Watching what was cited: citations."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.shell import ATTENTION, command, example_group, print_json

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["citations"]


@command("""passageway citations verify citations.jsonl
passageway citations verify citations.jsonl --update""")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--update", is_flag=True, help="Write the present place of those that moved.")
def verify(settings: Settings, file: Path, update: bool, as_json: bool) -> int:
    """Show what has become of each citation in FILE: exact, moved, changed, ambiguous or gone.

    Exit code 3 where one is not exact; with --update, where one is neither exact nor could be followed.
    """
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.show_writers import show_verified
    from indexer.quoting.citations_file import update_citations, verify_citations
    from indexer.quoting.resolution import Resolved
    from indexer.quoting.resolver import Resolver

    with progress_bar(shown=not as_json) as progress:
        found = verify_citations(file, Resolver(settings), progress=progress)
    updated = update_citations(file, found) if update else 0
    counts = Counter(v.resolution.status.value for v in found)
    if as_json:
        by_status = {status.value: counts[status.value] for status in Resolved}
        print_json({"counts": by_status, "updated": updated, "citations": found})
    else:
        show_verified(found, file, updated)
    followed = {Resolved.EXACT, Resolved.MOVED} if update else {Resolved.EXACT}
    return 0 if all(v.resolution.status in followed for v in found) else ATTENTION


citations = example_group(
    "citations",
    "Watch what was cited: a file of citations, one a line (JSONL), written by cite --to or by hand.",
    "passageway citations verify citations.jsonl",
    [verify],
)
