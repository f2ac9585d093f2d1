"""Does what was found answer the question? By how much of the question's meaning the best passages hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from indexer.ranking.evidence import Weights
from indexer.records import Verdict

__all__ = ["ANSWERED", "RELATED", "coverage", "judge"]

#: Shares of the question's content, by idf, that the best passage must hold to answer it, or to be related to it.
ANSWERED = 0.6
RELATED = 0.3


def coverage(held: Collection[str], weights: Weights) -> float:
    """The share in [0, 1] of the worth of a question's content terms that ``held`` has.

    A word that no document has counts as the rarest there could be: what is asked about it cannot be answered.
    """
    total = sum(weights.content.values())
    return sum(w for term, w in weights.content.items() if term in held) / total if total else 0.0


def judge(held_by_best: Sequence[Collection[str]], weights: Weights) -> Verdict:
    """The verdict by the terms that each of the best passages (with headings and title) holds."""
    best = max((coverage(held, weights) for held in held_by_best), default=0.0)
    if best >= ANSWERED:
        return Verdict.ANSWERED
    return Verdict.RELATED if best >= RELATED else Verdict.NOTHING
