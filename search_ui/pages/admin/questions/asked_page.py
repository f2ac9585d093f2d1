"""What people ask: the questions asked most often, those that are not answered, and both as files."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from indexer.engines.opening import open_question_log, open_saved_questions
from indexer.evaluation.question_exports import asked_csv, to_be_labelled
from indexer.indexing.quality import asked_questions
from indexer.model import AskedQuestion
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk, attachment, served

__all__ = ["asked", "asked_as_csv", "asked_as_questions", "forget"]

#: Questions on the page; the files have all.
_SHOWN = 200


@blueprint.get("/asked")
def asked() -> str:
    """The questions, asked most often first; with ``nothing``, those that were not always answered."""
    found, settings = _found(), admin_desk().settings
    return render_template(
        "admin/questions/asked.html",
        questions=found[:_SHOWN],
        more=max(0, len(found) - _SHOWN),
        nothing=_is_nothing(),
        is_kept=settings.question_log,
        days=settings.question_log_days,
        is_there=open_question_log(settings).is_there(),
        status=served().status,
    )


@blueprint.get("/asked.csv")
def asked_as_csv() -> Response:
    """All of them as a table."""
    return attachment(asked_csv(_found()), "text/csv", "asked.csv")


@blueprint.get("/asked.jsonl")
def asked_as_questions() -> Response:
    """Those that are not saved yet, as labelled questions whose answers are to be filled in."""
    saved = open_saved_questions(admin_desk().settings).all()
    return attachment(to_be_labelled(_found(), saved), "application/jsonl", "to-label.jsonl")


@blueprint.post("/asked/forget")
def forget() -> WerkzeugResponse:
    """Deletes all that was asked, where the form says that this is meant."""
    if "sure" not in request.form:
        flash("Nothing is deleted: tick that you mean it.", "trouble")
    elif open_question_log(admin_desk().settings).forget():
        flash("All that was asked is deleted.")
    else:
        flash("Nothing was kept.")
    return redirect(url_for("admin.asked"), 303)


def _found() -> tuple[AskedQuestion, ...]:
    return asked_questions(admin_desk().settings, unanswered=_is_nothing())


def _is_nothing() -> bool:
    return "nothing" in request.args
