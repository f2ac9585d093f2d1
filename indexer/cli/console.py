"""Printing: rich on a terminal, plain text in a pipe; progress bars."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from indexer.model import Progress

__all__ = ["console_of", "fail", "progress_bar", "say", "show_table"]

_STAGES = {
    "read": "Reading",
    "index": "Indexing",
    "encode": "Encoding",
    "calibrate": "Calibrating",
    "publish": "Publishing",
    "ask": "Asking",
    "verify": "Verifying",
    "sources": "Sources",
    "compare": "Comparing",
}


#: Columns for a table in a pipe, where there is no screen to fit.
_PIPE_WIDTH = 200


def console_of(*, stderr: bool = False) -> Console:
    """A console on the stream as it is now; a pipe gets lines that are never wrapped."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _PIPE_WIDTH
    return Console(file=stream, width=width, highlight=False, soft_wrap=not stream.isatty(), emoji=False, markup=False)


def say(text: str) -> None:
    """Prints a line at once."""
    console_of().print(text)
    sys.stdout.flush()


def fail(text: str) -> None:
    """Prints an error."""
    console_of(stderr=True).print(f"passageway: {text}", style="red")


@contextmanager
def progress_bar(*, shown: bool) -> Iterator[Progress]:
    """A callback that draws progress bars on standard error, where that is a terminal and they are to be shown."""
    console = console_of(stderr=True) if shown else None
    if console is None or not console.is_terminal:
        yield lambda stage, done, total: None
        return
    from rich import progress

    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description:11}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=console) as bars:
        tasks: dict[str, progress.TaskID] = {}

        def report(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def show_table(rows: Mapping[str, object]) -> None:
    """Names and values: in columns on a terminal, else one a line."""
    if not sys.stdout.isatty():
        for name, value in rows.items():
            console_of().print(f"{name}: {value}")
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in rows.items():
        table.add_row(Text(name, style="dim"), Text(str(value)))
    console_of().print(table)
