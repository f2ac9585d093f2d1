"""The saved questions, asked of a generation: how it answers them, what changes against another, and the gate."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from importlib.metadata import version

from indexer.engines.opening import open_saved_questions
from indexer.model import (
    Answer,
    GateVerdict,
    Hit,
    LabelledQuestion,
    Progress,
    QuestionChange,
    QuestionScore,
    QuestionScores,
    RankedPassage,
    Verdict,
)
from indexer.model.as_json import as_json
from indexer.searching import Searcher
from indexer.settings import Settings

__all__ = ["gate_verdict", "has_gate", "kept_scores", "question_changes", "question_scores"]

#: Hits that are looked at, and those that are remembered.
_DEPTH = 10
_TOP = 5

#: How ranks are counted: scores that were kept by another way of counting are none that these could be compared with.
_COUNTED = "with what is folded"


def question_scores(
    settings: Settings, generation: int, progress: Progress = lambda stage, done, total: None
) -> QuestionScores:
    """How a generation answers the saved questions. The scores are kept, and taken as they are where the questions, what
    answers them, and how it ranks are the same.

    Raises GenerationMissing, IndexMismatch and IndexDamaged.
    """
    saved = open_saved_questions(settings)
    questions = saved.all()
    if not questions:
        return QuestionScores(generation, "", ())
    with closing(Searcher(settings, generation=generation)) as searcher:
        asked = _asked(searcher, questions)
        known = saved.scores(generation)
        if known is not None and known.asked == asked:
            return known
        scores = []
        for done, question in enumerate(questions):
            progress("ask", done, len(questions))
            scores.append(_score(question, searcher.ask(question.text, limit=_DEPTH)))
    progress("ask", len(questions), len(questions))
    made = QuestionScores(generation, asked, tuple(scores))
    saved.keep_scores(made)
    return made


def kept_scores(settings: Settings, generation: int) -> QuestionScores | None:
    """What ``question_scores`` gives, where it would not have to ask for it; else None. Nothing is written.

    Raises what that does.
    """
    saved = open_saved_questions(settings)
    questions, known = saved.all(), saved.scores(generation)
    if not questions:
        return QuestionScores(generation, "", ())
    if known is None:
        return None
    with closing(Searcher(settings, generation=generation)) as searcher:
        return known if known.asked == _asked(searcher, questions) else None


def _asked(searcher: Searcher, questions: Sequence[LabelledQuestion]) -> str:
    """A digest of all that scores depend on."""
    _, _, *answering = searcher.state()
    depends = [_COUNTED, version("passageway"), *answering, *map(as_json, questions)]
    return sha256(json.dumps(depends).encode()).hexdigest()[:16]


def _score(question: LabelledQuestion, answer: Answer) -> QuestionScore:
    return QuestionScore(
        id=question.id,
        text=question.text,
        rank=next((hit.rank for hit in answer.hits if _shows_answer(hit, question)), 0),
        refused=None if question.answers else answer.verdict is not Verdict.ANSWERED,
        top=tuple(
            RankedPassage(hit.passage.id, hit.passage.document_id, hit.passage.title) for hit in answer.hits[:_TOP]
        ),
    )


def _shows_answer(hit: Hit, question: LabelledQuestion) -> bool:
    """Whether a reader sees what answers at a hit: in its passage, or in one that is folded under it."""
    return any(question.is_answered_by(shown.passage) for shown in (hit, *hit.others, *hit.duplicates))


def question_changes(settings: Settings, old: int, new: int) -> tuple[QuestionChange, ...]:
    """The saved questions that two generations do not answer alike (``QuestionScores.changes_since``).

    Raises what ``question_scores`` does.
    """
    before, after = (question_scores(settings, number) for number in (old, new))
    return after.changes_since(before)


def has_gate(settings: Settings) -> bool:
    """Whether anything holds publishing back."""
    return open_saved_questions(settings).gate() is not None


def gate_verdict(
    settings: Settings, old: int, new: int, progress: Progress = lambda stage, done, total: None
) -> GateVerdict | None:
    """Whether the gate lets a generation take another's place; None where there is no gate, or nothing to measure.

    Raises what ``question_scores`` does.
    """
    gate = open_saved_questions(settings).gate()
    if gate is None:
        return None
    before, after = (question_scores(settings, number, progress) for number in (old, new))
    return gate.verdict(before, after)
