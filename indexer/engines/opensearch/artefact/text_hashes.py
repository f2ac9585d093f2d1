"""Numbers for many texts at once, by which they are found in arrays: 64 bits of each, worked out together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.store.blobs import blob

__all__ = ["Hashes", "hashes_of"]

Hashes = NDArray[np.uint64]

#: An odd number whose powers weigh the bytes, and those that mix the bits (S. Vigna, splitmix64, 2015).
_BASE = 0x9E3779B97F4A7C15
_MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


def hashes_of(texts: Sequence[bytes]) -> Hashes:
    """A number for each text. Different texts seldom have the same: whoever looks one up compares it, too."""
    joined, ends = blob(texts)
    sizes = np.diff(ends)
    powers = np.full(int(sizes.max(initial=0)) + 1, _BASE, np.uint64)
    powers[0] = 1
    np.multiply.accumulate(powers, out=powers)
    place = np.arange(len(joined)) - np.repeat(ends[:-1], sizes)
    summed = np.append(np.uint64(0), np.cumsum((joined.astype(np.uint64) + np.uint64(1)) * powers[place]))
    found = summed[ends[1:]] - summed[ends[:-1]] + sizes.astype(np.uint64)
    for shift, factor in _MIX:
        found = (found ^ (found >> np.uint64(shift))) * np.uint64(factor)
    result: Hashes = found ^ (found >> np.uint64(31))
    return result
