"""Fixtures of tests that need a real OpenSearch (marked ``cluster``; ``make cluster-test`` runs them)."""

import os
from contextlib import closing, contextmanager
from secrets import token_hex
from typing import NamedTuple

import pytest

from indexer.settings import Settings
from tests.cluster.server_cluster import ServerCluster, single_node
from tests.cluster.server_files import CannotStart, server_files

#: The address of a cluster to test on, in place of a server that is started for it.
GIVEN = os.environ.get("PASSAGEWAY_TEST_OPENSEARCH", "")

#: When nodes give up one that is silent: after three checks of four seconds, a second between two; 14 seconds in place of
#: the 32 that they take unless told otherwise, which tests would wait for.
_GIVING_UP = {
    f"cluster.fault_detection.{who}_check.{name}": value
    for who in ("follower", "leader")
    for name, value in {"timeout": "4s", "interval": "1s", "retry_count": 3}.items()
}
#: How many seconds questions to them wait: less than that, as they do elsewhere (20), so that one that waited for a node
#: until the cluster gives it up would fail.
SECONDS = 10


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


@pytest.fixture(scope="module")
def near_node(tmp_path_factory):
    """One node that finds by vector: ``near_node.url``."""
    from indexer.engines.opensearch.connection import KNN, ClusterConnection, have_plugin

    if GIVEN:
        with closing(ClusterConnection(cluster_settings([GIVEN]))) as opened:
            if not have_plugin(opened, KNN):
                pytest.skip(f"the cluster at {GIVEN} has no k-NN plugin")
        yield GivenNode(GIVEN)
        return
    started = _or_fail(lambda: single_node(server_files(), tmp_path_factory.mktemp("near"), near=True))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def three_nodes(tmp_path_factory):
    """Three nodes for the session; tests ask for ``cluster``."""
    started = _or_fail(lambda: ServerCluster(server_files(), tmp_path_factory.mktemp("cluster"), _GIVING_UP))
    yield started
    started.close()


@pytest.fixture
def cluster(three_nodes):
    """Three nodes, all green when a test begins."""
    three_nodes.mend()
    return three_nodes


@pytest.fixture(scope="session")
def connection(node):
    """The connection to the one node."""
    from indexer.engines.opensearch.connection import ClusterConnection  # tests without a cluster do without it

    opened = ClusterConnection(cluster_settings([node.url]))
    yield opened
    opened.close()


@pytest.fixture
def own_name(connection):
    """What names of indices of this test begin with; all of them are deleted when it ends."""
    with own_indices(connection) as name:
        yield name


@contextmanager
def own_indices(connection):
    """A name that no other index begins with; all that do are deleted in the end."""
    name = f"passageway-test-{token_hex(4)}"
    yield name
    there = connection.ask("GET", f"/{name}*", filter_path="*.settings.index.uuid").body
    for index in there:
        connection.change("DELETE", f"/{index}", allow=(404,))


def cluster_settings(urls, **more):
    """Settings of an index on a cluster with these addresses."""
    return Settings.load(engine="opensearch", opensearch=",".join(urls), **more)
