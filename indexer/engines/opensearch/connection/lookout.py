"""Who in a cluster is silent, and who is back.

A node that is stopped or cut off keeps its sockets: nobody is told, and the cluster itself takes some thirty seconds
to give it up. Until then each question that asks a part of the index on it waits, whichever node it is sent to. So
nodes are asked whether they are there as soon as one question takes long, and those that do not say so are avoided
(``preference``).
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, Thread
from time import monotonic
from typing import NamedTuple

from indexer.engines.opensearch.connection.call_failures import ClusterBusy, HostFault
from indexer.engines.opensearch.connection.cluster_hosts import ClusterHosts
from indexer.engines.opensearch.connection.host_calls import ClusterCall, ClusterHost
from indexer.errors import ClusterRefused

__all__ = ["Lookout"]

_log = logging.getLogger("passageway")

#: Seconds within which an address answers that is there, and those between two looks. Nodes have half a second to say to
#: each other that they are.
_SAYING_SO = 0.9
_BETWEEN = 1.0
_WHO_IS_THERE = ClusterCall("GET", "/_nodes/http", params={"timeout": "500ms", "filter_path": "_nodes,nodes.*.name"})


class _SeenNodes(NamedTuple):
    """The ids of the nodes that said that they are there, and whether others did not."""

    there: tuple[str, ...]
    failed: bool


class Lookout:
    """Looks when it is asked to, and goes on by itself, once a second, for as long as anybody is silent."""

    def __init__(self, hosts: ClusterHosts) -> None:
        self._hosts = hosts
        self._lock = Lock()
        self._looked = -_BETWEEN
        self._there: tuple[str, ...] = ()
        self._watch: Thread | None = None
        self._watch_lock = Lock()
        self._closed = Event()

    @property
    def preference(self) -> str:
        """What keeps a search from nodes that are silent; empty where none is."""
        there = self._there
        return f"_prefer_nodes:{','.join(there)}" if there else ""

    def look(self) -> None:
        """Finds out which addresses and nodes are silent; one look serves all who ask for it at the same time."""
        asked = monotonic()
        with self._lock:
            if self._looked < asked - _SAYING_SO:
                self._ask_all()
                self._looked = monotonic()
        self._keep_watch()

    def note(self, host: ClusterHost, fault: HostFault) -> None:
        """This address gave no answer. Others are asked until it does; but who was silent may have waited for others."""
        if fault.silent:
            self.look()
        else:
            self._put_aside(host, fault)

    def _put_aside(self, host: ClusterHost, why: HostFault) -> None:
        if host not in self._hosts.aside():
            _log.warning("%s; it is asked again when it answers", why)
        self._hosts.put_aside(host)
        self._keep_watch()

    def close(self) -> None:
        """Ends the watch."""
        self._closed.set()

    def _ask_all(self) -> None:
        """Asks every address at the same time which nodes say that they are there: whoever sees most of them knows best,
        and who sees fewer is itself cut off from the others, and waits for them as long as it is asked anything."""
        hosts = self._hosts.all()
        with ThreadPoolExecutor(len(hosts), "passageway: who is there") as asking:
            seen = {host: nodes for host, nodes in zip(hosts, asking.map(self._ask, hosts), strict=True) if nodes}
        if not seen:
            return
        best = max(seen.values(), key=lambda nodes: len(nodes.there))
        for host, nodes in seen.items():
            if len(nodes.there) < len(best.there):
                why = f"reaches {len(nodes.there)} of {len(best.there)} nodes"
                self._put_aside(host, HostFault(host.address, why))
            else:
                self._hosts.take_back(host)
        self._note_nodes(best)

    def _ask(self, host: ClusterHost) -> _SeenNodes | None:
        """What this address says of the nodes; None where it says nothing of them."""
        try:
            reply = host.send(_WHO_IS_THERE, _SAYING_SO)
        except HostFault as fault:
            self._put_aside(host, fault)
            return None
        except (ClusterBusy, ClusterRefused):
            self._hosts.take_back(host)  # it says no, but it speaks
            return None
        failed = bool(reply.body.get("_nodes", {}).get("failed"))
        return _SeenNodes(tuple(sorted(reply.body.get("nodes", {}))), failed)

    def _note_nodes(self, seen: _SeenNodes) -> None:
        if seen.failed != bool(self._there):
            _log.warning("a node of the cluster is silent and avoided" if seen.failed else "all nodes answer again")
        self._there = seen.there if seen.failed else ()

    def _keep_watch(self) -> None:
        with self._watch_lock:
            if self._watch is None and not self._closed.is_set() and self._all_is_not_well():
                self._watch = Thread(target=self._watching, name="passageway: silent nodes", daemon=True)
                self._watch.start()

    def _all_is_not_well(self) -> bool:
        return bool(self._there or self._hosts.aside())

    def _watching(self) -> None:
        while not self._closed.wait(_BETWEEN):
            self._ask_all()
            with self._watch_lock:
                if not self._all_is_not_well():
                    self._watch = None
                    return
