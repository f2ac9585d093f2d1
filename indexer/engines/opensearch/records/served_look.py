"""What is served, and what is known of that generation: both of one request, so that a question need not ask twice."""

from __future__ import annotations

from threading import local
from time import monotonic
from typing import NamedTuple

from indexer.engines.opensearch.records.cluster_records import OpenSearchRecords
from indexer.engines.opensearch.records.generation_record import GenerationRecord, GenerationRecords
from indexer.engines.opensearch.records.index_record import INDEX_PLACE, IndexRecord, index_of
from indexer.store.records import StoredRecord

__all__ = ["ServedLook", "ServedLooks"]


#: Seconds for which what goes beside an answer (who is writing, synonyms) may be old.
_MOMENT = 1.0


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
        self._along: dict[tuple[str, str], None] = {}
        self._mine = local()

    def index(self) -> IndexRecord:
        """The record that decides, as it is now. Raises IndexDamaged."""
        last, began = self._last, monotonic()
        generation = self._generations.place(last)
        places = [INDEX_PLACE, *self._along, *([generation] if last else [])]
        stored = dict(zip(places, self._records.several(places), strict=True))
        index, _ = index_of(self._records, stored[INDEX_PLACE])
        self._mine.index, self._mine.at, self._mine.stored = index, began, stored
        self._mine.look = ServedLook(last, self._generations.of(stored[generation]), began) if last else None
        self._last = index.served
        return index

    def lately(self) -> IndexRecord:
        """The record that decides as this thread saw it last, or as it is now where it has not seen it for a moment."""
        if self._is_late:
            return self.index()
        seen: IndexRecord = self._mine.index
        return seen

    def along(self, kind: str, key: str) -> StoredRecord | None:
        """Another record, as this thread saw it last or as it is now, None where there is none; from now on it comes along
        whenever it is looked what is served."""
        self._along[kind, key] = None
        if self._is_late or (kind, key) not in self._mine.stored:
            return self._records.get(kind, key)
        seen: StoredRecord | None = self._mine.stored[kind, key]
        return seen

    def forget(self) -> None:
        """Has this thread look anew: it has itself changed what it saw."""
        self._mine.at = -_MOMENT

    @property
    def _is_late(self) -> bool:
        return monotonic() - getattr(self._mine, "at", -_MOMENT) >= _MOMENT

    def take(self) -> ServedLook | None:
        """The generation that was looked at when this thread looked last; None the next time, as it may be old then."""
        look: ServedLook | None = getattr(self._mine, "look", None)
        self._mine.look = None
        return look
