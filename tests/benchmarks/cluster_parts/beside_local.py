"""The same passages in a folder and on the cluster: how long both take to index and to answer, and whether they agree."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from cluster_parts.bench_place import WARMING, BenchPlace, percentiles, write_files

from indexer.engines.opensearch.connection import ClusterConnection
from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Semantic, Settings

__all__ = ["measure"]


def measure(place: BenchPlace) -> dict[str, Any]:
    """Seconds of both runs, milliseconds of questions asked of both in turn, requests to the cluster for one."""
    corpus = place.corpus(place.passages)
    write_files(corpus, place.folder / "beside")
    folder = Settings.load(index=place.folder / "local", semantic=Semantic.OFF)
    with place.index() as there:
        runs = {name: _run(settings, place.folder / "beside") for name, settings in _both(folder, there)}
        asked = {name: Searcher(settings) for name, settings in _both(folder, there)}
        for question in corpus.questions[:WARMING]:
            for searcher in asked.values():
                searcher.ask(question)
        return {
            "passages": runs["local"]["passages"],
            "index": runs,
            "bytes": place.bytes_of(there),
            **_asked(asked, corpus.questions[WARMING:]),
        }


def _both(folder: Settings, there: Settings) -> tuple[tuple[str, Settings], ...]:
    return ("local", folder), ("cluster", there)


def _run(settings: Settings, corpus: Path) -> dict[str, float]:
    wall, own = perf_counter(), process_time()
    report = index_corpus(settings, [corpus])
    taken = perf_counter() - wall
    return {
        "seconds": round(taken, 1),
        "cpu seconds of this process": round(process_time() - own, 1),
        "passages": report.passages,
        "passages a second": round(report.passages / taken),
    }


def _asked(searchers: dict[str, Searcher], questions: list[str]) -> dict[str, Any]:
    seconds: dict[str, list[float]] = {name: [] for name in searchers}
    cpu = dict.fromkeys(searchers, 0.0)
    first = ten = requests = 0
    with _counted() as count:
        for question in questions:
            found = {}
            for name, searcher in searchers.items():
                wall, own = perf_counter(), process_time()
                answer = searcher.ask(question)
                seconds[name].append(perf_counter() - wall)
                cpu[name] += process_time() - own
                found[name] = [hit.passage.id for hit in answer.hits]
            first += found["local"][:1] == found["cluster"][:1]
            ten += found["local"] == found["cluster"]
        requests = count[0]
    asked = max(len(questions), 1)
    return {
        "questions": len(questions),
        "milliseconds": {
            name: percentiles(taken) | {"cpu": round(1000 * cpu[name] / asked, 1)} for name, taken in seconds.items()
        },
        "requests a question": round(requests / asked, 2),
        "same first": first,
        "same ten": ten,
    }


@contextmanager
def _counted() -> Iterator[list[int]]:
    """Counts what this thread asks of the cluster."""
    count, mine, answer = [0], threading.get_ident(), ClusterConnection._answer

    def counted(self: ClusterConnection, *what: Any, **how: Any) -> Any:
        count[0] += threading.get_ident() == mine
        return answer(self, *what, **how)

    ClusterConnection._answer = counted  # type: ignore[method-assign]
    try:
        yield count
    finally:
        ClusterConnection._answer = answer  # type: ignore[method-assign]
