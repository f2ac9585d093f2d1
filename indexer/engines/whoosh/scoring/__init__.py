"""Which passages score best, exactly, without looking at all that hold a word?

    leaves     a segment's postings of a term, and what each earns (by weighting's formulas)
    finding    the best of a segment
    by_numpy   the same by numpy alone
    by_numba   the same compiled (extra "fast"), by the loops of posting_kernels; compiled says whether it is there
    phrases    which passages hold words one after the other

Both ways end in the same sums in the same order, so that they give the same scores to the last bit.
"""

from __future__ import annotations

from indexer.engines.whoosh.scoring.by_numpy import Best, Wanted, threshold
from indexer.engines.whoosh.scoring.compiled import best_of, scored_by, scores_of, warm_up
from indexer.engines.whoosh.scoring.phrases import holding_all, holding_phrase
from indexer.engines.whoosh.scoring.segment import Leaf, Norms, TermPostings, drift, norms_of

__all__ = [
    "Best",
    "TermPostings",
    "Leaf",
    "Norms",
    "Wanted",
    "best_of",
    "drift",
    "holding_all",
    "holding_phrase",
    "norms_of",
    "scored_by",
    "scores_of",
    "threshold",
    "warm_up",
]
