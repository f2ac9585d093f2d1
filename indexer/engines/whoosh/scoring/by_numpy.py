"""The best passages of a segment by numpy alone.

MaxScore (H. Turtle and J. Flood, "Query Evaluation: Strategies and Optimizations", Information Processing & Management
31(6), 1995) with whole lists for steps: terms are added from the one that can earn most on, until what the rest can
earn together lifts no new passage among the best. The rest is looked up for the passages found so far only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Floats, Integers
from indexer.engines.whoosh.scoring.segment import Leaf, Norms, TermPostings

__all__ = ["SLACK", "Best", "Wanted", "best_by_numpy", "threshold"]

#: Sums in another order differ in their last bits: bounds are compared with this much to spare.
SLACK = 1 - 1e-9


class Wanted(NamedTuple):
    """A term of a question in a segment: its postings, and its weight (that of the question times idf)."""

    postings: TermPostings
    weight: float

    @property
    def tops(self) -> Floats:
        """An upper bound of what a passage earns by it, in each window."""
        return self.weight * self.postings.most


class Best(NamedTuple):
    """Documents of a segment, ascending, with their scores; all that could be among the best are there, maybe more."""

    docs: Integers
    scores: Floats


def threshold(scores: Floats, limit: int) -> float:
    """The score that a passage must reach to be among the best ``limit`` of these; 0 while there are fewer."""
    return float(np.partition(scores, -limit)[-limit]) if len(scores) >= limit else 0.0


def best_by_numpy(
    leaf: Leaf, wanted: Sequence[Wanted], admitted: NDArray[np.bool_] | None, limit: int, least: float, norms: Norms
) -> Best:
    """All of a segment's passages that may be among the best ``limit``; ``least`` is what others reach already."""
    most = [float(one.tops.max()) for one in wanted]
    order = sorted(range(len(wanted)), key=lambda i: -most[i])
    bounds = np.array([most[i] for i in order] + [0.0])
    rest = np.cumsum(bounds[::-1])[::-1]  # what a passage can earn by this term and those behind it
    docs, partial = np.zeros(0, np.int64), np.zeros(0)
    added = 0
    while added < len(order) and rest[added] >= least * SLACK:
        one = wanted[order[added]]
        docs, partial = _with(leaf, one, admitted, docs, partial, norms)
        least = max(least, threshold(partial, limit))
        added += 1
    for step in range(added, len(order)):
        hopeful = partial + rest[step] >= least * SLACK
        docs, partial = docs[hopeful], partial[hopeful]
        partial = partial + leaf.scores([(wanted[order[step]].postings, wanted[order[step]].weight)], docs, norms)
        least = max(least, threshold(partial, limit))
    docs = docs[partial >= least * SLACK]
    return Best(docs, leaf.scores([(one.postings, one.weight) for one in wanted], docs, norms))


def _with(
    leaf: Leaf, one: Wanted, admitted: NDArray[np.bool_] | None, docs: Integers, partial: Floats, norms: Norms
) -> tuple[Integers, Floats]:
    """What was found, with the postings of one more term added."""
    more = leaf.docs(one.postings)
    places = np.arange(one.postings.start, one.postings.start + one.postings.count)
    if admitted is not None:
        kept = admitted[more]
        more, places = more[kept], places[kept]
    earned = one.weight * leaf.saturations(places, more, norms)
    if not len(docs):
        return more, earned
    at = np.searchsorted(docs, more)
    known = docs[np.minimum(at, len(docs) - 1)] == more
    partial = partial.copy()
    partial[at[known]] += earned[known]
    merged = np.concatenate([docs, more[~known]])
    order = np.argsort(merged, kind="stable")
    return merged[order], np.concatenate([partial, earned[~known]])[order]
