"""Checks, places of words and citations as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.text import Text

from indexer.cli.console import Output, console_of, on_a_line
from indexer.model import Freshness
from indexer.model.excerpts import Excerpt
from indexer.model.index.plurals import counted
from indexer.quoting.checking import IN_A_SOURCE, NAMES, Check, Finding, Item
from indexer.quoting.checking.report import remarks
from indexer.quoting.citations_file import Verified
from indexer.quoting.concordance import Occurrence, PlaceCounts
from indexer.quoting.resolution import Resolved

__all__ = ["show_check", "show_counts", "show_occurrence", "show_verified", "tell_stale"]

#: Code points of a piece that are shown.
_SHOWN = 160

_COLOURS = {
    Finding.ALTERED: "yellow",
    Finding.MISATTRIBUTED: "yellow",
    Finding.CURTAILED: "red",
    Finding.NO_SOURCE: "red",
    Finding.NOT_FOUND: "red",
    Finding.CLOSEST: "dim",
}


def show_check(check: Check, name: str, *, site: str, every: bool) -> None:
    """What is wrong, with line numbers (``every``: what is found, too), then the count of each verdict; links to sources
    where there is a ``site`` that they are on."""
    console = console_of()
    for item in check.items:
        if every or item.verdict not in IN_A_SOURCE or item.is_problem:
            _show_item(check, item, name, site)
    if check.note:
        console.print(f"Of the draft: {check.note}.", style="italic")
    _show_stale(console, check.stale)
    counts = ", ".join(f"{count} {NAMES[verdict]}" for verdict, count in check.counts.items() if count)
    console.print(f"{counts or 'Nothing to check'}.", style="bold")
    console.print(
        f"Compared with {counted(check.documents, 'document')} of generation {check.generation}, {check.seconds:.1f} s",
        style="dim",
    )


def tell_stale(stale: Mapping[str, Freshness]) -> None:
    """Which documents named have changed or gone, on standard error: what is printed is for a program."""
    for document_id, state in stale.items():
        click.echo(on_a_line(f"{document_id}: {state.in_words}"), err=True)


def _show_stale(console: Output, stale: Mapping[str, Freshness]) -> None:
    for document_id, state in stale.items():
        console.print(on_a_line(f"{document_id}: {state.in_words}"), style="bold")


def _show_item(check: Check, item: Item, name: str, site: str) -> None:
    console = console_of()
    verdict = (NAMES[item.verdict], _COLOURS.get(item.verdict, "green"))
    console.print(
        Text.assemble(
            on_a_line(f"{name}:{item.line}: " if item.place == f"line {item.line}" else f"{name}, {item.place}: "),
            verdict,
            on_a_line(f" {item.kind.value}: {_short(item.text)}"),
        )
    )
    if item.source is not None:
        console.print(f"    {_place(item.source)}", style="dim")
        _show_link(console, item.source, site)
        if item.verdict is Finding.CLOSEST:  # of the others, what differs is said
            console.print(on_a_line(f"    says: {_short(item.source.text)}"))
        if check.since(item.source):
            console.print(f"    {check.since(item.source)}", style="bold")
    elif item.verdict is Finding.NO_SOURCE:
        nearest = f"; nearest: {_place(item.nearest[0].source)}" if item.nearest else ""
        console.print(f"    no source has this quotation{nearest}", style="dim")
    for remark in remarks(item):
        console.print(on_a_line(f"    {remark}"))


def _show_link(console: Output, source: Excerpt, site: str) -> None:
    if site:
        console.print(f"    {site}{source.link}", style="dim")


def _place(source: Excerpt) -> str:
    section = f", {' › '.join(source.headings)}" if source.headings else ""
    return on_a_line(f"{source.document_id}, {source.place}{section}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def show_occurrence(found: Occurrence, site: str) -> None:
    """A place with its context on one line, at once; below it the link, where there is a ``site`` that it is on."""
    before, after = _on_a_line(found.before), _on_a_line(found.after)
    words = (_on_a_line(found.source.text), "bold yellow")
    shown = console_of()
    marked = words if shown.is_terminal else f"»{words[0]}«"
    spaces = [
        " " if beside and edge.isspace() else ""
        for beside, edge in ((before, found.before[-1:]), (after, found.after[:1]))
    ]
    shown.print(Text.assemble(f"{_place(found.source)}: ", before, spaces[0], marked, spaces[1], after))
    _show_link(shown, found.source, site)


def _on_a_line(text: str) -> str:
    return on_a_line(" ".join(text.split()))


def show_counts(wanted: Sequence[str], counts: PlaceCounts) -> None:
    """How often each document has the words; that none has them, where none does."""
    console = console_of()
    for document_id, count in counts.by_document.items():
        console.print(on_a_line(f"{count:6}  {document_id}"), style="dim")
    _show_stale(console, counts.stale)
    searched = f"{counted(counts.documents, 'document')} of generation {counts.generation}"
    words = " … ".join(f"“{phrase}”" for phrase in wanted)
    if counts.by_document:
        found = f"{counted(counts.occurrences, 'place')} in {len(counts.by_document):,}"
        console.print(f"{words}: {found} of {searched}.", style="bold")
    else:
        filtered = "" if counts.documents else ", as none is of those that were asked for"
        console.print(f"{words}: nowhere in {searched}{filtered}.", style="bold")


def show_verified(found: Sequence[Verified], file: Path, updated: int) -> None:
    """Each citation that is not exact with what has become of it, files that have changed, then the count of each."""
    console = console_of()
    for verified in found:
        status = verified.resolution.status
        if status is not Resolved.EXACT:
            console.print(
                on_a_line(
                    f"{file}:{verified.citation.number}: {status.value}: {_short(verified.citation.selector.quote)}"
                )
            )
            console.print(on_a_line(f"    {_become(verified)}"), style="dim")
    counts = {status: sum(v.resolution.status is status for v in found) for status in Resolved}
    _show_stale(console, dict(sorted(pair for v in found for pair in v.resolution.stale.items())))
    summary = ", ".join(f"{count} {status.value}" for status, count in counts.items() if count) or "No citations"
    written = f"; {counted(updated, 'line')} updated" if updated else ""
    console.print(f"{summary}{written}.", style="bold")


def _become(verified: Verified) -> str:
    """Where the words of a citation are now, in words."""
    found = verified.resolution
    if found.mark is not None:
        return f"now {_place(found.mark)} [{found.mark.start}, {found.mark.end})"
    if found.near is not None:
        return f"{_place(found.near)} says: {_short(found.near.text)}{_elsewhere(found.elsewhere)}"
    if len(found.places) == 1:
        return f"{_place(found.places[0])} has these words, but other words around them"
    if found.places:
        return f"found {len(found.places)} times in {found.selector.document_id}"
    if not found.document_found:
        return f"no document is called {found.selector.document_id} now{_elsewhere(found.elsewhere)}"
    if not (found.selector.quote or found.quoted):
        return "nothing says which words it had: it has none, and the text that it counts in is no longer kept"
    return f"nothing like it is in {found.selector.document_id}{_elsewhere(found.elsewhere)}"


def _elsewhere(places: Sequence[Excerpt]) -> str:
    return f"; the words are in {', '.join(map(_place, places))}" if places else ""
