"""Small JSON documents on the cluster, changed by compare-and-set.

A document's version is what OpenSearch itself compares: the number of the change (``_seq_no``) and of the reign of the copy
that took it (``_primary_term``; both in its manual under "optimistic concurrency control"). So a put is one request, and of
two that go by one version one succeeds. Documents are got by id, which is never out of date; lists are searched after a
refresh, which makes all that was put before visible.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import uuid4

from indexer.engines.opensearch.connection import ClusterConnection
from indexer.errors import IndexDamaged, WriteUncertain, mending
from indexer.store.records import PATIENCE, RecordConflict, Records, StoredRecord, change_record, take_over_records

__all__ = ["OpenSearchRecords"]

#: Fields of a document: its content is text, of which the cluster makes nothing. ``write`` names the put that wrote it.
_FIELDS = {
    "settings": {"index": {"number_of_shards": 1}},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "kind": {"type": "keyword"},
            "key": {"type": "keyword"},
            "value": {"type": "keyword", "index": False, "doc_values": False},
            "write": {"type": "keyword", "index": False, "doc_values": False},
        },
    },
}

#: Bits of a version that number the change, below those of the reign: enough for nine thousand years of a thousand changes
#: a second.
_CHANGE_BITS = 48

#: Documents of one answer, and those removed by one request.
_PAGE = 1000

#: More documents than there are.
_MOST = 10_000_000


class OpenSearchRecords:
    """See the Protocol ``store.records.Records``: the documents of one index of the cluster, made with the first.

    Every put is on disk on all copies that are there when it returns (``index.translog.durability``), ``lasting`` or not.
    Raises ClusterProblem, too.
    """

    def __init__(self, connection: ClusterConnection, index: str, replicas: int) -> None:
        """``index`` is its name, ``replicas`` how many copies of it are wanted beside the first, where there are nodes."""
        self._connection, self._index = connection, index
        self._fields = {
            **_FIELDS,
            "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": f"0-{replicas}"}},
        }
        self._is_there = False

    @property
    def name(self) -> str:
        """See the Protocol: the index and where it is."""
        return f"{self._index} at {self._connection.in_words()}"

    def get(self, kind: str, key: str, *, patience: float = PATIENCE) -> StoredRecord | None:
        """See the Protocol."""
        found = self._document(kind, key)
        return None if found is None else self._record(found)

    def several(self, wanted: Sequence[tuple[str, str]]) -> list[StoredRecord | None]:
        """Those of these kinds and keys, asked for at once; each as ``get`` gives it."""
        body = {"docs": [{"_id": _name(kind, key)} for kind, key in wanted]}
        answer = self._connection.look_up(f"/{self._index}/_mget", body, allow=(404,))
        return [self._record(found) if found.get("found") else None for found in answer["docs"]]

    def newest(self, kind: str, limit: int) -> list[StoredRecord]:
        """See the Protocol."""
        return [self._record(hit) for hit in self._hits(kind, limit)]

    def matching(self, kind: str, field: str, value: str) -> list[StoredRecord]:
        """See the Protocol: all of the kind are read, which the runs of an index are few enough for."""
        found = [self._record(hit) for hit in self._hits(kind, _MOST)]
        return [record for record in reversed(found) if record.value.get(field) == value]

    def put(
        self,
        kind: str,
        key: str,
        value: Mapping[str, Any],
        *,
        version: int,
        lasting: bool = True,
        patience: float = PATIENCE,
    ) -> int:
        """See the Protocol."""
        if version and not version >> _CHANGE_BITS:
            raise RecordConflict(f"{kind} {key} never had version {version}")
        self._make()
        mark = uuid4().hex
        content = {"kind": kind, "key": key, "value": json.dumps(value), "write": mark}
        try:
            reply = self._connection.write_once(
                "PUT", self._path(kind, key), content, allow=(409,), **_expecting(version)
            )
        except WriteUncertain:
            found = self._document(kind, key)
            if found is None or found["_source"].get("write") != mark:
                raise
            return _version(found)
        if reply.status == 409:
            raise RecordConflict(f"{kind} {key} has another version than {version}")
        return _version(reply.body)

    def change(
        self,
        kind: str,
        key: str,
        change: Callable[[StoredRecord | None], Mapping[str, Any]],
        *,
        lasting: bool = True,
        patience: float = PATIENCE,
    ) -> Mapping[str, Any]:
        """See the Protocol."""
        return change_record(self, kind, key, change, lasting=lasting, patience=patience)

    def remove(self, kind: str, key: str) -> bool:
        """See the Protocol."""
        reply = self._connection.change("DELETE", self._path(kind, key), allow=(404,))
        return reply.body.get("result") == "deleted"

    def remove_before(self, kind: str, key: str) -> None:
        """See the Protocol."""
        self._remove(kind, {"range": {"key": {"lt": key}}})

    def take_over(self, other: Records, kind: str, *, first: bool = False) -> None:
        """See the Protocol."""
        take_over_records(self, other, kind, first=first)

    def erase(self, kind: str) -> bool:
        """See the Protocol; segments that still have them are written anew (``_forcemerge``)."""
        removed = self._remove(kind)
        if removed:
            self._connection.change("POST", f"/{self._index}/_forcemerge", only_expunge_deletes=True)
        return removed

    def prove(self) -> None:
        """See the Protocol."""
        for hit in self._hits(None, _MOST):
            self._record(hit)

    def renew(self) -> None:
        """See the Protocol: those that cannot be read are removed."""
        for hit in list(self._hits(None, _MOST)):
            try:
                self._record(hit)
            except IndexDamaged:
                self._connection.change("DELETE", f"/{self._index}/_doc/{hit['_id']}", allow=(404,))

    def damage(self, fault: object) -> IndexDamaged:
        """See the Protocol."""
        return IndexDamaged(f"{self.name} is damaged ({fault}). {mending(None)}")

    def _path(self, kind: str, key: str) -> str:
        """Where a document is."""
        return f"/{self._index}/_doc/{_name(kind, key)}"

    def _make(self) -> None:
        """Makes the index, once: a put would make one whose fields are guessed."""
        if not self._is_there:
            path = f"/{self._index}"
            if self._connection.ask("HEAD", path, allow=(404,)).status == 404:
                self._connection.change("PUT", path, self._fields, allow=(400,))  # where somebody was quicker
                self._connection.ask("HEAD", path)
            self._is_there = True

    def _document(self, kind: str, key: str) -> dict[str, Any] | None:
        """A document as it is now, as the cluster says it; None where there is none, or no index."""
        found = self._connection.look_up(self._path(kind, key), allow=(404,))
        return found if found.get("found") else None

    def _remove(self, kind: str, which: Mapping[str, Any] | None = None) -> bool:
        """Removes the documents of a kind (which ``which`` fits); False where there were none."""
        removed = False
        while ids := [hit["_id"] for hit in self._hits(kind, _PAGE, which)]:
            lines = "".join(json.dumps({"delete": {"_id": name}}) + "\n" for name in ids)
            self._connection.send_lines(f"/{self._index}/_bulk", lines.encode())
            removed = True
        return removed

    def _hits(self, kind: str | None, limit: int, also: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """The documents of a kind, None for all (which ``also`` fits), greatest key first."""
        if self._connection.change("POST", f"/{self._index}/_refresh", allow=(404,)).status == 404:
            return
        wanted = [*([{"term": {"kind": kind}}] if kind is not None else []), *([also] if also else [])]
        body: dict[str, Any] = {
            "query": {"bool": {"filter": wanted}},
            "sort": [{"key": "desc"}, {"kind": "desc"}],
            "seq_no_primary_term": True,
            "track_total_hits": False,
        }
        while limit > 0:
            page = min(limit, _PAGE)
            hits = self._connection.look_up(f"/{self._index}/_search", body, size=page)["hits"]["hits"]
            yield from hits
            if len(hits) < page:
                return
            limit -= page
            body["search_after"] = hits[-1]["sort"]

    def _record(self, found: Mapping[str, Any]) -> StoredRecord:
        try:
            source = found["_source"]
            return StoredRecord(source["key"], _version(found), dict(json.loads(source["value"])))
        except (KeyError, TypeError, ValueError) as error:
            raise self.damage(error) from error


def _name(kind: str, key: str) -> str:
    """The _id of a document: a SHA-256, since it has 512 bytes at most. No kind has a NUL in it."""
    return sha256(f"{kind}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()


def _version(said: Mapping[str, Any]) -> int:
    return int(said["_primary_term"]) << _CHANGE_BITS | int(said["_seq_no"]) + 1


def _expecting(version: int) -> dict[str, Any]:
    """What a put must find: nothing, or this version."""
    if not version:
        return {"op_type": "create"}
    change = (version & (1 << _CHANGE_BITS) - 1) - 1
    return {"if_primary_term": version >> _CHANGE_BITS, "if_seq_no": change}
