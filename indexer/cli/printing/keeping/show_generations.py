"""What a person reads of generations, and of what differs between two of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime

from indexer.cli.advice import advised
from indexer.cli.console import Output, console_of, on_a_line
from indexer.cli.printing.keeping.show_index import show_names
from indexer.indexing.lifecycle import DocumentDifference, PassageChange
from indexer.model import DocumentChanges, GenerationState, KeptGeneration, Passage, Span
from indexer.model.index.moves import moved_folders
from indexer.model.index.plurals import counted
from indexer.model.index.reports import without_moved

__all__ = ["show_changes", "show_document", "show_generations", "show_served"]

#: Documents of one kind that are named; --json lists all.
_NAMED = 50

_COLUMNS = ("generation", "state", "published", "documents", "passages", "search files", "its run")


def show_generations(kept: Sequence[KeptGeneration]) -> None:
    """A line for each, in columns on a terminal."""
    lines = [
        (str(g.number), _state(g), _when(g), f"{g.documents:,}", f"{g.passages:,}", _size(g), _run(g)) for g in kept
    ]
    if not sys.stdout.isatty():
        for line in (_COLUMNS, *lines):
            console_of().print("\t".join(line))
        return
    from rich.table import Table

    table = Table(*_COLUMNS, box=None, padding=(0, 2, 0, 0), header_style="dim")
    for line in lines:
        table.add_row(*line)
    console_of().print(table)


def _state(generation: KeptGeneration) -> str:
    if generation.state is GenerationState.HELD:
        return "waits to be published"
    return generation.state if generation.fits else f"{generation.state}, made with other settings"


def _when(generation: KeptGeneration) -> str:
    when = generation.published or generation.created
    said = datetime.fromisoformat(when).astimezone().isoformat(" ", "minutes") if when else "not known"
    return f"(made {said})" if generation.state is GenerationState.HELD else said


def _size(generation: KeptGeneration) -> str:
    return f"{generation.bytes / 1e6:,.1f} MB"


def _run(generation: KeptGeneration) -> str:
    counts = {name: getattr(generation, name) for name in ("added", "updated", "removed", "moved", "skipped")}
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "no document changed"


def show_served(generation: KeptGeneration) -> None:
    """What is served from now on."""
    console_of().print(
        f"Generation {generation.number} is served: {counted(generation.documents, 'document')}, "
        f"{counted(generation.passages, 'passage')}.",
        style="bold",
    )


def show_changes(changes: DocumentChanges) -> None:
    """Which documents differ; what has moved is neither added nor removed."""
    console = console_of()
    console.print(f"From generation {changes.old} to {changes.new}:", style="bold")
    counts = []
    show_names(console, "moved", [move.in_words for move in moved_folders(changes.moved)], _NAMED)
    for name in ("added", "updated", "removed"):
        names = without_moved(getattr(changes, name), changes.moved)
        counts.append(f"{len(names):,} {name}")
        show_names(console, name, names, _NAMED)
    counts += [f"{len(changes.moved):,} moved"] * bool(changes.moved)
    console.print(", ".join(counts))
    if changes.updated:
        console.print(advised("Passage by passage: passageway changes DOCUMENT"), style="dim")


def show_document(difference: DocumentDifference) -> None:
    """The passages of a document that differ, with the words that do: -[gone]- and +[new]+."""
    console = console_of()
    console.print(on_a_line(f"{difference.title} ({difference.id})"), style="bold")
    for change in difference.passages:
        if not change.same:
            _show_change(console, change)
    same = sum(change.same for change in difference.passages)
    if same:
        console.print(
            f"\n{same:,} {'passage is as it was' if same == 1 else 'passages are as they were'}.", style="dim"
        )


def _show_change(console: Output, change: PassageChange) -> None:
    for passage, sign, spans in ((change.before, "-", change.removed), (change.after, "+", change.added)):
        if passage is not None:
            place = on_a_line(" › ".join((*passage.headings, passage.place)))
            console.print(f"\n{sign} {place}", style="dim")
            for line in _marked(passage, sign, spans).splitlines():
                console.print(on_a_line(f"{sign} {line.expandtabs(4)}"), style="red" if sign == "-" else "green")


def _marked(passage: Passage, sign: str, spans: Sequence[Span]) -> str:
    text, reached, parts = passage.text, 0, []
    for start, end in spans:
        parts += [text[reached:start], f"{sign}[{text[start:end]}]{sign}"]
        reached = end
    return "".join(parts) + text[reached:]
