"""Whole runs that workers share, stage by stage, and what becomes of what a stopped one read."""

import json
import os
import signal
from collections import Counter
from types import SimpleNamespace

import pytest
from generation_contract import Fake

from indexer.engines import open_index
from indexer.engines.opening import open_jobs
from indexer.indexing import help_with_runs, index_corpus
from indexer.indexing.runs.sharing import file_parts as dealing
from indexer.settings import Settings
from indexer.store import Writer
from tests.cluster.fixtures import cluster_settings
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests
from tests.signals import stop

pytestmark = pytest.mark.cluster

#: A worker in a process of its own, whose leases last a second: it says when it is about to keep texts that it has read,
#: and keeps none before it is told to.
WORKER = """
import sys, json
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from indexer.documents.sources.folder import Folder
from indexer.engines.opensearch.cluster_place import place_of
from indexer.engines.opensearch.texts.stored_versions import StoredVersions
from indexer.engines.opensearch.writing.sharing.part_worker import PartWorker
from indexer.indexing.runs.sharing.reading_work import ReadingWork
from indexer.model.as_json import as_json
from tests.cluster.fixtures import cluster_settings

flush = StoredVersions.flush
def waiting(self):
    if self._heads:
        print("read", flush=True)
        sys.stdin.readline()
    flush(self)
StoredVersions.flush = waiting
settings = cluster_settings([sys.argv[2]], opensearch_name=sys.argv[3], semantic="off", workers=1)
with ReadingWork(settings, Folder(Path(sys.argv[4]))) as reading:
    shared = PartWorker(place_of(settings), seconds=1.0)
    shared.help({"read": reading}, lambda part: print(json.dumps(as_json(part)), flush=True), once=True)
"""


@pytest.fixture
def settings(node, own_name):
    return cluster_settings([node.url], opensearch_name=own_name, opensearch_partitions=2, semantic="off", workers=1)


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A folder that is read in several parts."""
    monkeypatch.setattr(dealing, "_MUCH", 0)
    monkeypatch.setattr(dealing, "_PART", 2_000)
    monkeypatch.setattr(dealing, "_EACH", 900)
    root = tmp_path / "corpus"
    root.mkdir()
    for number in range(6):
        (root / f"text{number}.txt").write_text(f"Text {number}.\n\nThe words of {number} are its own.", "utf-8")
    lines = [json.dumps({"_id": str(n), "text": f"The line {n} says what {n * n} is."}) for n in range(200)]
    (root / "long.jsonl").write_text("\n".join(lines), "utf-8")
    return root


@pytest.fixture
def start_worker(node, own_name, start_process):
    """Starts a worker with a corpus; see WORKER."""

    def start(corpus):
        worker = start_process(WORKER, node.url, own_name, corpus)
        assert worker.stdout.readline() == "read\n"
        return worker

    return start


def texts_of(settings):
    reader = open_index(settings).open()
    return {name: reader.document(name).text for name in reader.document_ids()}


def count_versions(place):
    texts = place.names.texts
    place.connection.change("POST", f"/{texts}/_refresh")
    return place.connection.look_up(f"/{texts}/_count", {"query": {"term": {"sort": "version"}}})["count"]


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL])
def test_of_a_worker_that_stopped_while_it_read_nothing_is_published_and_its_late_texts_are_swept(
    place, settings, corpus, once_offered, start_worker, tmp_path, number
):
    elsewhere, stopped = tmp_path / "elsewhere", []
    elsewhere.mkdir()
    for file in corpus.iterdir():
        (elsewhere / file.name).write_text(
            file.read_text("utf-8").replace("line", "LINE").replace("own", "OWN"), "utf-8"
        )

    def stop_one():
        stopped.append(start_worker(elsewhere))
        stop(stopped[0], number)

    once_offered(stop_one, "read")
    report = index_corpus(settings, [corpus])
    index_corpus(alone := Settings.load(index=tmp_path / "alone", semantic="off", workers=1), [corpus])
    assert len(report.added) == 206 and texts_of(settings) == texts_of(alone) and count_versions(place) == 206
    once_offered(lambda: None)
    if number is signal.SIGSTOP:
        os.kill(stopped[0].pid, signal.SIGCONT)
        said, _ = stopped[0].communicate("\n" * 9, timeout=60)
        assert json.loads(said.splitlines()[0])["lost"] and stopped[0].returncode == 0
        assert count_versions(place) > 206, "its texts came late"
    (corpus / "text1.txt").write_text("Now it says something else.", "utf-8")
    index_corpus(settings)
    assert count_versions(place) == 207 and texts_of(settings) == {
        **texts_of(alone),
        "text1.txt": "Now it says something else.",
    }


def test_workers_share_all_stages_of_a_run_and_are_named(settings, corpus, once_offered, monkeypatch):
    """All parts of each stage are done by a worker, as the run waits until that has nothing to do."""
    from indexer.engines.opensearch.writing import cluster_writer, new_cluster_generation
    from indexer.engines.opensearch.writing.sharing import part_leases
    from indexer.indexing.runs import publishing
    from indexer.indexing.runs.sharing import asking_work, helping

    monkeypatch.setitem(cluster_writer.ClusterWriter.__init__.__kwdefaults__, "shared_from", 0)
    monkeypatch.setattr(new_cluster_generation, "_ENCODED", 40)
    monkeypatch.setattr(asking_work, "_MANY", 0)
    for module in (publishing, helping):
        monkeypatch.setattr(module, "load_encoder", lambda *_, **__: SimpleNamespace(encoder=Fake()))
    done = []

    def help_elsewhere():
        with monkeypatch.context() as patched:
            patched.setattr(part_leases.Writer, "of_this_process", lambda: Writer(7, "elsewhere", ""))
            help_with_runs(settings, corpus, done.append, once=True)

    stages = ("read", "write", "encode", "calibrate", "calibrate by meaning")
    once_offered(help_elsewhere, *stages)
    index_corpus(settings, [corpus])
    counts = Counter(part.stage for part in done if not part.lost)
    assert tuple(counts) == stages and counts["read"] > 3 and counts["write"] == 2 and counts["encode"] > 3
    job = open_jobs(settings).newest(1)[0]
    assert job.workers == {"elsewhere 7": len(done)} and job.shared_by == f"elsewhere 7 did {len(done)} parts"
    alone = settings.model_copy(update={"opensearch_name": f"{settings.opensearch_name}-alone"})
    once_offered(help_elsewhere)
    index_corpus(alone, [corpus])
    mine, other = (open_index(one).open() for one in (settings, alone))
    assert mine.about.vectors == mine.about.passages == other.about.passages and texts_of(settings) == texts_of(alone)
    for name in ("calibration", "calibration-meaning"):
        assert mine.measured(name) and mine.measured(name) == other.measured(name)
