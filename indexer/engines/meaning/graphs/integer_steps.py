"""Weights of 8 bits, as they are stored: multiplied as integers, and looked up without unfolding the whole table.

A packaged model may hold W = scale · q, with a scale a column, and unfold it to floats before it multiplies. What is
multiplied with it is rounded to 8 bits instead, with the scale and the zero point of each text, and the products of
integers are exact (B. Jacob and others, "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only
Inference", CVPR 2018; the steps are those of the ONNX standard, which ONNX Runtime runs as one).
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.engines.meaning.graphs.model_graph import ModelGraph
from indexer.engines.meaning.graphs.onnx_messages import FLOAT, INT8, Message

__all__ = ["in_integers"]


@dataclass(frozen=True, slots=True)
class _Weights:
    """A matrix of 8 bits, and the scales of its rows or columns."""

    matrix: Message
    scales: Message


def in_integers(graph: ModelGraph) -> int:
    """Puts steps of integers in the place of those of floats, where the weights are of 8 bits; how many."""
    rounded: set[str] = set()
    count = 0
    for step in graph.steps:
        if step.op_type == "MatMul" and (weights := _weights(graph, step.input[1], by_row=False)):
            graph.put(_product(graph, step, weights, rounded), step)
        elif step.op_type == "Gather" and (weights := _weights(graph, step.input[0], by_row=True)):
            graph.put(_look_up(graph, step, weights), step)
        else:
            continue
        count += 1
    return count


def _weights(graph: ModelGraph, name: str, by_row: bool) -> _Weights | None:
    """The 8-bit weights that are unfolded to this value, where they are."""
    scaled = graph.maker(name, "Mul")
    cast = scaled and graph.maker(scaled.input[0], "Cast")
    if scaled is None or cast is None:
        return None
    matrix, scales = graph.tensors.get(cast.input[0]), graph.tensors.get(scaled.input[1])
    if matrix is None or scales is None or (matrix.data_type, scales.data_type) != (INT8, FLOAT):
        return None
    if len(matrix.dims) != 2 or list(scales.dims) != ([matrix.dims[0], 1] if by_row else [1, matrix.dims[1]]):
        return None
    return _Weights(matrix, scales)


def _product(graph: ModelGraph, step: Message, weights: _Weights, rounded: set[str]) -> list[Message]:
    (given, _), made = step.input, step.output[0]
    number, scale, zero = (f"{given}/{part}" for part in ("rounded", "scale", "zero"))
    steps = [] if given in rounded else [graph.step("DynamicQuantizeLinear", [given], [number, scale, zero])]
    rounded.add(given)
    scales = graph.in_a_row(weights.scales.name)
    return [
        *steps,
        graph.step("MatMulInteger", [number, weights.matrix.name, zero], [f"{made}/sums"]),
        graph.step("Cast", [f"{made}/sums"], [f"{made}/floats"], to=FLOAT),
        graph.step("Mul", [scale, scales], [f"{made}/scale"]),
        graph.step("Mul", [f"{made}/floats", f"{made}/scale"], [made]),
    ]


def _look_up(graph: ModelGraph, step: Message, weights: _Weights) -> list[Message]:
    which, made = step.input[1], step.output[0]
    return [
        graph.step("Gather", [weights.matrix.name, which], [f"{made}/rows"], axis=0),
        graph.step("Gather", [weights.scales.name, which], [f"{made}/scales"], axis=0),
        graph.step("Cast", [f"{made}/rows"], [f"{made}/floats"], to=FLOAT),
        graph.step("Mul", [f"{made}/floats", f"{made}/scales"], [made]),
    ]
