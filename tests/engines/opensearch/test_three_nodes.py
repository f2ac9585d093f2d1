"""One of three nodes is killed, paused or cut off under load: no answer is wrong, none fails, and few are slow."""

import time

import pytest

from indexer.engines.opensearch.connection import BulkItem, ClusterConnection, all_hits, write_all
from indexer.errors import ClusterUnavailable
from tests.cluster.fixtures import SECONDS, cluster_settings
from tests.cluster.load import PACE, Load, befalling, befalls

pytestmark = pytest.mark.cluster

NUMBERS = range(3000)
MAPPING = {"properties": {"number": {"type": "integer"}, "words": {"type": "text", "analyzer": "whitespace"}}}
KINDS = 30


@pytest.fixture
def connection(cluster):
    opened = ClusterConnection(cluster_settings(cluster.urls, opensearch_seconds=SECONDS))
    yield opened
    opened.close()


@pytest.fixture
def index(cluster, connection):
    """Six parts with a copy each, full and still."""
    name = f"three-{time.time_ns()}"
    settings = {"number_of_shards": 6, "number_of_replicas": 1, "refresh_interval": -1}
    connection.change("PUT", f"/{name}", {"settings": settings, "mappings": MAPPING})
    write_all(
        connection, (BulkItem("index", name, str(n), {"number": n, "words": f"kind{n % KINDS}"}) for n in NUMBERS)
    )
    connection.change("POST", f"/{name}/_refresh")
    cluster.mend()
    yield name
    cluster.mend()
    connection.change("DELETE", f"/{name}")


def question(connection, index):
    search = {"query": {"term": {"words": "kind7"}}, "size": 200, "_source": False, "sort": [{"number": "asc"}]}
    return [int(hit["_id"]) for hit in connection.look_up(f"/{index}/_search", search)["hits"]["hits"]]


def is_answered_meanwhile(cluster, connection, index, node, what):
    """Lets something befall a node while questions are asked of the index."""
    right = [n for n in NUMBERS if n % KINDS == 7]
    load = Load(lambda: question(connection, index), right.__eq__, pace=PACE)
    befalls(load, **befalling(cluster, node, what))


@pytest.mark.parametrize("manages", [False, True])
@pytest.mark.parametrize("what", ["killed", "paused"])
def test_one_is_killed_or_paused_until_it_is_given_up(cluster, connection, index, what, manages):
    is_answered_meanwhile(cluster, connection, index, cluster.one(manages), what)


def test_one_is_cut_off(cluster, connection, index):
    if cluster.joined_because:
        pytest.skip(cluster.joined_because)
    is_answered_meanwhile(cluster, connection, index, cluster.one(manages=False), "cut off")


def in_the_middle(items, happening, at):
    """The items, and something that happens before one of them."""
    for number, item in enumerate(items):
        if number == at:
            happening()
        yield item


@pytest.mark.parametrize("happening", ["kill", "pause"])
def test_what_is_written_meanwhile_is_there_once(cluster, connection, index, happening):
    node = cluster.one(manages=False)
    more = range(len(NUMBERS), 2 * len(NUMBERS))
    items = (BulkItem("create", index, str(n), {"number": n, "words": "more"}) for n in more)
    counts = write_all(connection, in_the_middle(items, getattr(node, happening), len(NUMBERS) // 2), most_bytes=20_000)
    assert sum(counts) == len(more)
    cluster.mend()
    connection.change("POST", f"/{index}/_refresh")
    found = all_hits(connection, index, {"match_all": {}}, [{"number": "asc"}], _source=False)
    assert [int(hit["_id"]) for hit in found] == [*NUMBERS, *more]


@pytest.mark.parametrize("happening", ["kill", "pause"])
def test_all_that_fits_is_all_of_it_whatever_happens_meanwhile(cluster, connection, index, happening):
    node = cluster.one(manages=True)
    found = all_hits(connection, index, {"match_all": {}}, [{"number": "asc"}], size=100, _source=False)
    hits = in_the_middle(found, getattr(node, happening), 1500)
    began = time.monotonic()
    assert [int(hit["_id"]) for hit in hits] == list(NUMBERS)
    assert time.monotonic() - began < 2 * SECONDS


def test_without_two_of_three_nothing_is_written_and_that_is_said(cluster, connection, index):
    for node in cluster.nodes[1:]:
        node.kill()
    with pytest.raises(ClusterUnavailable):
        connection.change("PUT", f"/{index}/_doc/a", {"number": 1}, seconds=5)
    with pytest.raises(ClusterUnavailable, match="nothing is shown rather than a part|does not answer"):
        while True:  # for a moment one node answers for those that it has copies of
            assert len(question(connection, index)) == len(NUMBERS) // KINDS
            time.sleep(0.1)
