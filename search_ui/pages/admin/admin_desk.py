"""What the pages for admins share: the index's runs, who carries them out, and what is served, where there is something."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore

from flask import Response, current_app

from indexer.engines.opening import open_jobs
from indexer.errors import IndexMissing, IndexProblem
from indexer.indexing.jobs import JobProcesses
from indexer.messages import sentence
from indexer.model import Status
from indexer.settings import Settings
from search_ui.request.shared import searcher

__all__ = ["AGENT", "AdminDesk", "Served", "admin_desk", "attachment", "served"]

#: What started a run, as its record says.
AGENT = "page"

#: Streams of events at once: each keeps one of the server's threads, and who asks questions needs them, too.
_STREAMS = 2


class AdminDesk:
    """The index of ``settings`` as its admin's pages work with it; ``local``: the server listens on this machine only."""

    def __init__(self, settings: Settings, *, local: bool) -> None:
        self.settings = settings
        self.local = local
        self.jobs = open_jobs(settings)
        self.processes = JobProcesses(settings)
        self.streams = BoundedSemaphore(_STREAMS)


@dataclass(frozen=True, slots=True)
class Served:
    """What is served, or why nothing is; ``is_missing``: as nothing was ever indexed."""

    status: Status | None
    fault: str = ""
    is_missing: bool = False


def served() -> Served:
    """What is served now. Unlike to all others, an index that cannot be used is no error to an admin, but what is wrong."""
    try:
        return Served(searcher().status())
    except IndexProblem as error:
        return Served(None, sentence(str(error)), isinstance(error, IndexMissing))


def attachment(text: str, media_type: str, name: str) -> Response:
    """Bytes to be kept, never shown as a page of this site; what UTF-8 cannot carry, nobody has typed."""
    raw = text.encode("utf-8", "replace")
    return Response(raw, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def admin_desk() -> AdminDesk:
    """The AdminDesk of the running application."""
    desk: AdminDesk = current_app.extensions["passageway.admin"]
    return desk
