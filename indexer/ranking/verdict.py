"""Does what was found answer the question? By how many of the question's words, and how telling ones, are held."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from indexer.ranking.evidence import Weights
from indexer.records import Verdict

__all__ = ["ANSWERED", "RELATED", "coverage", "judge"]

#: Shares of the question's content, by idf, that the best passage must hold to answer it, or to be related to it.
ANSWERED = 0.6
RELATED = 0.3


def coverage(held: Collection[str], weights: Weights) -> float:
    """The share in [0, 1] of a question's content terms that ``held`` has: half by number, half by worth.

    A word that no document has counts as the rarest there could be: what is asked about it cannot be answered. By
    worth alone, one odd word would outweigh all others in a small corpus, where the words of its subject are common.
    """
    total = sum(weights.content.values())
    if not total:
        return 0.0
    found = [w for term, w in weights.content.items() if term in held]
    return (len(found) / len(weights.content) + sum(found) / total) / 2


def judge(held_by_best: Sequence[Collection[str]], weights: Weights) -> Verdict:
    """The verdict by the terms that each of the best passages (with headings and title) holds."""
    best = max((coverage(held, weights) for held in held_by_best), default=0.0)
    if best >= ANSWERED:
        return Verdict.ANSWERED
    return Verdict.RELATED if best >= RELATED else Verdict.NOTHING
