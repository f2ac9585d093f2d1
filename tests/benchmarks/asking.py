"""How long does a whole answer take, and where does the time go, beside tantivy's in the same run?

    python tests/benchmarks/asking.py [--eval FOLDER] [--size 100000] [--questions 300] [--keep FOLDER] [--json]

The corpus is medquad's (see corpus.py), a document a passage, words alone. Each question is asked of tantivy, of the
engine alone (150 candidates), of the finder (ranked, nothing fetched) and of ``Searcher.ask`` (ten hits with texts, marks,
answer sentences and reasons), one after the other, so that all meet the same noise, and once: a question that is asked
again finds much of its answer remembered. Each system has readers of its own, for the same reason, and has answered some
other questions before. Times are milliseconds of the thread's cpu.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from time import thread_time

import numpy as np

from corpus import load
from indexer.engines.local.words import ENGINES
from indexer.engines.whoosh.scoring import scored_by, warm_up
from indexer.evaluation.datasets.beir import BeirDocument
from indexer.evaluation.rivals import Bench, create_rival
from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Semantic, Settings
from indexer.text.analysis import Analyzer

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
CANDIDATES = 150
#: Questions that are asked before those that count.
_BEFORE = 50


def main() -> None:
    """Makes the corpus, both indexes, asks, and prints milliseconds and their ratio to tantivy's."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--eval", type=Path, default=EVAL, help="the folder that has medquad")
    options.add_argument("--size", type=int, default=100_000, help="passages")
    options.add_argument("--questions", type=int, default=300)
    options.add_argument("--keep", type=Path, help="keep the indexes there for the next time")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory(prefix="passageway-") as place:
        found = measure(given.eval / "medquad", given.size, given.questions, Path(place))
    if given.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{found['passages']:,} passages, {given.questions} questions, postings scored by {found['scored_by']}")
    base = found["milliseconds"]["tantivy, 10 best"]["p50"]
    for name, row in found["milliseconds"].items():
        print(f"{name:32} p50 {row['p50']:7.2f} ms ({row['p50'] / base:5.1f})   p95 {row['p95']:7.2f} ms")


def measure(folder: Path, size: int, questions: int, place: Path) -> dict[str, object]:
    """Milliseconds by system, and how many passages there were."""
    corpus = load(folder, size, questions + _BEFORE)
    place.mkdir(exist_ok=True, parents=True)
    file = place / "corpus.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for chunk in corpus.chunks():
            for number, title, sentences in chunk:
                out.write(json.dumps({"_id": str(number), "title": title, "text": " ".join(sentences)}) + "\n")
    settings = Settings.load(index=place / "index", semantic=Semantic.OFF)
    index_corpus(settings, [file])
    warm_up()
    (place / "tantivy").mkdir(exist_ok=True)
    rival = create_rival("tantivy", Bench(place / "tantivy", settings, lambda _: ()))
    with file.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        rival.build([BeirDocument(row["_id"], row["title"], row["text"]) for row in rows])
    searcher = Searcher(settings)
    asked = _systems(settings, searcher, rival.rank)
    times: dict[str, list[float]] = {name: [] for name in asked}
    for question in corpus.questions:
        for name, ask in asked.items():
            started = thread_time()
            ask(question)
            times[name].append(1000 * (thread_time() - started))
    return {
        "passages": searcher.status().passages,
        "scored_by": scored_by(),
        "milliseconds": {
            name: {f"p{at}": round(float(np.percentile(taken, at)), 3) for at in (50, 95, 99)}
            for name, taken in ((name, taken[_BEFORE:]) for name, taken in times.items())
        },
    }


def _systems(
    settings: Settings, searcher: Searcher, rank: Callable[[str, int], object]
) -> dict[str, Callable[[str], object]]:
    generation = settings.index / "generations" / str(searcher.status().generation)
    engine, analyzer = ENGINES["whoosh"].open(generation), Analyzer(settings.language)
    ranking = Searcher(settings)
    return {
        "tantivy, 10 best": lambda question: rank(question, 10),
        "the engine, 150 best": lambda question: engine.search(analyzer.question(question), limit=CANDIDATES),
        "ranked, nothing fetched": lambda question: ranking.ranking(question, limit=10),
        "Searcher.ask, ten hits": lambda question: searcher.ask(question),
    }


if __name__ == "__main__":
    main()
