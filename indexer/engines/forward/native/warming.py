"""Loading the kernels: numba takes half a second, and compiling some the first time, which only a server waits for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["loaded_kernels", "warm_kernels"]


class _Loaded:
    """The kernels, once they are loaded."""

    kernels: ModuleType | None = None


def loaded_kernels() -> Any | None:
    """The module of the kernels; None where they are not there, or not yet."""
    return _Loaded.kernels


def warm_kernels() -> None:
    """Loads and compiles the kernels for the types that an index has; raises whatever numba does."""
    if _Loaded.kernels is None:
        kernels = import_module("indexer.engines.forward.native.candidate_kernels")
        for starts in ("<u2", "<u4"):
            _gather(kernels, starts)
        numbers, table = np.arange(2), np.zeros((1, 1))
        kernels.best_windows(
            np.zeros((2, 1)), numbers[:1], numbers[:1], numbers, table, np.ones(1), 1, 40, 0.6, np.zeros(1)
        )
        triples = kernels.triples_of(np.arange(4), numbers[:1], numbers[1:], 3, 16)
        kernels.alike(*triples, 0, 0.8)
        _Loaded.kernels = kernels


def _gather(kernels: Any, starts: str) -> None:
    """Gathers one passage of one word."""

    def stored(dtype: str, *values: int) -> NDArray[Any]:
        return np.frombuffer(np.array(values, dtype).tobytes(), dtype)  # read only, as what is mapped

    runs = (stored("<u4", 0, 1), stored("u1", 0), stored("<u4", 1))
    kernels.gathered(
        np.zeros(1, np.int64), *runs, stored("<u8", 0, 1), stored("<u4", 0), stored(starts, 0), stored("u1", 1)
    )
