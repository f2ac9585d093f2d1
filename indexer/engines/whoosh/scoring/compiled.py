"""The compiled kernel where it is installed and warmed up, numpy until then: both give the same.

Loading numba takes half a second, and compiling some seconds the first time, for which a single question on the command
line would wait in vain; a server warms up when it starts, and answers by numpy until that is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import FIELDS
from indexer.engines.candidates import Floats, Integers
from indexer.engines.forward.native import compiling, give_back_code, warm_kernels
from indexer.engines.whoosh.codec.integers import WINDOW
from indexer.engines.whoosh.scoring.by_numpy import Best, Wanted, best_by_numpy
from indexer.engines.whoosh.scoring.segment import Leaf, Norms
from indexer.errors import install

__all__ = ["best_of", "scored_by", "scores_of", "warm_up"]

_INSTALL = install("fast")


class _State:
    """The kernel, once it is loaded; or why it cannot be."""

    kernel: Any = None
    fault = ""


_scratch = local()

#: No list of admitted documents: all are.
_ALL = np.zeros(0, bool)


def scored_by() -> str:
    """What scores a server's questions, and why not the faster of the two."""
    if _State.fault:
        return f"numpy (numba does not work here: {_State.fault})"
    return "numba" if find_spec("numba") else f"numpy (faster with numba: {_INSTALL})"


def warm_up() -> str:
    """Loads and compiles the kernel, where numba is installed; returns what scores from now on."""
    if _State.kernel is None and find_spec("numba"):
        try:
            _State.kernel, _State.fault = _compiled(), ""
            give_back_code("/llvmlite/")  # 65 MB that only compiling needs
        except Exception as error:  # made for another numpy or Python, no compiler, no place for its cache
            _State.fault = " ".join(str(error).split())
    return scored_by()


def _compiled() -> Any:
    loops, kernel = (
        import_module(f"indexer.engines.whoosh.scoring.{name}") for name in ("posting_kernels", "by_numba")
    )
    nothing, starts = _nothing(kernel), np.zeros((1, 2), np.int64)
    with compiling([loops, kernel]):
        _run(kernel, nothing, starts, np.ones(1), np.ones((1, 1)), _ALL, 1, 0.0)
        kernel.scores_in_segment(nothing, starts, np.ones(1), np.zeros(1, np.int64))
    warm_kernels()
    return kernel


def _nothing(kernel: Any) -> Any:
    """A segment without postings, of the types that segments have."""

    def read_only(dtype: str, count: int) -> NDArray[Any]:
        return np.frombuffer(bytes(np.dtype(dtype).itemsize * count), dtype)

    lengths = np.zeros((1, len(FIELDS)), "<u2")
    norms = [np.ones(1) for _ in FIELDS]
    odd, rows = np.zeros(0, np.int64), np.ones((1, len(FIELDS)))
    return kernel.Arrays(read_only("<u2", 1), read_only("u1", 1), odd, odd, rows, lengths, *norms)


def best_of(
    leaf: Leaf, wanted: Sequence[Wanted], admitted: NDArray[np.bool_] | None, limit: int, least: float, norms: Norms
) -> Best:
    """The same as best_by_numpy, to the last bit, by the kernel if it is there."""
    kernel = _State.kernel
    if kernel is None:
        return best_by_numpy(leaf, wanted, admitted, limit, least, norms)
    starts, weights = _of_question(wanted)
    tops = weights[:, np.newaxis] * np.array([one.postings.most for one in wanted])
    admitting = _ALL if admitted is None else admitted
    docs, scores = _run(kernel, _arrays(kernel, leaf, norms), starts, weights, tops, admitting, limit, least)
    order = np.argsort(docs)
    return Best(docs[order], scores[order])


def scores_of(leaf: Leaf, wanted: Sequence[Wanted], docs: Integers, norms: Norms) -> Floats:
    """The same as ``Leaf.scores``, to the last bit, by the kernel if it is there."""
    kernel = _State.kernel
    if kernel is None or not wanted:
        return leaf.scores([(one.postings, one.weight) for one in wanted], docs, norms)
    scores: Floats = kernel.scores_in_segment(_arrays(kernel, leaf, norms), *_of_question(wanted), docs)
    return scores


def _arrays(kernel: Any, leaf: Leaf, norms: Norms) -> Any:
    terms, (odd_at, odd) = leaf.terms.file, leaf.odd
    return kernel.Arrays(
        terms.unproven("terms.lows"), terms.unproven("terms.codes"), odd_at, odd, leaf.rows, leaf.lengths, *norms
    )


def _of_question(wanted: Sequence[Wanted]) -> tuple[Integers, Floats]:
    """Where the postings of each term begin in each window, and the terms' weights."""
    return np.array([one.postings.starts for one in wanted]), np.array([one.weight for one in wanted])


def _run(kernel: Any, arrays: Any, *of_question: Any) -> Any:
    if not hasattr(_scratch, "sums"):
        _scratch.sums, _scratch.touched = np.zeros(WINDOW), np.zeros(WINDOW, np.int64)
    return kernel.best_of_segment(arrays, *of_question, _scratch.sums, _scratch.touched)
