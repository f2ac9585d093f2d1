"""A model's graph -> one of the same weights that is computed quicker, and opened at once.

onnx_messages   the fields of ONNX's messages that are read or written here
model_graph     a graph that steps are looked up in, and put in another's place
integer_steps   products and look-ups of 8-bit weights, computed in integers instead of floats
fused_steps     attention, and GELU, each as one step of ONNX Runtime
quickening      all of it, on the bytes of a file
sessions        opens a model: as it is, quicker, or as a copy
unpacked        the copy, in the user's cache
"""

from indexer.engines.meaning.graphs.quickening import quicker

__all__ = ["quicker"]
