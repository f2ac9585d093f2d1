"""What was taken back of an index since its last run: a generation gone back from, a generation discarded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.model.index.jobs import Job, JobKind, JobState

__all__ = ["TakenBack", "taken_back"]

_OTHERS_THAT_SERVE = (JobKind.RESTORE, JobKind.COPY, JobKind.REPAIR)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """``rollback`` is the act that has the served generation served again, ``came_from`` the generation that was served
    before it, None where that is not known; ``discarded`` is a generation that was made last and is gone."""

    rollback: Job | None = None
    came_from: int | None = None
    discarded: int | None = None

    @property
    def is_back(self) -> bool:
        """Whether an earlier generation is served than before, as far as that is known."""
        return self.rollback is not None and (self.came_from or self._now + 1) > self._now

    @property
    def way(self) -> str:
        """As in "gone back from 3 to 2", or on; "" where nothing was."""
        came_from = "" if self.came_from is None else f" from {self.came_from}"
        return f"gone {'back' if self.is_back else 'on'}{came_from} to {self._now}" if self.rollback else ""

    @property
    def _now(self) -> int:
        return (self.rollback.generation if self.rollback else None) or 0


def taken_back(newest: Sequence[Job], served: int) -> TakenBack:
    """What was taken back, by the acts on an index, newest first; what a later run brought in again is not."""
    done = [job for job in newest if job.state is JobState.DONE]
    serving = [job for job in done if _serves(job)]
    last = serving[0] if serving else None
    rollback = last if last and last.kind is JobKind.ROLL_BACK and last.generation == served else None
    came_from = _generation(serving[1]) if rollback and serving[1:] else None
    return TakenBack(rollback, came_from, _discarded(done))


def _serves(job: Job) -> bool:
    """Whether it decided what is served."""
    if job.kind is JobKind.INDEX:
        return job.outcome is not None and not job.outcome.held
    return job.kind in (JobKind.PUBLISH, JobKind.ROLL_BACK, *_OTHERS_THAT_SERVE)


def _generation(job: Job) -> int | None:
    return job.outcome.generation if job.outcome else job.generation


def _discarded(done: Iterable[Job]) -> int | None:
    """What was discarded, unless a generation was made or published since."""
    for job in done:
        if job.kind is JobKind.DISCARD:
            return job.generation
        if job.kind in (JobKind.INDEX, JobKind.PUBLISH, *_OTHERS_THAT_SERVE):
            return None
    return None
