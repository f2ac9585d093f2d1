"""Fixtures of tests that need a real OpenSearch (marked ``cluster``; ``make cluster-test`` runs them)."""

import os
from typing import NamedTuple

import pytest

from tests.cluster.server_cluster import ServerCluster, single_node
from tests.cluster.server_files import CannotStart, server_files

#: The address of a cluster to test on, in place of a server that is started for it.
GIVEN = os.environ.get("PASSAGEWAY_TEST_OPENSEARCH", "")


class GivenNode(NamedTuple):
    """A cluster of somebody's own: only its address is known."""

    url: str


def _or_fail(start):
    """What cannot start fails where it must not be missed (CI), and is skipped with the reason elsewhere."""
    try:
        return start()
    except CannotStart as reason:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(reason))


@pytest.fixture(scope="session")
def node(tmp_path_factory):
    """One node: ``node.url``."""
    if GIVEN:
        yield GivenNode(GIVEN)
        return
    started = _or_fail(lambda: single_node(server_files(), tmp_path_factory.mktemp("node")))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def three_nodes(tmp_path_factory):
    """Three nodes for the session; tests ask for ``cluster``."""
    started = _or_fail(lambda: ServerCluster(server_files(), tmp_path_factory.mktemp("cluster")))
    yield started
    started.close()


@pytest.fixture
def cluster(three_nodes):
    """Three nodes, all green when a test begins."""
    three_nodes.mend()
    return three_nodes
