"""The addresses of a cluster: which of them answer, and which is asked next."""

from __future__ import annotations

from collections.abc import Collection
from threading import Lock

from indexer.engines.opensearch.connection.host_calls import ClusterHost
from indexer.settings import Settings

__all__ = ["ClusterHosts"]


class ClusterHosts:
    """They are asked in turn; who gave no answer is put aside until it is known to answer again."""

    def __init__(self, settings: Settings) -> None:
        self._hosts = [ClusterHost(address, settings) for address in dict.fromkeys(settings.opensearch)]
        self._lock = Lock()
        self._next = 0
        self._aside: set[str] = set()

    def choose(self, but: Collection[str] = ()) -> ClusterHost:
        """The next in turn that answers, none of the addresses ``but`` if there is another; where none answers, any."""
        with self._lock:
            turn = [self._hosts[(self._next + n) % len(self._hosts)] for n in range(len(self._hosts))]
            self._next += 1
            return min(turn, key=lambda host: (host.address in self._aside, host.address in but))  # the first of equals

    def all(self) -> list[ClusterHost]:
        """All of them."""
        return list(self._hosts)

    def named(self, address: str) -> ClusterHost:
        """The one with this address."""
        return next(host for host in self._hosts if host.address == address)

    def all_are(self, addresses: Collection[str]) -> bool:
        """Whether there is no other address than these."""
        return all(host.address in addresses for host in self._hosts)

    def put_aside(self, host: ClusterHost) -> None:
        """It gave no answer: others are asked."""
        with self._lock:
            self._aside.add(host.address)

    def take_back(self, host: ClusterHost) -> None:
        """It answers again."""
        with self._lock:
            self._aside.discard(host.address)

    def aside(self) -> list[ClusterHost]:
        """Those that gave no answer when they were asked last."""
        with self._lock:
            return [host for host in self._hosts if host.address in self._aside]

    def in_words(self) -> str:
        """The addresses, for a message."""
        return ", ".join(host.address for host in self._hosts)

    def close(self) -> None:
        """Closes all connections."""
        for host in self._hosts:
            host.close()
