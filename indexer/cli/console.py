"""Printing: rich on a terminal, plain text in a pipe; progress bars."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from indexer.cli.advice import advised

if TYPE_CHECKING:
    from rich.console import Console

    from indexer.model import Progress

__all__ = ["Output", "console_of", "fail", "on_a_line", "progress_bar", "say", "show_table"]

_STAGES = {
    "look": "Looking for changes",
    "read": "Reading",
    "index": "Indexing",
    "suggest": "Collecting suggestions",
    "encode": "Encoding",
    "fetch": "Fetching",
    "calibrate": "Calibrating",
    "calibrate by meaning": "Calibrating by meaning",
    "publish": "Publishing",
    "ask": "Asking",
    "verify": "Verifying",
    "sources": "Sources",
    "compare": "Comparing",
    "copy": "Copying",
    "back up": "Writing MiB",
    "prove": "Proving",
    "check": "Checking MiB",
    "unpack": "Unpacking MiB",
    "restore": "Restoring",
}


#: Columns for a table in a pipe, where there is no screen to fit.
_PIPE_WIDTH = 200

#: What ends a line or steers a terminal (control characters, ECMA-48), has parts of a line read backwards
#: (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing), or stands for bytes that are not UTF-8.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

#: What makes rich take a pipe for a terminal.
_FORCING = ("FORCE_COLOR", "TTY_COMPATIBLE")


class Output(Protocol):
    """What commands print on: rich's Console, or something like it."""

    @property
    def is_terminal(self) -> bool:
        """Whether colours and movements of the cursor mean anything there."""

    def print(self, *values: Any, style: str | None = None) -> None:
        """Prints a line or more: texts, and whatever else rich can draw."""


class PlainOutput:
    """What rich's Console prints on a pipe, for which rich need not be imported where there are only plain texts."""

    is_terminal = False

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def print(self, *values: Any, style: str | None = None) -> None:
        """See Output."""
        if len(values) <= 1 and all(isinstance(value, str) and _is_plain(value) for value in values):
            self._stream.write(f"{''.join(values)}\n")
        else:
            _rich(self._stream).print(*values, style=style)


def _is_plain(text: str) -> bool:
    """Whether rich prints a text as it is: without what it leaves out, widens or, in long lines, strips."""
    if text.isascii() and text.isprintable():
        return len(text) <= _PIPE_WIDTH or not text[-1].isspace()
    odd = any(character < " " and character != "\n" for character in text)
    return not odd and not any(len(line) > _PIPE_WIDTH and line[-1].isspace() for line in text.split("\n"))


def console_of(*, stderr: bool = False) -> Output:
    """A console on the stream as it is now; a pipe gets lines that are never wrapped."""
    stream = sys.stderr if stderr else sys.stdout
    return _rich(stream) if stream.isatty() or any(map(os.environ.get, _FORCING)) else PlainOutput(stream)


def _rich(stream: TextIO) -> Console:
    from rich.console import Console

    width = None if stream.isatty() else _PIPE_WIDTH
    return Console(file=stream, width=width, highlight=False, soft_wrap=not stream.isatty(), emoji=False, markup=False)


def on_a_line(text: str) -> str:
    """What is safe to print as a line, whatever the names in it are: what would end it, steer the terminal or reverse parts
    of it is shown as Python would write it (a newline as \\n)."""
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def say(text: str) -> None:
    """Prints a line at once."""
    console_of().print(on_a_line(text))
    sys.stdout.flush()


def fail(text: str) -> None:
    """Prints an error, on one line; commands that it advises name the index that was named."""
    console_of(stderr=True).print(on_a_line(f"passageway: {advised(text)}"), style="red")


@contextmanager
def progress_bar(*, shown: bool) -> Iterator[Progress]:
    """A callback that draws progress bars on standard error, where that is a terminal and they are to be shown."""
    if not shown or not console_of(stderr=True).is_terminal:
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
    with progress.Progress(*columns, console=_rich(sys.stderr)) as bars:
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
            console_of().print(on_a_line(f"{name}: {value}"))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in rows.items():
        table.add_row(Text(name, style="dim"), Text(on_a_line(str(value))))
    console_of().print(table)
