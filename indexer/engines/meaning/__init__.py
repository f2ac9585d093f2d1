"""Texts -> vectors whose cosine says how near their meanings are, where the extra ``semantic`` is installed.

protocol   what an encoder can do            loading    the encoder that the settings ask for
models     which there are, and what to run    onnx       runs it
graphs     a quicker graph of the same weights, and a copy of it that opens at once, in the user's cache
passage_text   what is encoded of a passage
vectors    the vectors of all texts ever encoded, and of their sentences, by content; record_file   the files they are in
passage_keys   which of them are those of one generation's passages
nearest    which of its passages are nearest to a question
cosine_range   what its cosines say, beside another model's

Nothing here is imported from the extra before an encoder is loaded.
"""

from indexer.engines.meaning.cosine_range import UNMEASURED, CosineRange
from indexer.engines.meaning.loading import Availability, load_encoder
from indexer.engines.meaning.nearest import PassageVectors, take_over_vectors, with_sentences
from indexer.engines.meaning.passage_keys import CHANGED, MEANING, write_changed_keys, write_keys
from indexer.engines.meaning.passage_text import PassageText, key_of, passage_text, text_of
from indexer.engines.meaning.protocol import Encoder, Vectors, WithoutSentences
from indexer.engines.meaning.record_file import in_integers
from indexer.engines.meaning.vectors import VectorStore

__all__ = [
    "CHANGED",
    "MEANING",
    "UNMEASURED",
    "Availability",
    "CosineRange",
    "Encoder",
    "PassageText",
    "PassageVectors",
    "VectorStore",
    "Vectors",
    "WithoutSentences",
    "in_integers",
    "key_of",
    "load_encoder",
    "passage_text",
    "take_over_vectors",
    "text_of",
    "with_sentences",
    "write_changed_keys",
    "write_keys",
]
