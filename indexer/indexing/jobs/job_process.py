"""Processes for queued runs, as who asks for them (a server, say) starts them and looks after them."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock, Thread
from time import monotonic
from typing import IO, Unpack

from indexer.documents.workers.own_python import own_python
from indexer.engines.opening import open_jobs
from indexer.errors import IndexProblem
from indexer.indexing.jobs.job_log import JobLog
from indexer.indexing.jobs.job_runner import oldest_queued
from indexer.model import Job, JobKind, JobState, RunOptions
from indexer.model.index.jobs import utc_now
from indexer.settings import Settings

__all__ = ["JobProcesses"]

#: Seconds between two processes that are started because somebody has seen a run that waits.
_AGAIN = 10.0


class JobProcesses:
    """Has queued runs of the index of ``settings`` carried out, each in a process that outlives this one.

    Threads and processes may each have their own.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._started = 0.0

    def ask_for(self, paths: Sequence[Path] = (), *, agent: str, **asked: Unpack[RunOptions]) -> Job:
        """Queues a run of ``paths`` (none: those of the run before) and has it carried out; ``asked`` as in
        ``index_corpus``. Raises IndexProblem where it cannot be noted."""
        job = open_jobs(self._settings).queue(paths, agent=agent, **asked)
        self._start()
        return job

    def ask_for_act(self, kind: JobKind, generation: int | None, *, agent: str, remove_many: bool = False) -> Job:
        """Queues another act, on a generation (``lifecycle``), and has it carried out."""
        job = open_jobs(self._settings).queue_act(kind, generation, agent=agent, remove_many=remove_many)
        self._start()
        return job

    def take_up(self) -> None:
        """Has carried out what is queued, where nobody does: the process that was to do it has died, or was never there.

        May be called often; raises IndexProblem where the records cannot be used.
        """
        with self._lock:
            if monotonic() - self._started < _AGAIN and self._started:
                return
        if oldest_queued(open_jobs(self._settings)) is not None:
            self._start()

    def _start(self) -> None:
        """Starts a process; one that finds another at work ends at once."""
        with self._lock:
            self._started = monotonic()
        waiting = oldest_queued(open_jobs(self._settings))
        errors = TemporaryFile()  # noqa: SIM115 - open for as long as the process is
        settings = self._settings.model_copy(update={"index": self._settings.index.absolute()})
        try:
            process = subprocess.Popen(  # noqa: S603 - this very Python, with our own code
                own_python("indexer.indexing.jobs.job_runner", "main", f"passageway: runs of {settings.index}"),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env={"OPENBLAS_NUM_THREADS": "1", **os.environ},
                start_new_session=True,
            )
        except OSError as error:
            errors.close()
            raise IndexProblem(
                f"no process can be started for the runs that wait ({error.strerror or error}); they are carried out when "
                "this is asked for again."
            ) from error
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        with suppress(BrokenPipeError), process.stdin:  # who has died will be found dead
            process.stdin.write(settings.for_own_process().encode())
        Thread(target=self._look_after, args=(process, errors, waiting), daemon=True).start()

    def _look_after(self, process: subprocess.Popen[bytes], errors: IO[bytes], waiting: Job | None) -> None:
        """Waits for the end of a process. Where that came too early, says so in the record of its run, and has the runs
        behind it carried out; ``waiting`` was the first that it should have carried out."""
        code = process.wait()
        with errors:
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace").strip()
        if not code:
            return
        reason = f"its process was ended by {_name(-code)}" if code < 0 else f"its process ended with code {code}"
        with suppress(IndexProblem):
            self._note_end(process.pid, waiting, reason, said)
            if oldest_queued(open_jobs(self._settings)) is not None:
                self._start()

    def _note_end(self, process: int, waiting: Job | None, reason: str, said: str) -> None:
        jobs = open_jobs(self._settings)
        for job in jobs.newest(20):
            if job.process == process and job.state is JobState.INTERRUPTED:
                JobLog(self._settings.index, job.number).append("\n".join(part for part in (said, reason) if part))
        if waiting is None:
            return

        def not_begun(job: Job) -> Job:
            """As it would be tried for ever, else."""
            if job.state is not JobState.QUEUED:
                return job
            last = said.splitlines()[-1:] or [""]
            error = f"{reason} before it began. {last[0]}".strip()
            return replace(job, state=JobState.FAILED, error=error, ended=utc_now())

        jobs.change(waiting.number, not_begun)


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
