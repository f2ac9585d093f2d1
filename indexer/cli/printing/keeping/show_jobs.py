"""What a person reads of runs and other acts on an index: how far they are, and what came of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import Event, Thread

from indexer.cli.console import console_of, on_a_line, progress_bar
from indexer.engines.opening import open_jobs
from indexer.errors import IndexProblem
from indexer.model import Job, JobKind, JobProgress, JobState, Progress
from indexer.settings import Settings
from indexer.store import Jobs

__all__ = ["followed", "job_bars", "job_in_words", "run_bars", "show_jobs", "what_to_do_again"]

#: Seconds between two looks at the record of a run.
_LOOK = 0.2

#: Files that are named of those that were put into the corpus.
_NAMED = 3


def show_jobs(jobs: Sequence[Job]) -> None:
    """One line a run: number, what, when, how long, by whom, what came of it."""
    rows = [
        (str(job.number), _act(job), _state(job), _when(job), _long(job), job.agent, on_a_line(_came(job)))
        for job in jobs
    ]
    console = console_of()
    if not console.is_terminal:
        for row in rows:
            console.print("  ".join(cell for cell in row if cell))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table("", "what", "state", "when", "seconds", "by", "what came of it", box=None, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def job_in_words(job: Job, *, waits: bool | None = None) -> str:
    """The same of one, as a sentence; ``waits`` says whether what it made waits to be published now, None of history."""
    act = "" if job.kind is JobKind.INDEX else f"{_act(job)}, "
    came = _came(job, waits=waits).removesuffix(".")
    if job.outcome and job.state is not JobState.RUNNING and not job.error:
        came += f", {_long(job)}"
    return f"{job.number}, {act}{_state(job)}{f': {came}' if came else ''}; {job.agent}, {_when(job, 'T', zone=True)}"


def _state(job: Job) -> str:
    return "asks first" if job.asks_first else job.state.value


def what_to_do_again(job: Job) -> str:
    """Of one whose process was killed: what it was, and the command that does what it had not done."""
    on_a_page = job.kind in (JobKind.ADD, JobKind.REPLACE)
    again = "again on the page /admin/documents" if on_a_page else f"again with: passageway {job.command}"
    return f"{_act(job)} (run {job.number}), before it was done; {again}"


def _act(job: Job) -> str:
    if job.kind is JobKind.INDEX:
        return "preview" if job.preview else "index"
    return job.kind.value if job.generation is None else f"{job.kind} {job.generation}"


def _when(job: Job, between: str = " ", *, zone: bool = False) -> str:
    """Of the end, or of what came last; for tables in the time of this place."""
    when = datetime.fromisoformat(job.ended or job.started or job.queued)
    return when.isoformat(between, "seconds") if zone else when.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _long(job: Job) -> str:
    if job.outcome:
        return f"{job.outcome.seconds:,.1f} s"
    if not job.started or not job.ended:
        return ""
    took = datetime.fromisoformat(job.ended) - datetime.fromisoformat(job.started)
    return f"{max(took.total_seconds(), 0):,.0f} s"


def _came(job: Job, *, waits: bool | None = None) -> str:
    """How far it is, why it failed, or what it changed; and who shared it."""
    return "; ".join(filter(None, (_result(job, waits), job.shared_by)))


def _result(job: Job, waits: bool | None) -> str:
    at = job.progress
    if job.state is JobState.RUNNING:
        said = "" if at is None else f"{at.stage} {at.done:,}" + (f" of {at.total:,}" if at.total is not None else "")
        said += f" ({at.path})" if at and at.path else ""
        return f"{said}{', ' * bool(said)}is asked to stop" if job.cancelling else said
    if job.kind in (JobKind.ADD, JobKind.REPLACE):
        more = f" and {len(job.paths) - _NAMED:,} more" if len(job.paths) > _NAMED else ""
        return ", ".join(job.paths[:_NAMED]) + more
    if job.outcome is None or (job.error and not job.outcome.held):
        return job.error or ""
    counts = [(name, getattr(job.outcome, name)) for name in ("added", "updated", "removed", "moved", "skipped")]
    named = ", ".join(f"{count:,} {name}" for name, count in counts if count)
    said = named or "nothing had changed"
    if not job.outcome.held or waits is False:
        return said
    unasked = f", as the saved questions could not be asked: {job.error}" if job.error else ""
    return f"{said}; generation {job.outcome.generation} {'waits' if waits else 'waited'} to be published{unasked}"


def followed(jobs: Jobs, number: int) -> Iterator[Job]:
    """A run as it is, whenever its record has changed, until it has ended."""
    last, over = None, Event()
    while True:
        with suppress(IndexProblem):  # another process has the record just now
            job = jobs.get(number)
            if job is None:
                return
            if job != last:
                yield job
            if job.state not in (JobState.RUNNING, JobState.QUEUED):
                return
            last = job
        over.wait(_LOOK)


@contextmanager
def job_bars(*, shown: bool) -> Iterator[Callable[[Job], None]]:
    """Progress bars on standard error, where that is a terminal, of the runs that are given to the callback."""
    with progress_bar(shown=shown) as draw:
        bars = _Bars(draw)
        yield bars.draw


class _Bars:
    """The bars of one run, one a stage: a stage is full once the next has begun."""

    def __init__(self, draw: Progress) -> None:
        self._draw = draw
        self._last: JobProgress | None = None

    def draw(self, job: Job) -> None:
        """Draws how far it is."""
        last, at = self._last, job.progress
        if at is None:
            return
        if last is not None and last.stage != at.stage and last.total is not None:
            self._draw(last.stage, last.total, last.total)
        self._last = at
        self._draw(at.stage, at.done, at.total)


@contextmanager
def run_bars(settings: Settings, *, shown: bool) -> Iterator[None]:
    """Progress bars, where standard error is a terminal, of the run that this process carries out in the block.

    They are drawn from its record, as any other process would draw them.
    """
    if not shown or not sys.stderr.isatty():
        yield
        return
    over = Event()
    with job_bars(shown=True) as draw:
        follower = Thread(target=_follow, args=(open_jobs(settings), draw, over), daemon=True)
        follower.start()
        try:
            yield
        finally:
            over.set()
            follower.join()


def _follow(jobs: Jobs, draw: Callable[[Job], None], over: Event) -> None:
    while not over.wait(_LOOK):
        with suppress(IndexProblem):  # the run will say it where it matters
            job = jobs.current()
            if job is not None and job.state is JobState.RUNNING and job.process == os.getpid():
                draw(job)
