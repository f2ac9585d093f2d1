"""The servers: serve, for people and programs, and mcp, for an agent."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import click

from indexer.cli.shell import command, print_json

if TYPE_CHECKING:
    from indexer.settings import Settings

__all__ = ["mcp", "serve"]


@command("""passageway serve --open
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
@click.option("--open", "in_browser", is_flag=True, help="Open the page in the browser, once it is there.")
def serve(settings: Settings, host: str, port: int, processes: int | None, in_browser: bool, as_json: bool) -> None:
    """Serve the search page and the HTTP API. Follows new generations of the index by itself."""
    from indexer.cli.console import say
    from search_ui.serving import serve as serve_pages

    def announce(address: str) -> None:
        print_json({"address": address}) if as_json else say(f"Passageway is at {address} (Ctrl-C stops it).")
        if in_browser:
            click.launch(address)

    chosen = settings if processes is None else settings.model_copy(update={"processes": processes})
    serve_pages(chosen, host, port, announce)


@command(
    """passageway mcp
passageway mcp --index ~/.notes-index --site http://localhost:8000""",
    json_too=False,
    links=True,
)
def mcp(settings: Settings) -> None:
    """Serve an agent that starts this command, by the Model Context Protocol over standard input and output.

    It only reads. The agent can search, fetch, find every place of words, check quotations, resolve, cite, and list what is
    held. `passageway serve` answers the same at /mcp. The manual says how to add it to the usual agents.
    """
    from indexer.errors import PassagewayError
    from search_ui.agents import missing_modules

    if missing := missing_modules():
        install = shlex.join([sys.executable, "-m", "pip", "install", *missing])
        raise PassagewayError(f"the SDK of the Model Context Protocol is not installed. Install it with: {install}")
    from search_ui.agents.stdio import serve_stdio

    serve_stdio(settings)
