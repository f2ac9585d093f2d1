"""The whole product on three nodes of which one fails: the answers are those of before, and a run ends right."""

import re
import shutil
from pathlib import Path

import pytest

from indexer.indexing import index_corpus
from indexer.searching import Searcher
from search_ui.app import create_app
from tests.cluster.fixtures import SECONDS, cluster_settings
from tests.cluster.load import Load, befalling, befalls
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests

pytestmark = pytest.mark.cluster

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
QUESTIONS = ("how common is it?", "who is at risk", '"side effects"', "walrus")


@pytest.fixture(scope="module")
def settings(three_nodes, tmp_path_factory):
    """Settings of an index of our own corpus on the three nodes."""
    folder = tmp_path_factory.mktemp("product")
    shutil.copytree(CORPUS, folder / "corpus")
    three_nodes.mend()
    there = {"opensearch_partitions": 2, "opensearch_seconds": SECONDS}
    settings = cluster_settings(three_nodes.urls, index=folder / "i", **there)
    index_corpus(settings, [folder / "corpus"])
    return settings


def answers(searcher):
    return [[(hit.passage.id, hit.passage.text) for hit in searcher.ask(question).hits] for question in QUESTIONS]


def over_http(app):
    """What pages and the API say to the same questions: what is found, or that it cannot be looked for now."""
    client = app.test_client()
    for question in QUESTIONS:
        asked = {"q": question}
        answer, page = client.get("/api/v1/search", query_string=asked), client.get("/search", query_string=asked)
        yield _said(answer, lambda got: [(hit["passage_id"], hit["text"]) for hit in got.json["hits"]])
        yield _said(page, lambda got: re.findall(r"<(?:mark|h2|h3)[^>]*>[^<]*", got.text))


def _said(got, found):
    """None where it says that it cannot answer now, and when to ask again."""
    if got.status_code == 503 and int(got.headers["Retry-After"]) > 0:
        return None
    return found(got) if got.status_code == 200 else got.status_code


@pytest.mark.parametrize("what", ["killed", "paused", "cut off"])
def test_answers_are_those_of_before(cluster, settings, what):
    if what == "cut off" and cluster.joined_because:
        pytest.skip(cluster.joined_because)
    searcher = Searcher(settings)
    right = answers(searcher)
    assert right[0]
    load = Load(lambda: answers(searcher), right.__eq__, threads=2)
    befalls(load, **befalling(cluster, cluster.one(manages=False), what), timed=False)


def test_pages_and_api_are_right_or_say_when_to_ask_again(cluster, settings):
    app = create_app(settings)
    right = list(over_http(app))
    assert None not in right and right[0]

    def is_right(said):
        return all(a in (None, b) for a, b in zip(said, right, strict=True))

    what = "paused" if cluster.joined_because else "cut off"
    load = Load(lambda: list(over_http(app)), is_right, threads=2)
    befalls(load, **befalling(cluster, cluster.one(manages=False), what), timed=False)
    cluster.mend()
    assert list(over_http(app)) == right


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
