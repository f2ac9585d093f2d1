"""Attention, and GELU, each as one step of ONNX Runtime, where an exporter spelt them out.

They compute the same in fewer passes over memory. ONNX Runtime fuses by itself only what some exporters write; these are
the forms of PyTorch's newer one. The formulas: A. Vaswani and others, "Attention Is All You Need", 2017; D. Hendrycks and
K. Gimpel, "Gaussian Error Linear Units", 2016. A text runs alone, so that attention needs no mask: all of its tokens count.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.engines.meaning.graphs.model_graph import ModelGraph
from indexer.engines.meaning.graphs.onnx_messages import Message

__all__ = ["with_fused_attention", "with_fused_gelu"]

#: Steps that only give what they take another shape.
_SHAPING = ("Reshape", "Transpose")

#: Between the product of two values and what they were made from: more steps than any exporter writes.
_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class _Source:
    """What a value was shaped and scaled from."""

    name: str
    factor: float


def with_fused_attention(graph: ModelGraph) -> None:
    """Puts one step in the place of softmax(Q·K)·V, where the heads are columns of one tensor before and after."""
    for softmax in graph.steps:
        if softmax.op_type != "Softmax":
            continue
        product = _unmasked(graph, softmax.input[0])
        weighed = graph.only_taker(_checked(graph, softmax), "MatMul")
        back = weighed and graph.only_taker(weighed.output[0], "Transpose")
        joined = back and graph.only_taker(back.output[0], "Reshape")
        if product is None or weighed is None or joined is None:
            continue
        question, key, value = (_source(graph, name) for name in (*product.input, weighed.input[1]))
        heads = _heads(graph, weighed.input[1], value.name)
        if heads:
            names, scale = [question.name, key.name, value.name], question.factor * key.factor
            one = graph.step(
                "MultiHeadAttention", names, [joined.output[0]], own=True, num_heads=heads, scale=float(scale)
            )
            graph.put([one], joined)


def _unmasked(graph: ModelGraph, name: str) -> Message | None:
    """The product that a mask is added to: one that is chosen from two constants."""
    added = graph.maker(name, "Add")
    if added is None:
        return graph.maker(name, "MatMul")
    mask = graph.maker(added.input[1], "Where")
    chosen = mask is not None and all(graph.number(value) is not None for value in mask.input[1:])
    return graph.maker(added.input[0], "MatMul") if chosen else None


def _checked(graph: ModelGraph, softmax: Message) -> str:
    """The value of a softmax; or where its rows without a number, which only a mask can leave, are zeros, that one."""
    found = softmax.output[0]
    for taker in graph.takers(found):
        missing = graph.maker(taker.input[0], "IsNaN") if taker.op_type == "Where" else None
        if missing is not None and missing.input[0] == taker.input[2] == found:
            return str(taker.output[0])
    return str(found)


def _source(graph: ModelGraph, name: str) -> _Source:
    factor = 1.0
    for _ in range(_MOST_STEPS):
        step = next((step for kind in (*_SHAPING, "Mul") if (step := graph.maker(name, kind))), None)
        by = graph.number(step.input[1]) if step is not None and step.op_type == "Mul" else 1.0
        if step is None or by is None:
            break
        name, factor = str(step.input[0]), factor * by
    return _Source(name, factor)


def _heads(graph: ModelGraph, shaped: str, source: str) -> int:
    """Among how many heads the columns of a value are divided; 0 where that cannot be seen."""
    swapped = graph.maker(shaped, "Transpose")
    divided = swapped and graph.maker(swapped.input[0], "Reshape")
    shape = divided and graph.maker(divided.input[1], "Concat")
    size = graph.number(shape.input[-1]) if shape is not None and len(shape.input) == 4 else None
    return _columns(graph, source) // int(size) if size is not None and size >= 1 else 0


def _columns(graph: ModelGraph, name: str) -> int:
    """The columns of a value that a bias was added to, else 0."""
    added = graph.maker(name, "Add")
    biases = [graph.numbers(value) for value in added.input] if added is not None else []
    return next((len(bias) for bias in biases if bias is not None), 0)


def with_fused_gelu(graph: ModelGraph) -> None:
    """Puts one step in the place of x · (½ · (1 + erf(x / √2)))."""
    for step in graph.steps:
        if step.op_type != "Mul":
            continue
        given = step.input[0]
        half = graph.maker(step.input[1], "Mul")
        one_more = half and graph.maker(half.input[1], "Add")
        erf = one_more and graph.maker(one_more.input[0], "Erf")
        divided = erf and graph.maker(erf.input[0], "Div")
        if half is None or one_more is None or divided is None or divided.input[0] != given:
            continue
        found = [graph.number(name) for name in (half.input[0], one_more.input[1], divided.input[1])]
        if np.allclose(np.array(found, float), [0.5, 1, 2**0.5]):  # None is no number
            graph.put([graph.step("Gelu", [given], [step.output[0]], own=True)], step)
