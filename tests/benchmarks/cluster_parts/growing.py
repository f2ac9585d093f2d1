"""An index that grows by steps: what each run costs, what memory it takes, and what a question takes then."""

from __future__ import annotations

import os
from collections.abc import Iterator
from time import perf_counter, process_time
from typing import Any

from cluster_parts.bench_place import WARMING, BenchPlace, peaks_of_memory, percentiles, write_files

from indexer.indexing import index_corpus
from indexer.searching import Searcher

__all__ = ["measure"]


def measure(place: BenchPlace, steps: list[int]) -> Iterator[dict[str, Any]]:
    """For each number of passages: seconds of the run that adds what is new, the most memory, bytes, questions."""
    before, corpus_folder = 0, place.folder / "growing"
    with place.index() as there:
        for passages in steps:
            corpus = place.corpus(passages)
            write_files(corpus, corpus_folder, first=before)
            questions = corpus.questions
            del corpus  # sentences of the set, which the run does not need
            began, own = perf_counter(), process_time()
            with peaks_of_memory() as memory:
                report = index_corpus(there, [corpus_folder])
            taken = perf_counter() - began
            yield {
                "passages": report.passages,
                "new documents": len(report.added),
                "seconds": round(taken, 1),
                "cpu seconds of this process": round(process_time() - own, 1),
                "peak megabytes": memory,
                "bytes": place.bytes_of(there),
                "bytes of what is served": place.bytes_served(there),
                "heap bytes of the nodes": place.heap(there),
                "load": round(os.getloadavg()[0], 1),
                "milliseconds": _questions(Searcher(there), questions),
            }
            before = passages


def _questions(searcher: Searcher, questions: list[str]) -> dict[str, float]:
    seconds = []
    for question in questions:
        began = perf_counter()
        searcher.ask(question)
        seconds.append(perf_counter() - began)
    return percentiles(seconds[WARMING:])
