"""How a saved question is answered, in words, and whether that is as it should be."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import LabelledQuestion, QuestionScore

__all__ = ["ShownQuestion", "answered"]


def answered(score: QuestionScore) -> str:
    """How a saved question is answered, in words."""
    if score.refused is not None:
        return "nothing is called an answer" if score.refused else "something is called an answer"
    return f"answered at rank {score.rank}" if score.rank else "not answered among the first ten"


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A saved question, and how it was answered when it was asked last; None where it was not."""

    question: LabelledQuestion
    score: QuestionScore | None

    @property
    def fails(self) -> bool:
        """Whether it is not answered, or is although nothing answers."""
        return self.score is not None and not self.score.reached

    @property
    def answered(self) -> str:
        """How it is answered, in words."""
        return answered(self.score) if self.score else "not asked yet"
