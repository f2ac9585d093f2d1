"""How much sooner is a run on a cluster done where a worker helps it? The same documents, once alone and once with help.

    python tests/benchmarks/shared_runs.py --data medquad/corpus.jsonl --cluster URL [--documents 16000] [--partitions 8]

The worker is the command ``passageway index --worker``, on this machine. Printed are the seconds of the whole run and of
the stage that is shared (analysing and writing passages), wall clock and this process's own, then the ratio of the two:
two processes on two cores that the cluster shares with them come to less than 2.
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
from time import perf_counter, process_time, sleep
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexer.engines.opensearch.cluster_place import place_of  # noqa: E402
from indexer.indexing import index_corpus  # noqa: E402
from indexer.settings import Settings  # noqa: E402


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


def measure(corpus: Path, url: str, partitions: int, workers: int) -> Measured:
    """One run with so many workers beside it; its index is removed."""
    name = f"passageway-shared-{token_hex(4)}"
    settings = Settings.load(
        engine="opensearch", opensearch=url, opensearch_name=name, opensearch_partitions=partitions, semantic="off"
    )
    given = {"PASSAGEWAY_ENGINE": "opensearch", "PASSAGEWAY_OPENSEARCH": url, "PASSAGEWAY_OPENSEARCH_NAME": name}
    command = [sys.executable, "-m", "indexer", "index", "--worker", "--json"]
    helping = [subprocess.Popen(command, env={**os.environ, **given}, text=True) for _ in range(workers)]
    clock, began = StageClock(), perf_counter()
    try:
        report = index_corpus(settings, [corpus], progress=clock)
        whole = perf_counter() - began
    finally:
        for process in helping:
            process.send_signal(signal.SIGINT)
            process.wait()
        place = place_of(settings)
        place.remove(
            [*place.partitions(), *(f"{name}-{kind}" for kind in ("records", "texts", "artefacts", "vectors"))]
        )
    return Measured(whole, *clock.seconds("index", "suggest"), report.passages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cluster", required=True)
    parser.add_argument("--documents", type=int, default=16_000)
    parser.add_argument("--partitions", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        with asked.data.open(encoding="utf-8") as lines:
            corpus.write_text("".join(islice(lines, asked.documents)), "utf-8")
        measured = []
        for workers in (0, 1):
            measured.append(measure(Path(folder), asked.cluster, asked.partitions, workers))
            print(json.dumps({"workers": workers, **measured[-1]._asdict()}), flush=True)
            sleep(1)
    alone, helped = measured
    print(
        f"shared stage: {alone.shared / helped.shared:.2f} times as quick; the run: {alone.whole / helped.whole:.2f} times"
    )


if __name__ == "__main__":
    main()
