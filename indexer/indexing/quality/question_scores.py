"""The saved questions, asked of a generation: how it answers them, what changes against another, and the gate."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    """How a generation answers the saved questions. The scores are kept; asked are only those that are new or have been
    changed since, and all of them where what answers, or how it ranks, is another.

    Raises GenerationMissing, IndexMismatch and IndexDamaged.
    """
    saved = open_saved_questions(settings)
    questions = saved.all()
    if not questions:
        return QuestionScores(generation, "", ())
    with closing(Searcher(settings, generation=generation)) as searcher:
        asked, digests = _asked(searcher), {question.id: _digest(question) for question in questions}
        before = saved.scores(generation)
        known = _still_right(before, asked, digests)
        for done, question in enumerate(questions):
            progress("ask", done, len(questions))
            if question.id not in known:
                known[question.id] = _score(question, searcher.ask(question.text, limit=_DEPTH))
    progress("ask", len(questions), len(questions))
    made = QuestionScores(generation, asked, tuple(known[question.id] for question in questions), digests)
    if made != before:
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
        digests = {question.id: _digest(question) for question in questions}
        right = _still_right(known, _asked(searcher), digests)
    if right.keys() != digests.keys():
        return None
    return QuestionScores(generation, known.asked, tuple(right[question.id] for question in questions), digests)


def _asked(searcher: Searcher) -> str:
    """A digest of all that scores depend on beside their questions."""
    _, _, *answering = searcher.state()
    return _sha256([_COUNTED, version("passageway"), *answering])


def _digest(question: LabelledQuestion) -> str:
    return _sha256(as_json(question))


def _sha256(value: object) -> str:
    return sha256(json.dumps(value).encode()).hexdigest()[:16]


def _still_right(known: QuestionScores | None, asked: str, digests: Mapping[str, str]) -> dict[str, QuestionScore]:
    """The scores, by their questions' ids, that were asked of what answers now, by questions as they are now."""
    if known is None or known.asked != asked:
        return {}
    return {score.id: score for score in known.questions if known.digests.get(score.id, "") == digests.get(score.id)}


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
    return any(question.is_answered_by(shown.passage) for shown in hit.with_folded)


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
