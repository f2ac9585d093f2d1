"""How much sooner is a run on a cluster done where a worker helps it? The same documents, once alone and once with help.

The worker is the command ``passageway index --worker``, on this machine. Measured are the seconds of the whole run and of
the stage that is shared (analysing and writing passages), wall clock and this process's own, then the ratio of the two:
two processes on two cores that the cluster shares with them come to less than 2.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

from cluster_parts.bench_place import BenchPlace, write_files

from indexer.indexing import index_corpus

__all__ = ["measure"]


class Measured(NamedTuple):
    """Seconds: the run, the stage that is shared, and what this process itself worked in that stage; and the passages."""

    whole: float
    shared: float
    own: float
    passages: int


class StageClock:
    """The clocks when each stage began."""

    def __init__(self) -> None:
        self.began: dict[str, tuple[float, float]] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        self.began.setdefault(stage, (perf_counter(), process_time()))

    def seconds(self, first: str, last: str) -> tuple[float, float]:
        """Between the beginnings of two stages: wall clock, and this process's."""
        (wall, own), (wall_then, own_then) = self.began[first], self.began[last]
        return wall_then - wall, own_then - own


def measure(place: BenchPlace) -> dict[str, Any]:
    """A run without a worker beside it, and one with."""
    corpus = place.folder / "shared"
    write_files(place.corpus(place.passages), corpus)
    alone, helped = (_run(place, corpus, workers) for workers in (0, 1))
    return {
        "processors": os.cpu_count(),
        "alone": alone._asdict(),
        "with one worker": helped._asdict(),
        "shared stage, times as quick": round(alone.shared / helped.shared, 2),
        "run, times as quick": round(alone.whole / helped.whole, 2),
    }


def _run(place: BenchPlace, corpus: Path, workers: int) -> Measured:
    with place.index() as settings:
        given = {
            f"PASSAGEWAY_{key.upper()}": str(value) for key, value in place.there(settings.opensearch_name).items()
        }
        own = {"PASSAGEWAY_INDEX": str(place.folder / "worker"), "PASSAGEWAY_SEMANTIC": "off"}
        command = [sys.executable, "-m", "indexer", "index", "--worker", "--json"]
        helping = [
            subprocess.Popen(command, env=os.environ | given | own, stdout=subprocess.DEVNULL) for _ in range(workers)
        ]
        clock, began = StageClock(), perf_counter()
        try:
            report = index_corpus(settings, [corpus], progress=clock)
            whole = perf_counter() - began
        finally:
            for process in helping:
                process.send_signal(signal.SIGINT)
                process.wait()
        return Measured(whole, *clock.seconds("index", "publish"), report.passages)
