"""Where numba is installed, the compiled kernel; else numpy."""

from __future__ import annotations

from collections.abc import Sequence
from threading import local

import numpy as np
from numpy.typing import NDArray

from indexer.engines.scoring.finding import Best, Wanted, best_by_numpy
from indexer.engines.scoring.leaves import Leaf, Norms

try:
    from indexer.engines.scoring import kernel
except ImportError as error:  # numba is not installed, or not made for this Python, numpy or machine
    _REASON = f"numpy: {error}"
    kernel = None  # type: ignore[assignment]

__all__ = ["best_by_numba", "best_of", "scored_by"]

_scratch = local()


def scored_by() -> str:
    """What scores, and why not the faster one."""
    if kernel is None:
        return f"{_REASON}. It is faster with: pip install 'passageway[fast]'"
    return "numba"


def best_by_numba(
    leaf: Leaf, wanted: Sequence[Wanted], admitted: NDArray[np.bool_] | None, limit: int, least: float, norms: Norms
) -> Best:
    """The same as best_by_numpy, to the last bit."""
    terms, (odd_at, odd) = leaf.terms.file, leaf.odd
    arrays = kernel.Arrays(
        terms.unproven("terms.lows"), terms.unproven("terms.codes"), odd_at, odd, leaf.rows, *leaf.lengths, *norms
    )
    if not hasattr(_scratch, "sums"):
        _scratch.sums, _scratch.touched = np.zeros(65_536), np.zeros(65_536, np.int64)
    docs, scores = kernel.best_of_segment(
        arrays,
        np.stack([one.held.windows for one in wanted]) + np.array([[one.held.start] for one in wanted]),
        np.array([one.weight for one in wanted]),
        np.stack([one.tops for one in wanted]),
        np.zeros(0, bool) if admitted is None else admitted,
        limit,
        least,
        _scratch.sums,
        _scratch.touched,
    )
    order = np.argsort(docs)
    return Best(np.array(docs, np.int64)[order], np.array(scores, np.float64)[order])


best_of = best_by_numpy if kernel is None else best_by_numba
