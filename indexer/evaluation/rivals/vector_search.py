"""A rival that compares meanings: the cosine of sentence vectors, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engines.meaning import PassageText, Vectors, VectorStore, key_of, load_encoder, passage_text
from indexer.errors import EvaluationError
from indexer.evaluation.datasets.beir import BeirDocument
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
        self._index = bench.settings.index
        self._passages_of = bench.passages_of

    def build(self, documents: Sequence[BeirDocument]) -> None:
        """Encodes every passage with its title and headings before it.

        Texts that Passageway has encoded are not encoded again, so that the time of indexing leaves them out.
        """
        self._ids = [document.id for document in documents]
        known: dict[str, int] = {}
        texts: list[PassageText] = []
        owners, rows = [], []
        for number, document in enumerate(documents):
            for text in map(passage_text, self._passages_of(document.id)):
                key = key_of(*text)
                if key not in known:
                    known[key] = len(texts)
                    texts.append(text)
                owners.append(number)
                rows.append(known[key])
        self._owners, self._vectors = np.array(owners), self._encoded(texts)[rows]

    def _encoded(self, texts: Sequence[PassageText]) -> Vectors:
        encoder = self._encoder
        records = VectorStore(self._index, encoder.fingerprint, encoder.dimensions).records()
        place = {key.decode("ascii"): at for at, key in enumerate(records["key"].tolist())}
        vectors = np.zeros((len(texts), encoder.dimensions), np.float32)
        new = []
        for at, text in enumerate(texts):
            row = place.get(key_of(*text))
            if row is None:
                new.append(at)
            else:
                vectors[at] = records["vector"][row] * records["scale"][row]
        for start in range(0, len(new), _BATCH):
            part = new[start : start + _BATCH]
            vectors[part] = encoder.encode([texts[at].text for at in part], "passage")
        return vectors

    def rank(self, question: str, limit: int) -> list[str]:
        """All documents, by the cosine of their closest passage; ties by their order."""
        (question_vector,) = self._encoder.encode([question], "question")
        best = np.full(len(self._ids), -np.inf, dtype=np.float32)
        np.maximum.at(best, self._owners, self._vectors @ question_vector)
        return [self._ids[at] for at in np.argsort(-best, kind="stable")[:limit]]

    def index_bytes(self) -> int:
        """The vectors in memory."""
        return int(self._vectors.nbytes)
