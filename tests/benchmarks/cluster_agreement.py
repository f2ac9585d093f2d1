"""Does an index on a cluster find what that of one machine finds? Over questions of public sets, by words alone.

    python tests/benchmarks/cluster_agreement.py --data FOLDER --work FOLDER [--cluster URL] [--questions 500]

``--data`` has sets in BEIR's layout (medquad, covidqa). Both indexes are of the same passages, one kept in ``--work``, one
on the cluster. Asked are the first questions of each set, then searches made of the sets' own words: with a phrase, with an
exclusion, among some documents or kinds. A difference is explained by what the cluster did not hand over.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexer.documents.as_read import AsRead, as_read  # noqa: E402
from indexer.engines import Filter  # noqa: E402
from indexer.engines.entries import Entry, entry_of  # noqa: E402
from indexer.engines.entries.batches import batched  # noqa: E402
from indexer.engines.forward.writer import ForwardWriter  # noqa: E402
from indexer.engines.local.stating import StatedDocuments  # noqa: E402
from indexer.engines.local.words import LocalWords  # noqa: E402
from indexer.engines.opensearch.connection import ClusterConnection  # noqa: E402
from indexer.engines.opensearch.finding.cluster_words import CandidateDepth, ClusterWords  # noqa: E402
from indexer.engines.protocol import EVERYTHING, WordReader  # noqa: E402
from indexer.engines.whoosh.engine import ArrayEngine  # noqa: E402
from indexer.evaluation.datasets.beir import Dataset, open_dataset  # noqa: E402
from indexer.evaluation.scoring import scores  # noqa: E402
from indexer.model import PassageKind  # noqa: E402
from indexer.searching.finder import Finder  # noqa: E402
from indexer.searching.pooling import DEPTH  # noqa: E402
from indexer.settings import Settings  # noqa: E402
from indexer.store.catalog.reading.stated import StatedRows  # noqa: E402
from indexer.text.analysis import Analyzer, Query  # noqa: E402
from tests.cluster.word_partitions import opened_words, write_words  # noqa: E402

SETS = ("medquad", "covidqa")
TEN = 10


class Question(NamedTuple):
    """What is asked, among which passages, and what sort of question it is."""

    text: str
    only: Filter = EVERYTHING
    sort: str = "plain"


@dataclass(frozen=True)
class Both:
    """The two indexes of a set."""

    dataset: Dataset
    local: LocalWords
    cluster: ClusterWords
    analyzer: Analyzer


class Answer(NamedTuple):
    """The passages found by scores alone, the documents after ranking, seconds by the clock and of this process."""

    pool: tuple[str, ...]
    scored: tuple[float, ...]
    ranked: tuple[str, ...]
    documents: tuple[str, ...]
    seconds: float
    cpu: float


def both(dataset: Dataset, args: argparse.Namespace, connection: ClusterConnection) -> Both:
    """The two indexes of a set, made where they are not there yet."""
    analyzer, name = Analyzer(), f"agreement-{dataset.name}-{args.variant}"
    local, folder = args.work / dataset.name / "local", args.work / dataset.name / f"cluster-{args.variant}"
    indices = [f"{name}-1-{k}-1" for k in range(args.partitions)]
    if not (local.exists() and folder.exists()):
        entries = list(_entries(dataset, analyzer))
        _timed(f"{dataset.name}, {len(entries):,} passages, local", lambda: _write_local(local, entries))
        folder.mkdir(exist_ok=True)
        _timed(
            f"{dataset.name}, cluster",
            lambda: write_words(connection, name, folder, entries, partitions=args.partitions),
        )
    words = LocalWords(local, local, "whoosh", StatedDocuments(StatedRows(lambda *_: (), generation=1)))
    depth = CandidateDepth(args.least, args.more)
    return Both(dataset, words, opened_words(connection, indices, folder, depth), analyzer)


def _timed(what: str, work: Callable[[], object]) -> None:
    started = perf_counter()
    work()
    print(f"{what}: written in {perf_counter() - started:.0f} s", flush=True)


def _write_local(folder: Path, entries: Sequence[Entry]) -> None:
    if not folder.exists():
        folder.mkdir(parents=True)
        forward = ForwardWriter(folder, ())
        ArrayEngine.write(folder, forward.collect(batched(entries)), ())
        forward.finish()


def _entries(dataset: Dataset, analyzer: Analyzer) -> Iterator[Entry]:
    for read in as_read(dataset.corpus, Settings.load()):
        if isinstance(read, AsRead):
            yield from (entry_of(passage, analyzer) for passage in read.passages)


def answer(reader: WordReader, finder: Finder, question: Question, analyzer: Analyzer) -> Answer:
    """What one index finds."""
    clock, cpu = perf_counter(), process_time()
    found = finder.find(question.text, limit=TEN, only=question.only)
    seconds, used = perf_counter() - clock, process_time() - cpu
    best = reader.search(analyzer.question(question.text), limit=DEPTH, only=question.only)
    listed = [
        (pool.matches.candidates.ids[group.best], pool.matches.candidates.documents[group.best])
        for pool, groups in found.listed(range(TEN))
        for group in groups
    ]
    return Answer(
        tuple(one.passage_id for one in best),
        tuple(one.score for one in best),
        tuple(name for name, _ in listed),
        tuple(document.partition("#")[2] for _, document in listed),
        seconds,
        used,
    )


def difference(local: Answer, cluster: Answer) -> str:
    """Why the first ten differ; "" where they do not."""
    if local.ranked == cluster.ranked:
        return ""
    lost = set(local.pool) - set(cluster.pool)
    if lost & set(local.ranked):
        return "a passage of the ten was not handed over"
    if lost:
        return "a passage beside the ten was not handed over"
    return "unexplained"


def searches(both: Both, count: int, chance: Random) -> list[Question]:
    """Searches with phrases, exclusions and filters, of words of passages here and there."""
    ids = chance.sample(sorted(both.local.passage_ids()), count * 4)
    held, found = both.local.candidates(ids, Query()), list[Question]()
    for place, document in enumerate(held.documents):
        first, last = held.first_word[held.first_run[place : place + 2]].tolist()
        words = [held.lexicon.words[number] for number in held.words[first:last].tolist()]
        at = chance.randrange(max(len(words) - 12, 1))
        pair, plain = words[at : at + 2], " ".join(chance.sample(words, min(4, len(words))))
        sort = ("phrase", "exclusion", "documents", "kind")[len(found) % 4]
        if len(words) < 12 or not "".join(pair).isalpha():
            continue
        found.append(
            {
                "phrase": Question(f'"{" ".join(pair)}" {plain}', sort=sort),
                "exclusion": Question(f"{plain} -{pair[0]}", sort=sort),
                "documents": Question(plain, Filter(f"{document[: len(document) - chance.randint(1, 4)]}*"), sort),
                "kind": Question(plain, Filter(None, frozenset({chance.choice(list(PassageKind))})), sort),
            }[sort]
        )
    return found[:count]


def compare(both: Both, questions: Sequence[Question]) -> list[tuple[Question, Answer, Answer]]:
    """What both find; each is asked first in turn."""
    readers = (both.local, both.cluster)
    finders = [Finder(reader, both.analyzer) for reader in readers]
    found = []
    for number, question in enumerate(questions):
        pair: dict[int, Answer] = {}
        for side in ((0, 1), (1, 0))[number % 2]:
            pair[side] = answer(readers[side], finders[side], question, both.analyzer)
        found.append((question, pair[0], pair[1]))
    return found


def figures(found: Sequence[tuple[Question, Answer, Answer]]) -> dict[str, Any]:
    """Shares of the questions, and milliseconds."""
    first = [a.ranked[:1] == b.ranked[:1] for _, a, b in found]
    ten = [a.ranked == b.ranked for _, a, b in found]
    pool = [a.pool[:TEN] == b.pool[:TEN] and a.scored[:TEN] == b.scored[:TEN] for _, a, b in found]
    reasons = Counter(filter(None, (difference(a, b) for _, a, b in found)))
    times = {
        f"{side} {unit} p50/p95 ms": [
            round(float(np.percentile([getattr(pair[place], name) * 1e3 for pair in found], at)), 1) for at in (50, 95)
        ]
        for place, side in ((1, "local"), (2, "cluster"))
        for unit, name in (("clock", "seconds"), ("cpu", "cpu"))
    }
    return {
        "questions": len(found),
        "rank 1 the same": round(float(np.mean(first)), 4),
        "first ten the same": round(float(np.mean(ten)), 4),
        "ten best by BM25F the same, to the bit": round(float(np.mean(pool)), 4),
        "of the local pool handed over": round(
            float(np.mean([len(set(a.pool) & set(b.pool)) / len(a.pool) for _, a, b in found if a.pool])), 4
        ),
        "why the ten differ": dict(reasons),
        **times,
    }


def quality(dataset: Dataset, names: Sequence[str], answers: Sequence[Answer]) -> float:
    """nDCG@10 over these questions."""
    rankings = {name: one.documents for name, one in zip(names, answers, strict=True)}
    qrels: Mapping[str, Mapping[str, int]] = {name: dataset.qrels[name] for name in names}
    return float(scores(rankings, qrels).mean(axis=0)[0])


def main() -> None:
    """Measures, and prints the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--cluster", default="http://127.0.0.1:9200")
    parser.add_argument("--questions", type=int, default=500, help="of each set")
    parser.add_argument("--searches", type=int, default=100, help="of each set: phrases, exclusions, filters")
    parser.add_argument("--partitions", type=int, default=2)
    parser.add_argument("--least", type=int, default=CandidateDepth().least)
    parser.add_argument("--more", type=float, default=CandidateDepth().more)
    parser.add_argument("--variant", default="words", help="a name for the indices, where several are compared")
    args = parser.parse_args()
    settings = Settings.load(engine="opensearch", opensearch=args.cluster)
    connection, report = ClusterConnection(settings), dict[str, Any]()
    plain: list[tuple[Question, Answer, Answer]] = []
    made: list[tuple[Question, Answer, Answer]] = []
    for name in SETS:
        dataset = open_dataset(args.data / name, limit=args.questions)
        of_set = both(dataset, args, connection)
        asked = compare(of_set, [Question(text) for text in dataset.queries.values()])
        names = list(dataset.queries)
        report[name] = figures(asked) | {
            "nDCG@10 local": round(quality(dataset, names, [a for _, a, _ in asked]), 4),
            "nDCG@10 cluster": round(quality(dataset, names, [b for _, _, b in asked]), 4),
        }
        searched = compare(of_set, searches(of_set, args.searches, Random(1)))
        report[f"{name} searches"] = figures(searched)
        plain, made = plain + asked, made + searched
        of_set.local.close()
    report["all"], report["all searches"] = figures(plain), figures(made)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
