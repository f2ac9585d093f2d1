"""How numba is to compile kernels: kept for the next process, and letting other threads go on."""

from __future__ import annotations

from typing import Any

import numba as nb

__all__ = ["UNCOUNTED", "compiled", "uncounted"]

#: For what makes no arrays: references to those that it reads need not be counted, which for each posting would take twenty
#: times as long as what it earns. (``_nrt`` is numba's own: its runtime, which counts them.)
UNCOUNTED: dict[str, Any] = {"error_model": "numpy", "_nrt": False}

compiled: Any = nb.njit(cache=True, nogil=True)
uncounted: Any = nb.njit(cache=True, nogil=True, **UNCOUNTED)
