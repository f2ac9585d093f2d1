"""Texts -> vectors whose cosine says how near their meanings are, where the extra ``semantic`` is installed.

protocol   what an encoder can do            loading    the encoder that the settings ask for
folders    a model's folder -> what to run   onnx       runs it
unpacked   a copy of the model that opens at once, in the user's cache
vectors    the vectors of all texts ever encoded, by content
nearest    the vectors of one generation: which passages are nearest to a question

Nothing here is imported from the extra before an encoder is loaded.
"""

from indexer.engines.meaning.loading import Availability, load_encoder
from indexer.engines.meaning.nearest import MEANING, PassageVectors, take_over_vectors, write_vectors
from indexer.engines.meaning.protocol import Encoder, Vectors
from indexer.engines.meaning.vectors import VectorStore, key_of, text_of

__all__ = [
    "MEANING",
    "Availability",
    "Encoder",
    "PassageVectors",
    "VectorStore",
    "Vectors",
    "key_of",
    "load_encoder",
    "take_over_vectors",
    "text_of",
    "write_vectors",
]
