"""Servers that are scripted, and connections to them; runs that several processes share."""

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.engines.opensearch.connection import ClusterConnection
from tests.cluster.fixtures import cluster_settings
from tests.engines.opensearch.scripted_server import ScriptedServer

ROOT = Path(__file__).resolve().parents[3]


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


@pytest.fixture
def place(settings):
    """The index on a cluster that a module's ``settings`` name."""
    from indexer.engines.opensearch.cluster_place import place_of  # tests without a cluster do without it

    return place_of(settings)


@pytest.fixture
def once_offered(monkeypatch):
    """Has something be done when a stage of one of these names has offered its parts, before the run takes one itself."""
    from indexer.engines.opensearch.writing.sharing import stage_sharing

    offer = stage_sharing.offer_stage

    def replaced(do, *names):
        def offering(records, stage):
            offer(records, stage)
            if stage.name in names:
                do()

        monkeypatch.setattr(stage_sharing, "offer_stage", offering)

    return replaced


@pytest.fixture
def start_process():
    """Starts a program in Python, with the project's folder and what is given as its arguments; it ends with the test."""
    started = []

    def start(program, *given):
        command = [sys.executable, "-c", program, str(ROOT), *map(str, given)]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()
