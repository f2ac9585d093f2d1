"""A model opened by ONNX Runtime: its own file, the quicker graph of it, or a copy in the user's cache.

A quicker graph multiplies integers (see ``integer_steps``). Processors of Intel's kind without the instructions for that
(VNNI) add up two products of 8 bits in 16, and may overflow; there ONNX Runtime is told to take the slower, exact way, so
that a vector means the same on each processor (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
"""

from __future__ import annotations

import platform
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

__all__ = ["agree", "multiplies_exactly", "open_copy", "open_model", "run", "write_copy"]

_Level = onnxruntime.GraphOptimizationLevel

#: Its step computes one number after the other: an addition and a normalisation are ten times as fast.
_SLOWER = ["SkipLayerNormFusion"]

#: Tokens of the texts that two graphs are compared on, and the least cosine of what they give. Rounding to 8 bits leaves
#: .97 of the bundled model's; what computes something else, such as attention that looks only back, far less.
_LENGTHS = (1, 7, 40)
_ALIKE = 0.9

_INTEL = frozenset({"x86_64", "amd64", "i386", "i686", "x86"})
_FLAGS = Path("/proc/cpuinfo")


def open_model(model: Path | bytes, integers: bool) -> onnxruntime.InferenceSession:
    """A file's or its bytes' model; ``integers``: whether it computes in them. Raises what ONNX Runtime does: bare
    exceptions of many kinds."""
    return _open(model, _exactly(_options()) if integers else _options())


def open_copy(graph: Path, integers: bool) -> onnxruntime.InferenceSession:
    """A copy that ``write_copy`` made, run as it lies on disk: weights of floats are not even packed anew."""
    options = _options()
    if integers and not multiplies_exactly():
        return _open(graph, _exactly(options))
    options.graph_optimization_level = _Level.ORT_DISABLE_ALL
    if not integers:
        options.add_session_config_entry("session.disable_prepacking", "1")
    return _open(graph, options)


def write_copy(model: Path | bytes, graph: Path, weights: str) -> None:
    """Writes a model as it is run, its weights in a file of their own beside it. Raises as ``open_model`` does."""
    options = _options()
    options.optimized_model_filepath = str(graph)
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", weights)
    _open(model, options)


def agree(one: onnxruntime.InferenceSession, other: onnxruntime.InferenceSession) -> bool:
    """Whether two sessions of a model give nearly the same for tokens of a few numbers."""
    given = [np.arange(1, length + 1, dtype=np.int64)[None] * 7 for length in _LENGTHS]
    return all(_cosine(run(one, ids), run(other, ids)) > _ALIKE for ids in given)


def run(session: onnxruntime.InferenceSession, ids: NDArray[np.int64], output: str | None = None) -> Any:
    """What a session gives for the tokens of one text."""
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    wanted = {value.name: given[value.name] for value in session.get_inputs()}
    return session.run([output] if output else None, wanted)[0]


def _cosine(one: Any, other: Any) -> float:
    a, b = np.ravel(one), np.ravel(other)
    return float(a @ b / max(np.linalg.norm(a) * np.linalg.norm(b), 1e-12)) if a.shape == b.shape else 0.0


@cache
def multiplies_exactly() -> bool:
    """Whether this processor adds up products of 8 bits without overflow, as far as is known."""
    if platform.machine().lower() not in _INTEL:
        return True
    try:
        return "vnni" in _FLAGS.read_text("ascii", "replace")
    except OSError:
        return False


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # What holds on every processor: a cache may be shared by machines.
    options.graph_optimization_level = _Level.ORT_ENABLE_EXTENDED
    return options


def _exactly(options: onnxruntime.SessionOptions) -> onnxruntime.SessionOptions:
    if not multiplies_exactly():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return options


def _open(model: Path | bytes, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    given = model if isinstance(model, bytes) else str(model)
    providers = ["CPUExecutionProvider"]
    return onnxruntime.InferenceSession(given, options, providers=providers, disabled_optimizers=_SLOWER)
