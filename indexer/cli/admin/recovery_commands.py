"""Is the index sound, and what brings it back: verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.cli.shell import ATTENTION, command, print_json

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["verify"]


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
