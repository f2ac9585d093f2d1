"""What an encoder can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["Encoder", "Kind", "Vectors"]

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

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """A vector for each text (see Vectors). The same text gets the same vector, whatever it is encoded with."""
