"""Whether an answer is that of a whole index: a part that is missing is an error, never a shorter list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from indexer.engines.opensearch.connection.call_failures import refusal_of
from indexer.errors import ClusterRefused, ClusterUnavailable

__all__ = ["whole"]


_NO_INDEX = "index_not_found_exception"


def whole(body: dict[str, Any], path: str, allow: Collection[int] = ()) -> dict[str, Any]:
    """The answer itself, of ``_search`` and its kin; raises ClusterUnavailable where parts of the index did not give
    theirs. Where 404 is allowed, a document of an index that is not there is one that is not found."""
    for one in (*body.get("responses", ()), *body.get("docs", ())):
        if not (404 in allow and refusal_of(one)[0] == _NO_INDEX):
            _check_error(one, path)
            _check(one, path)
    _check(body, path)
    return body


def _check_error(one: Mapping[str, Any], path: str) -> None:
    """Each answer of ``_msearch`` and ``_mget`` may be an error of its own; the latter has no status."""
    if "error" not in one:
        return
    kind, reason = refusal_of(one)
    if int(one.get("status", 503)) in (429, 500, 503) and kind != _NO_INDEX:
        raise ClusterUnavailable(f"the cluster could not answer {path} ({kind}: {reason}).")
    raise ClusterRefused(f"the cluster refused {path} ({kind}: {reason}).")


def _check(answer: Mapping[str, Any], path: str) -> None:
    if answer.get("timed_out"):
        raise ClusterUnavailable(
            f"the cluster did not finish {path} in time; its answer would have been of a part of the index."
        )
    shards = answer.get("_shards") or {}
    failed = int(shards.get("failed", 0))
    if failed or int(shards.get("successful", 0)) < int(shards.get("total", 0)):
        reasons = [str((one.get("reason") or {}).get("reason", "")) for one in shards.get("failures", ())]
        said = next(filter(None, reasons), "no reason is given")
        raise ClusterUnavailable(
            f"{failed or 'some'} of {shards.get('total')} parts of the index did not answer {path} ({said[:300]}); "
            "nothing is shown rather than a part."
        )
