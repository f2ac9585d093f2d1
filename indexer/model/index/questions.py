"""Questions whose answer is known, how a generation answers them, and how much worse it may answer than the one before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.model.documents import require
from indexer.model.passages import Passage

__all__ = [
    "QUESTION_MEASURES",
    "GateVerdict",
    "LabelledQuestion",
    "QuestionChange",
    "QuestionScore",
    "QuestionScores",
    "RankedPassage",
    "ScoreGate",
    "next_id",
]

#: What saved questions are measured by, each in [0, 1].
QUESTION_MEASURES = ("success@1", "success@5", "mrr@10", "refused")

#: What rounding may do to two means of the same.
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A labelled question; ``answers`` pairs document ids and quotes, and is empty where nothing answers.

    A quote "" is any passage of its document.
    """

    id: str
    text: str
    answers: tuple[tuple[str, str], ...]

    def is_answered_by(self, passage: Passage) -> bool:
        """Whether a passage holds one of the quotes of its document; white space is folded: people write labels."""
        said = " ".join(passage.text.split())
        return any(
            passage.document_id == document and " ".join(quote.split()) in said for document, quote in self.answers
        )


def next_id(questions: Iterable[LabelledQuestion]) -> str:
    """The id after the highest of the form "q017"."""
    numbers = [int(found[1]) for question in questions if (found := re.fullmatch(r"q(\d+)", question.id))]
    return f"q{max(numbers, default=0) + 1:03}"


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage that was found, as it is recognised in another generation."""

    passage_id: str
    document_id: str
    title: str


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """How one generation answers one question: the ``rank`` of the first hit that answers, by its passage or by one
    that is folded under it (from 1, 0 for none among ten);
    of a question that nothing answers, ``refused`` says whether nothing was called an answer, None for others. ``top`` are
    the first five passages."""

    id: str
    text: str
    rank: int
    refused: bool | None
    top: tuple[RankedPassage, ...]

    @property
    def reached(self) -> float:
        """From 0 to 1, by which two scores of one question are compared."""
        return float(self.refused) if self.refused is not None else 1 / self.rank if self.rank else 0.0


@dataclass(frozen=True, slots=True)
class QuestionScores:
    """How one generation answers the saved questions; ``asked`` is a digest of all that this depends on beside it and them.
    ``digests`` has one of each question, as it was asked, by its id."""

    generation: int
    asked: str
    questions: tuple[QuestionScore, ...]
    digests: Mapping[str, str] = field(default_factory=dict)

    def changes_since(self, before: QuestionScores) -> tuple[QuestionChange, ...]:
        """The questions of both that are not answered alike, those that are answered worse first: at another rank, or with
        other documents among the first five. A passage that was only edited is no change."""
        known = {score.id: score for score in before.questions}
        both = (
            QuestionChange(score.id, score.text, known[score.id], score)
            for score in self.questions
            if score.id in known
        )
        differing = [change for change in both if _shown(change.before) != _shown(change.after)]
        return tuple(
            sorted(differing, key=lambda change: (not change.worse, change.after.reached - change.before.reached))
        )

    def measure(self, name: str, only: Sequence[str] | None = None) -> float | None:
        """The mean of a measure (QUESTION_MEASURES) over the questions that it is about (``only`` those of these ids); None
        where it is about none."""
        values = [
            value
            for score in self.questions
            if (only is None or score.id in only) and (value := _value(score, name)) is not None
        ]
        return sum(values) / len(values) if values else None

    @property
    def measures(self) -> dict[str, float]:
        """All measures that are about a question."""
        found = {name: self.measure(name) for name in QUESTION_MEASURES}
        return {name: value for name, value in found.items() if value is not None}


def _shown(score: QuestionScore) -> tuple[object, ...]:
    return score.rank, score.refused, [found.document_id for found in score.top]


def _value(score: QuestionScore, name: str) -> float | None:
    if (score.refused is not None) != (name == "refused"):
        return None
    if name in ("success@1", "success@5"):
        return float(0 < score.rank <= int(name[-1]))
    return score.reached


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A saved question that two generations do not answer alike: another rank, or other documents among the first five."""

    id: str
    text: str
    before: QuestionScore
    after: QuestionScore

    @property
    def worse(self) -> bool:
        """Whether it is answered worse than before."""
        return self.after.reached < self.before.reached


@dataclass(frozen=True, slots=True)
class ScoreGate:
    """Publishing is held back where ``measure`` falls by more than ``fall`` (in [0, 1])."""

    measure: str
    fall: float

    def __post_init__(self) -> None:
        require(self.measure in QUESTION_MEASURES, f"{self.measure!r} is none of {', '.join(QUESTION_MEASURES)}")
        require(0 <= self.fall <= 1, f"a fall by {self.fall} is none from 0 to 1")

    def verdict(self, before: QuestionScores, after: QuestionScores) -> GateVerdict | None:
        """Whether what answers like ``after`` may take the place of ``before``; None where there is nothing to measure."""
        was, now = before.measure(self.measure), after.measure(self.measure)
        if was is None or now is None:
            return None
        return GateVerdict(self.measure, self.fall, was, now, passed=was - now <= self.fall + _SAME)


@dataclass(frozen=True, slots=True)
class GateVerdict:
    """Whether a generation may be published: ``measure`` was ``before`` and is ``after``, and may fall by ``fall``."""

    measure: str
    fall: float
    before: float
    after: float
    passed: bool
