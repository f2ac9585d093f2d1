"""An index on a cluster: which generation is served, and opening it."""

from __future__ import annotations

from contextlib import suppress

from indexer.engines.opensearch.cluster_generation import ClusterGeneration
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.records.generation_record import require_same_settings
from indexer.engines.opensearch.records.index_record import read_index, require_served
from indexer.engines.opensearch.texts.cluster_state import newest_sound, state_there
from indexer.engines.opensearch.texts.held_members import Members
from indexer.engines.opensearch.texts.member_fields import HeldMember
from indexer.engines.protocol import GenerationReader
from indexer.engines.state import IndexState
from indexer.errors import IndexDamaged, IndexProblem
from indexer.model import DocumentChanges, Job, KeptGeneration

__all__ = ["ClusterIndex"]


class ClusterIndex:
    """See the Protocol ``protocol.Index``."""

    def __init__(self, place: ClusterPlace) -> None:
        self._place = place

    @property
    def name(self) -> str:
        """See the Protocol."""
        return self._place.name

    def current(self) -> int:
        """See the Protocol."""
        return require_served(self._place.looks.index(), self.name)

    def open(self, number: int | None = None) -> GenerationReader:
        """See the Protocol."""
        index, _ = read_index(self._place.records)
        warning = None
        if number is None:
            require_served(index, self.name)
            record, warning = newest_sound(self._place, index)
        else:
            record = self._place.generations.require(number, index)
            if not self._place.are_there(record.partitions):
                raise IndexDamaged(f"not all of generation {number} of {self.name} is there any more.")
        require_same_settings(record, self._place.settings, self.name)
        return ClusterGeneration(self._place, record, warning)

    def kept(self) -> tuple[KeptGeneration, ...]:
        """See the Protocol."""
        index, _ = read_index(self._place.records)
        return tuple(r.kept(index, self._place.settings) for r in self._place.generations.complete(index))

    def changes(self, old: int, new: int) -> DocumentChanges:
        """See the Protocol: only partitions that the two do not share are read."""
        index, _ = read_index(self._place.records)
        was, now = (self._place.generations.require(number, index).partitions for number in (old, new))
        if len(was) == len(now):
            pairs = [pair for pair in zip(was, now, strict=True) if pair[0] != pair[1]]
            was, now = tuple(a for a, _ in pairs), tuple(b for _, b in pairs)
        return _compared(old, new, self._held(was), self._held(now))

    def _held(self, partitions: tuple[str, ...]) -> dict[str, HeldMember]:
        if not partitions:
            return {}
        return {m.id: m for m in Members(self._place, partitions).of_query()}

    def state(self, *, full: bool) -> IndexState:
        """See the Protocol."""
        return state_there(self._place, full=full)

    def job(self) -> Job | None:
        """See the Protocol; None as well where the records of runs cannot be read."""
        with suppress(IndexProblem):
            return self._place.jobs.current()
        return None

    def writer(self) -> str | None:
        """See the Protocol."""
        lease = self._place.looks.lately().lease
        return None if lease is None or lease.has_run_out else str(lease.writer)


def _compared(old: int, new: int, was: dict[str, HeldMember], now: dict[str, HeldMember]) -> DocumentChanges:
    """What differs is text, title, or what the author says of a document."""
    said = [{name: (m.revision, m.title, m.names[4]) for name, m in side.items()} for side in (was, now)]
    gone, come = (dict(said[a].items() - said[b].items()) for a, b in ((0, 1), (1, 0)))
    revisions = ({name: values[0] for name, values in side.items()} for side in (gone, come))
    return DocumentChanges.between(old, new, *revisions)
