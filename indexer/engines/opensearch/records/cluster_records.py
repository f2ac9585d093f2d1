"""Small documents by kind and key in an index of their own, changed by compare-and-set on their sequence numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from indexer.engines.opensearch.connection import ClusterConnection
from indexer.engines.opensearch.index_layout import RECORDS, IndexNames, replicated
from indexer.errors import IndexDamaged, WriteUncertain
from indexer.store.records import PATIENCE, RecordConflict, StoredRecord, change_record

__all__ = ["ClusterRecords"]

#: Documents removed in one go.
_BATCH = 1000


class ClusterRecords:
    """See the Protocol ``store.records.Records``. Everything is lasting here: the cluster syncs what it acknowledges."""

    def __init__(self, connection: ClusterConnection, names: IndexNames, replicas: int) -> None:
        self._connection, self._index, self._replicas = connection, names.records, replicas
        self._is_there = False

    @property
    def name(self) -> str:
        """See the Protocol."""
        return f"{self._index} on {self._connection.in_words()}"

    def get(self, kind: str, key: str, *, patience: float = PATIENCE) -> StoredRecord | None:
        """See the Protocol: read from the log of writes, so that the last one is always seen."""
        found = self._found(kind, key)
        return None if found is None else self._record(found["_source"])

    def newest(self, kind: str, limit: int) -> list[StoredRecord]:
        """See the Protocol."""
        hits = self._search({"term": {"kind": kind}}, limit, "desc")
        return [self._record(hit["_source"]) for hit in hits]

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
        condition: dict[str, object] = {"op_type": "create"}
        if version:
            found = self._found(kind, key)
            if found is None or found["_source"].get("version") != version:
                raise RecordConflict(f"{kind} {key} has another version than {version}")
            condition = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
        self._write(kind, key, json.dumps(value), version, condition)
        return version + 1

    def _write(self, kind: str, key: str, value: str, version: int, condition: dict[str, object]) -> None:
        self._make()
        stored = {"kind": kind, "key": key, "version": version + 1, "value": value, "written": uuid4().hex}
        try:
            reply = self._connection.write_once("PUT", self._path(kind, key), stored, allow=(409,), **condition)
            refused = reply.status == 409
        except WriteUncertain:
            found = self._found(kind, key)
            refused = found is None or found["_source"].get("written") != stored["written"]
            if refused and (found is None or found["_source"].get("version") == version):
                raise  # it may yet be carried out
        if refused:
            raise RecordConflict(f"{kind} {key} has another version than {version}")

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
        return self._connection.change("DELETE", self._path(kind, key), allow=(404,)).status == 200

    def remove_before(self, kind: str, key: str) -> None:
        """See the Protocol."""
        query = {"bool": {"filter": [{"term": {"kind": kind}}, {"range": {"key": {"lt": key}}}]}}
        while hits := self._search(query, _BATCH, "asc"):
            for hit in hits:
                self.remove(kind, hit["_source"]["key"])

    def damage(self, fault: object) -> IndexDamaged:
        """See the Protocol."""
        return IndexDamaged(f"the records {self.name} are damaged ({fault}). Mend it with: passageway repair")

    def _found(self, kind: str, key: str) -> dict[str, Any] | None:
        reply = self._connection.ask("GET", self._path(kind, key), allow=(404,), realtime=True)
        return reply.body if reply.body.get("found") else None

    def _search(self, query: dict[str, Any], limit: int, order: str) -> list[dict[str, Any]]:
        if self._connection.ask("POST", f"/{self._index}/_refresh", allow=(404,)).status == 404:
            return []
        body = {"query": query, "size": limit, "sort": [{"key": order}]}
        hits: list[dict[str, Any]] = self._connection.look_up(f"/{self._index}/_search", body)["hits"]["hits"]
        return hits

    def _record(self, source: dict[str, Any]) -> StoredRecord:
        try:
            return StoredRecord(str(source["key"]), int(source["version"]), dict(json.loads(source["value"])))
        except (KeyError, TypeError, ValueError) as error:
            raise self.damage(repr(error)) from error

    def _path(self, kind: str, key: str) -> str:
        name = f"{kind}/{key}"
        if len(name.encode("utf-8", "surrogatepass")) > 500:
            name = f"{kind}/{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}"
        return f"/{self._index}/_doc/{quote(name, safe='')}"

    def _make(self) -> None:
        """Makes the index where there is none: one that the cluster made by itself would have other fields."""
        if not self._is_there:
            self._connection.change("PUT", f"/{self._index}", replicated(RECORDS, 1, self._replicas), allow=(400,))
            self._is_there = True
