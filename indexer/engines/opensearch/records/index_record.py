"""The one record that decides: which generation is served, who may write, and what a run has to know before any."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from time import time
from typing import Any, NamedTuple

from indexer.errors import IndexMissing
from indexer.store import Held, Writer
from indexer.store.records import Records, StoredRecord

__all__ = ["INDEX_PLACE", "IndexRecord", "LeaseNote", "index_of", "read_index", "require_served"]

KIND, KEY = INDEX_PLACE = "index", "current"


class LeaseNote(NamedTuple):
    """Who writes, and until when nobody else may take that over (seconds since 1970)."""

    process: int
    host: str
    since: str
    until: float

    @property
    def writer(self) -> Writer:
        """Who writes."""
        return Writer(self.process, self.host, self.since)

    @property
    def has_run_out(self) -> bool:
        """Whether another may write."""
        return self.until <= time()


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """``served`` is the number of the generation (0: none is); ``epoch`` rises with each writer, ``lease`` is the last
    one's; ``last_number`` is the greatest that a generation ever had; ``root`` and ``scopes`` are the corpus and what of it
    is indexed; ``edition`` and ``edition_open`` as in ``IndexWriter.edition``; ``swept`` is the epoch up to which texts
    were looked through that nothing holds, ``swept_count`` how many texts of it there were then. The index has so many
    ``partitions``, 0 before the first generation."""

    served: int = 0
    epoch: int = 0
    lease: LeaseNote | None = None
    last_number: int = 0
    held: Held | None = None
    root: str | None = None
    scopes: tuple[str, ...] | None = None
    edition: int = 1
    edition_open: bool = False
    swept: int = 0
    partitions: int = 0
    swept_count: int = 0

    def as_value(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def of(cls, value: dict[str, Any]) -> IndexRecord:
        """Of what ``as_value`` made, and JSON has been."""
        record = cls(**value)
        return replace(
            record,
            lease=None if record.lease is None else LeaseNote(*record.lease),
            held=None if record.held is None else Held(*record.held),
            scopes=None if record.scopes is None else tuple(record.scopes),
        )


def read_index(records: Records) -> tuple[IndexRecord, int]:
    """The record, and its version for compare-and-set; one of version 0 where there is none. Raises IndexDamaged."""
    return index_of(records, records.get(KIND, KEY))


def index_of(records: Records, stored: StoredRecord | None) -> tuple[IndexRecord, int]:
    """The same, of what is stored."""
    if stored is None:
        return IndexRecord(), 0
    try:
        return IndexRecord.of(stored.value), stored.version
    except TypeError as error:
        raise records.damage(f"the record of the index makes no sense: {error}") from error


def require_served(record: IndexRecord, name: str) -> int:
    """The number of the generation that is served; raises IndexMissing."""
    if not record.served:
        raise IndexMissing(f"there is no index {name}. Make one with: passageway index FOLDER")
    return record.served
