"""How often a question asks the cluster, whatever it takes: counted, since clocks tell another thing each time."""

import threading
from pathlib import Path

import pytest

from indexer.engines.opensearch.cluster_place import place_of
from indexer.engines.opensearch.connection import ClusterConnection
from indexer.indexing import index_corpus
from indexer.model.excerpts import document_path
from indexer.searching import Searcher
from search_ui.app import create_app
from tests.cluster.fixtures import cluster_settings, own_indices
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests

pytestmark = pytest.mark.cluster

CORPUS = Path(__file__).resolve().parents[3] / "corpus"


@pytest.fixture(scope="module")
def settings(node, connection, tmp_path_factory):
    """Settings of an index of our own corpus, which lies in three partitions."""
    with own_indices(connection) as name:
        folder = tmp_path_factory.mktemp("trips")
        there = {"opensearch_name": name, "opensearch_partitions": 3, "opensearch_replicas": 0}
        settings = cluster_settings([node.url], index=folder / "i", semantic="off", **there)
        index_corpus(settings, [CORPUS])
        yield settings


@pytest.fixture
def trips(monkeypatch):
    """What this thread asks of the cluster: path by path, without the names of indices."""
    asked, mine, answer = [], threading.get_ident(), ClusterConnection._answer

    def counted(self, method, path, *rest, **more):
        if threading.get_ident() == mine:
            asked.append(path.rpartition("/")[2] if path.endswith(("_mget", "_msearch", "_search")) else path)
        return answer(self, method, path, *rest, **more)

    monkeypatch.setattr(ClusterConnection, "_answer", counted)
    return asked


def asked_for(trips, act):
    """What one act asks."""
    trips.clear()
    act()
    return list(trips)


def test_a_question_is_what_is_served_what_is_found_and_what_is_shown(settings, trips):
    searcher = Searcher(settings)
    searcher.ask("who is at risk")  # the first after a while notes that this process reads
    first = asked_for(trips, lambda: searcher.ask("what happens when a file is damaged?"))
    assert first[:3] == ["_mget", "_msearch", "_mget"]
    assert first[3:] in ([], ["_mget"])  # texts, where only they tell the lines of an answer
    again = asked_for(trips, lambda: searcher.ask("what happens when a file is damaged?"))
    assert again in (["_mget"], ["_mget", "_mget"])  # states of files are asked for anew after two seconds


def test_what_quotations_search_for_is_searched_for_once(settings, trips):
    searcher = Searcher(settings)
    searcher.ask("who is at risk")
    asked = asked_for(trips, lambda: searcher.ask('"side effects"'))
    assert asked[:3] == ["_mget", "_msearch", "_msearch"] and len(asked) <= 4
    assert len(asked_for(trips, lambda: searcher.ask('how common are "side effects" of it?'))) <= 6


def test_a_page_of_results_is_two_more_and_its_sources_page_no_more_than_that(settings, trips):
    client, (shown, *_) = create_app(settings).test_client(), Searcher(settings).ask("how common is it?").hits
    client.get("/search?q=who+is+at+risk")
    page = asked_for(trips, lambda: client.get("/search?q=what+happens+when+a+file+is+damaged"))
    assert page[:3] == ["_mget", "_msearch", "_mget"] and len(page) <= 6  # of which one is for questions near by
    address = url_for_source(shown)
    source = asked_for(trips, lambda: client.get(address))
    assert source[0] == "_mget" and len(source) <= 5
    assert asked_for(trips, lambda: client.get("/api/v1/search?q=where+do+texts+lie"))[:2] == ["_mget", "_msearch"]


def url_for_source(hit):
    return f"/source/{document_path(hit.passage.document_id)}?q=how+common&at={hit.passage.start}-{hit.passage.end}"


def test_the_first_question_after_a_while_also_notes_that_this_process_reads(settings, trips):
    searcher = Searcher(settings)
    searcher.ask("who is at risk")
    place_of(settings).pins._until.clear()  # as when the note has lapsed
    notes = [path for path in asked_for(trips, lambda: searcher.ask("who is at risk")) if "_doc/" in path]
    assert len(notes) == 2
    assert not [path for path in asked_for(trips, lambda: searcher.ask("who is at risk")) if "_doc/" in path]
