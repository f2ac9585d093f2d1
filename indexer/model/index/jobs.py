"""A run of indexing as anybody can follow it: who asked for what, how far it is, and what came of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypedDict

__all__ = [
    "HelpedPart",
    "Job",
    "JobKind",
    "JobOutcome",
    "JobProgress",
    "JobState",
    "PublicJob",
    "RunOptions",
    "run_command",
    "utc_now",
]


def utc_now() -> str:
    """This moment as records of runs have it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class RunOptions(TypedDict, total=False):
    """How a run is to be carried out; ``indexing.index_corpus`` says what each means."""

    full: bool
    by_digest: bool
    remove_many: bool
    preview: bool


class JobKind(StrEnum):
    """What is done to an index: INDEX reads a corpus, SCORE asks the saved questions; ADD and REPLACE put files into the
    corpus, for a later run to read; the others change which generation is served, or what is kept."""

    INDEX = "index"
    PUBLISH = "publish"
    DISCARD = "discard"
    ROLL_BACK = "roll back"
    PRUNE = "prune"
    RESTORE = "restore"
    COPY = "copy"
    REPAIR = "repair"
    SCORE = "score"
    ADD = "add"
    REPLACE = "replace"


class JobState(StrEnum):
    """Where a run is: QUEUED until a process takes it up, RUNNING, then one of the others for good.

    CANCELLED by somebody's wish, INTERRUPTED where its process died, FAILED by an error.
    """

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a run is: ``done`` of ``total`` things of a stage ("look", "read", "index", …), ``total`` None where that is
    not known, and the path of the document that it is at, "" between them.

    ``began`` is when the stage began (ISO 8601 in UTC, "" in records of earlier versions); ``rate`` how many things were
    done a second lately, None while that cannot be said; ``passages`` how many passages the stage has gone through, where
    it counts them.
    """

    stage: str
    done: int
    total: int | None
    path: str = ""
    began: str = ""
    rate: float | None = None
    passages: int | None = None

    @property
    def seconds_left(self) -> float | None:
        """How long the stage goes on at this rate; None where that cannot be said."""
        return (self.total - self.done) / self.rate if self.rate and self.total is not None else None


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """What came of a run: how many documents were added and so on (``moved`` ones are neither added nor removed, but in
    records of older versions), how many files skipped, the passages of the generation
    that is served for it (or ``held``: it waits to be published), and the seconds that it took until then."""

    added: int
    updated: int
    unchanged: int
    removed: int
    moved: int
    skipped: int
    passages: int
    seconds: float
    generation: int
    held: bool = False


@dataclass(frozen=True, slots=True)
class PublicJob:
    """What of a Job concerns those who ask over a network: no path, no process, no machine, no error's text."""

    number: int
    kind: JobKind
    state: JobState
    started: str | None
    ended: str | None
    stage: str | None
    done: int
    total: int | None
    outcome: JobOutcome | None


@dataclass(frozen=True, slots=True)
class Job:
    """One run of indexing, or another act on an index (``kind``).

    ``number`` counts the runs of an index from 1. ``paths`` (none: those of the run before; of ADD and REPLACE, the files),
    ``full``, ``by_digest``, ``remove_many`` and ``preview`` are what was asked for, ``agent`` by what ("command line");
    ``process`` and ``host`` carry it out. ``queued``, ``started`` and ``ended`` are ISO 8601 in UTC, None where that has
    not come, or nobody saw it. ``cancelling``: somebody has asked it to stop. ``outcome`` is there from the moment on in
    which the result is served, or waits to be published; ``error`` says why a run failed; nothing went wrong where it
    ``asks_first``: it would take out much, and somebody has to say that it may. ``generation`` is the one that another act
    is about. ``workers`` are the processes that shared the run ("host process"), and how many parts of it each
    has done; none where it had no parts.
    """

    number: int
    state: JobState
    paths: tuple[str, ...]
    full: bool
    agent: str
    queued: str
    process: int | None = None
    host: str | None = None
    started: str | None = None
    ended: str | None = None
    progress: JobProgress | None = None
    cancelling: bool = False
    outcome: JobOutcome | None = None
    error: str | None = None
    by_digest: bool = False
    remove_many: bool = False
    preview: bool = False
    kind: JobKind = JobKind.INDEX
    generation: int | None = None
    workers: Mapping[str, int] = field(default_factory=dict)
    asks_first: bool = False

    @property
    def shared_by(self) -> str:
        """Who did how many of its parts: "alpha 71 did 5 parts, beta 9 did 4"; "" where one process did all."""
        if not self.workers or set(self.workers) == {f"{self.host} {self.process}"}:
            return ""
        first, *others = (f"{name} did {count:,}" for name, count in self.workers.items())
        return ", ".join([f"{first} parts", *others])

    @property
    def command(self) -> str:
        """The command that does again what it was to do, its words behind "passageway", but for which index."""
        if self.kind is JobKind.INDEX:
            return run_command(self.paths, full=self.full, by_digest=self.by_digest, preview=self.preview)
        if self.kind is JobKind.ROLL_BACK:
            return "rollback" if self.generation is None else f"rollback {self.generation}"
        named = {JobKind.RESTORE: "restore FILE", JobKind.COPY: "copy --to PLACE", JobKind.SCORE: "questions score"}
        return named.get(self.kind, self.kind.value)

    @property
    def public(self) -> PublicJob:
        """What anybody may know of it."""
        at = self.progress
        return PublicJob(
            number=self.number,
            kind=self.kind,
            state=self.state,
            started=self.started,
            ended=self.ended,
            stage=at.stage if at else None,
            done=at.done if at else 0,
            total=at.total if at else None,
            outcome=self.outcome,
        )


def run_command(paths: Iterable[object], *, full: bool = False, by_digest: bool = False, preview: bool = False) -> str:
    """The command that asks for a run of these paths (none: those of the run before), its words behind "passageway"."""
    chosen = ["--full"] * full + ["--digest"] * by_digest + ["--preview"] * preview
    return shlex.join(["index", *map(str, paths), *chosen])


@dataclass(frozen=True, slots=True)
class HelpedPart:
    """What a worker did for a run of another process: part number ``part`` of a ``stage``, and how many documents and
    passages it went through. ``lost``: another process took the part over, so that nothing of that is used."""

    stage: str
    part: int
    documents: int
    passages: int
    lost: bool
