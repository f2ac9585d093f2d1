"""Runs that several processes share, and what becomes of the parts of those that stop."""

import json
import os
import signal
from threading import Thread

import pytest
from generation_contract import ANALYZER, DOCUMENTS, LATER, QUESTIONS, publish
from in_memory import memory_index

from indexer.engines import Filter, open_index
from indexer.errors import IndexMismatch
from tests.cluster.fixtures import cluster_settings
from tests.signals import stop

pytestmark = pytest.mark.cluster

#: A worker in a process of its own, whose leases last a second: it says when it has written a part, and says of none that
#: it is done before it is told to.
WORKER = """
import sys
sys.path.insert(0, sys.argv[1])
from indexer.engines.opensearch.cluster_place import place_of
from indexer.engines.opensearch.writing.partitions_writing import PartitionsWriting
from indexer.engines.opensearch.writing.sharing.part_worker import PartWorker
from indexer.model.as_json import as_json
from tests.cluster.fixtures import cluster_settings
import json

sealed = PartitionsWriting.seal
def waiting(self):
    print("written", *self.own, flush=True)
    sys.stdin.readline()
    sealed(self)
PartitionsWriting.seal = waiting
settings = cluster_settings([sys.argv[2]], opensearch_name=sys.argv[3])
PartWorker(place_of(settings), seconds=1.0).help({}, lambda part: print(json.dumps(as_json(part)), flush=True), once=True)
"""


@pytest.fixture
def settings(node, own_name):
    return cluster_settings([node.url], opensearch_name=own_name, opensearch_partitions=2)


def sharing(place):
    from indexer.engines.opensearch.writing.cluster_writer import ClusterWriter

    return lambda: ClusterWriter(place, shared_from=0)


@pytest.fixture
def start_worker(node, own_name, start_process):
    """Starts a worker; see WORKER."""
    return lambda: start_process(WORKER, node.url, own_name)


def is_as_in_memory(settings, removed=()):
    """Compares with what one process has in memory: documents, passages, the words' counts, and every rank and score."""
    mine, (reference, open_reference) = open_index(settings).open(), memory_index()
    publish(open_reference, DOCUMENTS)
    publish(open_reference, [LATER], removed)
    expected = reference.open()
    assert list(mine.document_ids()) == sorted(expected.document_ids())
    assert mine.passage_ids() == expected.passage_ids() and mine.about.passages == expected.about.passages
    words = {word for p in expected.passages(sorted(expected.passage_ids())).values() for word in p.text.split()}
    assert mine.words.counts(words) == expected.words.counts(words)
    for question in QUESTIONS:
        query = ANALYZER.question(question)
        found, wanted = (r.search(query, limit=100, only=Filter()) for r in (mine, expected))
        assert [s.passage_id for s in found] == [s.passage_id for s in wanted]
        assert [s.score for s in found] == pytest.approx([s.score for s in wanted])
    return True


def partitions_of_others(place):
    return set(place.partitions()) - {name for record in place.generations.all() for name in record.partitions}


def test_what_a_run_writes_by_parts_is_what_one_process_writes(place, settings):
    publish(sharing(place), DOCUMENTS)
    publish(sharing(place), [LATER], ["b/café.txt"])  # on copies of the parts that are there
    assert is_as_in_memory(settings, ["b/café.txt"]) and not partitions_of_others(place)


def test_whoever_shares_nothing_writes_all_of_a_run_that_could_be_shared(place, settings, monkeypatch):
    """As a copy of an index does."""
    from indexer.engines.opensearch.writing.new_cluster_generation import NewClusterGeneration

    monkeypatch.setattr(NewClusterGeneration, "write_shared", lambda *_: False)
    publish(sharing(place), DOCUMENTS)
    publish(sharing(place), [LATER])
    assert is_as_in_memory(settings)


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL])
def test_of_a_worker_that_stopped_nothing_is_published_and_all_is_done_again(
    place, settings, once_offered, start_worker, number
):
    lost, worker = [], start_worker

    def stopped():
        lost.append(worker())
        said, *indices = lost[0].stdout.readline().split()
        assert said == "written" and len(indices) == 1
        stop(lost[0], number)
        lost.extend(indices)

    publish(sharing(place), DOCUMENTS)
    once_offered(stopped, "write")
    number = publish(sharing(place), [*DOCUMENTS, LATER])
    process, index = lost
    if number is signal.SIGSTOP:
        os.kill(process.pid, signal.SIGCONT)
        said, _ = process.communicate("\n", timeout=60)
        assert json.loads(said)["lost"] and process.returncode == 0
    record = place.generations.get(number)
    assert index not in record.partitions and index.rpartition("-")[0] in {
        p.rpartition("-")[0] for p in record.partitions
    }
    assert is_as_in_memory(settings)
    with sharing(place)() as writer:
        writer.clear()
    assert not partitions_of_others(place)


def test_two_processes_write_at_once(place, settings, once_offered, start_worker):
    done = []

    def helped():
        worker = start_worker()
        assert worker.stdout.readline().startswith("written")
        done.append(Thread(target=lambda: done.append(worker.communicate("\n\n\n", timeout=60)[0])))
        done[0].start()

    publish(sharing(place), DOCUMENTS)
    once_offered(helped, "write")
    publish(sharing(place), [LATER, DOCUMENTS[0]])
    done[0].join()
    said = [json.loads(line) for line in done[1].splitlines() if line.startswith("{")]
    assert [part["lost"] for part in said] == [False] * len(said) and said
    assert is_as_in_memory(settings)


def test_a_run_that_died_is_helped_by_nobody_and_the_next_forgets_it(place, settings, once_offered):
    from indexer.engines.opensearch.writing.sharing.part_leases import RunParts
    from indexer.engines.opensearch.writing.sharing.part_worker import PartWorker
    from indexer.engines.opensearch.writing.sharing.shared_stage import SharedStage, current_stage, offer_stage

    first = publish(sharing(place), DOCUMENTS)
    dead = SharedStage("write", 1, settings.fingerprint(), {"number": 7, "partitions": 2})
    RunParts(place.records, dead.run).add([(0, {})])
    offer_stage(place.records, dead)
    PartWorker(place).help({}, once=True)
    assert not RunParts(place.records, dead.run).all()[0].epoch
    with sharing(place)() as writer:
        offer_stage(place.records, SharedStage("write", writer._lease.epoch, "of other settings"))
        with pytest.raises(IndexMismatch, match="other settings than this worker"):
            PartWorker(place).help({}, once=True)
        writer.clear()
        assert current_stage(place.records) is None and not RunParts(place.records, dead.run).all()

    def cancelled():
        raise KeyboardInterrupt

    once_offered(cancelled, "write")
    with pytest.raises(KeyboardInterrupt):
        publish(sharing(place), [LATER])
    assert open_index(settings).current() == first and not partitions_of_others(place)
    assert current_stage(place.records) is None
