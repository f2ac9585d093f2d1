"""What is said when a cluster gives no answer: what happened, where, and what to do."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import Any

from opensearchpy import exceptions
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from indexer.errors import ClusterRefused

__all__ = ["HostFault", "ClusterBusy", "fault_of", "refusal_of", "refused"]

#: How much of what a server says is repeated, in characters.
_MOST = 300


class HostFault(Exception):
    """One address gave no answer that can be used; another may."""

    def __init__(self, address: str, reason: str, *, reached: bool = True, silent: bool = False) -> None:
        """``reached``: the call may have been carried out; ``silent``: nothing came within the time it had."""
        super().__init__(f"{address}: {reason}")
        self.address, self.reached, self.silent = address, reached, silent


class ClusterBusy(Exception):
    """The cluster answered that it does not do this now (429, 5xx); ``retry_after`` in seconds."""

    def __init__(self, address: str, status: int, kind: str, reason: str, retry_after: float) -> None:
        """``kind`` and ``reason`` as the cluster has them; a proxy before it has none."""
        super().__init__(f"{address}: {kind + ': ' if kind else ''}{reason or 'busy'} ({status})")
        #: Whether nothing can have been done: it was turned away at the door.
        self.at_the_door = status == 429 or (status == 503 and bool(kind))
        self.status, self.retry_after = status, retry_after


def fault_of(address: str, error: exceptions.TransportError, seconds: float) -> HostFault | ClusterRefused:
    """What an error of the client means; it had so many seconds."""
    cause = error.info if isinstance(error.info, Exception) else error
    if isinstance(error, exceptions.SSLError) or isinstance(cause.__cause__, ssl.SSLError):
        return ClusterRefused(_of_tls(address, str(cause)))
    if isinstance(cause, ConnectTimeoutError) and not isinstance(cause, NewConnectionError):
        return HostFault(address, "no connection in time", reached=False, silent=True)
    if isinstance(cause, NewConnectionError):
        return HostFault(address, _why(cause), reached=False)
    if isinstance(error, exceptions.ConnectionTimeout):
        return HostFault(address, f"no answer within {seconds:.3g} s", silent=True)
    return HostFault(address, "the connection broke off")


def _why(cause: Exception) -> str:
    """The system's own words for a connection that never was."""
    said = str(cause.__cause__ or cause)
    return said.rsplit("] ", 1)[-1].lower()[:_MOST]


def _of_tls(address: str, said: str) -> str:
    if "WRONG_VERSION_NUMBER" in said or "RECORD_LAYER_FAILURE" in said:
        return f"{address} does not speak TLS. Perhaps its address begins with http:// (PASSAGEWAY_OPENSEARCH)."
    if "Hostname mismatch" in said or "doesn't match" in said or "IP address mismatch" in said:
        return f"the certificate of {address} is for another name. Use that name in PASSAGEWAY_OPENSEARCH."
    if "certificate verify failed" in said or "CERTIFICATE_VERIFY_FAILED" in said:
        return (
            f"nobody whom this machine trusts vouches for {address}. Name the file of its authority in "
            "PASSAGEWAY_OPENSEARCH_CA."
        )
    if "certificate required" in said.lower().replace("_", " "):
        return f"{address} asks for a certificate. Name yours in PASSAGEWAY_OPENSEARCH_CERTIFICATE."
    return f"no TLS connection with {address} ({said[:_MOST]}). See PASSAGEWAY_OPENSEARCH_CA and _CERTIFICATE."


def refused(address: str, what: str, status: int, body: Mapping[str, Any]) -> ClusterRefused:
    """What an answer that is no success says to a user; ``what`` was asked, as in "GET /_search"."""
    kind, reason = refusal_of(body)
    if status == 401:
        return ClusterRefused(
            f"{address} lets nobody in by this log-in (401). Check PASSAGEWAY_OPENSEARCH_USER and its password."
        )
    if 300 <= status < 400:
        return ClusterRefused(
            f"{address} sends on to another address ({status}), which is not followed. Name that one in "
            "PASSAGEWAY_OPENSEARCH."
        )
    said = f"{kind}: {reason}" if kind else reason
    if status == 403 and kind != "cluster_block_exception":
        return ClusterRefused(
            f"{address} forbids {what} to this user ({said or status}). Give it the right to do that."
        )
    return ClusterRefused(f"{address} refused {what} ({status}{', ' + said if said else ''}).")


def refusal_of(body: Mapping[str, Any]) -> tuple[str, str]:
    """Kind and reason of an answer that is no success, cut to a length; empty where it says none."""
    error = body.get("error", "")
    if not isinstance(error, dict):
        return "", str(error)[:_MOST]
    cause = next(iter(error.get("root_cause") or ()), error)
    return str(error.get("type", ""))[:_MOST], str(cause.get("reason") or error.get("reason") or "")[:_MOST]
