"""What people ask: each question once, with how often, and what came of it; nothing of who asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.model.answers import Answer, Verdict
from indexer.model.as_json import as_json
from indexer.model.documents import require

__all__ = ["AskedQuestion"]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was typed, white space folded, and how it fared: of the ``times`` that it was asked (at least 1) it
    was ``answered``, or something ``related`` was found, or nothing was.

    ``passages`` is how many matched the last time, among those that were looked into; ``generation`` answered then, and
    ``last`` is the day (ISO 8601, in UTC).
    """

    text: str
    times: int
    answered: int
    related: int
    passages: int
    generation: int
    last: str

    def __post_init__(self) -> None:
        require(
            0 <= self.answered + self.related <= self.times, "a question is answered at most as often as it is asked"
        )
        require(self.times >= 1, "a question that was not asked")

    @classmethod
    def of(cls, answer: Answer, day: str) -> AskedQuestion:
        """A question that was asked once, on a day."""
        return cls(
            text=" ".join(answer.question.split()),
            times=1,
            answered=int(answer.verdict is Verdict.ANSWERED),
            related=int(answer.verdict is Verdict.RELATED),
            passages=answer.facets.passages,
            generation=answer.generation,
            last=day,
        )

    @property
    def nothing(self) -> int:
        """How often nothing was found that has to do with it."""
        return self.times - self.answered - self.related

    def and_then(self, later: AskedQuestion) -> AskedQuestion:
        """The same question asked again: counts add up, all else is as it was ``later``."""
        return replace(
            later,
            times=self.times + later.times,
            answered=self.answered + later.answered,
            related=self.related + later.related,
        )


@as_json.register
def _asked_json(question: AskedQuestion) -> dict[str, object]:
    """The object that stands for a question."""
    return {
        "question": question.text,
        "times": question.times,
        "answered": question.answered,
        "related": question.related,
        "nothing": question.nothing,
        "passages": question.passages,
        "generation": question.generation,
        "last": question.last,
    }
