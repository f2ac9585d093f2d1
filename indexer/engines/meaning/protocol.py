"""What an encoder can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.passage_text import PassageText

__all__ = ["Encoder", "Kind", "Vectors", "WithoutSentences"]

#: n vectors of length 1, as (n, dimensions) float32; that of a question whose language a model does not know is shorter,
#: and so are all cosines with it, down to none.
Vectors = NDArray[np.float32]

#: Some models put different words before a question and a passage.
Kind = Literal["question", "passage"]


class Encoder(Protocol):
    """Turns texts into vectors; safe for many threads at once."""

    @property
    def name(self) -> str:
        """What an admin calls the model."""

    @property
    def fingerprint(self) -> str:
        """16 hex digits of all that a vector depends on but the text: vectors of equal ones can be compared."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    @property
    def tells_sentences(self) -> bool:
        """Whether it makes vectors of a passage's sentences, too."""

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """A vector for each text (see Vectors). The same text gets the same vector, whatever it is encoded with."""

    def encode_passages(self, texts: Sequence[PassageText]) -> list[Vectors]:
        """For each text its vector, as ``encode`` has it, and, where it ``tells_sentences``, below it one of each of its
        sentences: zeros for one that has none. A text without sentences is one."""


class WithoutSentences:
    """What an encoder does that gives a text one vector, and no more."""

    tells_sentences = False

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """See the Protocol."""
        raise NotImplementedError

    def encode_passages(self, texts: Sequence[PassageText]) -> list[Vectors]:
        """See the Protocol."""
        return list(self.encode([text.text for text in texts], "passage")[:, None])
