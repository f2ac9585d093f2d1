"""All that fits a query, in order, streamed: of an index as it was when the first was read, or of what does not change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from indexer.engines.opensearch.connection.cluster_connection import ClusterConnection
from indexer.errors import ClusterProblem, ClusterUnavailable

__all__ = ["all_hits", "one_search", "unchanging_hits"]

#: How long the cluster keeps a point in time between two batches.
_KEEP = "5m"
#: How often in a row points in time may be lost before that is an error.
_MOST_LOST = 5


def all_hits(
    connection: ClusterConnection,
    indices: str,
    query: Mapping[str, Any],
    sort: Sequence[Mapping[str, Any]],
    *,
    size: int = 1000,
    **more: Any,
) -> Iterator[dict[str, Any]]:
    """Every hit, fetched ``size`` at a time; ``more`` is what else a search may say (``_source``, ``docvalue_fields``).

    ``sort`` must tell any two documents apart: where a node is lost, and with it a part of the point in time, another
    point in time is opened and read on behind the last hit. That is right for what does not change, as a generation
    does not. Raises ClusterUnavailable rather than leave out any part.
    """
    search = {"query": query, "sort": sort, "size": size, "track_total_hits": False, **more}
    lost = 0
    while True:
        try:
            for hit in _of_one_point(connection, indices, search):
                yield hit
                search["search_after"], lost = hit["sort"], 0
        except _PointLost as reason:
            lost += 1
            if lost >= _MOST_LOST:
                raise ClusterUnavailable(str(reason)) from None
        else:
            return


def unchanging_hits(
    connection: ClusterConnection,
    indices: Sequence[str],
    query: Mapping[str, Any],
    sort: Sequence[Mapping[str, Any]],
    *,
    size: int = 1000,
    **more: Any,
) -> Iterator[dict[str, Any]]:
    """The same of indices that nobody writes to, as many as there may be: each search goes on behind the last hit, with no
    point in time to be opened, kept and closed, and any copy answers. ``sort`` must tell any two documents apart."""
    search: dict[str, Any] = {"query": query, "sort": sort, "size": size, "track_total_hits": False, **more}
    while True:
        hits = one_search(connection, indices, search)["hits"]["hits"]
        yield from hits
        if len(hits) < size:
            return
        search["search_after"] = hits[-1]["sort"]


def one_search(
    connection: ClusterConnection, indices: Sequence[str], search: Mapping[str, Any], **how: str
) -> dict[str, Any]:
    """The answer to one search. The names of many indices are longer than an address may be; they stand in a line before
    it."""
    where = {"index": list(dict.fromkeys(indices)), "allow_partial_search_results": False, **how}
    answer: dict[str, Any] = connection.look_up("/_msearch", [where, search])["responses"][0]
    return answer


class _PointLost(Exception):
    """The cluster does not have all parts of a point in time any more."""


def _of_one_point(connection: ClusterConnection, indices: str, search: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a search finds in one point in time; raises _PointLost where that cannot be read to its end."""
    point = connection.open_point(indices, _KEEP)
    try:
        while True:
            answer = _searched(connection, {**search, "pit": {"id": point, "keep_alive": _KEEP}})
            point, hits = answer.get("pit_id", point), answer["hits"]["hits"]
            yield from hits
            if len(hits) < search["size"]:
                return
            search = {**search, "search_after": hits[-1]["sort"]}
    finally:
        with suppress(ClusterProblem):  # the cluster drops it by itself, later
            connection.ask("DELETE", "/_search/point_in_time", {"pit_id": [point]}, allow=(404,))


def _searched(connection: ClusterConnection, search: Mapping[str, Any]) -> dict[str, Any]:
    try:
        reply = connection.search_at_point(search)
    except ClusterUnavailable as error:
        raise _PointLost(str(error)) from None
    if reply.status == 404:
        raise _PointLost("the cluster does not have a part of its point in time any more")
    return reply.body
