"""The vectors of a generation in the place of an encoder, for one that is written with the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from indexer.engines.meaning import EncodedText, PassageText, Vectors, WithoutParts, passage_text
from indexer.engines.meaning.protocol import Kind
from indexer.engines.protocol import GenerationReader
from indexer.errors import IndexDamaged

__all__ = ["KeptVectors"]


class KeptVectors(WithoutParts):
    """See the Protocol ``engines.meaning.Encoder``: whoever asks for the vector of a text gets the one that it has, with
    those of its parts. No question is asked of it."""

    def __init__(self, reader: GenerationReader, source: str) -> None:
        """Of a generation with an encoder, and passages; ``source`` names its index. Raises IndexDamaged."""
        self._reader, self._source, self.fingerprint = reader, source, reader.about.encoder
        self.name = f"the vectors of {source}"
        some = reader.passages(reader.sample(1, Random(0)))
        (kept,) = self._found([passage_text(passage) for passage in some.values()])
        self.dimensions, self.tells_parts = kept.vectors.shape[1], len(kept.vectors) > 1

    @classmethod
    def of(cls, reader: GenerationReader, source: str) -> KeptVectors | None:
        """Those of a generation; None where it has none."""
        about = reader.about
        return cls(reader, source) if about.encoder and about.passages else None

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """See the Protocol; raises IndexDamaged where a text has no vector."""
        return np.array([kept.vectors[0] for kept in self._found(list(map(PassageText, texts)))], np.float32)

    def encode_passages(self, texts: Sequence[PassageText]) -> list[EncodedText]:
        """See the Protocol; raises IndexDamaged where a text has no vector."""
        return self._found(texts)

    def _found(self, texts: Sequence[PassageText]) -> list[EncodedText]:
        found = self._reader.encoded(texts)
        missing = len(set(texts)) - len(found)
        if missing:
            raise IndexDamaged(
                f"{missing:,} of {len(texts):,} passages of {self._source} have no vector there. See: passageway verify"
            )
        return [found[text] for text in texts]
