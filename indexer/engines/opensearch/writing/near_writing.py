"""Vectors that passages are found by, written beside the passages of a generation in the making (``near_passages``)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from indexer.engines.meaning import Encoder
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import BulkItem, unchanging_hits, write_all
from indexer.engines.opensearch.finding.near_passages import FILTERED_BY, near_fields, near_key, near_mapping
from indexer.engines.opensearch.finding.stored_vectors import stored_vectors
from indexer.engines.opensearch.index_layout import NEAR, PASSAGE, key_of_name
from indexer.engines.opensearch.writing.partitions_writing import PartitionsWriting
from indexer.store.batching import batched

__all__ = ["NearWriting"]

#: Passages whose vectors are read at once, and documents named in one query.
_BATCH = 500


class NearWriting:
    """For partitions of nodes that have the plugin, and passages whose texts all have vectors."""

    def __init__(self, place: ClusterPlace, partitions: PartitionsWriting, encoder: Encoder) -> None:
        self._place, self._partitions, self._encoder = place, partitions, encoder

    def write(self, replaced: Collection[str] | None, note: Callable[[int], object]) -> None:
        """Writes the vectors of the passages of documents that are ``replaced`` (ids) in place of what stood there of them;
        of all, where it is None. ``note`` is told how many are written."""
        if replaced is None:
            self._partitions.make_all_own()
        self._partitions.open_again()
        mapping = near_mapping(self._encoder.fingerprint, self._encoder.dimensions)
        self._partitions.change_own("PUT", "_mapping", mapping)
        self._partitions.refresh()
        write_all(self._place.connection, self._removed(replaced))
        done = 0
        for batch in batched(self._passages(replaced), _BATCH):
            write_all(self._place.connection, self._written(batch))
            done += len(batch)
            note(done)

    def _removed(self, replaced: Collection[str] | None) -> Iterator[BulkItem]:
        """All that is of these documents, of which the new has other passages."""
        for hit in self._found(NEAR, replaced, "of", ()):
            yield BulkItem("delete", hit["_index"], hit["_id"])

    def _passages(self, replaced: Collection[str] | None) -> Iterator[dict[str, Any]]:
        return self._found(PASSAGE, replaced, "name", ("text_key", *FILTERED_BY))

    def _found(
        self, sort: str, documents: Collection[str] | None, by: str, columns: Sequence[str]
    ) -> Iterator[dict[str, Any]]:
        """What is of one sort, and of these documents, in the partitions that are written."""
        of_sort = {"term": {"sort": sort}}
        asked: Iterator[tuple[list[str], dict[str, Any]]] = iter([(self._partitions.own, of_sort)])
        if documents is not None:
            asked = (
                (
                    sorted({self._partitions.home(name) for name in names}),
                    {"bool": {"filter": [of_sort, _named(names)]}},
                )
                for names in batched(sorted(documents), _BATCH)
            )
        read: dict[str, Any] = {"_source": False} | ({"docvalue_fields": list(columns)} if columns else {})
        for indices, query in asked:
            if indices:
                yield from unchanging_hits(self._place.connection, indices, query, [{by: "asc"}], **read)

    def _written(self, hits: Sequence[Mapping[str, Any]]) -> Iterator[BulkItem]:
        keys = {hit["_id"]: str(hit["fields"]["text_key"][0]) for hit in hits}
        vectors = stored_vectors(self._place, self._encoder.fingerprint, sorted(set(keys.values())))
        for hit in hits:
            found = vectors.get(keys[hit["_id"]])
            if found is not None and found.any():  # what has no direction is near to nothing
                stated = {name: hit["fields"][name] for name in FILTERED_BY if name in hit["fields"]}
                fields = near_fields(self._encoder.fingerprint, hit["_id"], stated, found[0])
                yield BulkItem("index", hit["_index"], near_key(hit["_id"]), fields)


def _named(documents: Sequence[str]) -> dict[str, Any]:
    return {"terms": {"document": [key_of_name(name) for name in documents]}}
