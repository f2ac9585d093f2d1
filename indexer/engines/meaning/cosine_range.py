"""What the cosines of a model say: those of one begin near 0 for texts that have nothing in common, another's at .7.

Vectors of one model may have much in common whatever they are of (K. Ethayarajh, "How Contextual are Contextualized Word
Representations?", EMNLP 2019): raw, such cosines would all count as near, and weigh more than words. So a run measures
what two texts at random reach with this encoder in this collection, and what a question reaches with the passage that is
nearest to it; ranking sees cosines scaled such that the first are 0, and the second within what they were for the model
that its weights were chosen with. By meaning alone, order stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.engines.candidates import Floats

__all__ = ["UNMEASURED", "CosineRange"]

#: Where all-MiniLM-L6-v2 has its nearest pairs: on a sample of each of nine public sets from .40 to .57 (of the languages
#: that it does not know, up to .65). What it has at random was -.02 to .02: its cosines hardly change.
_NEAREST = (0.35, 0.65)

#: A model whose nearest pairs are nearer to those at random tells nothing: cosines are not stretched beyond that.
_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class CosineRange:
    """Cosines in [-1, 1] of a question with a passage: of two at random, and of a question with the passage that is
    nearest to it."""

    random: float
    best: float

    def scaled(self, cosines: Floats) -> Floats:
        """Cosines as ranking weighs them."""
        return (cosines - self.random) * self._stretch

    def raw(self, scaled: float) -> float:
        """The cosine of which ``scaled`` is made."""
        return self.random + scaled / self._stretch

    def of_question(self, random: float) -> CosineRange:
        """The range of a question that reaches ``random`` with passages at random: where that is less than others reach, as
        in another language than the passages', its nearest are as much less near."""
        lower = min(random - self.random, 0.0)
        return CosineRange(self.random + lower, self.best + lower)

    @property
    def _stretch(self) -> float:
        """What all vectors have in common is taken out: two at random come to 0, two that are the same stay at 1. Beyond
        that, the nearest pairs are brought to where they can be."""
        apart = max(1 - self.random, _LEAST)
        nearest = max((self.best - self.random) / apart, _LEAST)
        return min(max(nearest, _NEAREST[0]), _NEAREST[1]) / nearest / apart


#: Where none was measured: cosines as they are.
UNMEASURED: Final = CosineRange(0.0, 0.5)
