"""Servers that are scripted, and connections to them."""

import pytest

from indexer.engines.opensearch.connection import ClusterConnection
from tests.cluster.fixtures import cluster_settings
from tests.engines.opensearch.scripted_server import ScriptedServer


@pytest.fixture
def servers():
    """Two of them."""
    started = [ScriptedServer(), ScriptedServer()]
    yield started
    for server in started:
        server.close()


@pytest.fixture
def connected():
    """Connects to servers, with other settings if need be."""
    opened = []

    def connected(*servers, seconds=20, **more):
        urls = [getattr(server, "url", server) for server in servers]
        opened.append(ClusterConnection(cluster_settings(urls, opensearch_seconds=seconds, **more)))
        return opened[-1]

    yield connected
    for connection in opened:
        connection.close()
