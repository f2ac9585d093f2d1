"""Is this server really meant? A check of the Host header, against other sites whose name is made to point here.

A page of a foreign site can have its own name resolve to 127.0.0.1 (DNS rebinding), and would then read a server on this
machine as if it were its own. Its requests still carry its name as their Host.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address

__all__ = ["Hosts", "is_loopback", "name_of"]

_LOCAL = frozenset({"localhost"})


class Hosts:
    """The names that a server answers to: loopback ones always, and those of ``allowed`` ("*" for all)."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(name.lower().rstrip(".") for name in allowed)

    def admits(self, host: str) -> bool:
        """Whether a Host header, which may have a port, names this server."""
        name = name_of(host)
        return "*" in self._allowed or name in self._allowed or is_loopback(name)


def is_loopback(name: str) -> bool:
    """Whether a host name or address always is this machine."""
    if name.lower().rstrip(".") in _LOCAL:
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def name_of(host: str) -> str:
    """The name in a Host header, without its port: that of "[::1]:80" is "[::1]"."""
    name, colon, port = host.rpartition(":")
    named = name if colon and (port.isdecimal() or not port) else host
    return named.lower().rstrip(".")
