"""Loops over the postings of a term in a window of a segment, compiled by numba: for ``by_numba``, which calls them.

A window has 65,536 passages, numbered ``low`` from its first on; ``starts`` (terms x windows + 1) are places in postings.
"""

from __future__ import annotations

from typing import NamedTuple

import numba as nb
import numpy as np

from indexer.engines.bm25f import saturation
from indexer.engines.candidates import Floats, Integers
from indexer.engines.forward.native.kernel_options import UNCOUNTED, uncounted
from indexer.store.container import Array

__all__ = ["Arrays", "looked_up", "swept", "walked"]

_saturation = nb.njit(saturation, **UNCOUNTED)


class Arrays(NamedTuple):
    """What the kernel reads of a segment: postings, odd rows, the rows' frequencies by field, lengths, norms."""

    lows: Array
    codes: Array
    odd_at: Integers
    odd: Integers
    rows: Floats
    lengths: Array
    norm0: Floats
    norm1: Floats
    norm2: Floats
    norm3: Floats


@uncounted
def _lower(values, first, last, sought):
    """The first place in ``[first, last)`` whose value is not below ``sought``."""
    while first < last:
        middle = (first + last) >> 1
        if values[middle] < sought:
            first = middle + 1
        else:
            last = middle
    return first


@uncounted
def _earned(codes, odd_at, odd, rows, lengths, norm0, norm1, norm2, norm3, place, doc):
    """What a posting earns without its term's weight."""
    row = np.int64(codes[place])
    if row == 255:
        row = odd[_lower(odd_at, 0, len(odd_at), place)]
    strength = rows[row, 0] * norm0[lengths[doc, 0]]
    strength += rows[row, 1] * norm1[lengths[doc, 1]]
    strength += rows[row, 2] * norm2[lengths[doc, 2]]
    strength += rows[row, 3] * norm3[lengths[doc, 3]]
    return _saturation(strength)


@uncounted
def walked(a, starts, weights, window, term, alive, sums, touched, count):
    """Adds what the passages of a window earn by a term to their sums; returns how many passages were touched."""
    lows, codes, odd_at, odd, rows, lengths, norm0, norm1, norm2, norm3 = a
    weight = weights[term]
    for place in range(starts[term, window], starts[term, window + 1]):
        low = np.int64(lows[place])
        if len(alive) and not alive[(window << 16) + low]:
            continue
        if sums[low] == 0.0:
            touched[count] = low
            count += 1
        earned = _earned(codes, odd_at, odd, rows, lengths, norm0, norm1, norm2, norm3, place, (window << 16) + low)
        sums[low] += weight * earned
    return count


@uncounted
def _about(values, first, last, guess, sought):
    """The same as ``_lower``, for what is probably near ``guess``."""
    if first >= last:
        return last
    guess, step = min(guess, last - 1), 1
    if values[guess] < sought:
        while guess + step < last and values[guess + step] < sought:
            guess += step
            step *= 2
        return _lower(values, guess + 1, min(guess + step + 1, last), sought)
    while guess - step >= first and values[guess - step] >= sought:
        guess -= step
        step *= 2
    return _lower(values, max(guess - step, first), guess, sought)


@uncounted
def looked_up(a, starts, weights, window, term, touched, count, at, into):
    """Adds what ``count`` passages earn by a term to ``into``: at the passage, or at its place, as ``at`` has it."""
    lows, codes, odd_at, odd, rows, lengths, norm0, norm1, norm2, norm3 = a
    weight = weights[term]
    first, last = starts[term, window], starts[term, window + 1]
    place, before, size = first, -1, last - first
    for i in range(count):
        low = touched[i]
        if low <= before:  # they ascend but for some leaps
            place, before = first, -1
        place = _about(lows, place, last, place + ((low - before) * size >> 16), low)  # as if spread evenly
        before = low
        if place < last and lows[place] == low:
            earned = _earned(codes, odd_at, odd, rows, lengths, norm0, norm1, norm2, norm3, place, (window << 16) + low)
            into[at[i]] += weight * earned


@uncounted
def swept(a, starts, weights, window, term, sums):
    """The same for all passages that have a sum, by a walk along the term."""
    lows, codes, odd_at, odd, rows, lengths, norm0, norm1, norm2, norm3 = a
    weight = weights[term]
    for place in range(starts[term, window], starts[term, window + 1]):
        low = np.int64(lows[place])
        if sums[low] > 0.0:
            earned = _earned(codes, odd_at, odd, rows, lengths, norm0, norm1, norm2, norm3, place, (window << 16) + low)
            sums[low] += weight * earned
