"""What does an index on a cluster cost, beside one in a folder? Part by part, on real nodes.

    python tests/benchmarks/cluster.py beside growth workers servers failures --data ../shared/eval/medquad --out FOLDER

    beside    the same passages in a folder and on the cluster: indexing, questions in turn, whether both find the same
    growth    an index that grows by steps (--steps): seconds, memory and bytes of each
    workers   a run alone, and with one worker beside it
    servers   one server, and two behind a round robin
    failures  three nodes, one killed, paused, cut off under questions: p99 before and from then on

Passages are drawn from the sentences of the set (corpus.py), five a document. Without ``--cluster`` a node is started on
this machine, and three for ``failures``, which are gone in the end; --heap is what each has. ``results.json`` in --out has
all figures, of parts that were measured there before as well, and after each step of growth; ``results.md`` is the same as
tables.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cluster_parts import beside_local, failing_nodes, growing, result_tables, served_together, shared_runs  # noqa: E402
from cluster_parts.bench_place import BenchPlace  # noqa: E402

from tests.cluster import server_node  # noqa: E402
from tests.cluster.server_cluster import ServerCluster, single_node  # noqa: E402
from tests.cluster.server_files import server_files  # noqa: E402

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"


def main() -> None:
    given = _options().parse_args()
    server_node.MEMORY = (f"-Xms{given.heap}", f"-Xmx{given.heap}", *server_node.MEMORY[2:])
    server_node.COMPILER = ()  # as a server that runs for long
    given.out.mkdir(parents=True, exist_ok=True)
    file = given.out / "results.json"
    results = json.loads(file.read_text("utf-8")) if file.exists() else {}
    for part in dict.fromkeys(given.parts):
        with tempfile.TemporaryDirectory(prefix="passageway-bench-", dir=given.work) as work:
            began = perf_counter()
            for figures in PARTS[part](given, Path(work)):
                results[part] = {"figures": figures, "taken": _taken(given, perf_counter() - began)}
                file.write_text(json.dumps(results, indent=2) + "\n", "utf-8")
                (given.out / "results.md").write_text(result_tables.of(results), "utf-8")
        print(json.dumps({part: results[part]}, indent=2), flush=True)


def _taken(given: argparse.Namespace, seconds: float) -> dict[str, Any]:
    """Where and how a part was measured."""
    return {
        "seconds": round(seconds),
        "processors": os.cpu_count(),
        "machine": platform.machine(),
        "load at the end": round(os.getloadavg()[0], 1),
        "partitions": given.partitions,
        "heap of a node": given.heap,
        "cluster": "given" if given.cluster else "started here",
    }


@contextmanager
def _on_one_node(given: argparse.Namespace, work: Path) -> Iterator[BenchPlace]:
    node = None if given.cluster else single_node(server_files(), work / "node")
    try:
        yield _place(given, work, (node.url,) if node else tuple(given.cluster.split(",")))
    finally:
        if node:
            node.stop()


def _place(given: argparse.Namespace, work: Path, urls: tuple[str, ...]) -> BenchPlace:
    return BenchPlace(urls, work, given.data, given.passages, given.questions, given.partitions, given.seconds)


#: Measures a part: gives its figures, again whenever there are more of them.
_Part = Callable[[argparse.Namespace, Path], Iterator[Any]]


def _part(measure: Callable[[BenchPlace], Any]) -> _Part:
    def measured(given: argparse.Namespace, work: Path) -> Iterator[Any]:
        with _on_one_node(given, work) as place:
            yield measure(place)

    return measured


def _growth(given: argparse.Namespace, work: Path) -> Iterator[Any]:
    with _on_one_node(given, work) as place:
        rows: list[Any] = []
        for row in growing.measure(place, sorted(int(step) for step in given.steps.split(","))):
            rows.append(row)
            yield rows


def _failures(given: argparse.Namespace, work: Path) -> Iterator[Any]:
    cluster = ServerCluster(server_files(), work / "nodes")
    try:
        cluster.mend()
        yield failing_nodes.measure(_place(given, work, tuple(cluster.urls)), cluster)
    finally:
        cluster.close()


PARTS: dict[str, _Part] = {
    "beside": _part(beside_local.measure),
    "growth": _growth,
    "workers": _part(shared_runs.measure),
    "servers": _part(served_together.measure),
    "failures": _failures,
}


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="+", choices=[*PARTS])
    parser.add_argument("--data", type=Path, default=EVAL / "medquad", help="a set in BEIR's layout")
    parser.add_argument("--out", type=Path, required=True, help="where results.json and results.md go")
    parser.add_argument("--work", type=Path, help="where corpus, nodes and the folder's index go meanwhile")
    parser.add_argument("--cluster", default="", help="addresses of a cluster, separated by commas")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--steps", default="100000,250000,500000,1000000", help="passages of each step of growth")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=30, help="how long servers are asked, and a failure lasts")
    parser.add_argument("--heap", default="512m", help="of each node that is started here")
    return parser


if __name__ == "__main__":
    main()
