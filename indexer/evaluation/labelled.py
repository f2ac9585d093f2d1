"""Evaluation on labelled questions over the current index: which quote of which document answers, or that none does.

Format: JSONL with ``_id``, ``text`` and ``answers``, a list of {"document", "quote"}; an empty list means that nothing
in the corpus answers. A hit is right when it is a passage of that document that holds the quote.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from indexer.errors import EvaluationError
from indexer.records import Answer, Hit, Verdict
from indexer.searching import Searcher

__all__ = ["LabelledResult", "Question", "evaluate_questions", "read_questions"]

_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question; ``answers`` pairs document ids and quotes, and is empty where nothing answers."""

    id: str
    text: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LabelledResult:
    """Shares in [0, 1]; ``missed`` tells each question that was not answered at rank 1, ``taken`` each off-topic one
    that was said to be answered."""

    questions: int
    answerable: int
    success_at_1: float
    success_at_5: float
    answer_sentence: float
    refused: float
    false_refusals: float
    questions_per_second: float
    missed: tuple[tuple[str, str, int], ...]
    taken: tuple[tuple[str, str], ...]

    def json(self) -> dict[str, object]:
        """The object that ``passageway evaluate --questions --json`` prints."""
        return {
            "questions": self.questions,
            "answerable": self.answerable,
            "success@1": round(self.success_at_1, 4),
            "success@5": round(self.success_at_5, 4),
            "answer_sentence": round(self.answer_sentence, 4),
            "refused": round(self.refused, 4),
            "false_refusals": round(self.false_refusals, 4),
            "questions_per_second": round(self.questions_per_second, 2),
            "missed": [{"_id": name, "text": text, "rank": rank or None} for name, text, rank in self.missed],
            "taken": [{"_id": name, "text": text} for name, text in self.taken],
        }


def read_questions(path: Path) -> list[Question]:
    """The labelled questions of a file; raises EvaluationError, naming the line."""
    questions = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} cannot be read ({error}).") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
                answers = tuple((str(a["document"]), str(a["quote"])) for a in row["answers"])
                questions.append(Question(str(row["_id"]), str(row["text"]), answers))
            except (ValueError, KeyError, TypeError) as error:
                raise EvaluationError(
                    f'{path}, line {number}: no question with "_id", "text", "answers" ({error!r}).'
                ) from error
    if not questions:
        raise EvaluationError(f"{path} has no questions.")
    return questions


def evaluate_questions(path: Path, searcher: Searcher) -> LabelledResult:
    """Asks the questions of ``path`` and measures; raises EvaluationError."""
    questions = read_questions(path)
    started = perf_counter()
    answers = [(question, searcher.ask(question.text, limit=_DEPTH)) for question in questions]
    seconds = perf_counter() - started
    asked = [(q, a, _rank(q, a)) for q, a in answers if q.answers]
    off_topic = [(q, a) for q, a in answers if not q.answers]
    return LabelledResult(
        questions=len(questions),
        answerable=len(asked),
        success_at_1=_share([rank == 1 for _, _, rank in asked]),
        success_at_5=_share([0 < rank <= 5 for _, _, rank in asked]),
        answer_sentence=_share([_overlaps(q, a.hits[0]) for q, a, rank in asked if rank == 1]),
        refused=_share([a.verdict is not Verdict.ANSWERED for _, a in off_topic]),
        false_refusals=_share([a.verdict is Verdict.NOTHING for _, a, _ in asked]),
        questions_per_second=len(questions) / seconds,
        missed=tuple((q.id, q.text, rank) for q, _, rank in asked if rank != 1),
        taken=tuple((q.id, q.text) for q, a in off_topic if a.verdict is Verdict.ANSWERED),
    )


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 0.0


def _rank(question: Question, answer: Answer) -> int:
    """The rank of the first hit that holds a quote, 0 for none. What is folded under a hit does not count."""
    return next((hit.rank for hit in answer.hits if any(_holds(hit, *label) for label in question.answers)), 0)


def _holds(hit: Hit, document: str, quote: str) -> bool:
    return hit.passage.document_id == document and _plain(quote) in _plain(hit.passage.text)


def _overlaps(question: Question, hit: Hit) -> bool:
    """Whether the answer sentence shares text with a quote."""
    if hit.answer is None:
        return False
    sentence = _plain(hit.passage.text[hit.answer.start - hit.passage.start : hit.answer.end - hit.passage.start])
    return any(
        _holds(hit, document, quote) and (_plain(quote) in sentence or sentence in _plain(quote))
        for document, quote in question.answers
    )


def _plain(text: str) -> str:
    """White space folded: labels are written by people."""
    return " ".join(text.split())
