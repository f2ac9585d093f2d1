"""The vectors of a generation in the place of an encoder, for one that is written with the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from indexer.engines.meaning import Vectors, text_of
from indexer.engines.meaning.protocol import Kind
from indexer.engines.protocol import GenerationReader
from indexer.errors import IndexDamaged

__all__ = ["KeptVectors"]


class KeptVectors:
    """See the Protocol ``engines.meaning.Encoder``: whoever asks for the vector of a text gets the one that it has."""

    def __init__(self, reader: GenerationReader, source: str) -> None:
        """Of a generation with an encoder, and passages; ``source`` names its index. Raises IndexDamaged."""
        self._reader, self._source, self.fingerprint = reader, source, reader.about.encoder
        self.name = f"the vectors of {source}"
        some = reader.passages(reader.sample(1, Random(0)))
        self.dimensions = self.encode([text_of(passage) for passage in some.values()], "passage").shape[1]

    @classmethod
    def of(cls, reader: GenerationReader, source: str) -> KeptVectors | None:
        """Those of a generation; None where it has none."""
        about = reader.about
        return cls(reader, source) if about.encoder and about.passages else None

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """See the Protocol; raises IndexDamaged where a text has no vector."""
        found = self._reader.vectors_of(texts)
        missing = len(set(texts)) - len(found)
        if missing:
            raise IndexDamaged(
                f"{missing:,} of {len(texts):,} passages of {self._source} have no vector there. See: passageway verify"
            )
        return np.array([found[text] for text in texts], np.float32)
