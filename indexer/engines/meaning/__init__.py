"""Texts -> vectors whose cosine says how near their meanings are, where the extra ``semantic`` is installed.

protocol   what an encoder can do            loading    the encoder that the settings ask for
models     which there are, and what to run    onnx       runs it
graphs     a quicker graph of the same weights, and a copy of it that opens at once, in the user's cache
passage_text   what is encoded of a passage; kept   what was made of all texts ever encoded, by content
nearest    which of a generation's passages are nearest to a question; token_signs   how well they meet its tokens
cosine_range   what its cosines say, beside another model's; encoding_work   a part of a run, by whichever process has it

Nothing here is imported from the extra before an encoder is loaded.
"""

from indexer.engines.meaning.cosine_range import UNMEASURED, CosineRange
from indexer.engines.meaning.kept import CHANGED, MEANING, VectorStore, in_integers, write_changed_keys, write_keys
from indexer.engines.meaning.loading import Availability, load_encoder
from indexer.engines.meaning.nearest import PassageVectors, take_over_vectors, with_sentences
from indexer.engines.meaning.passage_text import PassageText, key_of, passage_text, text_of
from indexer.engines.meaning.protocol import EncodedQuestion, EncodedText, Encoder, TokenSigns, Vectors, WithoutParts
from indexer.engines.meaning.token_signs import likeness, signs_of

__all__ = [
    "CHANGED",
    "MEANING",
    "UNMEASURED",
    "Availability",
    "CosineRange",
    "EncodedQuestion",
    "EncodedText",
    "Encoder",
    "PassageText",
    "PassageVectors",
    "TokenSigns",
    "VectorStore",
    "Vectors",
    "WithoutParts",
    "in_integers",
    "key_of",
    "likeness",
    "load_encoder",
    "passage_text",
    "signs_of",
    "take_over_vectors",
    "text_of",
    "with_sentences",
    "write_changed_keys",
    "write_keys",
]
