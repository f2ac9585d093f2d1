"""Evaluation on labelled questions over the current index, as its users ask it.

A hit counts where the passage shown holds a quote of its document. Hits are one a document, so what there is to find
are the labelled documents, each by a passage that holds one of its quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

import numpy as np

from indexer.errors import EvaluationError
from indexer.evaluation.datasets.labelled_questions import read_questions
from indexer.evaluation.refusing import Refusal, refusal
from indexer.evaluation.scoring import MEASURES, scores
from indexer.evaluation.statistics import intervals
from indexer.model import Answer, Hit, LabelledQuestion, Progress, Verdict
from indexer.model.as_json import as_json
from indexer.searching import Searcher

__all__ = ["LABELLED_DEPTH", "LabelledResult", "Missed", "evaluate_questions"]

#: As many hits as a searcher is shown.
LABELLED_DEPTH = 10

#: Ten hits are asked for, so what is found among a hundred is what is found among ten.
_NAMES = {**{name: name for name in MEASURES}, "recall@100": "recall@10"}


@dataclass(frozen=True, slots=True)
class Missed:
    """A question not answered at rank 1: ``rank`` of the first hit that holds a quote, 0 for none; ``first`` and
    ``expected`` name documents; ``found`` is the beginning of the first hit."""

    id: str
    text: str
    rank: int
    expected: tuple[tuple[str, str], ...]
    first: str | None
    found: str


@as_json.register
def _missed_json(missed: Missed) -> dict[str, object]:
    """The object that stands for a miss."""
    return {"_id": missed.id, "text": missed.text, "rank": missed.rank or None, "first": missed.first}


@dataclass(frozen=True, slots=True)
class LabelledResult:
    """Means in [0, 1] by measure, over the questions each is about, and their 95 % intervals.

    ``taken`` tells each question without an answer (id and text) that was said to be answered; ``refusal`` is None
    where either kind of question is missing; ``latency`` has percentiles in milliseconds.
    """

    questions: int
    answerable: int
    means: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    questions_per_second: float
    latency: Mapping[str, float]
    missed: tuple[Missed, ...]
    taken: tuple[tuple[str, str], ...]
    refusal: Refusal | None


@as_json.register
def _result_json(result: LabelledResult) -> dict[str, object]:
    """The object that ``passageway evaluate --questions --json`` prints."""
    return {
        "questions": result.questions,
        "answerable": result.answerable,
        "depth": LABELLED_DEPTH,
        **{name: round(value, 4) for name, value in result.means.items()},
        "questions_per_second": round(result.questions_per_second, 2),
        "latency_ms": {name: round(value, 3) for name, value in result.latency.items()},
        "intervals": {name: [round(low, 4), round(high, 4)] for name, (low, high) in result.intervals.items()},
        **({"refusal": as_json(result.refusal)} if result.refusal else {}),
        "missed": as_json(result.missed),
        "taken": [{"_id": name, "text": text} for name, text in result.taken],
    }


def evaluate_questions(
    path: Path, searcher: Searcher, progress: Progress = lambda stage, done, total: None
) -> LabelledResult:
    """Asks the questions of ``path`` and measures; raises EvaluationError."""
    questions = read_questions(path)
    if not questions:
        raise EvaluationError(
            f"{path} has no questions. Make some with: passageway evaluate --label {quote(str(path))}"
        )
    answers = []
    for done, question in enumerate(questions):
        progress("ask", done, len(questions))
        answers.append((question, searcher.ask(question.text, limit=LABELLED_DEPTH)))
    progress("ask", len(questions), len(questions))
    on_topic = [(q, a) for q, a in answers if q.answers]
    off_topic = [(q, a) for q, a in answers if not q.answers]
    samples = {**_ranked(on_topic), **_counted(on_topic, off_topic)}
    seconds = np.array([answer.seconds for _, answer in answers])
    return LabelledResult(
        questions=len(questions),
        answerable=len(on_topic),
        means={name: sum(values) / len(values) if values else 0.0 for name, values in samples.items()},
        intervals={name: _interval(values) for name, values in samples.items() if values},
        questions_per_second=len(questions) / float(seconds.sum()),
        latency={f"p{at}": float(np.percentile(seconds, at)) * 1000 for at in (50, 95, 99)},
        missed=tuple(_missed(q, a) for q, a in on_topic if _rank(q, a) != 1),
        taken=tuple((q.id, q.text) for q, a in off_topic if a.verdict is Verdict.ANSWERED),
        refusal=refusal([a for _, a in on_topic], [("", a) for _, a in off_topic]) if on_topic and off_topic else None,
    )


_Answered = Sequence[tuple[LabelledQuestion, Answer]]


def _ranked(on_topic: _Answered) -> dict[str, list[float]]:
    """The measures of ranking, question by question."""
    qrels = {q.id: dict.fromkeys((document for document, _ in q.answers), 1) for q, _ in on_topic}
    # A hit that holds no quote is ranked under a name that no document has (and that C can hold: no NUL).
    rankings = {
        q.id: [h.passage.document_id if q.is_answered_by(h.passage) else f"//{h.rank}" for h in a.hits]
        for q, a in on_topic
    }
    if len(rankings) < len(on_topic):
        raise EvaluationError("two questions have the same _id; give each its own.")
    figures = scores(rankings, qrels)
    return {_NAMES[name]: [float(v) for v in figures[:, column]] for column, name in enumerate(MEASURES)}


def _counted(on_topic: _Answered, off_topic: _Answered) -> dict[str, list[float]]:
    """What is counted beside: by document alone, with what is folded, the answer sentence, and refusals."""

    def shares(answered: _Answered, test: Callable[[LabelledQuestion, Answer], bool]) -> list[float]:
        return [float(test(question, answer)) for question, answer in answered]

    first = [(q, a) for q, a in on_topic if _rank(q, a) == 1]
    return {
        "document@1": shares(on_topic, lambda q, a: _named(q, a.hits[:1])),
        "document@5": shares(on_topic, lambda q, a: _named(q, a.hits[:5])),
        "folded@5": shares(on_topic, lambda q, a: any(_holds_folded(q, hit) for hit in a.hits[:5])),
        "answer_sentence": shares(first, lambda q, a: _overlaps(q, a.hits[0])),
        "refused": shares(off_topic, lambda q, a: a.verdict is not Verdict.ANSWERED),
        "false_refusals": shares(on_topic, lambda q, a: a.verdict is Verdict.NOTHING),
    }


def _interval(values: Sequence[float]) -> tuple[float, float]:
    ((low, high),) = intervals(np.array(values)[:, None])
    return float(low), float(high)


def _missed(question: LabelledQuestion, answer: Answer) -> Missed:
    first = answer.hits[0].passage if answer.hits else None
    return Missed(
        id=question.id,
        text=question.text,
        rank=_rank(question, answer),
        expected=question.answers,
        first=first.document_id if first else None,
        found=" ".join(first.text.split()) if first else "",
    )


def _rank(question: LabelledQuestion, answer: Answer) -> int:
    """The rank of the first hit that holds a quote, 0 for none. What is folded under a hit does not count."""
    return next((hit.rank for hit in answer.hits if question.is_answered_by(hit.passage)), 0)


def _named(question: LabelledQuestion, hits: Sequence[Hit]) -> bool:
    labelled = {document for document, _ in question.answers}
    return any(hit.passage.document_id in labelled for hit in hits)


def _holds_folded(question: LabelledQuestion, hit: Hit) -> bool:
    return any(question.is_answered_by(shown.passage) for shown in hit.with_folded)


def _holds(hit: Hit, document: str, quote: str) -> bool:
    return hit.passage.document_id == document and _plain(quote) in _plain(hit.passage.text)


def _overlaps(question: LabelledQuestion, hit: Hit) -> bool:
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
