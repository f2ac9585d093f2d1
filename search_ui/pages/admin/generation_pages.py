"""Generations: which one is served, what waits to be published, and the way back and forward."""

from __future__ import annotations

from flask import render_template, request
from werkzeug.wrappers import Response

from indexer.indexing.lifecycle import kept_generations
from indexer.model import GenerationState, JobKind
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk, served
from search_ui.pages.admin.runs.run_pages import act_begun

__all__ = ["discard", "generations", "publish", "roll_back"]


@blueprint.get("/generations")
def generations() -> str:
    """All that are kept, newest first."""
    kept = kept_generations(admin_desk().settings)
    current = next((one.number for one in kept if one.state is GenerationState.SERVED), None)
    return render_template("admin/generations.html", kept=kept, current=current, status=served().status)


@blueprint.post("/generations/<int:number>/publish")
def publish(number: int) -> Response:
    """Asks that the generation be served which waits; it is the one that was looked at, or none."""
    return act_begun(JobKind.PUBLISH, number, remove_many="remove_many" in request.form)


@blueprint.post("/generations/<int:number>/discard")
def discard(number: int) -> Response:
    """Asks that the generation be removed which waits."""
    return act_begun(JobKind.DISCARD, number)


@blueprint.post("/generations/<int:number>/serve")
def roll_back(number: int) -> Response:
    """Asks that an earlier generation be served again, or a later one."""
    return act_begun(JobKind.ROLL_BACK, number)
