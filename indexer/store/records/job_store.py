"""The runs of an index as records: queued, started, followed, cancelled, ended.

They stand in jobs.sqlite, beside the catalog and not in it: a run has the catalog's one write transaction open for minutes,
so that whoever noted its progress there, or asked it to stop, would wait for the run itself; and a rebuild puts a damaged
catalog aside, but not what happened before.

Whether a run that is recorded as running still lives is not in its record, which its death does not change: WRITER says so.
Nor is whether it had done its work by then: it may be killed between the rename that has its generation served and the note
that it has. So it notes before what it is about to have served, and CURRENT says whether it is (``took_effect``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any, Self, Unpack

from indexer.errors import IndexDamaged, RunCancelled
from indexer.model import Job, JobKind, JobOutcome, JobProgress, JobState, RunOptions
from indexer.model.index.jobs import utc_now
from indexer.store.locking import Writer
from indexer.store.records import RecordConflict, Records, SqliteRecords, StoredRecord, key_of
from indexer.store.records.index_serving import FolderServing, Serving

__all__ = ["Jobs"]

_KIND = "job"

#: Runs that are remembered.
_REMEMBERED = 1000

#: Seconds that a hurried change waits for other processes.
_MOMENT = 0.01

#: How many of the newest runs are looked through for one of indexing.
_LOOKED_THROUGH = 20


class Jobs:
    """The runs of an index. Asking takes nothing that a run needs; threads and processes may share it.

    Every method raises IndexDamaged where jobs.sqlite is damaged, and IndexProblem where it cannot be used now.
    """

    def __init__(self, records: Records, serving: Serving) -> None:
        self._records, self._serving = records, serving

    @classmethod
    def in_folder(cls, index: Path) -> Self:
        """Those of the index in this folder."""
        return cls(SqliteRecords(index / "jobs.sqlite"), FolderServing(index))

    def current(self) -> Job | None:
        """What is going on or, where nothing is, the newest run of indexing; None before the first, and where so much else
        was done since that it is not among the newest."""
        running = (job for job in self._noted_as(JobState.RUNNING) if job.state is JobState.RUNNING)
        runs = (job for job in self.newest(_LOOKED_THROUGH) if job.kind is JobKind.INDEX)
        return next(running, None) or next(runs, None)

    def queued(self) -> tuple[Job, ...]:
        """All runs that wait for a process to take them up, the one that waits longest first."""
        return tuple(job for job in self._noted_as(JobState.QUEUED) if job.state is JobState.QUEUED)

    def _noted_as(self, state: JobState) -> tuple[Job, ...]:
        """The runs that are recorded in a state, which those that died may not be in any more; oldest first."""
        return tuple(self._as_it_is(self._job(record)) for record in self._records.matching(_KIND, "state", state))

    def interrupted(self) -> Job | None:
        """What was done last, where its process died before it had done it: it may have to be done again."""
        last = next((job for job in self.newest(_LOOKED_THROUGH) if job.state is not JobState.QUEUED), None)
        return last if last is not None and last.state is JobState.INTERRUPTED else None

    def newest(self, limit: int = 100) -> tuple[Job, ...]:
        """Up to ``limit`` runs, newest first."""
        return tuple(self._as_it_is(self._job(record)) for record in self._records.newest(_KIND, limit))

    def get(self, number: int) -> Job | None:
        """The run of that number; None where there is none, or it is forgotten."""
        record = self._records.get(_KIND, key_of(number))
        return record and self._as_it_is(self._job(record))

    def queue(self, paths: Sequence[Path] = (), *, agent: str, **asked: Unpack[RunOptions]) -> Job:
        """A run of ``paths`` for a process to take up; ``asked`` as in ``index_corpus``."""
        return self._add(paths, agent, asked)

    def begin(self, writer: Writer, paths: Sequence[Path] = (), *, agent: str, **asked: Unpack[RunOptions]) -> Job:
        """A run that ``writer``, who has the lock, carries out at once."""
        return self._add(paths, agent, asked, partial(_running, writer=writer))

    def queue_act(self, kind: JobKind, generation: int | None, *, agent: str, remove_many: bool = False) -> Job:
        """Another act than a run for a process to take up (``lifecycle.carry_out``)."""
        return self._add((), agent, RunOptions(remove_many=remove_many), kind=kind, generation=generation)

    def begin_act(self, writer: Writer, kind: JobKind, generation: int | None, *, agent: str) -> Job:
        """Another act than a run, which ``writer``, who has the lock, carries out at once; ``generation`` is what it is
        about."""
        return self._add((), agent, {}, partial(_running, writer=writer), kind=kind, generation=generation)

    def note(self, kind: JobKind, paths: Sequence[Path], *, agent: str) -> Job:
        """An act on files of the corpus that was done a moment ago, and needed no process of its own."""
        return self._add(paths, agent, {}, _done, kind=kind)

    def start(self, number: int, writer: Writer) -> Job:
        """Has ``writer``, who has the lock, take up a queued run; raises RunCancelled where it is not queued any more."""

        def started(job: Job) -> Job:
            if job.state is not JobState.QUEUED:
                raise RunCancelled(f"run {number} is {job.state} already and cannot be started.")
            return _running(job, writer)

        return self.change(number, started)

    def _add(
        self,
        paths: Sequence[Path],
        agent: str,
        asked: RunOptions,
        begun: Callable[[Job], Job] | None = None,
        kind: JobKind = JobKind.INDEX,
        generation: int | None = None,
    ) -> Job:
        absolute = tuple(os.path.abspath(path) for path in paths)
        while True:
            newest = self._records.newest(_KIND, 1)
            number = self._job(newest[0]).number + 1 if newest else 1
            job = Job(number, JobState.QUEUED, absolute, False, agent, utc_now(), kind=kind, generation=generation)
            job = replace(job, **asked)
            job = begun(job) if begun else job
            try:
                lasting = job.state is not JobState.RUNNING
                self._records.put(_KIND, key_of(number), asdict(job), version=0, lasting=lasting)
                return job
            except RecordConflict:  # another process was quicker
                continue

    def cancel(self, number: int | None = None) -> Job | None:
        """Asks a run (without ``number`` the current one) to stop, as it does when it next notes its progress; a queued one
        is never started. Gives the run, None where it has ended already or there is none.

        A run that is publishing by then may still come to its end.
        """
        job = self.current() if number is None else self.get(number)
        if job is None or job.state not in (JobState.RUNNING, JobState.QUEUED):
            return None
        return self.change(job.number, _cancelled)

    def change(self, number: int, change: Callable[[Job], Job], *, hurried: bool = False) -> Job:
        """Puts ``change`` of a run in its place, again where others change it meanwhile.

        A ``hurried`` one waits neither for the disk nor for other processes; it raises IndexProblem where it would have to.
        """

        def changed(record: StoredRecord | None) -> dict[str, Any]:
            if record is None:
                raise IndexDamaged(f"{self._records.name} does not hold run {number} any more.")
            return asdict(change(self._job(record)))

        patience = {"patience": _MOMENT} if hurried else {}
        value = self._records.change(_KIND, key_of(number), changed, lasting=not hurried, **patience)
        return self._job(StoredRecord(key_of(number), 0, dict(value)))

    def take_over(self, other: Records) -> None:
        """Takes the runs of other records, where there are none here."""
        self._records.take_over(other, _KIND, first=True)

    def tidy(self) -> None:
        """Puts a damaged file aside, notes which runs were interrupted, forgets old ones. Only under the WriterLock."""
        try:
            self.newest(_LOOKED_THROUGH)
            for record in self._records.matching(_KIND, "state", JobState.RUNNING):
                self.change(self._job(record).number, self._ended_unseen)
            self._forget_old()
        except IndexDamaged:
            self.renew()

    def _forget_old(self) -> None:
        """Forgets all but the newest runs, but none that waits, nor what was asked for after it."""
        newest = self._records.newest(_KIND, 1)
        if not newest:
            return
        first = min([self._job(newest[0]).number - _REMEMBERED + 1, *(job.number for job in self.queued())])
        if self._records.get(_KIND, key_of(first - 1)):
            self._records.remove_before(_KIND, key_of(first))

    def took_effect(self, job: Job) -> bool:
        """Whether what a job was about to have served, held or discarded is so; asked before anybody else has written."""
        held, current = self._serving.held(), self._serving.served()
        waiting = held.number if held else None
        if job.kind is JobKind.DISCARD:
            return job.generation is not None and job.generation != waiting
        if job.outcome is not None:
            return job.outcome.generation in (current, waiting)
        return job.generation is not None and job.generation == current

    def prove(self) -> None:
        """Raises IndexDamaged where any of the runs cannot be read."""
        self._records.prove()
        self.newest(_REMEMBERED + 1)

    def renew(self) -> None:
        """Goes on with what is sound of damaged records."""
        self._records.renew()
        for record in self._records.newest(_KIND, _REMEMBERED + 1):
            try:
                self._job(record)
            except IndexDamaged:
                self._records.remove(_KIND, record.key)

    def _job(self, record: StoredRecord) -> Job:
        value = record.value
        try:
            progress, outcome = value["progress"], value["outcome"]
            decoded = {
                "state": JobState(value["state"]),
                "kind": JobKind(value.get("kind", JobKind.INDEX)),
                "paths": tuple(value["paths"]),
                "progress": progress and JobProgress(**progress),
                "outcome": outcome and JobOutcome(**outcome),
            }
            job = Job(**{**value, **decoded})
            if key_of(job.number) != record.key:
                raise ValueError(f"run {job.number} stands under {record.key!r}")
        except (KeyError, TypeError, ValueError) as error:
            raise self._records.damage(error) from error
        return job

    def _as_it_is(self, job: Job) -> Job:
        """Read again where no process carries out a run that is recorded as running: it may have ended in between."""
        if not self._is_dead(job):
            about_to_be = job.state is JobState.RUNNING and job.outcome is not None and not self.took_effect(job)
            return replace(job, outcome=None) if about_to_be else job
        record = self._records.get(_KIND, key_of(job.number))
        again = self._job(record) if record else job
        return self._ended_unseen(again) if again.state is JobState.RUNNING else again

    def _ended_unseen(self, job: Job) -> Job:
        """A run whose process died; where what it was to have served is served, only clearing away was left."""
        if not self.took_effect(job):
            return replace(job, state=JobState.INTERRUPTED, outcome=None)
        outcome = job.outcome
        if outcome is not None:  # what was held by then may have been found good, and served
            served = self._serving.served()
            outcome = replace(outcome, held=outcome.held and outcome.generation != served)
        return replace(job, state=JobState.DONE, outcome=outcome)

    def _is_dead(self, job: Job) -> bool:
        if job.state is not JobState.RUNNING:
            return False
        writer = self._serving.writer()
        return writer is None or (writer.process, writer.host, writer.since) != (job.process, job.host, job.started)


def _running(job: Job, writer: Writer) -> Job:
    return replace(job, state=JobState.RUNNING, process=writer.process, host=writer.host, started=writer.since)


def _done(job: Job) -> Job:
    return replace(job, state=JobState.DONE, started=job.queued, ended=job.queued)


def _cancelled(job: Job) -> Job:
    if job.state is JobState.QUEUED:
        return replace(job, state=JobState.CANCELLED, ended=utc_now())
    return replace(job, cancelling=True)
