"""Runs: asked for, followed, cancelled, tried again, remembered."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from socket import gethostname

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import Conflict, NotFound, TooManyRequests
from werkzeug.wrappers import Response

from indexer.documents.sources.corpus_places import place_in_corpus
from indexer.errors import PassagewayError, PathError
from indexer.indexing.jobs import JobLog
from indexer.indexing.lifecycle import held_generation
from indexer.model import Job, JobKind, JobState, KeptGeneration, RunOptions, Skipped
from indexer.settings import KeptOn
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import AGENT, admin_desk, served
from search_ui.pages.admin.runs.run_words import ShownRun, shown_run

__all__ = ["act_begun", "act_going_on", "again", "cancel", "retry_skipped", "run", "run_of", "runs", "start"]

#: Runs that may wait: whoever asks for more has asked twice for the same.
_MOST_WAITING = 10

#: Runs in the history.
_REMEMBERED = 200

#: What is about one generation.
_OF_GENERATIONS = (JobKind.PUBLISH, JobKind.DISCARD, JobKind.ROLL_BACK)

#: Skipped files that are tried again by themselves; of more, the whole corpus is looked through.
_BY_THEMSELVES = 200


@blueprint.post("/runs")
def start() -> Response:
    """Asks for a run, as the form says."""
    typed, how = request.form.get("folder", "").strip(), request.form.get("how", "changed")
    try:
        places = (place_in_corpus(_corpus(), typed),) if typed.strip("/") else ()
    except PathError as error:
        flash(str(error), "trouble")
        return redirect(url_for("admin.overview"), 303)
    asked = RunOptions(
        full=how == "all",
        by_digest=how == "bytes",
        remove_many="remove_many" in request.form,
        preview="preview" in request.form,
    )
    return _begun(places, asked)


@blueprint.post("/skipped")
def retry_skipped() -> Response:
    """Asks for a run that tries again what the last one could not read, changed or not."""
    status = served().status
    places = _places(_corpus(), status.skipped if status else ())
    return _begun(places if len(places) <= _BY_THEMSELVES else (), RunOptions(by_digest=True))


def _places(corpus: str, skipped: Sequence[Skipped]) -> tuple[Path, ...]:
    """The files of the corpus that these were, or were in; of a file that is gone by now, the folder."""
    found = set()
    for one in skipped:
        path = PurePosixPath(one.path.partition("#")[0])
        nearest = next((part for part in (path, *path.parents) if os.path.exists(Path(corpus) / part)), path)
        found.add(Path(corpus) / nearest)
    return tuple(sorted(found))


@blueprint.get("/runs")
def runs() -> str:
    """The history."""
    status = served().status
    corpus = status.corpus if status else ""
    found = [shown_run(job, corpus) for job in admin_desk().jobs.newest(_REMEMBERED)]
    return render_template("admin/runs.html", runs=found, most=_REMEMBERED, status=status)


@blueprint.get("/runs/<int:number>")
def run(number: int) -> str:
    """One run: how far it is, or what came of it, and what its process printed."""
    shown = run_of(number)
    log = JobLog(admin_desk().settings.index, number).read() if not shown.is_going_on else ""
    status = served().status
    return render_template(
        "admin/run.html",
        run=shown,
        log=log,
        log_elsewhere=_log_elsewhere(shown.job),
        held=_held(shown.job) if status else None,
        status=status,
    )


def _log_elsewhere(job: Job) -> str:
    """The other machine on which a log of the run would be; "" where it would be on this one."""
    on_cluster = admin_desk().settings.engine is KeptOn.OPENSEARCH
    return job.host if on_cluster and job.host and job.host != gethostname() else ""


def _held(job: Job) -> KeptGeneration | None:
    """The generation that a run has made and that waits to be published still."""
    held = held_generation(admin_desk().settings) if job.outcome and job.outcome.held else None
    return held if held and job.outcome and held.number == job.outcome.generation else None


@blueprint.post("/runs/<int:number>/cancel")
def cancel(number: int) -> Response:
    """Asks a run to stop."""
    if admin_desk().jobs.cancel(number) is None:
        flash(f"Run {number} has ended already.")
    else:
        flash(f"Run {number} is asked to stop. What was published before stays as it is.")
    return redirect(url_for("admin.run", number=number), 303)


@blueprint.post("/runs/<int:number>/again")
def again(number: int) -> Response:
    """Asks for a run like an earlier one; with ``remove_many``, it may take out much of the index. Raises Conflict for one
    that cannot be repeated."""
    shown = run_of(number)
    if not shown.can_be_repeated:
        raise Conflict(f"Run {number} goes on still, or is of a kind that is begun in a shell alone.")
    job = shown.job
    may = job.remove_many or "remove_many" in request.form
    if job.kind is not JobKind.INDEX:
        return act_begun(job.kind, job.generation, remove_many=may)
    paths = tuple(Path(path) for path in job.paths)
    return _begun(paths, RunOptions(full=job.full, by_digest=job.by_digest, remove_many=may, preview=job.preview))


def run_of(number: int) -> ShownRun:
    """The run of that number; raises NotFound."""
    job = admin_desk().jobs.get(number)
    if job is None:
        raise NotFound(f"There is no run {number}, or it is forgotten.")
    return shown_run(job, _corpus_or_nothing())


def act_begun(kind: JobKind, generation: int | None, *, remove_many: bool = False) -> Response:
    """Asks for another act than a run, and leads to it; where the same is asked for already, to that."""
    going = act_going_on(generation)
    if going is not None and (going.job.kind, going.job.remove_many) == (kind, remove_many):
        return redirect(url_for("admin.run", number=going.job.number), 303)
    _require_few_waiting()
    job = admin_desk().processes.ask_for_act(kind, generation, agent=AGENT, remove_many=remove_many)
    return redirect(url_for("admin.run", number=job.number), 303)


def act_going_on(generation: int | None) -> ShownRun | None:
    """What is to become of a generation, as somebody has asked for, and is not done yet; without one, that the saved
    questions are asked."""
    kinds, jobs = _OF_GENERATIONS if generation else (JobKind.SCORE,), admin_desk().jobs
    current = jobs.current()
    going = [current] if current and current.state is JobState.RUNNING else []
    found = (job for job in (*going, *jobs.queued()) if job.kind in kinds and job.generation == generation)
    job = next(found, None)
    return shown_run(job, _corpus_or_nothing()) if job else None


@blueprint.context_processor
def _for_templates() -> dict[str, object]:
    return {"act_going_on": act_going_on}


def _begun(paths: Sequence[Path], asked: RunOptions) -> Response:
    _require_few_waiting()
    job = admin_desk().processes.ask_for(paths, agent=AGENT, **asked)
    return redirect(url_for("admin.run", number=job.number), 303)


def _require_few_waiting() -> None:
    waiting = admin_desk().jobs.queued()
    if len(waiting) >= _MOST_WAITING:
        raise TooManyRequests(f"{len(waiting)} runs are waiting already. Cancel some, or let them come to their end.")


def _corpus() -> str:
    """The folder of the corpus; raises PassagewayError where nothing says which that is."""
    found = served()
    if found.status is None:
        raise PassagewayError(f"There is nothing to bring up to date: {found.fault}")
    return found.status.corpus


def _corpus_or_nothing() -> str:
    status = served().status
    return status.corpus if status else ""
