"""A run as a page says it: what was asked for, how far it is, what came of it, and how long that took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from indexer.model import Job, JobKind, JobProgress, JobState
from indexer.model.index.plurals import counted

__all__ = ["ShownRun", "shown_run", "time_in_words"]

_STAGES = {
    "read": "Reading files",
    "index": "Indexing documents",
    "suggest": "Collecting what can be suggested",
    "encode": "Working out meanings of passages",
    "calibrate": "Measuring what questions reach",
    "calibrate by meaning": "Measuring what questions reach by meaning",
    "publish": "Having the new state served",
    "ask": "Asking the saved questions",
}

#: What each stage counts.
_COUNTED = {"read": "files", "index": "documents", "suggest": "documents", "encode": "passages", "ask": "questions"}

_STATES = {
    JobState.QUEUED: "waiting",
    JobState.RUNNING: "going on",
    JobState.DONE: "done",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "cancelled",
    JobState.INTERRUPTED: "interrupted",
}

#: What another act than a run is to do, and has done.
_ACTS = {
    JobKind.PUBLISH: ("publish generation {}", "generation {} is served"),
    JobKind.DISCARD: ("discard generation {}", "generation {} is gone"),
    JobKind.ROLL_BACK: ("serve generation {} again", "generation {} is served"),
    JobKind.PRUNE: ("delete generations that are no longer kept", "they are gone"),
    JobKind.RESTORE: ("bring back a backup", "it is served"),
    JobKind.COPY: ("copy another index here", "the copy is served"),
    JobKind.REPAIR: ("mend the index", "it is mended"),
    JobKind.SCORE: ("ask the saved questions", "they are asked"),
    JobKind.ADD: ("put new files into the corpus: {}", "they are there"),
    JobKind.REPLACE: ("replace files of the corpus: {}", "they are there"),
}

#: Who asks for runs.
_AGENTS = {"command line": "the command line", "page": "this page", "watch": "a watch"}

#: What is begun in a shell alone: a page can neither name the backup nor say what of a mended index may be lost.
_OF_SHELLS = (JobKind.RESTORE, JobKind.COPY, JobKind.REPAIR)

#: What brings files, which no page has any more.
_OF_FILES = (JobKind.ADD, JobKind.REPLACE)

_GOING = (JobState.QUEUED, JobState.RUNNING)

#: Counts of the outcome, in the order in which they are said.
_CHANGES = ("added", "updated", "removed", "moved")


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run with its words. ``corpus`` is the folder that its paths are below."""

    job: Job
    corpus: str

    @property
    def is_going_on(self) -> bool:
        """Whether there is something to follow, or to cancel."""
        return self.job.state in _GOING

    @property
    def can_be_repeated(self) -> bool:
        """Whether it can be asked for again from a page; what a shell alone begins cannot, nor what brought files."""
        return not self.is_going_on and self.job.kind not in (*_OF_SHELLS, *_OF_FILES)

    @property
    def state(self) -> str:
        """Where it is, in a word or two."""
        if self.job.asks_first:
            return "asks first"
        return "being cancelled" if self.is_going_on and self.job.cancelling else _STATES[self.job.state]

    @property
    def wish(self) -> str:
        """What was asked for: "what has changed, in help (preview)"."""
        if self.job.kind is not JobKind.INDEX:
            return _ACTS[self.job.kind][0].format(self._where if self.job.kind in _OF_FILES else self.job.generation)
        how = (
            "everything again"
            if self.job.full
            else "what has changed, by its bytes"
            if self.job.by_digest
            else "what has changed"
        )
        whole = all(path == self.corpus for path in self.job.paths)
        where = how if whole else f"{how}, in {self._where}"
        return f"{where} (preview)" if self.job.preview else where

    @property
    def _where(self) -> str:
        names = [_below(self.corpus, path) for path in self.job.paths]
        more = f" and {len(names) - 2:,} more" if len(names) > 3 else ""
        return ", ".join(names[:2] if more else names) + more

    @property
    def asked_by(self) -> str:
        """Who, or what, asked for it."""
        return _AGENTS.get(self.job.agent, self.job.agent)

    @property
    def stage(self) -> str:
        """What it does now, in words; "" before the first stage."""
        at = self.job.progress
        return _STAGES.get(at.stage, at.stage) if at else ""

    @property
    def counted(self) -> str:
        """How far the stage is: "120 of 3,000 files"."""
        at = self.job.progress
        if at is None or at.total in (None, 0, 1):
            return ""
        return f"{at.done:,} of {at.total:,} {_COUNTED.get(at.stage, 'steps')}"

    @property
    def pace(self) -> str:
        """How quickly it gets on, and how long this stage still takes at that: "" while that cannot be said."""
        at = self.job.progress
        if at is None or not at.rate:
            return ""
        said = f"{_rate(at)} {_COUNTED.get(at.stage, 'steps')} a second"
        return said if at.seconds_left is None else f"{said}, about {time_in_words(at.seconds_left)} left of this stage"

    @property
    def took(self) -> str:
        """How long it took, or has taken by now; "" where that is not known, or nobody had to wait for it."""
        if (
            self.job.started is None
            or self.job.kind in _OF_FILES
            or (self.job.ended is None and self.job.state is not JobState.RUNNING)
        ):
            return ""
        until = datetime.fromisoformat(self.job.ended) if self.job.ended else datetime.now(UTC)
        return time_in_words(max(0.0, (until - datetime.fromisoformat(self.job.started)).total_seconds()))

    @property
    def outcome(self) -> str:
        """What came of it, in a line."""
        found = self.job.outcome
        if found is None and self.job.state is JobState.DONE and self.job.kind is not JobKind.INDEX:
            return _ACTS[self.job.kind][1].format(self.job.generation)
        if found is None:
            return self.job.error or ""
        counts = [f"{count:,} {name}" for name in _CHANGES if (count := getattr(found, name))] or [
            "nothing had changed"
        ]
        skipped = [f"{found.skipped:,} skipped"] if found.skipped else []
        made = f"{', '.join(counts + skipped)}; {counted(found.passages, 'passage')}"
        if not found.held:
            return f"{made}, generation {found.generation}"
        unasked = f", as the saved questions could not be asked: {self.job.error}" if self.job.error else ""
        why = unasked or ("" if self.job.preview else ", as the saved questions fare worse")
        return f"{made}; generation {found.generation} waited to be published{why}"


def shown_run(job: Job, corpus: str) -> ShownRun:
    """A run of the index whose corpus is that folder."""
    return ShownRun(job, corpus)


def _below(corpus: str, path: str) -> str:
    """A path as it is below the corpus, or whole where it is not; folders of it end with a slash."""
    try:
        name = Path(path).relative_to(corpus).as_posix()
    except ValueError:
        return path
    return "the whole corpus" if name == "." else name


def _rate(at: JobProgress) -> str:
    return f"{at.rate:,.0f}" if at.rate and at.rate >= 10 else f"{at.rate:.1f}"


_UNITS: Sequence[tuple[float, str]] = ((86_400, "d"), (3600, "h"), (60, "min"))


def time_in_words(seconds: float) -> str:
    """A length of time, as exactly as it matters: "0 s", "0.4 s", "12 s", "3 min", "2.5 h"."""
    for size, unit in _UNITS:
        if seconds >= 1.5 * size:
            return (
                f"{seconds / size:.1f}".removesuffix(".0") + f" {unit}"
                if seconds < 10 * size
                else f"{seconds / size:.0f} {unit}"
            )
    return f"{seconds:.0f} s" if seconds >= 9.95 or seconds < 0.05 else f"{seconds:.1f} s"
