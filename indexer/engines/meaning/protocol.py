"""What an encoder can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.passage_text import PassageText

__all__ = ["EncodedQuestion", "EncodedText", "Encoder", "Kind", "TokenSigns", "Vectors", "WithoutParts"]

#: n vectors of length 1, as (n, dimensions) float32; that of a question whose language a model does not know is shorter,
#: and so are all cosines with it, down to none.
Vectors = NDArray[np.float32]

#: What is kept of 2 n tokens of a text (``token_signs``), as (n, bytes) uint8.
TokenSigns = NDArray[np.uint8]

#: Some models put different words before a question and a passage.
Kind = Literal["question", "passage"]


class EncodedText(NamedTuple):
    """What an encoder made of a text: its vector and, where it ``tells_parts``, below it one of each of its sentences,
    zeros for one that has none (a text without sentences is one), and the signs of its tokens, of one or more."""

    vectors: Vectors
    tokens: TokenSigns


class EncodedQuestion(NamedTuple):
    """What an encoder made of a question: its vector, and those of its tokens, (tokens, dimensions), none where it does not
    tell them. All are shorter than 1 where the model does not know the question's language (see Vectors)."""

    vector: Vectors
    tokens: Vectors


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
    def tells_parts(self) -> bool:
        """Whether it makes vectors of the sentences and tokens of a text, too."""

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """A vector for each text (see Vectors). The same text gets the same vector, whatever it is encoded with."""

    def encode_passages(self, texts: Sequence[PassageText]) -> list[EncodedText]:
        """What is kept of each text; its vector is as ``encode`` has it."""

    def encode_question(self, text: str) -> EncodedQuestion:
        """What a question is compared by; its vector is as ``encode`` has it."""


class WithoutParts(ABC):
    """What an encoder does that gives a text one vector, and no more."""

    tells_parts = False

    @abstractmethod
    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """See the Protocol."""

    def encode_passages(self, texts: Sequence[PassageText]) -> list[EncodedText]:
        """See the Protocol."""
        none = np.zeros((0, 0), np.uint8)
        return [EncodedText(vector[None], none) for vector in self.encode([text.text for text in texts], "passage")]

    def encode_question(self, text: str) -> EncodedQuestion:
        """See the Protocol."""
        (vector,) = self.encode([text], "question")
        return EncodedQuestion(vector, np.zeros((0, len(vector)), np.float32))
