"""The bytes of a model -> those of a quicker one."""

from __future__ import annotations

from indexer.engines.meaning.graphs.fused_steps import with_fused_attention, with_fused_gelu
from indexer.engines.meaning.graphs.integer_steps import in_integers
from indexer.engines.meaning.graphs.model_graph import ModelGraph
from indexer.engines.meaning.graphs.onnx_messages import model_of

__all__ = ["quicker"]


def quicker(data: bytes) -> bytes | None:
    """A model's file -> one that computes in integers, for texts that run alone; None where it is no model, or has no
    weights of 8 bits that are unfolded to floats."""
    model = model_of(data)
    if model is None or not model.graph.node:
        return None
    graph = ModelGraph(model)
    if not in_integers(graph):
        return None
    with_fused_attention(graph)
    with_fused_gelu(graph)
    return graph.finished()
