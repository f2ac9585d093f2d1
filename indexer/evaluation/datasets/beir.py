"""A folder in BEIR's layout: corpus.jsonl, queries.jsonl, qrels/<split>.tsv.

Format: N. Thakur and others, "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval
Models", NeurIPS 2021; https://github.com/beir-cellar/beir.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import EvaluationError

__all__ = ["AUTO", "Dataset", "BeirDocument", "open_dataset", "read_corpus", "read_qrels", "read_queries"]

#: The name that chooses a split by itself.
AUTO = "auto"

_LAYOUT = "a BEIR folder has corpus.jsonl, queries.jsonl and qrels/"


@dataclass(frozen=True, slots=True)
class BeirDocument:
    """A document of a set as its line gives it: ``title`` may be empty."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A set with one split chosen: question by id, for those with a relevant document, and their grades."""

    name: str
    folder: Path
    corpus: Path
    split: str
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


def open_dataset(folder: Path, split: str = AUTO, *, limit: int | None = None) -> Dataset:
    """The set of ``folder`` with its first ``limit`` questions that have a relevant document.

    AUTO takes the split ``test`` where there is one, else the first by name. Raises EvaluationError where the folder
    is not in BEIR's layout or the split is not there.
    """
    corpus = folder / "corpus.jsonl"
    if not corpus.is_file():
        raise EvaluationError(f"{corpus} is missing; {_LAYOUT}.")
    chosen = _first_split(folder / "qrels") if split == AUTO else split
    queries = read_queries(folder / "queries.jsonl")
    qrels = read_qrels(folder / "qrels" / f"{chosen}.tsv")
    judged = [name for name in queries if any(grade > 0 for grade in qrels.get(name, {}).values())][:limit]
    if not judged:
        raise EvaluationError(f"no question of {folder / 'queries.jsonl'} has a relevant document in split {chosen!r}.")
    return Dataset(
        name=folder.resolve().name,
        folder=folder,
        corpus=corpus,
        split=chosen,
        queries={name: queries[name] for name in judged},
        qrels={name: qrels[name] for name in judged},
    )


def _first_split(folder: Path) -> str:
    splits = sorted(path.stem for path in folder.glob("*.tsv"))
    if not splits:
        raise EvaluationError(f"{folder} has no .tsv file; {_LAYOUT}.")
    return "test" if "test" in splits else splits[0]


def read_corpus(path: Path) -> Iterator[BeirDocument]:
    """The documents of a corpus.jsonl that have text; raises EvaluationError.

    A line without text is left out, as indexing skips it too: all systems get the same documents.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line) if line.strip() else {}
                if str(row.get("text", "")).strip():
                    yield BeirDocument(str(row["_id"]), str(row.get("title") or ""), str(row["text"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(f"{path} cannot be read as documents ({error!r}).") from error


def read_queries(path: Path) -> dict[str, str]:
    """Question by id; raises EvaluationError."""
    try:
        with path.open(encoding="utf-8") as file:
            rows = (json.loads(line) for line in file if line.strip())
            return {str(row["_id"]): str(row["text"]) for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} cannot be read as questions ({error!r}).") from error


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Grades by question and document; raises EvaluationError, naming the splits there are."""
    if not path.is_file():
        splits = ", ".join(sorted(p.stem for p in path.parent.glob("*.tsv"))) or "none"
        raise EvaluationError(f"{path} is missing; splits there: {splits}. Choose one with --split.")
    qrels: dict[str, dict[str, int]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                qrels.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} cannot be read as qrels ({error!r}).") from error
    return qrels
