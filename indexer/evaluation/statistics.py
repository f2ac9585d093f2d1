"""How sure is a figure? Intervals of means, and tests of differences between two systems on the same questions.

Vectorised numpy rather than scipy, so that intervals are there without the extra ``benchmark``; tests hold both to
scipy. The seed is fixed: the same scores give the same interval and p.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.model.as_json import as_json

__all__ = ["RESAMPLES", "PairedDifference", "difference", "intervals"]

#: Resamples of an interval, and random assignments of a test.
RESAMPLES = 10_000

_SEED = 20_071_106
_BATCH = 500

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """The mean difference of one measure, in [-1, 1], with its 95 % interval and the two-sided p in (0, 1]."""

    mean: float
    low: float
    high: float
    p: float


@as_json.register
def _difference_json(gap: PairedDifference) -> dict[str, object]:
    return {"mean": round(gap.mean, 4), "interval": [round(gap.low, 4), round(gap.high, 4)], "p": round(gap.p, 5)}


def intervals(values: _Floats) -> _Floats:
    """The 95 % interval of each column's mean, as (columns, 2); ``values`` has a row for each question, at least one.

    Percentile bootstrap over questions: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap", 1993, ch. 13.
    """
    rows = len(values)
    means = [_counts(picks, rows) @ values / rows for picks in _draws(rows, rows)]
    low, high = np.quantile(np.concatenate(means), (0.025, 0.975), axis=0)
    return np.stack([low, high], axis=1)


def difference(ours: _Floats, theirs: _Floats) -> tuple[PairedDifference, ...]:
    """For each column, how far ``ours`` lies above ``theirs`` (the same questions in the same order).

    p by the paired randomisation test, swapping the systems' scores question by question at random: M. Smucker,
    J. Allan and B. Carterette, "A Comparison of Statistical Significance Tests for Information Retrieval Evaluation",
    CIKM 2007. One is added to both counts, so that p is never 0 (B. Phipson and G. Smyth, 2010).
    """
    gaps = ours - theirs
    rows, means = len(gaps), gaps.mean(axis=0)
    reached = np.zeros(gaps.shape[1])
    for picks in _draws(rows, 2):
        swapped = np.abs((2.0 * picks - 1.0) @ gaps / rows)
        reached += (swapped >= np.abs(means) - 1e-12).sum(axis=0)
    p = (reached + 1) / (RESAMPLES + 1)
    return tuple(
        PairedDifference(float(mean), float(low), float(high), float(chance))
        for mean, (low, high), chance in zip(means, intervals(gaps), p, strict=True)
    )


def _draws(rows: int, choices: int) -> Iterator[NDArray[np.int64]]:
    """RESAMPLES rows of ``rows`` numbers below ``choices``, in batches that keep memory small."""
    random = np.random.default_rng(_SEED)
    for _ in range(0, RESAMPLES, _BATCH):
        yield random.integers(0, choices, size=(_BATCH, rows))


def _counts(picks: NDArray[np.int64], choices: int) -> _Floats:
    """How often each row of ``picks`` holds each number, as (rows of picks, choices)."""
    offsets = np.arange(len(picks))[:, None] * choices
    counts = np.bincount((picks + offsets).ravel(), minlength=len(picks) * choices)
    return counts.reshape(len(picks), choices).astype(np.float64)
