"""Tokens of a question met by those of passages: MaxSim, with one bit a dimension for two tokens of a passage.

For each token of the question the nearest of the passage counts (O. Khattab and M. Zaharia, "ColBERT", SIGIR 2020), and of
these a soft minimum instead of their mean: what a passage lacks of a question says more than what it has of it. Kept are
only the signs of the means of neighbouring pairs of a passage's tokens: 24 bytes a token of 384 dimensions, and ranking by
them is as good as by the vectors themselves (the manual has the figures). Signs stand for the unit vector of +1 and -1,
divided by the root of their number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Floats
from indexer.engines.meaning.protocol import TokenSigns, Vectors

__all__ = ["likeness", "signs_of"]

_ONE = np.zeros(1, np.int64)

#: How much the tokens that are met worst count before the others: the mean at 0, the least alone without bound.
_WORST_FIRST = 8


def signs_of(tokens: Vectors) -> TokenSigns:
    """What is kept of a text's n tokens, by their vectors: the signs of each pair's mean (the last of an odd number is
    alone), eight dimensions a byte, the first in its highest bit, 1 for what is not below 0."""
    lengths = np.maximum(np.linalg.norm(tokens, axis=1, keepdims=True), 1e-12)
    pairs = np.add.reduceat(tokens / lengths, np.arange(0, len(tokens), 2), axis=0) if len(tokens) else tokens
    return np.packbits(pairs >= 0, axis=1)


def likeness(question: Vectors, signs: TokenSigns, starts: NDArray[np.int64] = _ONE) -> Floats:
    """How well passages meet a question, by its tokens' vectors, (tokens, dimensions): of each passage the soft minimum,
    -ln(mean(exp(-8 c))) / 8, of the cosines c of each token's nearest pair, as far as the signs tell them, in [-1, 1]. The
    passages' signs follow each other, at least those of one pair each, from ``starts`` on; without these there is one
    passage."""
    dimensions = question.shape[1]
    vectors = np.unpackbits(signs, axis=1, count=dimensions).astype(np.float32)
    # A product with +1 and -1 is twice that with 1 and 0, less the sum of all.
    products = 2 * (vectors @ question.T) - question.sum(axis=1)
    nearest = np.maximum.reduceat(products, starts, axis=0)
    cosines = nearest.astype(np.float64) / np.sqrt(dimensions)
    found: Floats = -np.log(np.exp(-_WORST_FIRST * cosines).mean(axis=1)) / _WORST_FIRST
    return found
