"""The calls to a cluster, by what may be done with them when no answer comes."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from threading import Lock
from time import monotonic, sleep
from typing import Any

from indexer.engines.opensearch.connection.cluster_hosts import ClusterHosts
from indexer.engines.opensearch.connection.host_calls import CHANGE_PATIENCE, ClusterCall, Repeat, Reply
from indexer.engines.opensearch.connection.lookout import Lookout
from indexer.engines.opensearch.connection.shards import whole
from indexer.engines.opensearch.connection.tries import Tries
from indexer.errors import ClusterRefused, ClusterUnavailable
from indexer.settings import Settings

__all__ = ["ClusterConnection"]

#: Seconds that a change of the cluster may take, all tries together: a node that is gone is given up within some thirty.
CHANGING = 120.0
#: Seconds between two tries to have the answer of all parts of an index.
_BETWEEN_PARTS = 0.5
#: The oldest version that has all that is used (points in time).
_OLDEST = (2, 4)

Body = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class ClusterConnection:
    """Speaks with the cluster of the settings, for many threads at once. Nothing is opened before the first call.

    All calls raise ClusterRefused where somebody has to change something, ClusterUnavailable where it cannot be done
    now. ``path`` begins with a slash, its parts are quoted by whoever makes it; a body is a JSON object, or several,
    each on a line of its own; ``allow`` names statuses beside 2xx that are answers, as 404 is to "is it there?";
    other keywords are parameters of the address.
    """

    def __init__(self, settings: Settings) -> None:
        """Raises SettingsError where log-in or certificates cannot be used."""
        self.seconds = settings.opensearch_seconds
        self._hosts = ClusterHosts(settings)
        self._lookout = Lookout(self._hosts)
        self._checking = Lock()
        self._version: tuple[int, ...] = ()

    def ask(self, method: str, path: str, body: Body = None, *, allow: Collection[int] = (), **params: object) -> Reply:
        """Reads what any node knows, and changes nothing: asked again, of another node, until the time for a question is
        over. What parts of an index answer is asked by ``look_up``, or it waits for nodes that are silent."""
        return self._answer(method, path, body, allow, params, self.seconds)

    def look_up(self, path: str, body: Body = None, *, allow: Collection[int] = (), **params: object) -> dict[str, Any]:
        """Asks parts of an index (_search, _msearch, _mget, _count, _doc): past nodes that are silent, and all parts
        or none.

        Of ``_msearch`` the body is lines by twos, the first of each with an "index". Raises ClusterUnavailable where
        any part of the index does not answer.
        """
        method = "GET" if body is None else "POST"
        partial = {"allow_partial_search_results": False} if path.endswith("/_search") else {}
        until = monotonic() + self.seconds
        while True:
            left = max(until - monotonic(), 0.1)
            reply = self._answer(method, path, body, allow, partial | params, left, spread=True)
            try:
                return reply.body if reply.status >= 300 else whole(reply.body, path, allow)
            except ClusterUnavailable:  # who has just died may have a copy elsewhere
                if monotonic() + _BETWEEN_PARTS > until:
                    raise
                sleep(_BETWEEN_PARTS)

    def open_point(self, indices: str, keep: str) -> str:
        """The id of a new point in time of all parts of these indices, which the cluster keeps for so long ("5m")."""
        path = f"/{indices}/_search/point_in_time"
        params = {"keep_alive": keep, "allow_partial_pit_creation": False}
        reply = self._answer("POST", path, None, (), params, self.seconds, spread=True)
        return str(whole(reply.body, path)["pit_id"])

    def search_at_point(self, body: Mapping[str, Any]) -> Reply:
        """A search in a point in time that its body names; status 404 where the cluster does not have it any more.

        Raises ClusterUnavailable where a part does not answer, and as soon as a node is found to be silent.
        """
        params = {"allow_partial_search_results": False}
        reply = self._answer("POST", "/_search", body, (404,), params, self.seconds, bound=True)
        return reply if reply.status == 404 else Reply(reply.status, whole(reply.body, "/_search"))

    def change(
        self,
        method: str,
        path: str,
        body: Body = None,
        *,
        allow: Collection[int] = (),
        seconds: float = CHANGING,
        **params: object,
    ) -> Reply:
        """Changes what may be changed twice with the same outcome: an index made or deleted, aliases, a document by its id.

        Raises ClusterUnavailable also where not every node has said that it knows: the change may yet be made.
        """
        reply = self._answer(method, path, body, allow, params, seconds, patience=CHANGE_PATIENCE)
        if reply.body.get("acknowledged") is False:
            raise ClusterUnavailable(f"not every node of the cluster knows yet of {method} {path}; it may yet be done.")
        return reply

    def write_once(self, method: str, path: str, body: Body, *, allow: Collection[int] = (), **params: object) -> Reply:
        """Writes on a condition (``if_seq_no``, ``op_type=create``): sent again only where it surely was not carried out.

        Raises WriteUncertain where only reading tells whether it was.
        """
        return self._answer(
            method, path, body, allow, params, CHANGING, repeat=Repeat.UNLESS_DONE, patience=CHANGE_PATIENCE
        )

    def send_lines(self, path: str, lines: bytes, seconds: float = CHANGING, *, allow: Collection[int] = ()) -> Reply:
        """Sends what is JSON line by line already, and may be sent twice (``_bulk`` by ids)."""
        self.version()
        call = ClusterCall("POST", path, lines, {}, frozenset(allow), seconds, patience=CHANGE_PATIENCE, lines=True)
        return Tries(call, self._hosts, self._lookout).answer()

    def version(self) -> tuple[int, ...]:
        """The version of OpenSearch that answers; raises ClusterRefused where it is another product, or too old."""
        with self._checking:
            if not self._version:
                call = ClusterCall("GET", "/", seconds=self.seconds)
                self._version = _checked(Tries(call, self._hosts, self._lookout).answer().body, self.in_words())
            return self._version

    def in_words(self) -> str:
        """Where the cluster is, for a message: its addresses, and nothing by which to log in."""
        return self._hosts.in_words()

    def close(self) -> None:
        """Closes all connections; a later call opens them again."""
        self._lookout.close()
        self._hosts.close()

    def _answer(
        self,
        method: str,
        path: str,
        body: Body,
        allow: Collection[int],
        params: Mapping[str, object],
        seconds: float,
        **how: Any,
    ) -> Reply:
        self.version()
        data, lines = _encoded(body)
        words = {name: _word(value) for name, value in params.items()}
        call = ClusterCall(method, path, data, words, frozenset(allow), seconds, lines=lines, **how)
        return Tries(call, self._hosts, self._lookout).answer()


def _encoded(body: Body) -> tuple[bytes | None, bool]:
    """A body as it is sent, and whether it is JSON line by line."""
    if body is None or isinstance(body, Mapping):
        return (None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")), False
    return b"".join(
        json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" for line in body
    ), True


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _checked(said: Mapping[str, Any], where: str) -> tuple[int, ...]:
    version = said.get("version")
    version = version if isinstance(version, dict) else {}
    number = str(version.get("number", ""))
    if version.get("distribution") != "opensearch":
        raise ClusterRefused(
            f"what answers at {where} is no OpenSearch{f', but of version {number}' if number else ''}."
        )
    parts = tuple(int(part) for part in number.split("-")[0].split(".") if part.isdigit())
    if parts < _OLDEST:
        raise ClusterRefused(f"the cluster at {where} is OpenSearch {number}; 2.4 or newer is needed, 2.19 is tried.")
    return parts
