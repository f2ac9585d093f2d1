"""What happens while a corpus is watched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from indexer.model import IndexReport
from indexer.model.as_json import as_json

__all__ = ["WatchEvent", "WatchEventKind"]


class WatchEventKind(StrEnum):
    """WATCHING from now on; RUN: a run was carried out; WAITING: it will be tried again, for others write, say; REFUSED: it
    would take much out of the index, which nobody has said that it may; FAILED: it ended by an error."""

    WATCHING = "watching"
    RUN = "run"
    WAITING = "waiting"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class WatchEvent:
    """``at`` is when, ISO 8601 in UTC; ``text`` says what in words, "" of a run; ``report`` is that of a run; ``unready``
    are the files that were left as they were, as they are still being written (POSIX paths below the corpus)."""

    kind: WatchEventKind
    at: str
    text: str = ""
    report: IndexReport | None = None
    unready: tuple[str, ...] = ()


@as_json.register
def _event_json(event: WatchEvent) -> dict[str, Any]:
    """Of a run, what changed: what did not is as long as the corpus, on each line."""
    rows: dict[str, Any] = {"event": event.kind.value, "at": event.at, "text": event.text}
    if event.report is not None:
        report = event.report
        rows |= {**report.changes._asdict(), "unchanged": len(report.unchanged), "skipped": report.skipped}
        rows |= {"passages": report.passages, "seconds": report.seconds, "generation": report.generation}
        rows |= {"held": report.held, "gate": report.gate, "unasked": report.unasked}
        rows["unready"] = event.unready
    named: dict[str, Any] = as_json(rows)
    return named
