"""The server over standard input and output, for an agent that starts it as its own process."""

from __future__ import annotations

import anyio
from mcp.server.stdio import stdio_server

from indexer.settings import Settings
from search_ui.agents.desk import AgentDesk
from search_ui.agents.protocol_server import protocol_server
from search_ui.app import create_app

__all__ = ["serve_stdio"]


def serve_stdio(settings: Settings) -> None:
    """Serves until standard input ends; what else is printed meanwhile goes to standard error."""
    server = protocol_server(AgentDesk(create_app(settings), whole=True), settings.site)

    async def run() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)
