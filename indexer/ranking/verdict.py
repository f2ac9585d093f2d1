"""Does what was found answer the question? By how many of the question's words, and how telling ones, are held."""

from __future__ import annotations

from indexer.ranking.matching import Matches
from indexer.records import Verdict

__all__ = ["ANSWERED", "RELATED", "coverage", "judge"]

#: Shares of the question's content, by idf, that the best passage must hold to answer it, or to be related to it.
ANSWERED = 0.6
RELATED = 0.3


def coverage(matches: Matches, place: int, asked: int) -> float:
    """The share in [0, 1] of a question's content terms that a candidate has: half by number, half by worth."""
    terms = matches.terms
    held = matches.held[place] & terms.content
    if not asked:
        return 0.0
    return (int(held.sum()) / asked + float(terms.worth[held].sum()) / max(terms.ideal_content, 1e-9)) / 2


def judge(best: float) -> Verdict:
    """The verdict by the best coverage."""
    if best >= ANSWERED:
        return Verdict.ANSWERED
    return Verdict.RELATED if best >= RELATED else Verdict.NOTHING
