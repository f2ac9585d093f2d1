"""What people save with an index, and no run makes: questions whose answer is known, and the gate for publishing.

It stands in saved.sqlite, apart from the records of runs: those are written four times a second, and are put aside without
much ado where they are damaged.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Self

from indexer.errors import IndexDamaged
from indexer.model import LabelledQuestion, QuestionScore, QuestionScores, RankedPassage, ScoreGate
from indexer.model.index.questions import next_id
from indexer.store.records import RecordConflict, Records, SqliteRecords, StoredRecord, key_of

__all__ = ["SavedQuestions"]

_QUESTION, _GATE, _SCORES = "question", "gate", "scores"

#: Questions that are read, at most; so many would take a minute a run to ask.
_MOST = 10_000

#: Generations whose scores are remembered.
_REMEMBERED = 100


class SavedQuestions:
    """The saved questions of an index. Threads and processes may share it.

    Every method raises IndexDamaged where saved.sqlite is damaged, and IndexProblem where it cannot be used now.
    """

    def __init__(self, records: Records) -> None:
        self._records = records

    @classmethod
    def in_folder(cls, index: Path) -> Self:
        """Those of the index in this folder."""
        return cls(SqliteRecords(index / "saved.sqlite"))

    def all(self) -> tuple[LabelledQuestion, ...]:
        """The questions, by id."""
        stored = self._records.newest(_QUESTION, _MOST)
        return tuple(sorted((self._question(record) for record in stored), key=lambda question: question.id))

    def add(self, question: LabelledQuestion) -> LabelledQuestion:
        """Adds a question under the next free id, whatever its own, and gives it as it is saved."""
        while True:
            made = replace(question, id=next_id(self.all()))
            with suppress(RecordConflict):  # another process was quicker
                self._records.put(_QUESTION, made.id, asdict(made), version=0)
                return made

    def replace(self, question: LabelledQuestion) -> bool:
        """Puts a question in the place of the one of its id; False where there is none."""
        record = self._records.get(_QUESTION, question.id)
        while record is not None:
            with suppress(RecordConflict):
                self._records.put(_QUESTION, question.id, asdict(question), version=record.version)
                return True
            record = self._records.get(_QUESTION, question.id)
        return False

    def save(self, questions: Iterable[LabelledQuestion]) -> None:
        """Adds questions; one of an id that is there takes the place of that one."""
        for question in questions:
            self._put(_QUESTION, question.id, asdict(question))

    def remove(self, name: str) -> bool:
        """Removes the question of this id; False where there is none."""
        return self._records.remove(_QUESTION, name)

    def gate(self) -> ScoreGate | None:
        """When publishing is held back; None for never."""
        record = self._records.get(_GATE, _GATE)
        try:
            return ScoreGate(**record.value) if record is not None and record.value else None
        except (TypeError, ValueError) as error:
            raise self._records.damage(error) from error

    def set_gate(self, gate: ScoreGate | None) -> None:
        """Sets, or with None takes away, what holds publishing back."""
        self._put(_GATE, _GATE, asdict(gate) if gate else {})

    def scores(self, generation: int) -> QuestionScores | None:
        """How a generation answered the questions that there were when it was asked; None where it was not asked."""
        record = self._records.get(_SCORES, key_of(generation))
        try:
            return record and _scores_from(record.value)
        except (KeyError, TypeError, ValueError) as error:
            raise self._records.damage(error) from error

    def keep_scores(self, scores: QuestionScores) -> None:
        """Keeps how a generation answered; those of old generations are forgotten."""
        self._put(_SCORES, key_of(scores.generation), asdict(scores))
        self._records.remove_before(_SCORES, key_of(max(scores.generation - _REMEMBERED, 0)))

    def take_over(self, other: SavedQuestions) -> None:
        """Takes the questions and the gate of another index that these lack; scores are of generations there."""
        try:
            self._records.prove()
        except IndexDamaged:
            self._records.renew()
        for kind in (_QUESTION, _GATE):
            self._records.take_over(other._records, kind)

    def _put(self, kind: str, key: str, value: dict[str, Any]) -> None:
        self._records.change(kind, key, lambda _: value)

    def _question(self, record: StoredRecord) -> LabelledQuestion:
        try:
            answers = tuple((str(document), str(quote)) for document, quote in record.value["answers"])
            return LabelledQuestion(record.key, str(record.value["text"]), answers)
        except (KeyError, TypeError, ValueError) as error:
            raise self._records.damage(error) from error


def _scores_from(value: dict[str, Any]) -> QuestionScores:
    questions = tuple(
        QuestionScore(**{**row, "top": tuple(RankedPassage(**found) for found in row["top"])})
        for row in value["questions"]
    )
    digests = {str(name): str(digest) for name, digest in value.get("digests", {}).items()}
    return QuestionScores(int(value["generation"]), str(value["asked"]), questions, digests)
