"""A run's own hand on its record: noted as it goes, asked whether to stop, ended one way or another."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from time import monotonic

from indexer.errors import EndedByOthers, IndexProblem, ManyRemovals, RunCancelled
from indexer.indexing.runs.record import NOBODY
from indexer.model import IndexReport, Job, JobKind, JobOutcome, JobProgress, JobState, Progress
from indexer.model.index.jobs import utc_now
from indexer.model.index.reports import without_moved
from indexer.store import Jobs

__all__ = ["Recording", "recorded"]

#: Seconds between two notes of progress: what noting takes (a millisecond) is then nothing beside the run.
_INTERVAL = 0.25

#: Seconds that a rate is of: at least, so that it says something, and at most, so that it is of now.
_PACE_LEAST = 3.0
_PACE_MOST = 20.0


#: What is said of an act that fails after its result was served, held or discarded, as while it was clearing up.
_EFFECTIVE = "What it was to do was done by then: passageway generations."


class _Pace:
    """How quickly a stage gets on."""

    def __init__(self) -> None:
        self.began = utc_now()
        self._seen: deque[tuple[float, int]] = deque()

    def rate(self, done: int) -> float | None:
        """Things a second, as seen lately; None while too little has been seen, or nothing was done."""
        now = monotonic()
        self._seen.append((now, done))
        while now - self._seen[0][0] > _PACE_MOST:
            self._seen.popleft()
        since, before = self._seen[0]
        return (done - before) / (now - since) if now - since >= _PACE_LEAST and done > before else None


class Recording:
    """The record of one run while it runs. Called as a RunProgress; passes all on to the caller's ``progress``."""

    def __init__(self, jobs: Jobs, number: int, progress: Progress) -> None:
        self._jobs, self._number, self._progress = jobs, number, progress
        self._stage: str | None = None
        self._pace = _Pace()
        self._next = 0.0
        self._workers: dict[str, Mapping[str, int]] = {}  # by stage
        self._outcome: JobOutcome | None = None
        self._coming: JobOutcome | None = None

    def __call__(
        self,
        stage: str,
        done: int,
        total: int | None,
        path: str = "",
        passages: int | None = None,
        workers: Mapping[str, int] = NOBODY,
    ) -> None:
        """Notes how far the run is, at a new stage and a few times a second; raises RunCancelled where it is to stop."""
        self._progress(stage, done, total)
        self._workers |= {stage: workers} if workers else {}
        if stage == self._stage and monotonic() < self._next:
            return
        if stage != self._stage:
            self._pace = _Pace()
        progress = JobProgress(stage, done, total, path, self._pace.began, self._pace.rate(done), passages)
        job = self._note(lambda job: replace(job, progress=progress, workers=self._shared_by()), hurried=True)
        self._stage, self._next = stage, monotonic() + _INTERVAL
        if job is not None and job.cancelling:
            next_time = (
                "The next uses the passages and vectors that it has made" if job.kind is JobKind.INDEX else "Again with"
            )
            raise RunCancelled(
                f"run {self._number} was cancelled; what was published before is unchanged. "
                f"{next_time}: passageway {job.command}"
            )

    def _shared_by(self) -> Mapping[str, int]:
        """How many parts of all stages each process has done, most first."""
        return dict(sum((Counter(workers) for workers in self._workers.values()), Counter[str]()).most_common())

    def serving(self, report: IndexReport) -> None:
        """Notes what is to come of the run, before that is served or held: that tells whoever comes after, should the
        process die in between."""
        self._coming = outcome = _outcome(report)
        self._note(lambda job: replace(job, outcome=outcome, workers=self._shared_by()), hurried=False)

    def served(self, report: IndexReport) -> None:
        """Notes what came of the run, from the moment on in which it is served."""
        self._outcome = outcome = _outcome(report)
        self._note(lambda job: replace(job, outcome=outcome, error=report.unasked or None), hurried=True)

    def end(self, error: BaseException | None) -> None:
        """Notes how the run ended. One that was stopped when its result was served already has done what was asked; one
        that fails then is noted to have taken effect."""
        if isinstance(error, Exception) and not _is_wish(error) and self._is_effective():
            error.add_note(_EFFECTIVE)
        said = None if error is None or _is_wish(error) else str(error) or repr(error)
        job = self._note(
            lambda job: replace(self._ended(job, error), error=said or job.error, ended=utc_now()), hurried=False
        )
        if error is not None and job is not None and job.state is JobState.DONE and not job.error:
            error.add_note("what it was to do was done by then: passageway jobs")

    def _is_effective(self) -> bool:
        """Whether its result is served, held or discarded by now, be that noted or not: the disk may be full."""
        if self._outcome is not None:
            return True
        with suppress(IndexProblem):
            job = self._jobs.get(self._number)
            return job is not None and self._jobs.took_effect(replace(job, outcome=self._coming or job.outcome))
        return False

    def _ended(self, job: Job, error: BaseException | None) -> Job:
        effective = self._outcome is not None or self._jobs.took_effect(job)
        outcome = self._outcome or (job.outcome if effective else None)
        if error is None or (effective and _is_wish(error)):
            return replace(job, state=JobState.DONE, outcome=outcome)
        return replace(job, state=_state_after(error), outcome=outcome, asks_first=isinstance(error, ManyRemovals))

    def _note(self, change: Callable[[Job], Job], *, hurried: bool) -> Job | None:
        """The record as it is now; None where it could not be changed: the run is worth more than its record."""
        with suppress(IndexProblem):
            return self._jobs.change(self._number, change, hurried=hurried)
        return None


def _is_wish(error: BaseException) -> bool:
    """Whether somebody wanted the run to stop."""
    return isinstance(error, (KeyboardInterrupt, RunCancelled))


def _state_after(error: BaseException) -> JobState:
    if isinstance(error, EndedByOthers):
        return JobState.INTERRUPTED
    return JobState.CANCELLED if _is_wish(error) else JobState.FAILED


def _outcome(report: IndexReport) -> JobOutcome:
    lists = ("added", "updated", "unchanged", "removed", "moved", "skipped")
    counts = {name: len(getattr(report, name)) for name in lists}
    for name in ("added", "removed"):  # one that has moved is neither
        counts[name] = len(without_moved(getattr(report, name), report.moved))
    return JobOutcome(
        **counts,
        passages=report.passages,
        seconds=round(report.seconds, 3),
        generation=report.generation,
        held=report.held,
    )


@contextmanager
def recorded(jobs: Jobs, job: Job, progress: Progress) -> Iterator[Recording]:
    """The record of a run that has begun, for as long as the block lasts in which it is carried out."""
    recording = Recording(jobs, job.number, progress)
    try:
        yield recording
    except BaseException as error:
        recording.end(error)
        raise
    recording.end(None)
