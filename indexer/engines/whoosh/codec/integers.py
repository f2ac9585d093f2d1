"""How numbers become small: pure functions, each encoder with its decoder.

Most frequencies and distances between positions fit a byte; the few that do not are *odd*: the byte says 255, and the
value stands in a list of its own beside where it is missing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.store.container import Array

__all__ = [
    "ODD",
    "WINDOW",
    "Bytes",
    "deltas_of",
    "in_bytes",
    "is_long",
    "offsets",
    "places_in",
    "positions_of",
    "ranges",
    "short_up_to",
    "values_of",
    "window_starts",
]

#: The byte that says that a value is odd.
ODD = 255

#: Documents whose numbers share their higher bits: within a window, 16 bits name one.
WINDOW = 65_536

#: A term of more postings than this for each window has a row that says where each window begins.
_LONG = 4

Integers = NDArray[np.int64]


class Bytes(NamedTuple):
    """Values in bytes; ``odd`` are those at ``odd_at`` that do not fit."""

    codes: NDArray[np.uint8]
    odd_at: Integers
    odd: Integers


def in_bytes(values: Integers) -> Bytes:
    """Any integers, most of them in [0, 254] if it is to pay."""
    odd_at = np.flatnonzero((values < 0) | (values >= ODD))
    codes = values.astype(np.uint8)
    codes[odd_at] = ODD
    return Bytes(codes, odd_at, values[odd_at])


def values_of(codes: NDArray[np.uint8], odd_at: Array, odd: Array) -> Integers:
    """What ``in_bytes`` was given."""
    values = codes.astype(np.int64)
    if len(odd_at):
        values[odd_at] = odd
    return values


def deltas_of(positions: Integers, counts: Integers) -> Integers:
    """Each position less the one before it in its posting; the first as it is. ``counts`` of a posting are > 0."""
    deltas = np.diff(positions, prepend=0)
    starts = offsets(counts)[:-1]
    deltas[starts] = positions[starts]
    return deltas


def positions_of(deltas: Integers, counts: Integers) -> Integers:
    """What ``deltas_of`` was given."""
    sums = np.cumsum(deltas)
    starts = offsets(counts)[:-1]
    result: Integers = sums - np.repeat(sums[starts] - deltas[starts], counts)
    return result


def is_long(counts: Integers, windows: int) -> NDArray[np.bool_]:
    """Which terms of so many postings have a row of window starts; none where there is one window only."""
    result: NDArray[np.bool_] = counts > short_up_to(windows)
    return result


def short_up_to(windows: int) -> int:
    """The most postings of a term that has no row of window starts."""
    return _LONG * windows if windows > 1 else int(np.iinfo(np.int64).max)


def window_starts(docs: Array, counts: Integers, windows: int) -> Integers:
    """For each term, a row that says how many of its postings lie before each window.

    ``docs`` are the postings of all terms, ascending in each. The shape is (terms, windows); the first column is 0.
    """
    owner = np.repeat(np.arange(len(counts)), counts)
    per_window = np.bincount(owner * windows + (docs >> 16), minlength=len(counts) * windows).reshape(-1, windows)
    result: Integers = np.cumsum(per_window, axis=1) - per_window
    return result


def places_in(lows: Array, starts: Integers, docs: Integers) -> Integers:
    """Which of a term's postings, whose lower bits are ``lows``, each of ``docs`` (ascending) has; -1 where it has none.
    ``starts`` says how many of them lie before each window, and how many there are."""
    found = np.full(len(docs), -1)
    low, edges = docs.astype(np.uint16), np.searchsorted(docs, np.arange(len(starts)) * WINDOW).tolist()
    for (a, b), (first, last) in zip(pairwise(edges), pairwise(starts.tolist()), strict=True):
        if a < b and first < last:
            mine = lows[first:last]
            place = np.minimum(np.searchsorted(mine, low[a:b]), last - first - 1)
            found[a:b] = np.where(mine[place] == low[a:b], first + place, -1)
    return found


def offsets(counts: Array) -> Integers:
    """Where each of so many consecutive things begins, and where the last ends."""
    ends = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=ends[1:])
    return ends


def ranges(starts: Array, counts: Array) -> Integers:
    """The indices of several ranges, one range after the other."""
    ends = offsets(counts)
    result: Integers = np.arange(ends[-1]) + np.repeat(starts - ends[:-1], counts)
    return result
