"""The server: serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from indexer.cli.shell import command, print_json

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["serve"]


@command("""passageway serve
passageway serve --port 8080 --index ~/.notes-index
passageway serve --processes 2""")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 for all addresses.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, envvar="PORT")
@click.option(
    "--processes",
    type=click.IntRange(0, 64),
    metavar="N",
    help="Processes that answer; 0 for one a core, at most four [PASSAGEWAY_PROCESSES or 0].",
)
def serve(settings: Settings, host: str, port: int, processes: int | None, as_json: bool) -> None:
    """Serve the search page and the HTTP API. Follows new generations of the index by itself."""
    from indexer.cli.console import say
    from search_ui.serving import serve as serve_pages

    def announce(address: str) -> None:
        print_json({"address": address}) if as_json else say(f"Passageway is at {address} (Ctrl-C stops it).")

    chosen = settings if processes is None else settings.model_copy(update={"processes": processes})
    serve_pages(chosen, host, port, announce)
