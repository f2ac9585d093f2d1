"""One search over all partitions of a generation, and all that fits a query; a part that does not answer is an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from indexer.engines.opensearch.connection import ClusterConnection, all_hits

__all__ = ["PartitionSearch"]

Hit = dict[str, Any]


class PartitionSearch:
    """Asks the partitions of one generation, which are named: no alias that a run may swap is resolved again."""

    def __init__(self, connection: ClusterConnection, partitions: Sequence[str]) -> None:
        self._connection, self._partitions = connection, list(dict.fromkeys(partitions))

    def best(self, query: Mapping[str, Any], size: int, source: Sequence[str], **more: Any) -> list[Hit]:
        """The best ``size`` hits, by frequencies of terms in all partitions together.

        The names of many partitions are longer than an address may be; they stand in a line before the query.
        """
        where = {
            "index": self._partitions,
            "search_type": "dfs_query_then_fetch",
            "allow_partial_search_results": False,
        }
        what = {"query": query, "size": size, "_source": list(source) or False, "track_total_hits": False, **more}
        answer = self._connection.look_up("/_msearch", [where, what])
        hits: list[Hit] = answer["responses"][0]["hits"]["hits"]
        return hits

    def all(self, query: Mapping[str, Any], by: str, source: Sequence[str]) -> Iterator[Hit]:
        """All hits in order of the keyword ``by``, which no two share, streamed."""
        return all_hits(
            self._connection, ",".join(self._partitions), query, [{by: "asc"}], _source=list(source) or False
        )
