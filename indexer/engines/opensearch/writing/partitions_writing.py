"""The partitions of a generation in the making: those that change are cloned from the base's, and written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from time import monotonic, sleep
from typing import Any

from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import KNN, BulkItem, have_plugin, unchanging_hits, write_all
from indexer.engines.opensearch.finding.known_passages import column_bytes
from indexer.engines.opensearch.index_layout import PARTITION, PASSAGE, Partition, key_of_name, partition_of, with_knn
from indexer.errors import ClusterUnavailable
from indexer.store.batching import batched
from indexer.store.catalog.rows import Damage

__all__ = ["PartitionsWriting", "numbers_of_hit", "update_in_place"]

#: How long the copy of a partition may take to be there, in seconds.
_CLONING = 300.0

#: Documents named in one query, and indices in one address.
_BATCH, _NAMED = 500, 50


class PartitionsWriting:
    """Those of generation ``number``, written in ``epoch``; ``base`` are the ones that it starts from, none where all are
    new."""

    def __init__(self, place: ClusterPlace, number: int, epoch: int, count: int, base: Sequence[str] = ()) -> None:
        self._place, self._number, self._epoch = place, number, epoch
        self._names = list(base) or [""] * count
        self._own: dict[int, str] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, by number: the base's where nothing changes."""
        return tuple(self._names)

    @property
    def own(self) -> list[str]:
        """Those that are this generation's alone."""
        return list(self._own.values())

    @cached_property
    def finds_near(self) -> bool:
        """Whether the nodes find by vector: what is made from now on is made for it."""
        return have_plugin(self._place.connection, KNN)

    def touch(self, names: Iterable[str]) -> None:
        """Makes the partitions that hold what is of these documents (ids) and files (paths) this generation's own; all of
        them, where there is no base."""
        touched = {partition_of(name, len(self._names)) for name in names}
        self.make_own(n for n, name in enumerate(self._names) if n in touched or not name)

    def make_own(self, numbers: Iterable[int]) -> None:
        """Makes partitions this generation's own."""
        self.adopt({n: self._make(n, self._names[n]) for n in numbers if n not in self._own})

    def make_all_own(self) -> None:
        """Makes all of them this generation's own."""
        self.make_own(range(len(self._names)))

    def adopt(self, own: Mapping[int, str]) -> None:
        """Takes indices for this generation's own partitions, by number."""
        for number, name in own.items():
            self._own[number] = self._names[number] = name

    def _make(self, number: int, base: str) -> str:
        name = self._place.names.partition(Partition(self._number, number, self._epoch))
        if not base:
            self._place.make(name, with_knn(PARTITION) if self.finds_near else PARTITION)
            return name
        # A copy needs its original to be write-blocked, as a published one is; it is one itself until that is lifted.
        self._block(base)
        knn = {"index.knn": True} if self.finds_near else {}
        settings = {"index.blocks.write": False, "index.refresh_interval": "-1", **knn}
        path = f"/{base}/_clone/{name}"
        self._place.connection.change("PUT", path, {"settings": settings}, allow=(400,), wait_for_active_shards=1)
        self._wait(name)
        return name

    def _wait(self, name: str) -> None:
        until = monotonic() + _CLONING
        while True:
            path = f"/_cluster/health/{name}"
            reply = self._place.connection.ask("GET", path, allow=(408,), wait_for_status="yellow", timeout="10s")
            if reply.body.get("status") in ("yellow", "green"):
                return
            if monotonic() > until:
                raise ClusterUnavailable(
                    f"the cluster has not made the partition {name} within {_CLONING:.0f} s. What was "
                    "published is unchanged."
                )
            sleep(0.2)

    def _block(self, name: str) -> None:
        self._place.connection.change("PUT", f"/{name}/_block/write")

    def home(self, name: str) -> str:
        """The partition of a document (its id), or a file (its path)."""
        return self._names[partition_of(name, len(self._names))]

    def write(self, items: Iterable[tuple[str, str, Mapping[str, Any]]]) -> None:
        """Writes documents: of whom each is (a document's id, a file's path), its _id and its fields."""
        write_all(self._place.connection, (BulkItem("index", self.home(of), key, doc) for of, key, doc in items))

    def delete(self, items: Iterable[tuple[str, str]]) -> None:
        """Deletes documents: of whom each is, and its _id."""
        write_all(self._place.connection, (BulkItem("delete", self.home(of), key) for of, key in items))

    def take_out_passages(self, document_ids: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Takes the passages of some documents out of what came from the base; gives each as a hit with its
        numbers."""
        for batch in batched(document_ids, _BATCH):
            keys = [key_of_name(name) for name in batch]
            query = {"bool": {"filter": [{"term": {"sort": PASSAGE}}, {"terms": {"document": keys}}]}}
            indices = sorted({self.home(name) for name in batch})
            self.refresh()
            connection, sort = self._place.connection, [{"name": "asc"}]
            hits = list(unchanging_hits(connection, indices, query, sort, _source=False, docvalue_fields=["numbers"]))
            write_all(self._place.connection, (BulkItem("delete", hit["_index"], hit["_id"]) for hit in hits))
            yield from hits

    def refresh(self) -> None:
        """Has all that was written be found."""
        self.change_own("POST", "_refresh")

    def open_again(self) -> None:
        """Has those that are this generation's own be written to, sealed or not."""
        self.change_own("PUT", "_settings", {"index.blocks.write": False})

    def change_own(self, method: str, what: str, body: Mapping[str, Any] | None = None) -> None:
        """The same change of each of those that are this generation's own."""
        for names in batched(self.own, _NAMED):
            self._place.connection.change(method, f"/{','.join(names)}/{what}", body)

    def seal(self) -> None:
        """Has nothing more be written; all that was can be found, and is on disk."""
        self.refresh()
        for name in self.own:
            self._place.connection.change("POST", f"/{name}/_flush")
            self._block(name)

    def bytes(self) -> int:
        """What all of them take on disk, copies aside."""
        path = f"/{','.join(self._names)}/_stats/store"
        stats = self._place.connection.ask("GET", path).body
        return int(stats["_all"]["primaries"]["store"]["size_in_bytes"])

    def remove(self) -> None:
        """Removes those that are this generation's own."""
        self._place.remove(self.own)


def numbers_of_hit(hit: Mapping[str, Any], damage: Damage) -> bytes:
    """The packed numbers of a passage that was found (``take_out_passages``); raises the damage."""
    try:
        return column_bytes(hit["fields"]["numbers"][0])
    except (KeyError, TypeError, ValueError):
        raise damage(f"was altered: passage {hit['_id']} is not as it was stored") from None


def update_in_place(
    place: ClusterPlace, partitions: Sequence[str], items: Iterable[tuple[str, str, Mapping[str, Any]]]
) -> None:
    """Writes documents (as ``PartitionsWriting.write``) over those of generations that are complete, where that changes
    nothing of what they say: when a file was changed that reads as before."""
    batches = batched(items, _BATCH)
    for batch in batches:
        homes = {of: partitions[partition_of(of, len(partitions))] for of, _, _ in batch}
        names = sorted(set(homes.values()))
        for name in names:
            place.connection.change("PUT", f"/{name}/_settings", {"index.blocks.write": False})
        try:
            write_all(place.connection, (BulkItem("index", homes[of], key, doc) for of, key, doc in batch))
            place.connection.change("POST", f"/{','.join(names)}/_refresh")
        finally:
            for name in names:
                place.connection.change("PUT", f"/{name}/_block/write")
