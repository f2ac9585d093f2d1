"""One system, the questions of one set -> its rankings, their scores, and how long they took."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from indexer.evaluation.datasets.beir import Dataset
from indexer.evaluation.scoring import DEPTH, MEASURES, Scores, scores
from indexer.evaluation.statistics import intervals
from indexer.model.as_json import as_json

__all__ = ["OURS", "SystemRun", "StageProgress", "ask_all", "run_of"]

#: The name of our own system beside those of its rivals.
OURS = "passageway"

#: Called as (done, total) while a stage goes on.
StageProgress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class SystemRun:
    """What a system made of a set.

    ``rankings`` are document ids by question id, best first; ``scores`` a row for each, in that order; ``means`` and
    ``intervals`` (95 %) are by measure. ``seconds`` has the time of each answer; ``index_bytes`` is the size on disk;
    ``index_seconds`` is None where an index was kept from before.
    """

    system: str
    rankings: Mapping[str, tuple[str, ...]]
    scores: Scores
    means: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]
    seconds: NDArray[np.float64]
    questions_per_second: float
    index_seconds: float | None
    index_bytes: int

    def latency(self) -> dict[str, float]:
        """The median, 95th and 99th percentile of an answer's time, in milliseconds."""
        return {f"p{at}": float(np.percentile(self.seconds, at)) * 1000 for at in (50, 95, 99)}


@as_json.register
def _run_json(run: SystemRun) -> dict[str, object]:
    """The object that stands for a system in the JSON of an evaluation."""
    return {
        **{name: round(value, 4) for name, value in run.means.items()},
        "questions_per_second": round(run.questions_per_second, 2),
        "index_seconds": None if run.index_seconds is None else round(run.index_seconds, 2),
        "index_bytes": run.index_bytes,
        "latency_ms": {name: round(value, 3) for name, value in run.latency().items()},
        "intervals": {name: [round(low, 4), round(high, 4)] for name, (low, high) in run.intervals.items()},
    }


def ask_all(
    rank: Callable[[str, int], list[str]], dataset: Dataset, progress: StageProgress
) -> tuple[dict[str, tuple[str, ...]], NDArray[np.float64]]:
    """The ranking of every question, DEPTH deep, and the seconds that each took."""
    rankings, seconds = {}, []
    for done, (name, question) in enumerate(dataset.queries.items()):
        progress(done, len(dataset.queries))
        started = perf_counter()
        found = rank(question, DEPTH)
        seconds.append(perf_counter() - started)
        rankings[name] = tuple(found)
    progress(len(dataset.queries), len(dataset.queries))
    return rankings, np.array(seconds)


def run_of(
    system: str,
    dataset: Dataset,
    rankings: Mapping[str, tuple[str, ...]],
    *,
    ranking_seconds: NDArray[np.float64],
    answer_seconds: NDArray[np.float64] | None = None,
    index_seconds: float | None,
    index_bytes: int,
) -> SystemRun:
    """The scored run; ``answer_seconds`` are those of whole answers, where a system gives more than a ranking."""
    scored = scores(rankings, dataset.qrels)
    means, bounds = scored.mean(axis=0), intervals(scored)
    return SystemRun(
        system=system,
        rankings=rankings,
        scores=scored,
        means={name: float(value) for name, value in zip(MEASURES, means, strict=True)},
        intervals={name: (float(low), float(high)) for name, (low, high) in zip(MEASURES, bounds, strict=True)},
        seconds=ranking_seconds if answer_seconds is None else answer_seconds,
        questions_per_second=len(rankings) / float(ranking_seconds.sum()),
        index_seconds=index_seconds,
        index_bytes=index_bytes,
    )
