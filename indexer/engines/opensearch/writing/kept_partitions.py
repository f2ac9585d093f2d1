"""Partitions that a generation has as they are, where others of the one that it is made of are damaged (``repair``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import unchanging_hits
from indexer.engines.opensearch.finding.query_clauses import ALL_PASSAGES
from indexer.engines.opensearch.index_layout import partition_of
from indexer.engines.opensearch.writing.partitions_writing import numbers_of_hit
from indexer.store.catalog.rows import batched

__all__ = ["KeptPartitions"]

#: Passages that are read at once.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class KeptPartitions:
    """``names`` are the indices by number of the partition, "" for one that is written anew; the others have so many
    ``documents`` and ``passages``."""

    names: tuple[str, ...]
    documents: int
    passages: int

    @property
    def kept(self) -> list[str]:
        """Those that stay."""
        return [name for name in self.names if name]

    def lacks(self, name: str) -> bool:
        """Whether what is of this document (its id), or this file (its path), is to be written."""
        return not self.names[partition_of(name, len(self.names))]

    def numbers(self, place: ClusterPlace) -> Iterator[dict[str, bytes]]:
        """The packed numbers of their passages by id, some hundreds at a time; raises IndexDamaged."""
        if not self.kept:
            return
        order, read = [{"name": "asc"}], {"_source": False, "docvalue_fields": ["numbers"]}
        hits = unchanging_hits(place.connection, self.kept, ALL_PASSAGES, order, **read)
        for batch in batched(hits, _BATCH):
            yield {hit["_id"]: numbers_of_hit(hit, place.damage) for hit in batch}
