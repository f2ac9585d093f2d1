"""A rival that compares meanings: the cosine of sentence vectors, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.encoding import load_encoder
from indexer.errors import EvaluationError
from indexer.evaluation.beir import Source
from indexer.evaluation.rivals.protocol import Bench

__all__ = ["SentenceVectors"]

_BATCH = 256


class SentenceVectors:
    """Every passage (as Passageway splits) and the question as unit vectors; a document ranks by its best passage.

    The encoder is the one that the settings choose: MiniLM, unless they name another.
    """

    name = "minilm"

    def __init__(self, bench: Bench) -> None:
        available = load_encoder(bench.settings)
        if available.encoder is None:
            raise EvaluationError(f"the rival {self.name} needs an encoder, and there is none: {available.reason}.")
        self._encoder = available.encoder
        self._passages_of = bench.passages_of

    def build(self, documents: Sequence[Source]) -> None:
        """Encodes every passage with its title before it."""
        self._ids = [document.id for document in documents]
        texts, owners = [], []
        for number, document in enumerate(documents):
            for passage in self._passages_of(document.id) or (document.text,):
                texts.append(f"{document.title}\n{passage}".strip())
                owners.append(number)
        parts = [self._encoder.encode(texts[at : at + _BATCH], kind="passage") for at in range(0, len(texts), _BATCH)]
        self._vectors = np.concatenate(parts)
        self._owners = np.array(owners)

    def rank(self, question: str, limit: int) -> list[str]:
        """All documents, by the cosine of their closest passage; ties by their order."""
        (asked,) = self._encoder.encode([question], kind="question")
        best = np.full(len(self._ids), -np.inf, dtype=np.float32)
        np.maximum.at(best, self._owners, self._vectors @ asked)
        return [self._ids[at] for at in np.argsort(-best, kind="stable")[:limit]]

    def index_bytes(self) -> int:
        """The vectors in memory."""
        return int(self._vectors.nbytes)
