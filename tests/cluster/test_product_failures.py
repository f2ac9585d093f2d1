"""The whole product on three nodes of which one fails: the answers are those of before, and a run ends right."""

import shutil
from pathlib import Path

import pytest

from indexer.indexing import index_corpus
from indexer.searching import Searcher
from tests.cluster.fixtures import cluster_settings
from tests.cluster.load import Load, befalls

pytestmark = pytest.mark.cluster

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
QUESTIONS = ("how common is it?", "who is at risk", '"side effects"', "walrus")


@pytest.fixture(scope="module")
def settings(three_nodes, tmp_path_factory):
    """Settings of an index of our own corpus on the three nodes."""
    folder = tmp_path_factory.mktemp("product")
    shutil.copytree(CORPUS, folder / "corpus")
    three_nodes.mend()
    settings = cluster_settings(three_nodes.urls, index=folder / "i", opensearch_partitions=2)
    index_corpus(settings, [folder / "corpus"])
    return settings


def answers(searcher):
    return [[(hit.passage.id, hit.passage.text) for hit in searcher.ask(question).hits] for question in QUESTIONS]


@pytest.mark.parametrize("what", ["killed", "paused"])
def test_answers_are_those_of_before(cluster, settings, what):
    searcher = Searcher(settings)
    right = answers(searcher)
    assert right[0]
    node = cluster.one(manages=False)
    happening, over = (node.kill, lambda: None) if what == "killed" else (node.pause, node.go_on)
    befalls(Load(lambda: answers(searcher), right.__eq__, threads=2), happening, over=over, timed=False)


def test_a_run_ends_right_with_a_node_killed_in_the_middle(cluster, settings):
    before = answers(Searcher(settings))
    corpus = settings.index.parent / "corpus"
    for number in range(30):
        (corpus / f"new{number}.txt").write_text(f"Walrus number {number} sleeps on its floe.\n")
    killed = []

    def progress(stage, done, total):
        if not killed:
            killed.append(cluster.one(manages=False))
            killed[0].kill()

    report = index_corpus(settings, [corpus], progress=progress)
    assert killed and len(report.added) == 30
    after = answers(Searcher(settings))
    assert after[:3] == before[:3] and {text for _, text in after[3]} <= {
        f"Walrus number {number} sleeps on its floe." for number in range(30)
    }
    assert len(after[3]) > 0
