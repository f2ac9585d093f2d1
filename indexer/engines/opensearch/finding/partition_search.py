"""One search over all partitions of a generation, and all that fits a query; a part that does not answer is an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from indexer.engines.opensearch.connection import ClusterConnection, one_search, unchanging_hits

__all__ = ["PartitionSearch"]

#: Fields of a hit, each of which has one value.
Fields = dict[str, str]


class PartitionSearch:
    """Asks the partitions of one generation, which are named: no alias that a run may swap is resolved again."""

    def __init__(self, connection: ClusterConnection, partitions: Sequence[str]) -> None:
        self._connection, self._partitions = connection, list(dict.fromkeys(partitions))

    def best(self, query: Mapping[str, Any], size: int, fields: Sequence[str], **more: Any) -> list[Fields]:
        """``fields`` of the best ``size`` hits, by frequencies of terms in all partitions together."""
        what = {"query": query, "size": size, "track_total_hits": False, **_reading(fields), **more}
        return [_fields(hit) for hit in self._hits(what, search_type="dfs_query_then_fetch")["hits"]]

    def scored(self, query: Mapping[str, Any], size: int, field: str) -> list[tuple[str, float]]:
        """``field`` and score of the best ``size`` hits."""
        what = {"query": query, "size": size, "track_total_hits": False, **_reading([field])}
        return [(_fields(hit)[field], float(hit["_score"])) for hit in self._hits(what)["hits"]]

    def count(self, query: Mapping[str, Any]) -> int:
        """How many hits there are."""
        return int(self._hits({"query": query, "size": 0, "track_total_hits": True})["total"]["value"])

    def counted(self, query: Mapping[str, Any], field: str, most: int) -> dict[str, int]:
        """How many hits have each value of a keyword, of at most ``most`` values."""
        aggs = {"values": {"terms": {"field": field, "size": most}}}
        what = {"query": query, "size": 0, "track_total_hits": False, "aggs": aggs}
        found = one_search(self._connection, self._partitions, what)["aggregations"]["values"]["buckets"]
        return {str(each["key"]): int(each["doc_count"]) for each in found}

    def _hits(self, what: Mapping[str, Any], **how: str) -> dict[str, Any]:
        hits: dict[str, Any] = one_search(self._connection, self._partitions, what, **how)["hits"]
        return hits

    def all(self, query: Mapping[str, Any], by: str, fields: Sequence[str]) -> Iterator[Fields]:
        """``fields`` of all hits in order of the keyword ``by``, which no two share, streamed."""
        hits = unchanging_hits(self._connection, self._partitions, query, [{by: "asc"}], **_reading(fields))
        return map(_fields, hits)


def _reading(fields: Sequence[str]) -> dict[str, Any]:
    """What has these fields read, from columns: no document is opened for a hit."""
    return {"stored_fields": "_none_", "docvalue_fields": list(fields)}


def _fields(hit: Mapping[str, Any]) -> Fields:
    return {name: str(values[0]) for name, values in hit.get("fields", {}).items()}
