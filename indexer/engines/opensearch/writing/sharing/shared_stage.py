"""What a process has to know of a stage of a run that it helps with."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from indexer.engines.opensearch.records.index_record import read_index
from indexer.errors import IndexMismatch
from indexer.settings import Settings
from indexer.store.records import Records

__all__ = ["SharedStage", "current_stage", "end_stage", "offer_stage"]

KIND, KEY = "shared stage", "current"


@dataclass(frozen=True, slots=True)
class SharedStage:
    """``name`` says what is done in it, ``epoch`` is that of whoever makes the run, ``fingerprint`` the settings',
    ``about`` what all parts of the stage have in common. ``anew``: no text was kept when the run began, so that none need
    be looked for."""

    name: str
    epoch: int
    fingerprint: str
    about: Mapping[str, Any] = field(default_factory=dict)
    anew: bool = False

    @property
    def run(self) -> str:
        """What its parts are found by: no other stage has the same."""
        return f"{self.epoch:012d} {self.name}"

    def require_same_settings(self, settings: Settings, name: str) -> None:
        """Raises IndexMismatch where this process would split or analyse otherwise."""
        if self.fingerprint != settings.fingerprint():
            raise IndexMismatch(
                f"the run that writes {name} has other settings than this worker, or another version of Passageway "
                "(PASSAGEWAY_LANGUAGE, PASSAGEWAY_PASSAGE_WORDS and PASSAGEWAY_PASSAGE_WORDS_LIMIT make a difference). "
                "Give it those of the machine that began the run."
            )


def offer_stage(records: Records, stage: SharedStage) -> None:
    """Has workers find the stage, whose parts are there already."""
    records.change(KIND, KEY, lambda _: asdict(stage))


def current_stage(records: Records) -> SharedStage | None:
    """The stage that can be helped with now: whoever began it holds the writer's lease still. None where there is none."""
    stored = records.get(KIND, KEY)
    if stored is None:
        return None
    index, _ = read_index(records)
    with suppress(TypeError):  # of another version of this program: nothing for this one
        stage = SharedStage(**stored.value)
        if index.lease is not None and not index.lease.has_run_out and index.epoch == stage.epoch:
            return stage
    return None


def end_stage(records: Records, stage: SharedStage | None = None) -> None:
    """Has no worker find the stage any more; only this one, where one is given."""
    stored = records.get(KIND, KEY)
    if stored is not None and (stage is None or stored.value.get("epoch") == stage.epoch):
        records.remove(KIND, KEY)
