"""What people ask, for who keeps the index: the questions asked most often, those without an answer, and both as files."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.evaluation.question_exports import asked_csv, to_be_labelled
from indexer.indexing.quality import asked_questions
from indexer.store import QuestionLog, SavedQuestions
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk, served

__all__ = ["forget_questions", "question_table", "questions", "questions_to_label"]

#: Questions on the page; a file has all.
_SHOWN = 100


@blueprint.get("/questions")
def questions() -> str:
    """Those asked most often, or those that were not always answered."""
    settings = admin_desk().settings
    found = asked_questions(settings, unanswered=_unanswered())
    return render_template(
        "admin/questions.html",
        questions=found[:_SHOWN],
        count=len(found),
        unanswered=_unanswered(),
        settings=settings,
        status=served().status,
    )


@blueprint.get("/questions/asked.csv")
def question_table() -> Response:
    """The same, all of them, as a table for a spreadsheet."""
    found = asked_questions(admin_desk().settings, unanswered=_unanswered())
    return _file(asked_csv(found), "asked.csv", "text/csv")


@blueprint.get("/questions/to-label.jsonl")
def questions_to_label() -> Response:
    """The same as labelled questions without answers, but for those that are saved."""
    settings = admin_desk().settings
    found = asked_questions(settings, unanswered=_unanswered())
    written = to_be_labelled(found, SavedQuestions(settings.index).all())
    return _file(written, "to-label.jsonl", "application/x-ndjson")


@blueprint.post("/questions/forget")
def forget_questions() -> Response:
    """Deletes all that was asked."""
    there = QuestionLog(admin_desk().settings.index).forget()
    flash("What people asked is forgotten." if there else "Nothing was kept.")
    return redirect(url_for("admin.questions"), 303)


def _unanswered() -> bool:
    return request.args.get("only") == "unanswered"


def _file(text: str, name: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "replace"), mimetype=media_type, headers=headers)
