"""What nobody needs any more: generations beyond those that are kept, and the texts and vectors that only they had."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from indexer.engines.meaning import key_of, passage_text
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import BulkItem, all_hits, write_all
from indexer.engines.opensearch.index_layout import tokens_key, vector_key
from indexer.engines.opensearch.records.pins import pinned_generations
from indexer.engines.opensearch.records.writer_lease import WriterLease
from indexer.engines.opensearch.texts.stored_versions import StoredVersions
from indexer.store.batching import batched

__all__ = ["ClusterPruning"]

#: Texts and vectors looked at in one go.
_BATCH = 500

#: Stands behind the key of a version that some generation left out.
_GONE = "/gone"


class ClusterPruning:
    """Takes away, for whoever holds the lease. It is killed anywhere, and the next run goes on where it stopped."""

    def __init__(self, place: ClusterPlace, lease: WriterLease, versions: StoredVersions) -> None:
        self._place, self._lease, self._versions = place, lease, versions

    def clear(self) -> None:
        """Removes what killed runs left: generations that were never published, partitions that none names."""
        held = self._lease.record.held
        for record in self._place.generations.all():
            shown = record.number == self._lease.record.served or (held is not None and record.number == held.number)
            if not (record.published or shown or record.leaving):
                self._place.generations.remove(record.number)
        named = {name for record in self._place.generations.all() for name in record.partitions}
        self._lease.require()
        self._place.remove([name for name in self._place.partitions() if name not in named])

    def beyond(self, keep: int) -> list[int]:
        """The numbers of all generations that are known but for the newest ``keep``, what is served, and what is held;
        those that are leaving among them."""
        index, every = self._lease.record, self._place.generations.all()
        held = index.held.number if index.held else 0
        newest = [r.number for r in every if r.published and not r.leaving and r.number != held][:keep]
        return [record.number for record in every if record.number not in {index.served, held, *newest}]

    def prune(self, keep: int) -> None:
        """See ``writing.IndexWriter.prune``. What somebody reads yet is left for the next time."""
        leaving = self.beyond(keep)
        self.forget(leaving)
        self._sweep()
        self._place.files.sweep({d for r in self._place.generations.all() for d, _ in r.files.values()})

    def forget(self, numbers: Collection[int]) -> None:
        """Removes generations, but for those that somebody reads: nobody begins to any more, and the next time
        they are looked at again."""
        if not numbers:
            return
        for number in numbers:
            self._place.generations.change(number, leaving=True)
        self._lease.require()
        pinned = pinned_generations(self._place.records)
        for number in sorted(set(numbers) - pinned):
            self._place.generations.remove(number)
        named = {name for record in self._place.generations.all() for name in record.partitions}
        mine = self._place.names
        of_them = [n for n in self._place.partitions() if (p := mine.of_name(n)) and p.generation <= max(numbers)]
        self._lease.require()
        self._place.remove([name for name in of_them if name not in named])

    def note_gone(self, keys: Iterable[str]) -> None:
        """Writes down which versions a new generation leaves out of its base: of them it is looked, later, whether any
        generation has them yet."""
        texts = self._place.names.texts
        write_all(
            self._place.connection,
            (BulkItem("index", texts, key + _GONE, {"sort": "gone", "key": key}) for key in keys),
        )

    def _sweep(self) -> None:
        """Removes versions that no generation holds any more: some left them out, or they were added since the last time
        and taken into none. A generation that somebody reads yet holds its own.

        A worker that was stopped while another took over may add texts of its old epoch at any time. Nothing else makes
        them more than they were: where they are, all are looked through.
        """
        epoch, swept, before = self._lease.epoch, self._lease.record.swept, self._lease.record.swept_count
        self._refresh()
        since = swept if self._count(swept) <= before else -1
        for query in ({"term": {"sort": "gone"}}, _versions({"gt": since})):
            for batch in batched(self._keys(query), _BATCH):
                self._remove_unheld(batch)
        self._refresh()
        count = self._count(epoch)
        self._lease.change(lambda record: replace(record, swept=epoch, swept_count=count))

    def _refresh(self) -> None:
        self._place.connection.change("POST", f"/{self._place.names.texts}/_refresh")

    def _count(self, epoch: int) -> int:
        """How many versions there are of epochs up to this one."""
        path = f"/{self._place.names.texts}/_count"
        return int(self._place.connection.look_up(path, {"query": _versions({"lte": epoch})})["count"])

    def _keys(self, query: dict[str, Any]) -> Iterator[str]:
        texts = self._place.names.texts
        hits = all_hits(self._place.connection, texts, query, [{"key": "asc"}], _source=["key"])
        return (hit["_source"]["key"] for hit in hits)

    def _remove_unheld(self, keys: list[str]) -> None:
        """Removes those of the versions that no generation holds, and the vectors of texts that only they had."""
        held = self._held("version", keys)
        free = [key for key in keys if key not in held]
        vectors = self._vectors_of(free)
        self._lease.require()
        self._versions.remove(free)
        names = self._place.names
        write_all(self._place.connection, (BulkItem("delete", names.vectors, name) for name in vectors))
        write_all(self._place.connection, (BulkItem("delete", names.texts, key + _GONE) for key in free))

    def _held(self, field: str, values: Sequence[str]) -> set[str]:
        """Those values of a field that some document of a generation has."""
        partitions = sorted({name for record in self._place.generations.all() for name in record.partitions})
        if not partitions or not values:
            return set()
        counted = {"terms": {"field": field, "size": len(values), "include": list(values)}}
        body = {"size": 0, "query": {"terms": {field: list(values)}}, "aggs": {"held": counted}}
        found = self._place.connection.look_up(f"/{','.join(partitions)}/_search", body)
        return {bucket["key"] for bucket in found["aggregations"]["held"]["buckets"]}

    def _vectors_of(self, keys: Sequence[str]) -> list[str]:
        """The vectors that only these versions need."""
        encoders = {record.encoder for record in self._place.generations.all() if record.encoder}
        if not encoders:
            return []
        texts = {key_of(*passage_text(p)) for v in self._versions.versions(self._there(keys)) for p in v.passages()}
        free = set(texts)
        for batch in batched(sorted(texts), _BATCH):
            free -= self._held("text_key", batch)
        vectors = [vector_key(encoder, text) for encoder in sorted(encoders) for text in sorted(free)]
        return [*map(tokens_key, vectors), *vectors]

    def _there(self, keys: Sequence[str]) -> list[str]:
        """Those of the versions that are there: a run may have been killed while it removed some."""
        return [key for key in keys if self._versions.is_there(key)]


def _versions(epochs: dict[str, int]) -> dict[str, Any]:
    """A query for the versions of some epochs."""
    return {"bool": {"filter": [{"term": {"sort": "version"}}, {"range": {"epoch": epochs}}]}}
