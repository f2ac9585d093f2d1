"""Three nodes of which one fails under questions: what is answered wrongly, and how much longer answers take meanwhile."""

from __future__ import annotations

import time
from typing import Any

from cluster_parts.bench_place import BenchPlace, write_files

from indexer.indexing import index_corpus
from indexer.searching import Searcher
from tests.cluster.load import WARM, Load
from tests.cluster.server_cluster import ServerCluster

__all__ = ["measure"]

#: Threads that ask without a pause, and questions of one round.
ASKERS, ASKED = 2, 40


def measure(place: BenchPlace, cluster: ServerCluster) -> dict[str, Any]:
    """By what befalls a node that does not manage: p99 before it and from then on, their ratio, and what was wrong."""
    corpus = place.corpus(place.passages)
    write_files(corpus, place.folder / "failing")
    found: dict[str, Any] = {"askers": ASKERS}
    with place.index() as there:
        found["passages"] = index_corpus(there, [place.folder / "failing"]).passages
        for what in ("killed", "paused", *(() if cluster.joined_because else ("cut off",))):
            cluster.mend()
            found[what] = _befalls(cluster, Searcher(there), corpus.questions[:ASKED], what, place.seconds)
        cluster.mend()
    return found


def _befalls(
    cluster: ServerCluster, searcher: Searcher, questions: list[str], what: str, lasting: float
) -> dict[str, Any]:
    right = {question: _ids(searcher, question) for question in questions}
    turn = iter(range(1 << 60))

    def ask() -> bool:
        question = questions[next(turn) % len(questions)]
        return _ids(searcher, question) == right[question]

    node, load = cluster.one(manages=False), Load(ask, bool, threads=ASKERS)
    happening, over = {
        "killed": (node.kill, lambda: None),
        "paused": (node.pause, node.go_on),
        "cut off": (lambda: cluster.cut_off(node), lambda: cluster.join_again(node)),
    }[what]
    with load:
        time.sleep(WARM)
        began = time.monotonic()
        time.sleep(lasting / 2)
        then = time.monotonic()
        happening()
        time.sleep(lasting)
        over()
        time.sleep(lasting / 4)
        ended = time.monotonic()
    before, after = load.slowest_but(0.01, began, then), load.slowest_but(0.01, then, ended)
    return {
        "answers before": load.count(began, then),
        "answers from then on": load.count(then, ended),
        "p99 before, ms": round(1000 * before, 1),
        "p99 from then on, ms": round(1000 * after, 1),
        "ratio": round(after / before, 2),
        "slowest, ms": round(1000 * load.slowest_but(0, then, ended), 1),
        "wrong": sum(answer is False for answer in load.wrong),
        "failed": sum(answer is not False for answer in load.wrong),
    }


def _ids(searcher: Searcher, question: str) -> list[str]:
    return [hit.passage.id for hit in searcher.ask(question).hits]
