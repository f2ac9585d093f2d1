"""What agents find: an index of their own, a server, and the SDK's client."""

from contextlib import ExitStack

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client

from search_ui.app import create_app
from tests.web_server import served

#: What the documents say. The bees' emoji takes two UTF-16 units.
TEXTS = {
    "bees.md": "# Bees in winter\n\n## How long they live\n\n🐝 Summer bees live for six weeks. Winter bees live for up to "
    "six months, since they rear no brood.\n\n## What they eat\n\nThe cluster eats 15 kilograms of honey in a winter.\n",
    "walrus #1?.txt": "Walruses sleep on floes.\n\nA walrus eats up to 6,000 clams in one meal.\n",
    "long.txt": "\n\n".join(f"Line {n} of the log says that pump {n % 7} ran for {n} minutes." for n in range(900)),
}


@pytest.fixture(scope="session")
def agents_settings(indexed):
    return indexed(TEXTS)


@pytest.fixture(scope="session")
def agents_app(agents_settings):
    app = create_app(agents_settings)
    yield app
    app.extensions["passageway.agents"].close()


@pytest.fixture(scope="session")
def agents_site(agents_app):
    with served(agents_app) as site:
        yield site


@pytest.fixture(scope="session")
def with_client():
    """Runs async functions with a client of a server, which stays open, in a version of the protocol."""
    with start_blocking_portal() as portal, ExitStack() as opened:
        clients = {}

        def run(server, function, mode):
            if (server, mode) not in clients:
                client = portal.wrap_async_context_manager(Client(server, mode=mode))
                clients[server, mode] = opened.enter_context(client)
            return portal.call(function, clients[server, mode])

        yield run


@pytest.fixture(params=["legacy", "2026-07-28"])
def over_http(request, agents_site, with_client):
    """Runs an async function with a client at /mcp: by the handshake of 2025-11-25, and by 2026-07-28 without one."""
    return lambda function: with_client(f"{agents_site}/mcp", function, request.param)
