"""Many documents, written at the pace that the cluster keeps.

A cluster that is behind turns items away (429); they are sent again after a wait that doubles, and nothing else is
sent meanwhile. Every item names its id, so that sending it twice does no harm: what was lost on the way is repeated
without asking.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from random import random
from time import monotonic, sleep
from typing import Any, Literal, NamedTuple

from indexer.engines.opensearch.connection.call_failures import refusal_of
from indexer.engines.opensearch.connection.cluster_connection import ClusterConnection
from indexer.errors import ClusterRefused, ClusterUnavailable

__all__ = ["BulkCounts", "BulkItem", "write_all"]

#: A request is of so many bytes or items at most, whichever is reached first; an item that is larger goes alone.
MOST_BYTES = 4 * 1024 * 1024
MOST_ITEMS = 2000
#: Seconds without any progress after which a cluster is given up, and the first and longest wait for it.
NO_PROGRESS = 180.0
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 10.0
#: What is written is there, or was: an item that is created and stands there already, or is deleted and is gone.
_DONE = {"index": (200, 201), "create": (201, 409), "delete": (200, 404)}
#: What another try may mend: too busy, or the node that has the part of the index has just gone.
_AGAIN = (429, 500, 502, 503, 504)
_TOO_LARGE = 413


class BulkItem(NamedTuple):
    """What is done with the document ``id`` of the index ``into``: written (over what stands there), created, or
    deleted."""

    action: Literal["index", "create", "delete"]
    into: str
    id: str
    source: Mapping[str, Any] | None = None


class BulkCounts(NamedTuple):
    """How many were written (or created, or deleted), how many needed nothing (they stood there, or were gone)."""

    done: int = 0
    needless: int = 0


class _Line(NamedTuple):
    item: BulkItem
    data: bytes


def write_all(
    connection: ClusterConnection,
    items: Iterable[BulkItem],
    *,
    most_bytes: int = MOST_BYTES,
    no_progress: float = NO_PROGRESS,
) -> BulkCounts:
    """Carries out all items, in batches, one batch at a time; of two for the same id in one batch the later one counts.

    Raises ClusterRefused where the cluster will not have one of them, and ClusterUnavailable where it has taken none for
    ``no_progress`` seconds. What was written until then stays.
    """
    total = BulkCounts()
    for batch in _batches(items, most_bytes):
        counts = _written(connection, batch, no_progress)
        total = BulkCounts(total.done + counts.done, total.needless + counts.needless)
    return total


def _batches(items: Iterable[BulkItem], most_bytes: int) -> Iterator[list[_Line]]:
    batch: list[_Line] = []
    size = 0
    for item in items:
        line = _Line(item, _encoded(item))
        if batch and (size + len(line.data) > most_bytes or len(batch) >= MOST_ITEMS):
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += len(line.data)
    if batch:
        yield batch


def _encoded(item: BulkItem) -> bytes:
    parts: list[Mapping[str, Any]] = [{item.action: {"_index": item.into, "_id": item.id}}]
    if item.action != "delete":
        parts.append(item.source or {})
    return b"".join(json.dumps(part, ensure_ascii=False).encode("utf-8") + b"\n" for part in parts)


def _written(connection: ClusterConnection, batch: list[_Line], no_progress: float) -> BulkCounts:
    counts, wait, until = BulkCounts(), _FIRST_WAIT, monotonic() + no_progress
    while True:
        reply = connection.send_lines(
            "/_bulk", b"".join(line.data for line in batch), max(until - monotonic(), 1), allow=(_TOO_LARGE,)
        )
        if reply.status == _TOO_LARGE:
            return _in_halves(connection, batch, no_progress, counts)
        again, reason, now = _left_over(batch, reply.body)
        counts = BulkCounts(counts.done + now.done, counts.needless + now.needless)
        if not again:
            return counts
        if len(again) < len(batch):
            wait, until = _FIRST_WAIT, monotonic() + no_progress
        elif monotonic() + wait > until:
            raise ClusterUnavailable(
                f"the cluster has taken nothing for {no_progress:.0f} s ({reason}). What was published is unchanged.",
                30,
            )
        batch = again
        sleep(wait * (0.75 + random() / 2))
        wait = min(wait * 2, _LONGEST_WAIT)


def _in_halves(connection: ClusterConnection, batch: list[_Line], no_progress: float, counts: BulkCounts) -> BulkCounts:
    """A batch that is too large for the cluster, or for a proxy before it."""
    if len(batch) == 1:
        (line,) = batch
        raise ClusterRefused(
            f"the cluster takes no document as large as {line.item.id} of {line.item.into} ({len(line.data):,} bytes). "
            "Raise its http.max_content_length, or that of the proxy before it."
        )
    for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :]):
        more = _written(connection, half, no_progress)
        counts = BulkCounts(counts.done + more.done, counts.needless + more.needless)
    return counts


def _left_over(batch: list[_Line], body: Mapping[str, Any]) -> tuple[list[_Line], str, BulkCounts]:
    """The items that are to be sent again, why, and how many of the others were carried out."""
    answers = body.get("items")
    if not isinstance(answers, list) or len(answers) != len(batch):
        raise ClusterUnavailable(
            "the cluster did not say what became of each document of a batch; nothing is taken for granted."
        )
    again: list[_Line] = []
    reason, done, needless = "", 0, 0
    for line, answer in zip(batch, answers, strict=True):
        said = answer.get(line.item.action, {})
        status = int(said.get("status", 500))
        if status in _DONE[line.item.action]:
            done, needless = done + (status < 300), needless + (status > 300)
        elif status in _AGAIN:
            again.append(line)
            reason = ": ".join(filter(None, refusal_of(said))) or str(status)
        else:
            kind, why = refusal_of(said)
            raise ClusterRefused(
                f"the cluster will not have {line.item.id} in {line.item.into} ({status}, {kind}: {why})."
            )
    return again, reason, BulkCounts(done, needless)
