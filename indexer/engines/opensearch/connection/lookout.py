"""Who in a cluster is silent, and who is back.

A node that is stopped or cut off keeps its sockets: nobody is told, and the cluster itself takes some thirty seconds
to give it up. Until then each question that asks a part of the index on it waits, whichever node it is sent to. So
nodes are asked whether they are there as soon as one question takes long, and those that do not say so are avoided
(``preference``).
"""

from __future__ import annotations

import logging
from contextlib import suppress
from threading import Event, Lock, Thread
from time import monotonic

from indexer.engines.opensearch.connection.call_failures import ClusterBusy, HostFault
from indexer.engines.opensearch.connection.cluster_hosts import ClusterHosts
from indexer.engines.opensearch.connection.host_calls import ClusterCall, ClusterHost
from indexer.errors import ClusterRefused

__all__ = ["Lookout"]

_log = logging.getLogger("passageway")

#: Seconds within which an address, and a node that another asks, say that they are there; those between two looks.
_SAYING_SO = 0.5
_NODES_SAYING_SO = 0.8
_BETWEEN = 1.0


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

    def look(self, suspect: ClusterHost) -> None:
        """Finds out whether this address, or any node, is silent; one look serves all who ask for it at the same time."""
        asked = monotonic()
        with self._lock:
            if self._looked < asked - _SAYING_SO:
                self._ask(suspect)
                self._ask_nodes()
                self._looked = monotonic()
        self._keep_watch()

    def note(self, host: ClusterHost, fault: HostFault) -> None:
        """This address gave no answer. Others are asked until it does; but who was silent may have waited for others."""
        if fault.silent:
            self.look(host)
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

    def _ask(self, host: ClusterHost) -> None:
        try:
            host.send(ClusterCall("GET", "/"), _SAYING_SO)
        except HostFault as fault:
            self._put_aside(host, fault)
        except (ClusterBusy, ClusterRefused):
            self._hosts.take_back(host)  # it says no, but it speaks
        else:
            self._hosts.take_back(host)

    def _ask_nodes(self) -> None:
        """Notes which nodes say that they are there, if any does not."""
        wanted = {"timeout": f"{int(_NODES_SAYING_SO * 1000)}ms", "filter_path": "_nodes,nodes.*.name"}
        with suppress(HostFault, ClusterBusy, ClusterRefused):
            reply = self._hosts.choose().send(ClusterCall("GET", "/_nodes/http", params=wanted), _NODES_SAYING_SO * 2)
            nodes = reply.body.get("nodes", {})
            silent = bool(reply.body.get("_nodes", {}).get("failed"))
            if silent != bool(self._there):
                _log.warning("a node of the cluster is silent and avoided" if silent else "all nodes answer again")
            self._there = tuple(sorted(nodes)) if silent else ()

    def _keep_watch(self) -> None:
        with self._watch_lock:
            if self._watch is None and not self._closed.is_set() and self._all_is_not_well():
                self._watch = Thread(target=self._watching, name="passageway: silent nodes", daemon=True)
                self._watch.start()

    def _all_is_not_well(self) -> bool:
        return bool(self._there or self._hosts.aside())

    def _watching(self) -> None:
        while not self._closed.wait(_BETWEEN):
            for host in self._hosts.aside():
                self._ask(host)
            if self._there:
                self._ask_nodes()
            with self._watch_lock:
                if not self._all_is_not_well():
                    self._watch = None
                    return
