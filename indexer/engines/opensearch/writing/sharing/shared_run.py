"""What a process has to know of a run that it helps with."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from indexer.engines.opensearch.records.index_record import read_index
from indexer.errors import IndexMismatch
from indexer.settings import Settings
from indexer.store.records import Records

__all__ = ["SharedRun", "current_run", "end_run", "offer_run"]

KIND, KEY = "shared run", "current"


@dataclass(frozen=True, slots=True)
class SharedRun:
    """``number`` is that of the generation in the making, ``epoch`` that of whoever makes it; ``fingerprint`` is the
    settings'. It has so many ``partitions``; each begins as a copy of that one of ``shared``, or empty where there are
    none: then documents and files of the partitions ``brought`` are written anew, too."""

    number: int
    epoch: int
    fingerprint: str
    partitions: int
    shared: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()

    @classmethod
    def of(cls, value: dict[str, Any]) -> SharedRun:
        """Of what is stored; raises TypeError."""
        return cls(**{**value, "shared": tuple(value["shared"]), "brought": tuple(value["brought"])})

    def require_same_settings(self, settings: Settings, name: str) -> None:
        """Raises IndexMismatch where this process would read or split otherwise."""
        if self.fingerprint != settings.fingerprint():
            raise IndexMismatch(
                f"the run that makes generation {self.number} of {name} has other settings than this worker, or another "
                "version of Passageway (PASSAGEWAY_LANGUAGE, PASSAGEWAY_PASSAGE_WORDS and PASSAGEWAY_PASSAGE_WORDS_LIMIT "
                "make a difference). Give it those of the machine that began the run."
            )


def offer_run(records: Records, run: SharedRun) -> None:
    """Has workers find the run, whose parts are there already."""
    records.change(KIND, KEY, lambda _: asdict(run))


def current_run(records: Records) -> SharedRun | None:
    """The run that can be helped with now: whoever began it holds the writer's lease still. None where there is none."""
    stored = records.get(KIND, KEY)
    if stored is None:
        return None
    index, _ = read_index(records)
    with suppress(KeyError, TypeError):  # of another version of this program: nothing for this one
        run = SharedRun.of(stored.value)
        if index.lease is not None and not index.lease.has_run_out and index.epoch == run.epoch:
            return run
    return None


def end_run(records: Records, number: int | None = None) -> None:
    """Has no worker find the run any more; of generation ``number`` alone, where one is given."""
    stored = records.get(KIND, KEY)
    if stored is not None and number in (None, stored.value.get("number")):
        records.remove(KIND, KEY)
