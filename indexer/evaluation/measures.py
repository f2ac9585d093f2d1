"""Measures of one ranking against its judgements (qrels: id -> grade, above 0 for relevant); each in [0, 1].

Source: C. Manning, P. Raghavan and H. Schütze, "Introduction to Information Retrieval", 2008, chapter 8; nDCG with
linear gain, as in trec_eval's ndcg_cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

__all__ = ["ndcg", "recall", "reciprocal_rank", "success"]


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
