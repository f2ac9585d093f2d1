"""Keeping an index up to date by itself, and what was done to it: watch, jobs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.shell import ATTENTION, command, print_json, print_line

if TYPE_CHECKING:
    from indexer.settings import Settings
    from indexer.store import Jobs

__all__ = ["jobs", "watch"]


@command("""passageway watch
passageway watch ~/notes --index ~/.notes-index
passageway watch --poll 30 --json""")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--poll",
    type=click.FloatRange(0.1, 86_400),
    metavar="SECONDS",
    help="Look at all files every SECONDS, as on a network mount, of which nobody tells what changes.",
)
@click.option(
    "--quiet",
    type=click.FloatRange(0.1, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a file must not change before it is read.",
)
def watch(settings: Settings, paths: tuple[Path, ...], poll: float | None, quiet: float, as_json: bool) -> int:
    """Watch PATHS (default: what was indexed last, else corpus/), and index them whenever something has changed.

    A burst of changes is one run; a file that is still being written waits until it is quiet. A run that would take out
    all documents, or many of them (a third; of thousands, a tenth), publishes nothing and says so; errors of a run, and
    others who write, end nothing. One line a run; with --json each is an object. Ctrl-C ends it.
    """
    from indexer.cli.printing.show_watching import show_event
    from indexer.indexing.watching.watcher import watch as watch_corpus

    try:
        for event in watch_corpus(settings, paths, poll=poll, quiet=quiet):
            print_line(event) if as_json else show_event(event)
    except KeyboardInterrupt:
        return 0
    return 0


def _jobs_usage(options: Mapping[str, Any]) -> None:
    if options["cancel"] is not None and options["follow"]:
        raise click.UsageError("give either --follow or --cancel.")


@command(
    """passageway jobs
passageway jobs 100 --json
passageway jobs --follow
passageway jobs --cancel
passageway jobs --cancel 17""",
    usage=_jobs_usage,
)
@click.argument("count", metavar="[N]", type=click.IntRange(1, 1000), default=20)
@click.option("--follow", is_flag=True, help="Show how far the run is that is going on, until it has ended.")
@click.option(
    "--cancel",
    type=click.IntRange(0),
    is_flag=False,
    flag_value=0,
    metavar="[NUMBER]",
    help="Ask the run that is going on, or run NUMBER, to stop, whoever started it.",
)
def jobs(settings: Settings, count: int, follow: bool, cancel: int | None, as_json: bool) -> int:
    """Show the last N runs [20] and other acts on the index: when, how long, by whom, and what came of them.

    Exit code 3 where there is none to follow or to cancel; 1 where the one that is followed fails.
    """
    from indexer.cli.console import say
    from indexer.cli.printing.keeping.show_jobs import show_jobs
    from indexer.engines.opening import open_jobs

    records = open_jobs(settings)
    if cancel is not None:
        job = records.cancel(cancel or None)
        said = f"Run {job.number} is asked to stop." if job else "No run is going on."
        if cancel and not job:
            said = f"Run {cancel} has ended already, or there is none."
        print_json({"job": job}) if as_json else say(said)
        return 0 if job else ATTENTION
    if follow:
        return _follow(records, as_json)
    newest = records.newest(count)
    print_json({"jobs": newest}) if as_json else show_jobs(newest)
    return 0


def _follow(records: Jobs, as_json: bool) -> int:
    """Shows the run that is going on: as bars on a terminal, else a line a stage; with --json a line a change."""
    from indexer.cli.console import say
    from indexer.cli.printing.keeping.show_jobs import followed, job_bars, job_in_words
    from indexer.model import JobState

    job = records.current()
    if job is None or job.state not in (JobState.RUNNING, JobState.QUEUED):
        print_line({"job": None}) if as_json else say("No run is going on.")
        return ATTENTION
    number, stage = job.number, None
    with job_bars(shown=not as_json) as draw:
        for job in followed(records, number):
            draw(job)
            at = job.progress and job.progress.stage
            if as_json:
                print_line(job)
            elif at != stage and not sys.stderr.isatty():
                say(job_in_words(job))
            stage = at
    if not as_json:
        say(job_in_words(job))
    return 1 if job.state is JobState.FAILED else 0
