"""What happens while a corpus is watched, as a person reads it: a line each."""

from __future__ import annotations

from datetime import datetime

from indexer.cli.console import say
from indexer.indexing.watching.events import WatchEvent, WatchEventKind
from indexer.model import IndexReport
from indexer.model.index.plurals import counted

__all__ = ["show_event"]


def show_event(event: WatchEvent) -> None:
    """Prints it at once, with the time of this place."""
    at = datetime.fromisoformat(event.at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    kind = "" if event.kind in (WatchEventKind.RUN, WatchEventKind.WATCHING) else f"{event.kind}: "
    waiting = f"; {len(event.unready):,} still being written" if event.unready else ""
    say(f"{at} {kind}{_run_in_words(event.report) if event.report else event.text}{waiting}")


def _run_in_words(report: IndexReport) -> str:
    counts = [f"{len(ids):,} {name}" for name, ids in report.changes._asdict().items() if ids]
    if report.emptied:
        counts.append(f"{report.emptied:,} out of the index, as nothing in it can be read any more")
    if not (counts or report.newly_skipped):
        counts.append("nothing had changed")
    if report.skipped:
        counts.append(f"{len(report.skipped):,} skipped")
    done = ", ".join(counts)
    if report.held and report.gate is not None:
        gate = report.gate
        fall = f"{gate.measure} falls from {gate.before:.3f} to {gate.after:.3f}"
        done += f"; held back, as {fall} (passageway questions score)"
    elif report.unasked:
        done += (
            f"; held back, as the saved questions could not be asked: {report.unasked.rstrip('.')} (passageway publish)"
        )
    return f"generation {report.generation}: {done}; {counted(report.passages, 'passage')}, {report.seconds:.1f} s"
