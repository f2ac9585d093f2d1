"""The saved questions, asked of a generation: how it answers them, what changes against another, and the gate."""

from __future__ import annotations

import json
from contextlib import closing
from hashlib import sha256
from importlib.metadata import version

from indexer.engines import open_index
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
from indexer.store import SavedQuestions

__all__ = ["gate_verdict", "has_gate", "question_changes", "question_scores"]

#: Hits that are looked at, and those that are remembered.
_DEPTH = 10
_TOP = 5

#: How ranks are counted: scores that were kept by another way of counting are none that these could be compared with.
_COUNTED = "with what is folded"

#: What rounding may do to two means of the same.
_SAME = 1e-9


def question_scores(
    settings: Settings, generation: int, progress: Progress = lambda stage, done, total: None
) -> QuestionScores:
    """How a generation answers the saved questions. The scores are kept, and taken as they are where the questions, what
    answers them, and how it ranks are the same.

    Raises GenerationMissing, IndexMismatch and IndexDamaged.
    """
    saved = SavedQuestions(settings.index)
    questions = saved.all()
    if not questions:
        return QuestionScores(generation, "", ())
    with closing(Searcher(settings, generation=generation)) as searcher:
        depends = [
            _COUNTED,
            version("passageway"),
            _made(settings, generation),
            searcher.state()[2],
            *map(as_json, questions),
        ]
        asked = sha256(json.dumps(depends).encode()).hexdigest()[:16]
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


def _made(settings: Settings, generation: int) -> str:
    """When a generation was made: an index that was lost gives its numbers again, while saved.sqlite may stay."""
    return next((kept.created for kept in open_index(settings).kept() if kept.number == generation), "")


def question_changes(settings: Settings, old: int, new: int) -> tuple[QuestionChange, ...]:
    """The saved questions that two generations do not answer alike, those that are answered worse first: at another rank,
    or with other documents among the first five. A passage that was only edited is no change.

    Raises what ``question_scores`` does.
    """
    before = {score.id: score for score in question_scores(settings, old).questions}
    after = question_scores(settings, new).questions
    both = (QuestionChange(score.id, score.text, before[score.id], score) for score in after if score.id in before)
    differing = [change for change in both if _shown(change.before) != _shown(change.after)]
    return tuple(sorted(differing, key=lambda change: (not change.worse, change.after.reached - change.before.reached)))


def _shown(score: QuestionScore) -> tuple[object, ...]:
    return score.rank, score.refused, [found.document_id for found in score.top]


def has_gate(settings: Settings) -> bool:
    """Whether anything holds publishing back."""
    return SavedQuestions(settings.index).gate() is not None


def gate_verdict(
    settings: Settings, old: int, new: int, progress: Progress = lambda stage, done, total: None
) -> GateVerdict | None:
    """Whether the gate lets a generation take another's place; None where there is no gate, or nothing to measure.

    Raises what ``question_scores`` does.
    """
    gate = SavedQuestions(settings.index).gate()
    if gate is None:
        return None
    before, after = (question_scores(settings, number, progress).measure(gate.measure) for number in (old, new))
    if before is None or after is None:
        return None
    return GateVerdict(gate.measure, gate.fall, before, after, passed=before - after <= gate.fall + _SAME)
