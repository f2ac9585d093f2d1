"""Loading the kernels: numba takes half a second, and compiling some the first time, which only a server waits for."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.forward.native.kept_code import compiling

__all__ = ["loaded_kernels", "warm_kernels"]


#: The modules of the kernels.
_MODULES = ("candidate_kernels", "passage_kernels", "evidence_kernels", "phrase_kernels")


class _Loaded:
    """The kernels, once they are loaded."""

    kernels: SimpleNamespace | None = None


def loaded_kernels() -> Any | None:
    """The kernels by their names; None where they are not there, or not yet."""
    return _Loaded.kernels


def warm_kernels() -> None:
    """Loads and compiles the kernels for the types that an index has; raises whatever numba does."""
    if _Loaded.kernels is None:
        modules = [import_module(f"indexer.engines.forward.native.{name}") for name in _MODULES]
        with compiling(modules):
            kernels = SimpleNamespace(**{name: getattr(module, name) for module in modules for name in module.__all__})
            _gather(kernels)
            numbers = np.arange(2)
            kernels.folded(np.arange(4), numbers[:1], numbers[1:], 64, 0.8, 1)
            _weigh(kernels)
            _look_up(kernels)
            _Loaded.kernels = kernels


def _weigh(kernels: Any) -> None:
    """Weighs one passage of one word."""
    zero, ends, one, yes = np.zeros(1, np.int64), np.arange(2), np.ones(1), np.ones(1, bool)
    counts, kinds, pairs = np.ones((1, 1)), np.zeros(1, np.uint8), np.zeros((1, 2), np.int64)
    kernels.matching(zero, zero, zero, zero, 1, 1)
    held = kernels.held(zero, zero, zero, kinds, zero, 1, 1)
    kernels.occurrences(zero, zero, one, zero, kinds, zero, zero, 1, 1, 4)
    kernels.denying(zero, ends, yes, kinds, zero, zero, ends, yes, counts, yes, 3)
    kernels.supported(counts, kinds, ends, held, one, one, yes, yes, one, one, one, pairs, 1.0, 1.0, 1e-6)
    kernels.windows(counts, kinds, zero, ends, np.ones((1, 4)), one, 1, 40, 0.6)
    kernels.line_cosines(counts, kinds, ends, yes, ends, zero, one, one, 1.0)
    kernels.typed_so(zero, zero, zero, zero, zero, zero, zero, zero, 1)
    kernels.adjacent(zero, zero, zero, zero, zero, zero, pairs, one, 1, 1, 1)
    kernels.of_documents(zero, 1, held[0], yes, one, one, 1.0, 3, 1e-9)
    kernels.likeness(zero.astype(np.int32), zero, zero, zero, counts, zero, held[0], one)
    kernels.best_lines(zero, one, yes, kinds, zero, 1.0, 1.0, 1)


def _look_up(kernels: Any) -> None:
    """Looks up words that are alike, and one position of one posting."""
    zero, code = np.zeros(1, np.int64), _stored("u1", 0)
    for counts in ("u1", "<u2"):
        kernels.alike_words(zero, 1, zero, zero, _stored("<u4", 0), _stored(counts, 1), 2, 0.4)
    docs, places = kernels.holding_all(_stored("<u2", 0), np.array([[0, 1]]))
    kernels.in_a_row(docs, places, zero, zero, zero, code, zero, zero, np.ones(1, np.int64), code, zero, zero)


def _stored(dtype: str, *values: int) -> NDArray[Any]:
    """Read only, as what is mapped."""
    return np.frombuffer(np.array(values, dtype).tobytes(), dtype)


def _gather(kernels: Any) -> None:
    """Gathers one passage of one word."""
    run_at, token_at, zero = _stored("<u4", 0, 1), _stored("<u8", 0, 1), np.zeros(1, np.int64)
    runs, words = np.zeros(2, np.int64), np.zeros(2, np.int64)
    kernels.places_of(_stored("<u8", 0), np.zeros(1, np.uint64))
    kernels.sized(zero, zero, run_at, token_at, runs, words)
    into = (np.zeros(1, np.uint8), *(np.zeros(2, np.int64) for _ in range(5)))
    stored = run_at, _stored("u1", 0), _stored("<u4", 1), token_at, _stored("<u4", 0)
    kernels.filled(zero, zero, *stored, 0, runs, words, into)
    begins, sizes = np.zeros(1, np.int64), np.zeros(1, np.int64)  # what is written to must be nothing that is read
    for starts in ("<u2", "<u4"):
        kernels.standing(zero, zero, zero, zero, 0, _stored(starts, 0), _stored("u1", 1), begins, sizes)
