"""How much sooner is a run on a cluster done where a worker helps it, and what does it cost that one could? The same
documents in a run that offers nothing to anybody, in one that nobody helps, and in one that is helped.

The worker is the command ``passageway index --worker --corpus``, on this machine. Measured are the seconds of the whole run
by the clock, and what cpu each of the processes took, those that it started included. The clock says what it is on this
machine, where the cluster and whatever else runs share the cores with them; the cpu of the one that took most says what it
comes to where each has cores of its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, NamedTuple

from cluster_parts.bench_place import BenchPlace, write_files

from indexer.searching import Searcher

__all__ = ["measure"]

ROOT = Path(__file__).resolve().parents[3]

#: The command, of which no stage is offered to others.
UNSHARED = """
from indexer.__main__ import main
from indexer.engines.opensearch.writing.cluster_writer import ClusterWriter

ClusterWriter.__init__.__kwdefaults__["shared_from"] = 1 << 60
ClusterWriter.share = lambda *_, **__: None
main()
"""


class Measured(NamedTuple):
    """Seconds of the run by the clock, and of cpu: of whoever carried it out, and of the worker; and the passages."""

    wall: float
    cpu: float
    worker: float
    passages: int

    @property
    def longest(self) -> float:
        """The cpu of the process that took most: how long the run is where nobody waits."""
        return max(self.cpu, self.worker)


def measure(place: BenchPlace) -> dict[str, Any]:
    """A run that shares nothing, one without a worker beside it, and one with."""
    corpus = place.folder / "shared"
    write_files(place.corpus(place.passages), corpus)
    unshared, alone, helped = (_run(place, corpus, workers) for workers in (None, 0, 1))
    return {
        "passages": alone.passages,
        "sharing nothing": _figures(unshared),
        "alone": _figures(alone),
        "with one worker": _figures(helped),
        "times as quick by the clock": round(alone.wall / helped.wall, 2),
        "times as quick by cpu": round(alone.longest / helped.longest, 2),
    }


def _figures(run: Measured) -> dict[str, float]:
    return {
        "seconds": round(run.wall, 1),
        "cpu seconds": round(run.cpu, 1),
        "of the worker": round(run.worker, 1),
    }


def _run(place: BenchPlace, corpus: Path, workers: int | None) -> Measured:
    """One run with so many workers beside it, in a process of its own; None: it offers nothing to any."""
    with place.index() as settings:
        given = {
            f"PASSAGEWAY_{key.upper()}": str(value) for key, value in place.there(settings.opensearch_name).items()
        }
        index = [sys.executable, "-m", "indexer", "index"]
        worker = [*index, "--worker", "--corpus", str(corpus)]
        helping = [_started(worker, given, place.folder / "worker") for _ in range(workers or 0)]
        index = [sys.executable, "-c", UNSHARED, "index"] if workers is None else index
        sleep(5 * bool(workers))  # until they look for runs
        try:
            began = perf_counter()
            cpu = _cpu_of(_started([*index, str(corpus)], given, place.folder / "run"))
            wall = perf_counter() - began
            passages = Searcher(settings).status().passages
        finally:
            for process in helping:
                process.send_signal(signal.SIGINT)
            of_workers = max([0.0, *map(_cpu_of, helping)])
        return Measured(wall, cpu, of_workers, passages)


def _started(command: list[str], given: dict[str, str], index: Path) -> subprocess.Popen[bytes]:
    own = {"PASSAGEWAY_INDEX": str(index), "PASSAGEWAY_SEMANTIC": "off"}
    return subprocess.Popen(
        command, env=os.environ | given | own, stdout=subprocess.DEVNULL, cwd=ROOT, preexec_fn=_can_be_interrupted
    )


def _can_be_interrupted() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _cpu_of(process: subprocess.Popen[bytes]) -> float:
    """The cpu that a process took, and those that it waited for, once it has ended."""
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime
