"""Which segments are put together, so that there are few of them and no passage is written often."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["to_merge"]

#: A segment joins the smaller ones when it has less than so many times their passages together.
_GROWTH = 3

#: A segment is written anew when less than this share of it is left.
_LEAST_LEFT = 0.5


def to_merge(alive: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """The places of the segments to put together, of so many passages (``sizes``) of which ``alive`` are not deleted.

    From the smallest on, each segment that remains is ``_GROWTH`` times as large as all smaller ones together, so that
    there are at most some log4 n, and each passage is written about that often over an index's life.
    """
    order = sorted(range(len(alive)), key=lambda i: alive[i])
    joined, total = 0, 0
    for place, i in enumerate(order, start=1):
        if total and alive[i] < _GROWTH * total:
            joined = place
        total += alive[i]
    chosen = order[:joined]
    worn = [i for i in order[joined:] if alive[i] < _LEAST_LEFT * sizes[i]]
    return sorted(chosen + worn)
