"""A whole run by one process and by several, in turn: how much of whose time it takes, and how long.

    PASSAGEWAY_SEMANTIC=off python tests/benchmarks/processes.py FOLDER --workers 2 --rounds 3

Each run is a first one, in a process of its own, which has imported what a run needs before it is timed. By time, it says
something only of a machine that has nothing else to do; ``others`` is what everything else took of it meanwhile, in cores.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

_RUN = """
import json, resource, sys
from time import perf_counter, process_time
from indexer.indexing.runs.run import index_corpus
from indexer.settings import Settings
began, own = perf_counter(), process_time()
report = index_corpus(Settings.load(index=sys.argv[2], workers=int(sys.argv[3])), [sys.argv[1]])
taken, own = perf_counter() - began, process_time() - own
others = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([report.passages, taken, own, others.ru_utime + others.ru_stime]))
"""


def _busy() -> float:
    """Seconds that all cores together have worked since the machine was started (Linux)."""
    user, nice, system, _, _, *interrupts = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:9])
    return (user + nice + system + sum(interrupts)) / 100


def run_once(folder: Path, workers: int) -> dict[str, float]:
    """Passages; seconds; cpu seconds of the process that writes and of all others; cores that something else kept busy."""
    with TemporaryDirectory() as place:
        busy = _busy()
        command = [sys.executable, "-c", _RUN, str(folder), f"{place}/index", str(workers)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        passages, taken, own, children = json.loads(done.stdout.splitlines()[-1])
        others = max(_busy() - busy - own - children, 0) / taken
    return {"passages": passages, "seconds": taken, "writer": own, "workers": children, "others": others}


def main() -> None:
    """Measures, and prints a line for each run and the medians of pairs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    pairs = []
    for _ in range(chosen.rounds):
        pairs.append([run_once(chosen.folder, workers) for workers in (1, chosen.workers)])
        for workers, found in zip((1, chosen.workers), pairs[-1], strict=True):
            print(workers, *(f"{name} {value:.2f}" for name, value in found.items()), flush=True)
    times = median(one["seconds"] / several["seconds"] for one, several in pairs)
    cpu = median((several["writer"] + several["workers"]) / one["writer"] for one, several in pairs)
    print(f"{chosen.workers} processes: {times:.2f} times as fast, {cpu:.2f} times the cpu seconds")


if __name__ == "__main__":
    main()
