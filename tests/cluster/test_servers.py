"""The servers that the other tests stand on: they start, stop, fall silent and come back."""

import json
import time
from urllib.request import Request, urlopen

import pytest

pytestmark = pytest.mark.cluster


def sent(url, method, body):
    request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method)
    with urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_a_node_keeps_and_finds_what_it_is_given(cluster):
    node = cluster.nodes[0]
    sent(f"{node.url}/passageway-test-servers/_doc/1?refresh=true", "PUT", {"words": "walruses sleep on floes"})
    found = sent(f"{node.url}/passageway-test-servers/_search", "POST", {"query": {"match": {"words": "floes"}}})
    assert [hit["_id"] for hit in found["hits"]["hits"]] == ["1"]
    sent(f"{node.url}/passageway-test-servers", "DELETE", {})


def silent(node):
    try:
        node.ask("/", seconds=0.5)
    except OSError:
        return True
    return False


def test_a_paused_node_is_silent_and_goes_on(cluster):
    node = cluster.nodes[0]
    node.pause()
    assert silent(node) and node.runs
    node.go_on()
    assert node.ask("/")["name"] == node.name


def test_a_killed_node_leaves_the_cluster_and_comes_back(cluster):
    node, other, _ = cluster.nodes
    node.kill()
    other.wait(nodes=2)
    cluster.mend()
    assert other.ask("/_cluster/health")["number_of_nodes"] == 3


def test_a_node_that_is_cut_off_is_reached_by_nobody_until_it_is_joined_again(cluster):
    if cluster.joined_because:
        pytest.skip(cluster.joined_because)
    node = next(node for node in cluster.nodes if node is not cluster.manager())
    cluster.cut_off(node)
    started = time.monotonic()
    assert silent(node) and time.monotonic() - started < 5
    cluster.join_again(node)
    assert node.ask("/", seconds=20)["name"] == node.name
