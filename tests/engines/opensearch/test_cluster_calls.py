"""The calls to a cluster, on a real one."""

import pytest

from indexer.engines.opensearch.connection import BulkItem, ClusterConnection, all_hits, write_all
from indexer.errors import ClusterRefused
from tests.cluster.fixtures import cluster_settings

pytestmark = pytest.mark.cluster

MAPPING = {"properties": {"number": {"type": "integer"}, "words": {"type": "text", "analyzer": "whitespace"}}}


@pytest.fixture
def index(connection, own_name):
    """An index of one part, with nothing in it."""
    connection.change("PUT", f"/{own_name}", {"settings": {"number_of_replicas": 0}, "mappings": MAPPING})
    return own_name


def numbered(index, numbers):
    return (BulkItem("index", index, str(n), {"number": n, "words": f"walrus {n}"}) for n in numbers)


def test_it_knows_who_answers(connection):
    assert connection.version() >= (2, 4) and connection.in_words().startswith("http")


def test_what_is_written_is_read_and_what_is_not_there_is_an_answer_where_that_is_allowed(connection, index):
    connection.change("PUT", f"/{index}/_doc/a", {"number": 1}, refresh=True)
    assert connection.look_up(f"/{index}/_doc/a")["_source"] == {"number": 1}
    assert connection.look_up(f"/{index}/_doc/b", allow=(404,))["found"] is False
    with pytest.raises(ClusterRefused, match=f"refused GET /{index}/_doc/b"):
        connection.look_up(f"/{index}/_doc/b")


def test_a_condition_that_does_not_hold_is_a_conflict(connection, index):
    first = connection.change("PUT", f"/{index}/_doc/a", {"number": 1}).body
    condition = {"if_seq_no": first["_seq_no"], "if_primary_term": first["_primary_term"]}
    assert connection.write_once("PUT", f"/{index}/_doc/a", {"number": 2}, **condition).status == 200
    assert connection.write_once("PUT", f"/{index}/_doc/a", {"number": 3}, allow=(409,), **condition).status == 409
    assert connection.look_up(f"/{index}/_doc/a")["_source"] == {"number": 2}


def test_items_are_written_in_batches_and_each_is_accounted_for(connection, index):
    assert write_all(connection, numbered(index, range(500)), most_bytes=2000) == (500, 0)
    created = BulkItem("create", index, "7", {"number": -1})
    gone = [BulkItem("delete", index, "3"), BulkItem("delete", index, "none")]
    assert write_all(connection, [created, *gone]) == (1, 2)
    connection.change("POST", f"/{index}/_refresh")
    assert connection.look_up(f"/{index}/_count")["count"] == 499
    assert connection.look_up(f"/{index}/_doc/7")["_source"]["number"] == 7


def test_an_item_that_does_not_fit_is_named(connection, index):
    with pytest.raises(ClusterRefused, match=f"will not have odd in {index} .400, mapper_parsing_exception"):
        write_all(connection, [BulkItem("index", index, "odd", {"number": "walrus"})])


def test_all_that_fits_comes_once_and_in_order(connection, index):
    write_all(connection, numbered(index, range(257)))
    connection.change("POST", f"/{index}/_refresh")
    query = {"range": {"number": {"gte": 7}}}
    hits = all_hits(connection, index, query, [{"number": "asc"}], size=50, _source=False, docvalue_fields=["number"])
    first = next(hits)
    write_all(connection, [BulkItem("delete", index, str(n)) for n in range(100, 200)])
    connection.change("POST", f"/{index}/_refresh")
    assert [first["fields"]["number"][0], *(h["fields"]["number"][0] for h in hits)] == list(range(7, 257))


def test_several_searches_at_once_are_several_answers(connection, index):
    write_all(connection, numbered(index, range(9)))
    connection.change("POST", f"/{index}/_refresh")
    lines = [line for n in (3, 5) for line in ({"index": index}, {"query": {"term": {"words": str(n)}}})]
    answers = connection.look_up("/_msearch", lines)["responses"]
    assert [[hit["_id"] for hit in answer["hits"]["hits"]] for answer in answers] == [["3"], ["5"]]
    lines[2] = {"index": f"{index}-none"}
    with pytest.raises(ClusterRefused, match="index_not_found"):
        connection.look_up("/_msearch", lines)


def test_an_index_that_is_blocked_says_so(connection, index):
    connection.change("PUT", f"/{index}/_block/write")
    with pytest.raises(ClusterRefused, match="cluster_block_exception.*write"):
        write_all(connection, numbered(index, range(1)))


def test_an_address_where_nothing_listens_is_passed_over(node, index):
    opened = ClusterConnection(cluster_settings(["http://127.0.0.1:9", node.url]))
    for _ in range(4):
        assert opened.look_up(f"/{index}/_count")["count"] == 0
    opened.close()
