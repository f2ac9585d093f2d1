"""The process that carries out queued runs: one after the other, the oldest first, until there is none.

It is in a session of its own, so that neither Ctrl-C in the terminal of a server nor the end of that server reaches it.
One of them is at work at a time. A second one ends at once: the first looks once more for what is queued after it has let
go of its lock, so that nothing that was queued before a process was started for it is overlooked.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import traceback
from dataclasses import replace
from time import sleep

from filelock import FileLock, Timeout

from indexer.engines.opening import open_jobs
from indexer.errors import IndexLocked, IndexUnwritable, ManyRemovals, PassagewayError, RunCancelled
from indexer.indexing.jobs.job_log import JobLog
from indexer.indexing.lifecycle import carry_out
from indexer.indexing.runs.run import run_job
from indexer.model import Job, JobKind, JobState
from indexer.model.index.jobs import utc_now
from indexer.settings import Settings
from indexer.store import Jobs

__all__ = ["carry_out_queued", "main", "oldest_queued"]

#: Seconds between two attempts while another process writes: a command in a shell, say.
_PATIENCE = 0.5

#: How much it gives way to others, as in nice(1): those who ask questions go before it.
_NICENESS = 5


def main() -> None:
    """Carries out the queued runs of the index of the settings that are read, as JSON, from standard input."""
    faulthandler.enable()
    os.nice(_NICENESS)
    carry_out_queued(Settings.load(**json.load(sys.stdin)))


def carry_out_queued(settings: Settings) -> None:
    """Carries out what is queued, unless another process does already.

    What fails is noted in the record of its run. Raises IndexProblem where the records cannot be used.
    """
    jobs = open_jobs(settings)
    while (waiting := oldest_queued(jobs)) is not None:
        try:
            with FileLock(settings.index / "RUNNER.lock", timeout=0):
                while (job := oldest_queued(jobs)) is not None:
                    _carry_out(settings, jobs, job.number)
        except Timeout:
            return
        except OSError as error:  # of the lock: a full disk, or a folder in its place
            _note_failure(
                jobs, waiting.number, str(IndexUnwritable.of_index(settings.named_index, error, waiting.command))
            )


def oldest_queued(jobs: Jobs) -> Job | None:
    """The run that is to be carried out next; None where none waits."""
    return next(iter(jobs.queued()), None)


def _carry_out(settings: Settings, jobs: Jobs, number: int) -> None:
    """One run, as soon as the index is free; it is queued no more afterwards, whatever happens."""
    log = JobLog(settings.index, number)
    with log.taking_output():
        try:
            _wait_and_run(settings, jobs, number, log)
        except RunCancelled:
            pass
        except PassagewayError as error:
            _note_failure(jobs, number, str(error), asks_first=isinstance(error, ManyRemovals))
        except Exception as error:
            traceback.print_exc()
            _note_failure(jobs, number, f"{type(error).__name__}: {error}")


def _wait_and_run(settings: Settings, jobs: Jobs, number: int, log: JobLog) -> None:
    while (job := jobs.get(number)) is not None and job.state is JobState.QUEUED:
        try:
            if job.kind is JobKind.INDEX:
                run_job(settings, number, progress=log.keep_short)
            else:
                carry_out(settings, job)
            return
        except IndexLocked:
            sleep(_PATIENCE)


def _note_failure(jobs: Jobs, number: int, reason: str, *, asks_first: bool = False) -> None:
    """Ends the record of a run that could not even begin; the others have noted for themselves why they failed."""

    def failed(job: Job) -> Job:
        if job.state is not JobState.QUEUED:
            return job
        return replace(job, state=JobState.FAILED, error=reason, ended=utc_now(), asks_first=asks_first)

    jobs.change(number, failed)
