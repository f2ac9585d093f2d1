"""The saved questions: those that fail first, each with what is to answer it; added, changed, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from indexer.engines.opening import open_saved_questions
from indexer.errors import DocumentNotFound, EvaluationError, QueryEmpty, QuestionTooLong
from indexer.indexing.quality import change_question, kept_scores, save_question
from indexer.model import QUESTION_MEASURES, JobKind, LabelledQuestion, QuestionScores
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk, served
from search_ui.pages.admin.questions.score_words import ShownQuestion

__all__ = ["add_question", "change_form", "change_saved", "questions", "questions_page", "remove_question"]

#: Questions of one kind that the page shows; the file has all.
_SHOWN = 500

#: What is wrong with a question that somebody has typed.
_REFUSED = (DocumentNotFound, EvaluationError, QueryEmpty, QuestionTooLong)


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """What stands in the fields of a form: the question, and pairs of a document and words of it."""

    text: str = ""
    answers: Sequence[tuple[str, str]] = ()


@blueprint.get("/questions")
def questions() -> str:
    """All of them; a question that is named (``text``) stands in the form already."""
    return questions_page(TypedQuestion(request.args.get("text", "")))


@blueprint.post("/questions")
def add_question() -> Response:
    """Saves a question, if the index has what is to answer it; else what was typed stays."""
    typed = _typed()
    document, quote = next(iter(typed.answers), ("", ""))
    try:
        _require_documents(typed)
        saved = save_question(admin_desk().settings, typed.text, document, quote)
    except _REFUSED as error:
        return make_response(questions_page(typed, str(error)), 422)
    flash(f"Saved as {saved.id}: {saved.text}")
    return redirect(url_for("admin.questions"), 303)


@blueprint.get("/questions/change")
def change_form() -> str:
    """The form for one."""
    question = _named(request.args.get("id", ""))
    return _form(question.id, TypedQuestion(question.text, question.answers))


@blueprint.post("/questions/change")
def change_saved() -> Response:
    """Puts what was typed in the place of one, if the index has what is to answer it; else what was typed stays."""
    name, typed = request.form.get("id", ""), _typed()
    try:
        _require_documents(typed)
        question = LabelledQuestion(name, " ".join(typed.text.split()), tuple(typed.answers))
        change_question(admin_desk().settings, question)
    except _REFUSED as error:
        return make_response(_form(name, typed, str(error)), 422)
    flash(f"{name} is changed.")
    return redirect(url_for("admin.questions"), 303)


@blueprint.post("/questions/remove")
def remove_question() -> Response:
    """Removes one."""
    name = request.form.get("id", "")
    removed = open_saved_questions(admin_desk().settings).remove(name)
    flash(f"{name} is removed." if removed else f"There is no question {name} any more.")
    return redirect(url_for("admin.questions"), 303)


def questions_page(typed: TypedQuestion, trouble: str = "", trouble_of_file: str = "") -> str:
    """The page, with what was typed into the form, and what was wrong with that or with a file."""
    settings, status = admin_desk().settings, served().status
    saved = open_saved_questions(settings)
    scores = kept_scores(settings, status.generation) if status else None
    last = scores or (saved.scores(status.generation) if status else None)
    shown = _shown(saved.all(), last)
    return render_template(
        "admin/questions/questions.html",
        groups=_groups(shown),
        count=len(shown),
        named=_SHOWN,
        measures=scores.measures if scores else {},
        is_scored=scores is not None,
        was_scored=last is not None,
        gate=saved.gate(),
        all_measures=QUESTION_MEASURES,
        score_kind=JobKind.SCORE,
        typed=typed,
        trouble=trouble,
        trouble_of_file=trouble_of_file,
        status=status,
    )


def _shown(saved: Sequence[LabelledQuestion], scores: QuestionScores | None) -> list[ShownQuestion]:
    """Each with its score, where it was asked in these words."""
    known = {(score.id, score.text): score for score in scores.questions} if scores else {}
    return [ShownQuestion(question, known.get((question.id, question.text))) for question in saved]


def _groups(shown: Sequence[ShownQuestion]) -> list[tuple[str, str, list[ShownQuestion]]]:
    """The questions by how they fare, each group with an id and a name, those that fail first."""
    groups = (
        ("fail", "Not answered as they should be", [one for one in shown if one.fails]),
        ("unasked", "Not asked yet", [one for one in shown if one.score is None]),
        ("answered", "Answered", [one for one in shown if one.score is not None and not one.fails]),
    )
    return [group for group in groups if group[2]]


def _form(name: str, typed: TypedQuestion, trouble: str = "") -> str:
    return render_template(
        "admin/questions/question.html", name=name, typed=typed, trouble=trouble, status=served().status
    )


def _named(name: str) -> LabelledQuestion:
    found = next((one for one in open_saved_questions(admin_desk().settings).all() if one.id == name), None)
    if found is None:
        raise NotFound(f"There is no saved question {name}.")
    return found


def _typed() -> TypedQuestion:
    """What the form has, but for rows that are empty."""
    rows = zip(request.form.getlist("document"), request.form.getlist("quote"), strict=False)
    pairs = [(document.strip(), quote.replace("\r\n", "\n").strip()) for document, quote in rows]
    return TypedQuestion(request.form.get("question", ""), [pair for pair in pairs if any(pair)])


def _require_documents(typed: TypedQuestion) -> None:
    """Raises EvaluationError where words are to answer, and nobody said of which document."""
    for document, quote in typed.answers:
        if not document:
            raise EvaluationError(f"name the document that has the words “{quote}”.")
