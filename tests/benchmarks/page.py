"""What a page of results costs beside the API's answer to the same question, and beside ``Searcher.ask``, in one process.

    python tests/benchmarks/page.py                medquad of ../shared/eval: 16,350 documents
    python tests/benchmarks/page.py --set scifact --questions 100

The page has related questions and the layout of the source beside the hits; it is to take at most twice the API's time.
Ratios of medians are printed, since seconds mean nothing on a machine that does other work as well.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from indexer import Searcher, Settings, index_corpus
from search_ui.app import create_app

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"


def measure(folder: Path, count: int, rounds: int = 3) -> dict[str, float]:
    """The median milliseconds of the page, the API and ``ask`` over the first ``count`` questions of a BEIR folder."""
    lines = (folder / "queries.jsonl").read_text("utf-8").splitlines()[:count]
    questions = [json.loads(line)["text"] for line in lines]
    with TemporaryDirectory() as work:
        (Path(work) / "corpus").mkdir()
        shutil.copy(folder / "corpus.jsonl", Path(work) / "corpus")
        settings = Settings.load(index=Path(work) / "index", semantic="off")
        index_corpus(settings, [Path(work) / "corpus"])
        client, searcher = create_app(settings).test_client(), Searcher(settings)
        ways: dict[str, Callable[[str], object]] = {
            "ask": searcher.ask,
            "api": lambda q: client.get("/api/v1/search", query_string={"q": q}),
            "page": lambda q: client.get("/search", query_string={"q": q}),
        }
        times: dict[str, list[float]] = {name: [] for name in ways}
        for at in range(rounds + 1):  # the first round warms up
            for question in questions:
                for name, way in ways.items():
                    started = perf_counter()
                    way(question)
                    if at:
                        times[name].append((perf_counter() - started) * 1000)
        searcher.close()
    return {name: median(of_way) for name, of_way in times.items()}


def main() -> None:
    """Prints the medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="medquad", help="a folder of ../shared/eval, or a path")
    parser.add_argument("--questions", type=int, default=60)
    options = parser.parse_args()
    found = measure(EVAL / options.set, options.questions)
    print(", ".join(f"{name} {value:.1f} ms" for name, value in found.items()))
    print(f"page / API {found['page'] / found['api']:.2f}, page / ask {found['page'] / found['ask']:.2f}")


if __name__ == "__main__":
    main()
