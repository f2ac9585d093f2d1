"""Evaluation on a folder in BEIR's layout: corpus.jsonl, queries.jsonl, qrels/<split>.tsv.

Format: N. Thakur and others, "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval
Models", NeurIPS 2021; https://github.com/beir-cellar/beir.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from indexer.errors import EvaluationError
from indexer.evaluation.measures import ndcg, recall, reciprocal_rank, success
from indexer.indexing import Progress, index_corpus
from indexer.searching import Searcher
from indexer.settings import Settings

__all__ = ["BeirResult", "evaluate_folder", "read_qrels", "read_queries"]

_DEPTH = 100

_MEASURES: Mapping[str, Callable[[list[str], dict[str, int]], float]] = {
    "ndcg@10": lambda ranking, qrels: ndcg(ranking, qrels, 10),
    "recall@100": lambda ranking, qrels: recall(ranking, qrels, 100),
    "mrr@10": lambda ranking, qrels: reciprocal_rank(ranking, qrels, 10),
    "success@1": lambda ranking, qrels: success(ranking, qrels, 1),
    "success@5": lambda ranking, qrels: success(ranking, qrels, 5),
}


@dataclass(frozen=True, slots=True)
class BeirResult:
    """The means over all questions that have a relevant document, with sizes and speeds (seconds)."""

    dataset: str
    documents: int
    passages: int
    questions: int
    means: dict[str, float]
    questions_per_second: float
    index_seconds: float

    def json(self) -> dict[str, object]:
        """The object that ``passageway evaluate --json`` prints."""
        return {
            "dataset": self.dataset,
            "documents": self.documents,
            "passages": self.passages,
            "questions": self.questions,
            **{name: round(value, 4) for name, value in self.means.items()},
            "questions_per_second": round(self.questions_per_second, 2),
            "index_seconds": round(self.index_seconds, 2),
        }


def evaluate_folder(
    folder: Path,
    settings: Settings,
    *,
    split: str = "test",
    limit: int | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> BeirResult:
    """Indexes ``folder``'s corpus into a temporary index, asks its questions (the first ``limit``), and measures.

    Documents rank by their best passage. Raises EvaluationError where the folder is not in BEIR's layout.
    """
    queries = read_queries(folder / "queries.jsonl")
    qrels = read_qrels(folder / "qrels" / f"{split}.tsv")
    asked = [name for name in queries if any(grade > 0 for grade in qrels.get(name, {}).values())][:limit]
    if not asked:
        raise EvaluationError(f"no question of {folder / 'queries.jsonl'} has a relevant document in split {split!r}.")
    corpus = folder / "corpus.jsonl"
    if not corpus.is_file():
        raise EvaluationError(f"{corpus} is missing; a BEIR folder has corpus.jsonl, queries.jsonl and qrels/.")
    with TemporaryDirectory(prefix="passageway-") as place:
        own = settings.model_copy(update={"index": Path(place) / "index"})
        report = index_corpus(own, [corpus], progress=progress)
        searcher = Searcher(own)
        started = perf_counter()
        rows = []
        for done, name in enumerate(asked):
            progress("ask", done, len(asked))
            found = searcher.ranking(queries[name], limit=_DEPTH)
            rows.append(_row([_document(found_id) for found_id in found], qrels[name]))
        progress("ask", len(asked), len(asked))
        seconds = perf_counter() - started
        searcher.close()
    return BeirResult(
        dataset=folder.resolve().name,
        documents=len(report.added),
        passages=report.passages,
        questions=len(asked),
        means={name: sum(row[name] for row in rows) / len(rows) for name in _MEASURES},
        questions_per_second=len(asked) / seconds,
        index_seconds=report.seconds,
    )


def _document(document_id: str) -> str:
    return document_id.removeprefix("corpus.jsonl#")


def _row(ranking: list[str], qrels: dict[str, int]) -> dict[str, float]:
    return {name: measure(ranking, qrels) for name, measure in _MEASURES.items()}


def read_queries(path: Path) -> dict[str, str]:
    """Question by id; raises EvaluationError."""
    try:
        with path.open(encoding="utf-8") as file:
            held = (json.loads(line) for line in file if line.strip())
            return {str(row["_id"]): str(row["text"]) for row in held}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} cannot be read as questions ({error!r}).") from error


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Grades by question and document; raises EvaluationError, naming the splits there are."""
    if not path.is_file():
        splits = ", ".join(sorted(p.stem for p in path.parent.glob("*.tsv"))) or "none"
        raise EvaluationError(f"{path} is missing; splits there: {splits}.")
    qrels: dict[str, dict[str, int]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                qrels.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    except (OSError, ValueError, KeyError) as error:
        raise EvaluationError(f"{path} cannot be read as qrels ({error!r}).") from error
    return qrels
