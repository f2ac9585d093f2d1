"""What ``passageway evaluate --json`` prints: the circumstances, and the JSON of each result put together."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from indexer.evaluation.comparing import DatasetResult
from indexer.evaluation.labelled import LabelledResult
from indexer.evaluation.scoring import DEPTH, measured_by
from indexer.evaluation.statistics import RESAMPLES
from indexer.model.as_json import as_json

__all__ = ["Circumstances", "circumstances", "comparison_json", "dataset_json", "labelled_json"]


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
    fields: dict[str, object] = {
        "dataset": result.dataset.name,
        "split": result.dataset.split,
        "documents": result.documents,
        "passages": result.passages,
        "questions": len(result.dataset.queries),
        "depth": DEPTH,
        **as_json(result.ours),
    }
    if result.rivals:
        fields["against"] = [
            {"system": run.system, **as_json(run), **_against(result, run.system)} for run in result.rivals
        ]
    if result.ablation:
        fields["ablation"] = [{"without": part, "gain": as_json(gains)} for part, gains in result.ablation.items()]
    if result.misspelt:
        fields["misspelt"] = {"kept": round(result.kept, 4), **as_json(result.misspelt)}
    if result.whole:
        fields["whole_documents"] = as_json(result.whole)
    if result.refusal:
        fields["refusal"] = as_json(result.refusal)
    return fields


def comparison_json(results: Sequence[DatasetResult], conditions: Circumstances) -> dict[str, object]:
    """The circumstances, and the figures: of one set beside them, of several in ``datasets``."""
    datasets = [dataset_json(result) for result in results]
    return {**as_json(conditions), **(datasets[0] if len(datasets) == 1 else {"datasets": datasets})}


def labelled_json(result: LabelledResult, conditions: Circumstances) -> dict[str, object]:
    """The circumstances, and the figures of labelled questions."""
    return {**as_json(conditions), **as_json(result)}


def _against(result: DatasetResult, rival: str) -> dict[str, object]:
    cases = result.cases[rival]
    return {
        "difference": as_json(result.differences[rival]),
        "wins": cases.wins,
        "losses": cases.losses,
        "ties": cases.ties,
        "won": as_json(cases.won),
        "lost": as_json(cases.lost),
    }
