"""Tokens of a question met by those of passages: MaxSim, with one bit a dimension of a passage's tokens.

For each token of the question the passage's token that is nearest counts, and of these the mean (O. Khattab and M. Zaharia,
"ColBERT", SIGIR 2020). Of a passage's tokens only the signs of their vectors are kept: 48 bytes a token of 384 dimensions,
and ranking by them is hardly worse than by the vectors (the manual has the figures). A vector's signs stand for the unit
vector of +1 and -1, divided by the root of their number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Floats
from indexer.engines.meaning.protocol import TokenSigns, Vectors

__all__ = ["likeness", "signs_of"]

_ONE = np.zeros(1, np.int64)


def signs_of(vectors: Vectors) -> TokenSigns:
    """The signs of n vectors, eight dimensions a byte, the first in its highest bit: 1 for what is not below 0."""
    return np.packbits(vectors >= 0, axis=1)


def likeness(question: Vectors, signs: TokenSigns, starts: NDArray[np.int64] = _ONE) -> Floats:
    """How well passages meet a question, by its tokens' vectors, (tokens, dimensions): of each passage the mean over them
    of the nearest token's cosine, as far as the signs tell it, in [-1, 1]. The passages' tokens follow each other in
    ``signs``, at least one each, from ``starts`` on; without these there is one passage."""
    dimensions = question.shape[1]
    vectors = np.unpackbits(signs, axis=1, count=dimensions).astype(np.float32)
    # A product with +1 and -1 is twice that with 1 and 0, less the sum of all.
    products = 2 * (vectors @ question.T) - question.sum(axis=1)
    nearest = np.maximum.reduceat(products, starts, axis=0)
    found: Floats = nearest.mean(axis=1, dtype=np.float64) / np.sqrt(dimensions)
    return found
