"""What a connection does, and says, when a cluster gives no answer, half of one, or another than it should."""

import time
from threading import Thread

import pytest

from indexer.engines.opensearch.connection import BulkItem, all_hits, bulk_writing, write_all
from indexer.errors import ClusterRefused, ClusterUnavailable, WriteUncertain
from tests.engines.opensearch.scripted_server import ROOT, after, opensearch_error, reply, reset, seconds_of
from tests.waiting import until

HITS = {"_shards": {"total": 2, "successful": 2, "failed": 0}, "timed_out": False, "hits": {"hits": [{"_id": "a"}]}}
BREAKER = opensearch_error(429, "circuit_breaking_exception", "[parent] Data too large", Retry_After=7)
NO_COPY = opensearch_error(503, "no_shard_available_action_exception", "[i][0]")
FAILED = [{"shard": 0, "reason": {"type": "x", "reason": "the node left"}}]
PARTIAL = HITS | {"_shards": {"total": 2, "successful": 1, "failed": 1, "failures": FAILED}}

#: Seconds that a silent node is silent for: so long nothing takes that goes on without it.
SILENCE = 60


def asked(connection):
    return connection.look_up("/i/_search", {})


@pytest.mark.parametrize("failure", [reset, NO_COPY, BREAKER, reply({}, 502), reply(b"<html>", 200)])
def test_what_one_node_does_not_answer_another_does(servers, connected, failure):
    for server in servers:
        server.script("/i/_search", reply(HITS))
    servers[0].script("/i/_search", failure)
    connection = connected(*servers)
    for _ in range(3):
        assert asked(connection) == HITS


def test_a_node_that_is_silent_is_left_out_and_comes_back(servers, connected):
    silent, other = servers
    connection = connected(*servers)
    connection.version()
    nodes = {"_nodes": {"total": 2, "successful": 2, "failed": 0}, "nodes": {"A": {}, "B": {}}}
    for server in servers:
        server.script("/i/_search", reply(HITS))
        server.script("/_nodes/http", reply(nodes))
    for path in ("/", "/_nodes/http", "/i/_search"):
        silent.script(path, after(SILENCE, reset))
    seconds, outcome = seconds_of(lambda: [asked(connection) for _ in range(2)])
    assert outcome == [HITS, HITS] and seconds < SILENCE
    tried = silent.paths()
    assert [asked(connection) for _ in range(6)] == [HITS] * 6 and silent.paths() == tried
    silent.sent.clear()
    for path, answer in (("/", ROOT), ("/_nodes/http", nodes), ("/i/_search", HITS)):
        silent.script(path, reply(answer))
    until(lambda: asked(connection) == HITS and silent.paths())


def test_a_node_that_no_address_is_of_is_found_and_its_parts_are_asked_elsewhere(servers, connected):
    server, _ = servers
    server.script("/i/_search", after(SILENCE, reply(HITS)), reply(HITS))
    server.script("/i/_msearch", reply({"responses": [HITS]}))
    nodes = {"_nodes": {"total": 3, "successful": 2, "failed": 1}, "nodes": {"B": {}, "A": {}}}
    server.script("/_nodes/http", reply(nodes), reply(nodes | {"_nodes": {"failed": 0}}))
    connection = connected(server)
    seconds, outcome = seconds_of(lambda: asked(connection))
    assert outcome == HITS and seconds < SILENCE
    assert server.paths()[-1].endswith("preference=_prefer_nodes%3AA%2CB")
    connection.look_up("/i/_msearch", [{"index": "i"}, {}])
    assert server.sent[-1].body == b'{"preference":"_prefer_nodes:A,B","index": "i"}\n{}\n'


def test_an_address_that_reaches_fewer_nodes_than_another_is_not_waited_for(servers, connected):
    lonely, other = servers
    connection = connected(*servers)
    connection.version()
    lonely.script("/i/_search", after(SILENCE, reset))
    lonely.script("/_nodes/http", reply({"_nodes": {"total": 2, "failed": 1}, "nodes": {"A": {}}}))
    other.script("/i/_search", reply(HITS))
    other.script("/_nodes/http", reply({"_nodes": {"total": 2, "failed": 0}, "nodes": {"A": {}, "B": {}}}))
    seconds, outcome = seconds_of(lambda: [asked(connection) for _ in range(2)])
    assert outcome == [HITS, HITS] and seconds < SILENCE
    assert "preference" not in other.paths()[-1]  # no node is silent: that address only does not reach it


def test_who_asks_while_others_look_is_not_left_waiting(servers, connected):
    server, _ = servers
    nodes = {"_nodes": {"total": 3, "successful": 2, "failed": 1}, "nodes": {"A": {}}}
    server.script("/_nodes/http", reply(nodes))
    for path in ("/i/_search", "/j/_search"):
        server.script(path, after(SILENCE, reply(HITS)), reply(HITS))
    connection = connected(server)
    connection.version()
    answers = []
    threads = [
        Thread(target=lambda path=path: answers.append(seconds_of(lambda: connection.look_up(path, {}))))
        for path in ("/i/_search", "/j/_search")
    ]
    for thread in threads:
        thread.start()
        time.sleep(0.35)
    for thread in threads:
        thread.join()
    assert [answer for _, answer in answers] == [HITS, HITS] and max(seconds for seconds, _ in answers) < SILENCE


