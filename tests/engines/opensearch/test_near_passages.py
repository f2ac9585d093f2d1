"""Finding by vector where the nodes have the k-NN plugin, on a node that has it."""

from collections.abc import Iterator
from secrets import token_hex

import pytest
from generation_contract import ANALYZER, DOCUMENTS, LATER, Fake, GenerationContract, publish
from in_memory import memory_index

from indexer.engines import Filter, open_index
from tests.cluster.fixtures import cluster_settings

pytestmark = pytest.mark.cluster

QUESTION = Fake().encode(["a question"], "question")[0]
GONE = "b/café.txt"


class Other(Fake):
    """Vectors of another model, of another length."""

    fingerprint, dimensions = "e" * 16, 12


@pytest.fixture
def settings(near_node):
    return cluster_settings([near_node.url], opensearch_name=f"passageway-test-{token_hex(4)}", opensearch_partitions=3)


@pytest.fixture
def place(settings):
    from indexer.engines.opensearch.cluster_place import place_of

    place = place_of(settings)
    yield place
    there = place.connection.ask("GET", f"/{place.names.prefix}*", filter_path="*.settings.index.uuid").body
    place.remove(list(there))


def writer_of(place, shared_from):
    from indexer.engines.opensearch.writing.cluster_writer import ClusterWriter

    return lambda: ClusterWriter(place, shared_from=shared_from)


@pytest.fixture
def writing(place):
    """Writers."""
    return writer_of(place, 2_000)


@pytest.fixture(params=[2_000, 0], ids=["alone", "shared"])
def either_writing(place, request):
    """The same; where runs are shared, partitions are sealed before their vectors are there."""
    return writer_of(place, request.param)


def without_plugin(monkeypatch):
    for module in ("partitions_writing", "cluster_writer"):
        monkeypatch.setattr(f"indexer.engines.opensearch.writing.{module}.have_plugin", lambda *_: False)


def near_to(reader, only=Filter()):  # noqa: B008 - it is frozen
    return reader.nearest(QUESTION, limit=100, least=-1, only=only)


def expected(*runs):
    """What is near in memory after the same runs (documents, ids that go, encoder)."""
    reference, open_reference = memory_index()
    for documents, removed, encoder in runs:
        publish(open_reference, documents, removed, encoder=encoder)
    return near_to(reference.open())


def faults(place, number):
    from indexer.engines.opensearch.finding.partition_proofs import PartitionProofs

    proofs = PartitionProofs(place, place.generations.get(number))
    proofs._analyzer = ANALYZER  # by which the contract writes all of its documents, in whatever language
    proofs.prove(lambda *_: None)
    return proofs.faults


class TestContract:
    @pytest.fixture
    def written(self, place, settings) -> Iterator:
        from indexer.engines import open_writer

        reference, open_reference = memory_index()
        for opened in (lambda: open_writer(settings), open_reference):
            publish(opened, DOCUMENTS, encoder=Fake())
        return open_index(settings).open(), reference.open()

    test_the_nearest_by_cosine = GenerationContract.test_the_nearest_by_cosine

    def test_the_status_says_so(self, written):
        assert written[0].about.engine.endswith("; found by words, and by meaning (k-NN)")


def test_what_changes_and_what_goes_is_found_as_it_is_now(place, settings, either_writing):
    publish(either_writing, DOCUMENTS, encoder=Fake())
    number = publish(either_writing, [LATER], [GONE], encoder=Fake())
    found = near_to(open_index(settings).open())
    assert found == expected((DOCUMENTS, (), Fake()), ([LATER], [GONE], Fake())) and len(found) > 3
    assert place.generations.get(number).near and faults(place, number) == []


def test_a_generation_of_before_the_plugin_is_not_whole_and_the_next_run_makes_it_so(
    place, settings, writing, monkeypatch
):
    with monkeypatch.context() as before:
        without_plugin(before)
        first = publish(writing, DOCUMENTS, encoder=Fake())
    reader = open_index(settings).open()
    assert reader.about.engine.endswith("by meaning (all vectors compared)") and near_to(reader)
    with writing() as writer:
        assert not writer.is_whole(first, Fake())
    number = publish(writing, [], encoder=Fake())
    reader = open_index(settings).open()
    assert "k-NN" in reader.about.engine and near_to(reader) == expected((DOCUMENTS, (), Fake()))
    assert faults(place, number) == []
    with writing() as writer:
        assert writer.is_whole(number, Fake())


def test_vectors_of_two_encoders_are_never_compared(place, settings, writing):
    """Between them is a run without vectors, which takes out a document."""
    publish(writing, DOCUMENTS, encoder=Fake())
    publish(writing, [LATER], [GONE])
    number = publish(writing, [], encoder=Other())
    reader = open_index(settings).open()
    question = Other().encode(["a question"], "question")[0]
    found = reader.nearest(question, limit=100, least=-1)
    assert set(found) == reader.passage_ids() and faults(place, number) == []
    cosines = reader.cosines(question, found).tolist()
    assert cosines == pytest.approx(sorted(cosines, reverse=True), abs=1e-6)
    # and back: what the first encoder found of the document that is gone is not there any more
    number = publish(writing, [], encoder=Fake())
    reader = open_index(settings).open()
    assert set(near_to(reader)) == reader.passage_ids() and faults(place, number) == []


def test_a_vector_that_is_lost_and_one_too_many_are_said(place, writing):
    number = publish(writing, DOCUMENTS, encoder=Fake())
    query = {"query": {"term": {"sort": "near"}}, "size": 1}
    where = {"index": [f"{place.names.prefix}-1-*"]}
    (hit,) = place.connection.look_up("/_msearch", [where, query])["responses"][0]["hits"]["hits"]
    place.connection.change("PUT", f"/{hit['_index']}/_settings", {"index.blocks.write": False})
    place.connection.change("DELETE", f"/{hit['_index']}/_doc/{hit['_id']}", refresh=True)
    lost = hit["_id"].removeprefix("v:")
    assert f"passage {lost}: cannot be found by its vector" in faults(place, number)
    for other in ("one", "two"):
        place.connection.change("PUT", f"/{hit['_index']}/_doc/{other}", {"sort": "near", "of": other}, refresh=True)
    assert any("passages are found by vector" in fault for fault in faults(place, number))


def test_a_question_without_direction_is_near_to_nothing(place, settings, writing):
    publish(writing, DOCUMENTS, encoder=Fake())
    reader = open_index(settings).open()
    assert reader.nearest(0 * QUESTION, limit=5, least=-1) == () == reader.nearest(QUESTION, limit=0, least=-1)
    assert len(reader.nearest(QUESTION, limit=2, least=-1)) == 2 and reader.nearest(QUESTION, limit=2, least=1.1) == ()
