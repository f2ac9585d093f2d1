"""How much sooner is a run on a cluster done where a worker helps it? The same documents, once alone and once with help.

    python tests/benchmarks/shared_runs.py --data medquad/corpus.jsonl --cluster URL [--documents 16000] [--partitions 8]

The worker is the command ``passageway index --worker --corpus``, on this machine. Printed are the seconds of the whole run
by the clock, and what cpu each of the processes took, those that it started included. The clock says what it is on this
machine, where the cluster and whatever else runs share the cores with them; the cpu of the one that took most says what it
comes to where each has cores of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from secrets import token_hex
from time import perf_counter, sleep
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from indexer.engines.opensearch.cluster_place import place_of  # noqa: E402
from indexer.searching import Searcher  # noqa: E402
from indexer.settings import Settings  # noqa: E402


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


def measure(corpus: Path, url: str, partitions: int, workers: int) -> Measured:
    """One run with so many workers beside it, in a process of its own; its index is removed."""
    name = f"passageway-shared-{token_hex(4)}"
    given = {
        "PASSAGEWAY_ENGINE": "opensearch",
        "PASSAGEWAY_OPENSEARCH": url,
        "PASSAGEWAY_OPENSEARCH_NAME": name,
        "PASSAGEWAY_OPENSEARCH_PARTITIONS": str(partitions),
        "PASSAGEWAY_SEMANTIC": "off",
    }
    index = [sys.executable, "-m", "indexer", "index"]
    started = {"env": {**os.environ, **given}, "stdout": subprocess.DEVNULL, "cwd": ROOT}
    worker = [*index, "--worker", "--corpus", str(corpus)]
    helping = [subprocess.Popen(worker, **started) for _ in range(workers)]
    sleep(5 * bool(workers))  # until they look for runs
    try:
        began = perf_counter()
        cpu = _cpu_of(subprocess.Popen([*index, str(corpus)], **started))
        wall = perf_counter() - began
        settings = Settings.load(engine="opensearch", opensearch=url, opensearch_name=name)
        passages = Searcher(settings).status().passages
    finally:
        for process in helping:
            process.send_signal(signal.SIGINT)
        of_workers = max([0.0, *map(_cpu_of, helping)])
        place = place_of(Settings.load(engine="opensearch", opensearch=url, opensearch_name=name))
        kinds = ("records", "texts", "artefacts", "vectors")
        place.remove([*place.partitions(), *(f"{name}-{kind}" for kind in kinds)])
    return Measured(wall, cpu, of_workers, passages)


def _cpu_of(process: subprocess.Popen[bytes]) -> float:
    """The cpu that a process took, and those that it waited for, once it has ended."""
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cluster", required=True)
    parser.add_argument("--documents", type=int, default=16_000)
    parser.add_argument("--partitions", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with asked.data.open(encoding="utf-8") as lines:
            (Path(folder) / "corpus.jsonl").write_text("".join(islice(lines, asked.documents)), "utf-8")
        measured = []
        for workers in (0, 1):
            measured.append(measure(Path(folder), asked.cluster, asked.partitions, workers))
            print(json.dumps({"workers": workers, **measured[-1]._asdict()}), flush=True)
            sleep(1)
    alone, helped = measured
    print(
        f"by the clock {alone.wall / helped.wall:.2f} times as quick, by cpu {alone.longest / helped.longest:.2f} times"
    )


if __name__ == "__main__":
    main()