def test_work_that_takes_long_is_waited_for_where_nobody_is_silent(servers, connected):
    server, _ = servers
    server.script("/i/_search", after(1.5, reply(HITS)))
    server.script("/_nodes/http", reply({"_nodes": {"failed": 0}, "nodes": {"A": {}}}))
    assert asked(connected(server)) == HITS and len(server.paths()) == 1


def test_a_search_that_takes_long_is_asked_elsewhere_too_whoever_says_that_all_is_well(servers, connected):
    slow, other = servers
    for server in servers:
        server.script("/_nodes/http", reply({"_nodes": {"failed": 0}, "nodes": {"A": {}, "B": {}}}))
    slow.script("/i/_search", after(SILENCE, reply(HITS)))
    other.script("/i/_search", reply(HITS))
    connection = connected(*servers, seconds=6)
    seconds, outcome = seconds_of(lambda: [asked(connection) for _ in range(2)])
    assert outcome == [HITS, HITS] and seconds < 2 * 6
    assert len(slow.paths()) <= 2 and 2 <= len(other.paths()) <= 3


def test_a_cluster_that_is_too_busy_says_when_to_come_back(servers, connected):
    server, _ = servers
    server.script("/i/_search", BREAKER)
    seconds, error = seconds_of(lambda: asked(connected(server, seconds=1)))
    assert isinstance(error, ClusterUnavailable) and error.retry_after == 7 and seconds < 7
    assert "circuit_breaking_exception: [parent] Data too large (429)" in str(error) and server.url in str(error)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (PARTIAL, "1 of 2 parts of the index did not answer /i/_search .the node left"),
        (HITS | {"timed_out": True}, "did not finish /i/_search in time"),
        ({"responses": [HITS, PARTIAL]}, "1 of 2 parts"),
        ({"responses": [{"error": {"type": "t", "reason": "r"}, "status": 503}]}, "could not answer .* .t: r"),
        ({"docs": [{"found": True}, {"error": {"type": "t", "reason": "r"}}]}, "could not answer .* .t: r"),
    ],
)
def test_a_part_of_an_answer_is_an_error(servers, connected, answer, words):
    servers[0].script("/i/_search", reply(answer))
    with pytest.raises(ClusterUnavailable, match=words):
        asked(connected(servers[0], seconds=0.2))


def test_a_part_of_an_answer_is_made_whole_where_another_try_does(servers, connected):
    servers[0].script("/i/_search", reply(PARTIAL), reply(HITS))
    assert asked(connected(servers[0])) == HITS


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (reply({}, 302, Location="http://elsewhere.example/"), "sends on to another address .302."),
        (opensearch_error(401, "security_exception", "no"), "lets nobody in .* Check PASSAGEWAY_OPENSEARCH_USER"),
        (opensearch_error(403, "security_exception", "no permissions"), "forbids GET /x .*no permissions"),
        (opensearch_error(400, "parsing_exception", "odd"), "refused GET /x .400, parsing_exception: odd"),
    ],
)
def test_what_no_other_try_mends_is_said_at_once(servers, connected, failure, words):
    servers[0].script("/x", failure)
    with pytest.raises(ClusterRefused, match=words):
        connected(servers[0]).ask("GET", "/x")
    assert servers[0].paths() == ["/x"]


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ({"version": {"number": "8.13.0"}}, "is no OpenSearch, but of version 8.13.0"),
        ({"version": {"distribution": "opensearch", "number": "1.3.2"}}, "is OpenSearch 1.3.2; 2.4 or newer"),
        ({"hello": "world"}, "is no OpenSearch"),
    ],
)
def test_another_product_is_not_written_to(servers, connected, root, words):
    servers[0].script("/", reply(root))
    with pytest.raises(ClusterRefused, match=words):
        connected(servers[0]).change("PUT", "/i", {})
    assert servers[0].paths() == []


def test_nobody_is_there(connected):
    with pytest.raises(ClusterUnavailable, match="127.0.0.1:9: connection refused.*See that it runs"):
        connected("http://127.0.0.1:9", seconds=0.3).version()


def test_a_write_on_a_condition_is_not_repeated_where_it_may_have_been_carried_out(servers, connected):
    for failure in (reset, reply({}, 504), opensearch_error(500, "node_closed_exception", "closed")):
        for server in servers:
            server.sent.clear()
            server.script("/i/_doc/a", failure)
        with pytest.raises(WriteUncertain, match="PUT /i/_doc/a.*only reading tells"):
            connected(*servers).write_once("PUT", "/i/_doc/a", {}, if_seq_no=1)
        assert len(servers[0].paths() + servers[1].paths()) == 1


def test_a_write_on_a_condition_is_repeated_where_it_was_turned_away(servers, connected):
    unavailable = opensearch_error(503, "unavailable_shards_exception", "primary shard is not active")
    servers[0].script("/i/_doc/a", BREAKER, unavailable, reply({"_seq_no": 2}))
    assert connected("http://127.0.0.1:9", servers[0]).write_once("PUT", "/i/_doc/a", {}).body == {"_seq_no": 2}


def test_a_change_that_not_every_node_knows_of_is_said(servers, connected):
    servers[0].script("/i", reply({"acknowledged": False}))
    with pytest.raises(ClusterUnavailable, match="may yet be done"):
        connected(servers[0]).change("PUT", "/i", {})


def items(*statuses):
    return reply({"items": [{"index": {"status": s, "error": {"type": "t", "reason": "why"}}} for s in statuses]})


def three():
    return [BulkItem("index", "i", name, {}) for name in "abc"]


def test_what_a_busy_cluster_turns_away_is_sent_again_and_nothing_else(servers, connected):
    servers[0].script("/_bulk", opensearch_error(429, "t", "r"), items(200, 429, 201), items(503), items(200))
    assert write_all(connected(servers[0]), three()) == (3, 0)
    ids = [one.body.split(b"\n")[:-1:2] for one in servers[0].sent if one.path == "/_bulk"]
    assert [len(one) for one in ids] == [3, 3, 1, 1] and b'"b"' in ids[-1][0]


def test_a_cluster_that_takes_nothing_is_given_up(servers, connected):
    servers[0].script("/_bulk", items(429, 429, 429))
    with pytest.raises(ClusterUnavailable, match="has taken nothing for 1 s .t: why"):
        write_all(connected(servers[0]), three(), no_progress=0.6)


def test_a_batch_that_is_too_large_is_halved_and_a_document_that_is_named(servers, connected):
    servers[0].script("/_bulk", reply({}, 413), items(200), reply({}, 413), items(200), reply({}, 413))
    with pytest.raises(ClusterRefused, match="no document as large as c of i"):
        write_all(connected(servers[0]), three())
    assert bulk_writing.MOST_BYTES < 10_000_000  # what a stock cluster takes is ten times as much


def test_an_answer_for_other_items_than_were_sent_is_not_believed(servers, connected):
    servers[0].script("/_bulk", items(200, 200))
    with pytest.raises(ClusterUnavailable, match="did not say what became of each"):
        write_all(connected(servers[0]), three())


def hits(*numbers):
    return reply(HITS | {"hits": {"hits": [{"_id": str(n), "sort": [n]} for n in numbers]}})


def test_a_point_in_time_that_is_lost_is_opened_anew_behind_the_last_hit(servers, connected):
    server, _ = servers
    server.script("/i/_search/point_in_time", reply({"pit_id": "P"}), reply({"pit_id": "Q"}))
    gone = opensearch_error(404, "search_context_missing_exception", "No search context found")
    server.script("/_search", hits(1, 2), gone, hits(3, 4), hits(5))
    found = all_hits(connected(server), "i", {"match_all": {}}, [{"n": "asc"}], size=2)
    assert [hit["_id"] for hit in found] == list("12345")
    searches = [one.body.decode() for one in server.sent if one.path.startswith("/_search?")]
    assert ['"id": "Q"' in body for body in searches] == [False, False, True, True]
    assert '"search_after": [2]' in searches[2] and "preference" not in "".join(server.paths())


def test_points_in_time_that_are_always_lost_are_an_error(servers, connected):
    servers[0].script("/i/_search/point_in_time", reply({"pit_id": "P"}))
    servers[0].script("/_search", opensearch_error(404, "search_context_missing_exception", "none"))
    with pytest.raises(ClusterUnavailable, match="does not have a part of its point in time"):
        list(all_hits(connected(servers[0]), "i", {}, []))


def test_a_change_at_a_node_that_falls_silent_is_made_by_another(servers, connected, monkeypatch):
    monkeypatch.setattr("indexer.engines.opensearch.connection.cluster_connection.CHANGE_PATIENCE", 0.3)
    silent, other = servers
    connection = connected(*servers)
    connection.version()
    other.script("/i/_doc/a", reply({"_seq_no": 1}))
    for path in ("/", "/_nodes/http", "/i/_doc/a"):
        silent.script(path, after(SILENCE, reset))
    seconds, replies = seconds_of(lambda: [connection.change("PUT", "/i/_doc/a", {}).body for _ in range(2)])
    assert replies == [{"_seq_no": 1}] * 2 and seconds < SILENCE


def test_a_write_on_a_condition_at_a_node_that_falls_silent_is_uncertain(servers, connected, monkeypatch):
    monkeypatch.setattr("indexer.engines.opensearch.connection.cluster_connection.CHANGE_PATIENCE", 0.3)
    connection = connected(servers[0])
    connection.version()
    for path in ("/", "/_nodes/http", "/i/_doc/a"):
        servers[0].script(path, after(SILENCE, reset))
    seconds, error = seconds_of(lambda: connection.write_once("PUT", "/i/_doc/a", {}, if_seq_no=1))
    assert isinstance(error, WriteUncertain) and "fell silent" in str(error) and seconds < SILENCE
