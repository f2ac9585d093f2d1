"""The first page for admins: what is served, what is going on, what can be done."""

from __future__ import annotations

from flask import render_template

from indexer.documents.skip_reasons import grouped
from indexer.documents.sources.corpus_places import corpus_folders
from indexer.indexing.lifecycle import held_generation
from indexer.model import JobKind, JobState, taken_back
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import admin_desk, served
from search_ui.pages.admin.runs.run_words import shown_run

__all__ = ["overview"]

#: Runs on the first page, and skipped files there.
_RUNS = 8
_SKIPPED = 50

#: Runs that made nothing, against the will of whoever asked for them.
_UNDONE = (JobState.FAILED, JobState.INTERRUPTED)


@blueprint.get("")
def overview() -> str:
    """What is served, the run that is going on, and the forms."""
    desk, found = admin_desk(), served()
    desk.processes.take_up()
    status = found.status
    corpus = status.corpus if status else ""
    runs = [shown_run(job, corpus) for job in desk.jobs.newest(_RUNS)]
    ended = next((run for run in runs if run.job.kind is JobKind.INDEX and not run.is_going_on), None)
    return render_template(
        "admin/overview.html",
        failed=ended if status and ended and ended.job.state in _UNDONE else None,
        held=held_generation(desk.settings) if status else None,
        served=found,
        back=taken_back(desk.jobs.newest(), status.generation) if status else None,
        going=[run for run in reversed(runs) if run.is_going_on],
        runs=runs,
        folders=corpus_folders(corpus, desk.settings.ignore) if status else (),
        skipped=grouped(status.skipped if status else ()),
        skipped_shown=_SKIPPED,
        status=status,
    )
