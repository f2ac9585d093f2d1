"""What is served, and what is known of that generation: both of one request, so that a question need not ask twice."""

from __future__ import annotations

from threading import local
from time import monotonic
from typing import NamedTuple

from indexer.engines.opensearch.records.cluster_records import OpenSearchRecords
from indexer.engines.opensearch.records.generation_record import GenerationRecord, GenerationRecords
from indexer.engines.opensearch.records.index_record import INDEX_PLACE, IndexRecord, index_of

__all__ = ["ServedLook", "ServedLooks"]


class ServedLook(NamedTuple):
    """What was known of a generation, None where nothing was, when it was looked; ``began`` by the monotonic clock."""

    number: int
    record: GenerationRecord | None
    began: float


class ServedLooks:
    """Looks at what is served. The generation that was served last is looked at by the way: nearly always it still is."""

    def __init__(self, records: OpenSearchRecords, generations: GenerationRecords) -> None:
        self._records, self._generations = records, generations
        self._last = 0
        self._mine = local()

    def index(self) -> IndexRecord:
        """The record that decides, as it is now. Raises IndexDamaged."""
        last, began = self._last, monotonic()
        places = [INDEX_PLACE, *([self._generations.place(last)] if last else [])]
        stored = self._records.several(places)
        index, _ = index_of(self._records, stored[0])
        self._mine.look = ServedLook(last, self._generations.of(stored[1]), began) if last else None
        self._last = index.served
        return index

    def take(self) -> ServedLook | None:
        """The generation that was looked at when this thread looked last; None the next time, as it may be old then."""
        look: ServedLook | None = getattr(self._mine, "look", None)
        self._mine.look = None
        return look
