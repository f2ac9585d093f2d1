"""Rankings and their judgements -> a score for each question and measure.

By ir-measures (the extra ``benchmark``) where it is installed, else by our own formulas in ``measures``; a test holds
the two to each other. ir-measures: S. MacAvaney, C. Macdonald and I. Ounis, "Streamlining Evaluation with
ir-measures", ECIR 2022.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.evaluation.measures import ndcg, recall, reciprocal_rank, success

__all__ = ["DEPTH", "MEASURES", "Scores", "measured_by", "own_scores", "scores"]

#: How many documents of a ranking are looked at.
DEPTH = 100

#: One row a question, one column a measure in the order of MEASURES; each in [0, 1].
Scores = NDArray[np.float64]

_Qrels = Mapping[str, Mapping[str, int]]

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
    held = np.zeros((len(rows), len(columns)))
    measures = [library.parse_measure(name) for name in columns]
    judged = {name: dict(qrels[name]) for name in rows}
    # trec_eval orders by score, and ties by name: ranks as falling scores keep our order.
    ranked = {name: {found: float(-rank) for rank, found in enumerate(ranking)} for name, ranking in rankings.items()}
    for metric in library.iter_calc(measures, judged, ranked):
        held[rows[metric.query_id], columns[str(metric.measure)]] = metric.value
    return held
