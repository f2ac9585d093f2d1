"""What a page of results costs beside the API's answer to the same question, and beside ``Searcher.ask``, in one process.

    python tests/benchmarks/page.py                medquad of ../shared/eval: 16,350 documents
    python tests/benchmarks/page.py --set scifact --questions 100
    python tests/benchmarks/page.py --index FOLDER an index that is there, made of that set by words alone

The page has the layout of the source beside the hits; "first byte" is its head with the first of them. Related questions
are not on it: a reader who comes near them asks for them. "typed" are the results that come while one types. Each question
is put once in each of these ways, in turn, with the compiled kernels where they are there: one that is put again finds much
of its answer remembered. Each way has an application of its own, for the same reason, and has answered some other questions
before. The application is called as a server calls it, with a request that was read before: what a client does is not
counted. Of the milliseconds of cpu the median counts.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import thread_time

from werkzeug.test import EnvironBuilder

from indexer import Searcher, Settings, index_corpus
from indexer.engines.whoosh.scoring import warm_up
from search_ui.app import create_app

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"

#: Makes ready what puts a question.
Way = Callable[[str], Callable[[], object]]

#: Questions that are put before those that count.
_BEFORE = 20


def measure(folder: Path, count: int, index: Path | None = None) -> dict[str, float]:
    """The median milliseconds of ``ask``, the API, the page and its first byte, and results while typing, over the first
    ``count`` questions of a BEIR folder."""
    lines = (folder / "queries.jsonl").read_text("utf-8").splitlines()
    questions = list(dict.fromkeys(json.loads(line)["text"] for line in lines))[: count + _BEFORE]
    warm_up()
    with TemporaryDirectory() as work:
        settings = Settings.load(index=index or Path(work) / "index", semantic="off")
        if index is None:
            (Path(work) / "corpus").mkdir()
            shutil.copy(folder / "corpus.jsonl", Path(work) / "corpus")
            index_corpus(settings, [Path(work) / "corpus"])
        searcher = Searcher(settings)

        ways = {
            "ask": lambda question: partial(searcher.ask, question),
            "api": getting(settings, "/api/v1/search", b"".join),
            "page": getting(settings, "/search", b"".join),
            "first byte": getting(settings, "/search", next),
            "typed": getting(settings, "/typed", b"".join),
        }
        found = median_times(ways, questions)
        searcher.close()
    return found


def getting(settings: Settings, address: str, read: Callable[[Iterator[bytes]], object]) -> Way:
    """Asks an application of its own for an address; ``read`` takes what it needs of the body."""
    application = create_app(settings).wsgi_app

    def way(question: str) -> Callable[[], object]:
        environ = EnvironBuilder(address, query_string={"q": question}).get_environ()

        def get() -> object:
            body = application(environ, lambda *_: None)
            return read(iter(body)), body

        return get

    return way


def median_times(ways: dict[str, Way], questions: Sequence[str]) -> dict[str, float]:
    """The median time of each way over all questions but the first ones, in milliseconds of cpu."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for question in questions:
        for name, way in ways.items():
            put = way(question)
            started = thread_time()
            kept = put()
            times[name].append((thread_time() - started) * 1000)
            del kept
    return {name: median(of_way[min(_BEFORE, len(of_way) - 1) :]) for name, of_way in times.items()}


def main() -> None:
    """Prints the medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="medquad", help="a folder of ../shared/eval, or a path")
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--eval", type=Path, default=EVAL)
    options = parser.parse_args()
    found = measure(options.eval / options.set, options.questions, options.index)
    for name, value in found.items():
        print(f"{name:12} {value:6.2f} ms   {value / found['ask']:5.2f} times ask")
    print(f"page / API   {found['page'] / found['api']:.2f}")


if __name__ == "__main__":
    main()
