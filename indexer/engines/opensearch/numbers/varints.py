"""Many small numbers as few bytes: seven bits a byte, the lowest first, and a bit that says whether more follow.

(LEB128, as DWARF and Protocol Buffers have it.) Both ways go over whole arrays.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers

__all__ = ["decoded", "encoded", "signed", "unsigned"]

_BITS = 7
_MORE = 1 << _BITS

Bytes = NDArray[np.uint8]


def encoded(values: Integers) -> tuple[Bytes, Integers]:
    """The bytes of numbers (>= 0, below 2**63), and where those of each begin (and the last end)."""
    sizes = np.ones(len(values), np.int64)
    rest = values >> _BITS
    while rest.any():
        sizes += rest > 0
        rest = rest >> _BITS
    at = np.append(0, np.cumsum(sizes))
    found = np.zeros(int(at[-1]), np.uint8)
    for step in range(int(sizes.max(initial=0))):
        has = np.flatnonzero(sizes > step)
        found[at[has] + step] = ((values[has] >> (_BITS * step)) & (_MORE - 1)) | np.where(
            sizes[has] > step + 1, _MORE, 0
        )
    return found, at


def decoded(data: Bytes) -> tuple[Integers, Integers]:
    """The numbers of these bytes, and where each ends (behind its last byte)."""
    ends = np.flatnonzero(data < _MORE) + 1
    starts = np.append(0, ends)[:-1]
    values = (data[starts] & (_MORE - 1)).astype(np.int64)
    longer = np.flatnonzero(ends - starts > 1)
    step = 1
    while len(longer):
        more = (data[starts[longer] + step] & (_MORE - 1)).astype(np.int64)
        values[longer] |= more << (_BITS * step)
        step += 1
        longer = longer[ends[longer] - starts[longer] > step]
    return values, ends


def unsigned(values: Integers) -> Integers:
    """Numbers of either sign as numbers >= 0, small ones staying small: 0, -1, 1, -2 become 0, 1, 2, 3."""
    return np.where(values < 0, -2 * values - 1, 2 * values)


def signed(values: Integers) -> Integers:
    """What ``unsigned`` was given."""
    return np.where(values & 1, -(values >> 1) - 1, values >> 1)
