"""Where an index on a cluster is: the connection, the names of its indices, its records; one for a process."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

from indexer.engines.opensearch.artefact.stored_files import StoredFiles
from indexer.engines.opensearch.connection import ClusterConnection
from indexer.engines.opensearch.index_layout import IndexNames, replicated
from indexer.engines.opensearch.records.cluster_records import OpenSearchRecords
from indexer.engines.opensearch.records.cluster_serving import ClusterServing
from indexer.engines.opensearch.records.generation_record import GenerationRecords
from indexer.engines.opensearch.records.pins import Pins
from indexer.engines.opensearch.records.served_look import ServedLooks
from indexer.errors import ClusterProblem, IndexDamaged
from indexer.settings import Settings
from indexer.store import Jobs

__all__ = ["ClusterPlace", "place_of"]


class ClusterPlace:
    """The index that the settings name; threads may share it. Nothing is opened before something is asked."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.connection = ClusterConnection(settings)
        self.names = IndexNames(settings.opensearch_name)
        self.records = OpenSearchRecords(self.connection, self.names.records, settings.opensearch_replicas)
        self.generations = GenerationRecords(self.records, self.name)
        self.looks = ServedLooks(self.records, self.generations)
        self.pins = Pins(self.records, self.generations)
        self.jobs = Jobs(self.records, ClusterServing(self.records))
        self.files = StoredFiles(self.connection, self.names.artefacts, self.damage)

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"{self.names.prefix} on {self.connection.in_words()}"

    def damage(self, fault: str) -> IndexDamaged:
        """The error that says what of it is damaged, and how to mend it."""
        return IndexDamaged(f"the index {self.name} {fault}. Mend it with: passageway repair")

    def make(self, index: str, layout: dict[str, Any], *, shards: int = 1) -> None:
        """Makes an index where there is none."""
        body = replicated(layout, shards, self.settings.opensearch_replicas)
        self.connection.change("PUT", f"/{index}", body, allow=(400,), wait_for_active_shards=1)

    def partitions(self) -> list[str]:
        """The indices of partitions that there are, of all generations."""
        return [name for name in self._named(self.names.partitions) if self.names.of_name(name)]

    def are_there(self, indices: tuple[str, ...]) -> bool:
        """Whether all these indices are. All of ours are listed: hundreds of names are too long for an address."""
        return set(indices) <= set(self._named(f"{self.names.prefix}-*"))

    def _named(self, pattern: str) -> list[str]:
        return list(self.connection.ask("GET", f"/{pattern}/_settings", filter_path="*.settings.index.uuid").body)

    def point_alias(self, partitions: Sequence[str]) -> None:
        """Has the alias that is called as the index name what is served, for people's own tools: none of ours asks it, so
        that it matters little where it cannot be moved just now."""
        away = {"remove": {"index": self.names.partitions, "alias": self.names.prefix, "must_exist": False}}
        here = {"add": {"indices": list(partitions), "alias": self.names.prefix}}
        with suppress(ClusterProblem):
            self.connection.change("POST", "/_aliases", {"actions": [away, here]})

    def remove(self, indices: list[str]) -> None:
        """Removes indices, those that are there."""
        for index in indices:
            self.connection.change("DELETE", f"/{index}", allow=(404,))


@lru_cache(maxsize=8)
def place_of(settings: Settings) -> ClusterPlace:
    """The place that these settings name: whoever asks in one process shares its connections, and its pins."""
    return ClusterPlace(settings)
