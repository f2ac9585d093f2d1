"""One call to one address of a cluster."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from opensearchpy import Urllib3HttpConnection
from opensearchpy.exceptions import TransportError
from urllib3.util import Timeout

from indexer.engines.opensearch.connection.call_failures import ClusterBusy, HostFault, fault_of, refusal_of, refused
from indexer.engines.opensearch.connection.credentials import log_in, tls
from indexer.settings import Settings

__all__ = ["ClusterCall", "ClusterHost", "Repeat", "Reply"]

#: The longest wait for a connection, in seconds: a machine that is there answers at once.
CONNECTING = 2.0
#: Answers of a cluster, or of a proxy before it, that another try may turn into better ones.
_BUSY = (429, 500, 502, 503, 504)
#: Seconds after which silence is looked into: of a question, and of a change, which takes longer where a cluster is busy.
QUESTION_PATIENCE, CHANGE_PATIENCE = 0.7, 5.0
#: How many connections to one address are kept.
_KEPT = 20


class Repeat(Enum):
    """When a call may be sent once more: ALWAYS, or UNLESS_DONE: where the first was surely not carried out."""

    ALWAYS = "always"
    UNLESS_DONE = "unless done"


class Reply(NamedTuple):
    """What the cluster answered: an HTTP status, and the JSON object that came with it."""

    status: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClusterCall:
    """What is asked of a cluster. ``allow``: statuses beside 2xx that are answers; ``seconds``: for all tries
    together; ``patience``: seconds after which silence is looked into; ``spread``: it asks parts of an index,
    so that silent nodes can be avoided; ``bound``: it asks parts on nodes that were chosen before, so that it is in
    vain where one of them is silent; ``lines``: its body is JSON line by line."""

    method: str
    path: str
    body: bytes | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    allow: frozenset[int] = frozenset()
    seconds: float = 20
    repeat: Repeat = Repeat.ALWAYS
    patience: float = QUESTION_PATIENCE
    spread: bool = False
    bound: bool = False
    lines: bool = False

    def avoiding_silence(self, preference: str) -> ClusterCall:
        """The same call to nodes that are not silent; ``preference`` as OpenSearch has it, nothing where all answer.

        ``_msearch`` has it in the line before each search, all others in the address.
        """
        if not self.spread or not preference:
            return self
        if not self.lines:
            return replace(self, params={**self.params, "preference": preference})
        lines = (self.body or b"").split(b"\n")
        lines[:-1:2] = [b'{"preference":"%s",%s' % (preference.encode(), line[1:]) for line in lines[:-1:2]]
        return replace(self, body=b"\n".join(lines))

    @property
    def what(self) -> str:
        """What it asks, in a few words: "GET /_search"."""
        return f"{self.method} {self.path if len(self.path) <= 120 else self.path[:117] + '…'}"


class _QuietConnection(Urllib3HttpConnection):
    """The client's connection, which logs neither addresses nor bodies: what fails is said once, by us."""

    def log_request_fail(self, *_: Any, **__: Any) -> None:
        """Nothing."""

    def log_request_success(self, *_: Any, **__: Any) -> None:
        """Nothing."""


class ClusterHost:
    """One address of a cluster."""

    def __init__(self, address: str, settings: Settings) -> None:
        """Opens nothing yet; raises SettingsError where log-in or certificates cannot be read."""
        parts = urlsplit(address)
        secure = parts.scheme == "https"
        default = 443 if secure else 80
        port = parts.port or default
        name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        #: As it is named in messages.
        self.address = f"{parts.scheme}://{name}{'' if port == default else f':{port}'}{parts.path.rstrip('/')}"
        self._connection = _QuietConnection(
            parts.hostname or "",
            port,
            http_auth=log_in(settings),
            use_ssl=secure,
            ssl_context=tls(settings) if secure else None,
            url_prefix=parts.path,
            pool_maxsize=_KEPT,
        )

    def send(self, call: ClusterCall, seconds: float) -> Reply:
        """The answer, within so many seconds; raises HostFault, ClusterBusy, or ClusterRefused where no other try helps."""
        began = monotonic()
        timeout: Any = Timeout(connect=min(CONNECTING, seconds), read=seconds)
        headers = {"content-type": "application/x-ndjson"} if call.lines else {}
        try:
            status, answered, text = self._connection.perform_request(
                call.method, call.path, call.params, call.body, timeout=timeout, ignore=range(1000), headers=headers
            )
        except TransportError as error:
            raise fault_of(self.address, error, max(monotonic() - began, 0.001)) from None
        return self._judged(call, status, answered, text)

    def _judged(self, call: ClusterCall, status: int, answered: Mapping[str, str], text: str) -> Reply:
        body = _object(text)
        if status in _BUSY and status not in call.allow:
            raise ClusterBusy(self.address, status, *refusal_of(body), _retry_after(answered))
        if not 200 <= status < 300 and status not in call.allow:
            raise refused(self.address, call.what, status, body)
        if not body and text.strip() not in ("", "{}"):
            raise HostFault(self.address, "what answers there speaks no JSON, as OpenSearch does")
        return Reply(status, body)

    def close(self) -> None:
        """Closes its connections."""
        self._connection.close()


def _object(text: str) -> dict[str, Any]:
    """The JSON object that a text is; empty where it is none."""
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _retry_after(answered: Mapping[str, str]) -> float:
    """In how many seconds the server says that another try is worth while, at most an hour; 0 where it does not say."""
    said = str(answered.get("retry-after", "")).strip()
    return min(float(said), 3600) if said.isascii() and said.isdigit() else 0
