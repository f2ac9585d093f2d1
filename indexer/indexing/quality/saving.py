"""Saving questions, each checked against the index that is to answer it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace

from indexer.engines.opening import open_saved_questions
from indexer.errors import DocumentNotFound, EvaluationError, QueryEmpty, QuestionTooLong
from indexer.model import LabelledQuestion
from indexer.searching import Searcher
from indexer.settings import Settings

__all__ = ["change_question", "save_question", "save_questions"]


def save_question(settings: Settings, text: str, document: str = "", quote: str = "") -> LabelledQuestion:
    """Saves a question under the next free id. Without a ``document``, nothing answers it; without a ``quote``, any passage
    of the document does.

    Raises QueryEmpty, QuestionTooLong, DocumentNotFound, and EvaluationError where no passage of the document has the
    quote.
    """
    answers = ((document, quote),) if document else ()
    made = LabelledQuestion("new", " ".join(text.split()), answers)
    _require_usable(settings, made)
    _require_there(settings, made)
    return open_saved_questions(settings).add(made)


def change_question(settings: Settings, question: LabelledQuestion) -> None:
    """Puts a question in the place of the one that is saved under its id.

    Raises what ``save_question`` does, and EvaluationError where none is saved under that id any more.
    """
    _require_usable(settings, question)
    _require_there(settings, question)
    if not open_saved_questions(settings).replace(question):
        raise EvaluationError(f"the question {question.id} is not saved any more.")


def save_questions(settings: Settings, questions: Iterable[LabelledQuestion]) -> int:
    """Saves labelled questions under their own ids, and gives how many. What answers them need not be in the index now.

    Raises QueryEmpty, QuestionTooLong, or EvaluationError where two have one id; then none is saved.
    """
    found = list(questions)
    for question in found:
        _require_usable(settings, question)
    if len({question.id for question in found}) < len(found):
        raise EvaluationError("two questions have the same _id; give each its own.")
    open_saved_questions(settings).save(found)
    return len(found)


def _require_usable(settings: Settings, question: LabelledQuestion) -> None:
    if not question.text.strip():
        raise QueryEmpty("the question is empty.")
    if len(question.text) > settings.question_limit:
        raise QuestionTooLong(
            f"the question {question.id} has {len(question.text):,} characters; {settings.question_limit:,} are taken."
        )


def _require_there(settings: Settings, question: LabelledQuestion) -> None:
    """Raises DocumentNotFound or EvaluationError where something of what answers is not in the index."""
    if not question.answers:
        return
    with closing(Searcher(settings)) as searcher:
        for document, quote in question.answers:
            passages = searcher.passages(document)
            if not passages:
                raise DocumentNotFound(f"there is no document {document!r} with passages.")
            alone = replace(question, answers=((document, quote),))
            if not any(map(alone.is_answered_by, passages)):
                raise EvaluationError(f"no passage of {document} has the words “{quote}”; copy them from one.")
