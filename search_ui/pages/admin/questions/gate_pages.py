"""The saved questions as a whole: asked now, as a file and from one, and the gate that they are for publishing."""

from __future__ import annotations

from flask import flash, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from indexer.engines.opening import open_saved_questions
from indexer.errors import EvaluationError, QueryEmpty, QuestionTooLong
from indexer.evaluation.datasets.labelled_questions import question_line, questions_of
from indexer.indexing.quality import save_questions
from indexer.model import JobKind, ScoreGate
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk, attachment
from search_ui.pages.admin.questions.question_pages import TypedQuestion, questions_page
from search_ui.pages.admin.runs.run_pages import act_begun

__all__ = ["export_questions", "import_questions", "score_now", "set_gate"]


@blueprint.post("/questions/score")
def score_now() -> Response:
    """Asks for a run that asks them of what is served, and of what waits to be published."""
    return act_begun(JobKind.SCORE, None)


@blueprint.post("/questions/gate")
def set_gate() -> Response:
    """Sets the gate, or (``off``) takes it away."""
    saved = open_saved_questions(admin_desk().settings)
    if "off" in request.form:
        saved.set_gate(None)
        flash("There is no gate any more: what a run makes is published, however the questions are answered.")
        return redirect(url_for("admin.questions"), 303)
    try:
        gate = ScoreGate(request.form.get("measure", ""), float(request.form.get("fall", "").replace(",", ".")))
    except ValueError:
        flash("The gate is as it was: say by how much the measure may fall, from 0 to 1.", "trouble")
        return redirect(url_for("admin.questions"), 303)
    saved.set_gate(gate)
    flash(f"Publishing is held back where {gate.measure} falls by more than {gate.fall:g}.")
    return redirect(url_for("admin.questions"), 303)


@blueprint.post("/questions/import")
def import_questions() -> Response:
    """Saves the labelled questions of a file, all or none."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return make_response(questions_page(TypedQuestion(), trouble_of_file="choose a file first."), 400)
    try:
        count = save_questions(admin_desk().settings, questions_of(sent.stream.read(), sent.filename))
    except (EvaluationError, QueryEmpty, QuestionTooLong) as error:
        return make_response(questions_page(TypedQuestion(), trouble_of_file=str(error)), 422)
    flash(f"{count:,} {'question' if count == 1 else 'questions'} saved.")
    return redirect(url_for("admin.questions"), 303)


@blueprint.get("/questions.jsonl")
def export_questions() -> Response:
    """All of them, as ``passageway evaluate`` takes them."""
    lines = map(question_line, open_saved_questions(admin_desk().settings).all())
    return attachment("".join(lines), "application/jsonl", "questions.jsonl")
