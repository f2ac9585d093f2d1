"""Rankings and their judgements -> a score for each question and measure.

By ir-measures (the extra ``benchmark``) where it is installed, else by our own formulas; a test compares the two.
Each measure is of one ranking against its judgements (qrels: id -> grade, above 0 for relevant), in [0, 1]; sources:
C. Manning, P. Raghavan and H. Schütze, "Introduction to Information Retrieval", 2008, chapter 8; nDCG with linear gain,
as in trec_eval's ndcg_cut. ir-measures: S. MacAvaney, C. Macdonald and I. Ounis, "Streamlining Evaluation with
ir-measures", ECIR 2022.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "DEPTH",
    "MEASURES",
    "Scores",
    "measured_by",
    "ndcg",
    "own_scores",
    "recall",
    "reciprocal_rank",
    "scores",
    "success",
]

#: How many documents of a ranking are looked at.
DEPTH = 100

#: One row a question, one column a measure in the order of MEASURES; each in [0, 1].
Scores = NDArray[np.float64]

_Qrels = Mapping[str, Mapping[str, int]]


def ndcg(ranking: Sequence[str], qrels: Mapping[str, int], depth: int) -> float:
    """Discounted gain of the first ``depth``, as a share of the best possible."""
    gained = _dcg([max(qrels.get(name, 0), 0) for name in ranking[:depth]])
    ideal = _dcg(sorted((grade for grade in qrels.values() if grade > 0), reverse=True)[:depth])
    return gained / ideal if ideal else 0.0


def _dcg(grades: Sequence[int]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def recall(ranking: Sequence[str], qrels: Mapping[str, int], depth: int) -> float:
    """The share of the relevant that the first ``depth`` hold."""
    relevant = {name for name, grade in qrels.items() if grade > 0}
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], qrels: Mapping[str, int], depth: int) -> float:
    """One over the rank of the first relevant, 0 where the first ``depth`` hold none."""
    ranks = (rank for rank, name in enumerate(ranking[:depth], start=1) if qrels.get(name, 0) > 0)
    return 1 / next(ranks, float("inf"))


def success(ranking: Sequence[str], qrels: Mapping[str, int], depth: int) -> float:
    """1 where the first ``depth`` hold a relevant one, else 0."""
    return float(any(qrels.get(name, 0) > 0 for name in ranking[:depth]))


_OWN: Mapping[str, Callable[[Sequence[str], Mapping[str, int]], float]] = {
    "ndcg@10": lambda ranking, qrels: ndcg(ranking, qrels, 10),
    "recall@100": lambda ranking, qrels: recall(ranking, qrels, 100),
    "mrr@10": lambda ranking, qrels: reciprocal_rank(ranking, qrels, 10),
    "success@1": lambda ranking, qrels: success(ranking, qrels, 1),
    "success@5": lambda ranking, qrels: success(ranking, qrels, 5),
}

MEASURES: tuple[str, ...] = tuple(_OWN)

#: The same measures as ir-measures names them.
_NAMES = {"ndcg@10": "nDCG@10", "recall@100": "R@100", "mrr@10": "RR@10", "success@1": "Success@1",
          "success@5": "Success@5"}  # fmt: skip


def scores(rankings: Mapping[str, Sequence[str]], qrels: _Qrels) -> Scores:
    """The scores of the questions of ``rankings``, in their order (each question must be in ``qrels``)."""
    library = _library()
    return own_scores(rankings, qrels) if library is None else _library_scores(library, rankings, qrels)


def own_scores(rankings: Mapping[str, Sequence[str]], qrels: _Qrels) -> Scores:
    """As ``scores``, by our own formulas."""
    rows = [[measure(found, qrels[name]) for measure in _OWN.values()] for name, found in rankings.items()]
    return np.array(rows, dtype=np.float64).reshape(len(rankings), len(_OWN))


def measured_by() -> str:
    """What computes the scores here: "ir-measures 0.4.3", or "own formulas"."""
    return "own formulas" if _library() is None else f"ir-measures {version('ir-measures')}"


@cache
def _library() -> Any | None:
    try:
        version("ir-measures")
        return import_module("ir_measures")
    except (PackageNotFoundError, ImportError):
        return None


def _library_scores(library: Any, rankings: Mapping[str, Sequence[str]], qrels: _Qrels) -> Scores:
    columns = {str(library.parse_measure(_NAMES[name])): column for column, name in enumerate(MEASURES)}
    rows = {name: row for row, name in enumerate(rankings)}
    table = np.zeros((len(rows), len(columns)))
    measures = [library.parse_measure(name) for name in columns]
    judged = {name: dict(qrels[name]) for name in rows}
    # trec_eval orders by score, and ties by name: ranks as falling scores keep our order.
    ranked = {name: {found: float(-rank) for rank, found in enumerate(ranking)} for name, ranking in rankings.items()}
    for metric in library.iter_calc(measures, judged, ranked):
        table[rows[metric.query_id], columns[str(metric.measure)]] = metric.value
    return table
