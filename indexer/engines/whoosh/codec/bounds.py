"""Upper bounds in a byte: twelve steps to a doubling, rounded up, so that a bound never is too low."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["BOUNDS", "bound_codes"]

_STEPS = 12
_ONE = 100  # the code of 1.0

#: The bound that each code stands for; the last has none.
BOUNDS: NDArray[np.float64] = np.append(2.0 ** ((np.arange(255) - _ONE) / _STEPS) * (1 + 1e-12), np.inf)


def bound_codes(strengths: NDArray[Any]) -> NDArray[np.uint8]:
    """The smallest code whose bound is at least each of ``strengths`` (>= 0)."""
    return np.minimum(np.searchsorted(BOUNDS, strengths), 255).astype(np.uint8)
