"""Results as the JSON objects that other tools read: names and shapes here are a contract."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from indexer.evaluation.comparing import DatasetResult
from indexer.evaluation.scoring import measured_by
from indexer.evaluation.statistics import RESAMPLES, Difference

__all__ = ["Circumstances", "circumstances", "comparison_json", "dataset_json"]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, how and by what figures came about: ``date`` is ISO 8601 in local time with its offset."""

    date: str
    command: str
    passageway: str
    python: str
    processors: int
    measured_by: str
    resamples: int

    def json(self) -> dict[str, object]:
        """By name."""
        return {name: getattr(self, name) for name in self.__slots__}


def circumstances(command: str) -> Circumstances:
    """Those of now and here; ``command`` is what the user typed."""
    return Circumstances(
        date=datetime.now().astimezone().isoformat(timespec="minutes"),
        command=command,
        passageway=version("passageway"),
        python=platform.python_version(),
        processors=os.cpu_count() or 1,
        measured_by=measured_by(),
        resamples=RESAMPLES,
    )


def dataset_json(result: DatasetResult) -> dict[str, object]:
    """One set: Passageway's figures at the top, everything else in objects of its own."""
    held: dict[str, object] = {
        "dataset": result.dataset.name,
        "split": result.dataset.split,
        "documents": result.documents,
        "passages": result.passages,
        "questions": len(result.dataset.queries),
        **result.ours.json(),
    }
    if result.rivals:
        held["against"] = [
            {"system": run.system, **run.json(), **_against(result, run.system)} for run in result.rivals
        ]
    if result.ablation:
        held["ablation"] = [
            {"without": part, "gain": _differences_json(gains)} for part, gains in result.ablation.items()
        ]
    if result.misspelt:
        held["misspelt"] = {"kept": round(result.kept, 4), **result.misspelt.json()}
    if result.whole:
        held["whole_documents"] = result.whole.json()
    if result.refusal:
        held["refusal"] = result.refusal.json()
    return held


def comparison_json(results: Sequence[DatasetResult], made: Circumstances) -> dict[str, object]:
    """The circumstances, and the figures: of one set beside them, of several in ``datasets``."""
    held = [dataset_json(result) for result in results]
    return {**made.json(), **(held[0] if len(held) == 1 else {"datasets": held})}


def _against(result: DatasetResult, rival: str) -> dict[str, object]:
    held = result.cases[rival]
    return {
        "difference": _differences_json(result.differences[rival]),
        "wins": held.wins,
        "losses": held.losses,
        "ties": held.ties,
        "won": [case.json() for case in held.won],
        "lost": [case.json() for case in held.lost],
    }


def _differences_json(differences: Mapping[str, Difference]) -> dict[str, object]:
    """Passageway minus the other, by measure."""
    return {
        name: {"mean": round(d.mean, 4), "interval": [round(d.low, 4), round(d.high, 4)], "p": round(d.p, 5)}
        for name, d in differences.items()
    }
