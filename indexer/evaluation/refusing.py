"""Does it know what it does not know? A set's own questions against foreign ones put to the same corpus.

A foreign question is one of another set. It may have an answer here all the same where subjects overlap, so the
refused share is a lower bound of what was rightly refused; ``by_origin`` shows from which set the others come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from indexer.evaluation.datasets.beir import Dataset
from indexer.model import Answer, Verdict
from indexer.model.as_json import as_json

__all__ = ["FOREIGN", "Point", "Refusal", "foreign_questions", "refusal"]

#: Foreign questions put to a corpus, at most.
FOREIGN = 200

#: The share of own questions that may be refused falsely at the point that is named.
FALSE_REFUSALS = 0.05

_SEED = 1
_CURVE_POINTS = 101


@dataclass(frozen=True, slots=True)
class Point:
    """Shares in [0, 1] of own and foreign questions that are refused; ``threshold`` is the confidence below which,
    None where the verdict itself refused."""

    threshold: float | None
    false_refusals: float
    refused: float


@as_json.register
def _point_json(point: Point) -> dict[str, object]:
    """Rounded; without the threshold where there is none."""
    fields: dict[str, object] = {"false_refusals": round(point.false_refusals, 4), "refused": round(point.refused, 4)}
    return fields if point.threshold is None else {"threshold": round(point.threshold, 4), **fields}


@dataclass(frozen=True, slots=True)
class Refusal:
    """How own and foreign questions part by confidence.

    ``curve`` goes from refusing nothing to refusing all; ``area`` is the chance that an own question has more confidence
    than a foreign one (ties count half; J. Hanley and B. McNeil, Radiology 143, 1982). ``by_origin`` has for each
    other set how many of its questions were put here, and the share that the verdict refused.
    """

    own: int
    foreign: int
    area: float
    curve: tuple[Point, ...]
    at_limit: Point
    verdict: Point
    by_origin: Mapping[str, tuple[int, float]]


@as_json.register
def _refusal_json(found: Refusal) -> dict[str, object]:
    """The object ``refusal`` of a set."""
    return {
        "own": found.own,
        "foreign": found.foreign,
        "area": round(found.area, 4),
        "at_5_percent": as_json(found.at_limit),
        "verdict": as_json(found.verdict),
        "by_origin": {
            name: {"questions": n, "refused": round(share, 4)} for name, (n, share) in found.by_origin.items()
        },
        "curve": as_json(found.curve),
    }


def foreign_questions(dataset: Dataset, datasets: Sequence[Dataset], limit: int = FOREIGN) -> list[tuple[str, str]]:
    """A sample, the same in every run, of the other sets' questions as (set, question); none that is also an own one."""
    own = {_folded(text) for text in dataset.queries.values()}
    others = sorted(
        {(other.name, text) for other in datasets if other is not dataset for text in other.queries.values()}
    )
    others = [(name, text) for name, text in others if _folded(text) not in own]
    return Random(f"{_SEED} {dataset.name}").sample(others, min(limit, len(others)))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def refusal(own: Sequence[Answer], foreign: Sequence[tuple[str, Answer]]) -> Refusal:
    """The curve by the answers to own questions, and to foreign ones with their sets; at least one of each."""
    ours = np.sort([answer.confidence for answer in own])
    theirs = np.sort([answer.confidence for _, answer in foreign])
    points = _points(ours, theirs)
    return Refusal(
        own=len(own),
        foreign=len(foreign),
        area=_area(ours, theirs),
        curve=_thinned(points),
        at_limit=[point for point in points if point.false_refusals <= FALSE_REFUSALS][-1],
        verdict=Point(None, _refused(own), _refused([answer for _, answer in foreign])),
        by_origin=_by_origin(foreign),
    )


def _points(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> list[Point]:
    """A point for each threshold that changes something: what lies below it is refused."""
    thresholds = np.unique(np.concatenate([ours, theirs]))
    thresholds = np.append(thresholds, np.nextafter(thresholds[-1], np.inf))
    below = (np.searchsorted(side, thresholds, side="left") / len(side) for side in (ours, theirs))
    return [Point(float(t), float(a), float(b)) for t, a, b in zip(thresholds, *below, strict=True)]


def _thinned(points: list[Point]) -> tuple[Point, ...]:
    kept = np.linspace(0, len(points) - 1, min(len(points), _CURVE_POINTS)).round().astype(int)
    return tuple(points[at] for at in kept)


def _area(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> float:
    below = np.searchsorted(theirs, ours, side="left")
    level = np.searchsorted(theirs, ours, side="right") - below
    return float((below + level / 2).sum() / (len(ours) * len(theirs)))


def _refused(answers: Sequence[Answer]) -> float:
    return sum(answer.verdict is Verdict.NOTHING for answer in answers) / len(answers)


def _by_origin(foreign: Sequence[tuple[str, Answer]]) -> dict[str, tuple[int, float]]:
    names = sorted({name for name, _ in foreign})
    by_name = {name: [answer for origin, answer in foreign if origin == name] for name in names}
    return {name: (len(answers), _refused(answers)) for name, answers in by_name.items()}
