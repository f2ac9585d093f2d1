"""Keeping an index up to date by itself: watch."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli.shell import command, print_line

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["watch"]


@command("""passageway watch
passageway watch ~/notes --index ~/.notes-index
passageway watch --poll 30 --json""")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--poll",
    type=click.FloatRange(0.1, 86_400),
    metavar="SECONDS",
    help="Look at all files every SECONDS, as on a network mount, of which nobody tells what changes.",
)
@click.option(
    "--quiet",
    type=click.FloatRange(0.1, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a file must not change before it is read.",
)
def watch(settings: Settings, paths: tuple[Path, ...], poll: float | None, quiet: float, as_json: bool) -> int:
    """Watch PATHS (default: what was indexed last, else corpus/), and index them whenever something has changed.

    A burst of changes is one run; a file that is still being written waits until it is quiet. A run that would take out
    all documents, or more than ten and a third of all, publishes nothing and says so; errors of a run, and others who
    write, end nothing. One line a run; with --json each is an object. Ctrl-C ends it.
    """
    from indexer.cli.printing.show_watching import show_event
    from indexer.indexing.watching.watcher import watch as watch_corpus

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as a service manager ends it
    try:
        for event in watch_corpus(settings, paths, poll=poll, quiet=quiet):
            print_line(event) if as_json else show_event(event)
    except KeyboardInterrupt:
        return 0
    return 0
