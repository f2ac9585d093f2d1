"""A place where words stand, with the text around it; how many there are in each document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from indexer.model import BlockKind, Document, Freshness, Span
from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt, excerpt_of
from indexer.quoting.concordance.word_search import WordPlace

__all__ = ["Listing", "Occurrence", "PlaceCounts", "Places", "occurrence_of"]

#: Code points of context on either side of an occurrence.
CONTEXT = 80

#: Blocks that are read by themselves.
_APART = (BlockKind.HEADING, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where the words stand, with text before and behind it; ``marks`` are the words that were looked for, as
    spans of the document (one where they are a phrase)."""

    source: Excerpt
    before: str
    after: str
    marks: tuple[Span, ...]

    @property
    def place(self) -> str:
        """Where it stands, in words: "lines 3–9"."""
        return self.source.place


@as_json.register
def _occurrence_json(found: Occurrence) -> dict[str, object]:
    return {**as_json(found.source), "before": found.before, "after": found.after, "marks": as_json(found.marks)}


@dataclass(frozen=True, slots=True)
class Places:
    """The occurrences of some words, to be gone through once, and what is looked through for them.

    ``generation`` and ``documents`` say in what; ``wanted`` are the words or phrases looked for.
    """

    wanted: tuple[str, ...]
    generation: int
    documents: int
    occurrences: Iterator[Occurrence]


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """How often words stand in each document of a generation, in reading order, without those that lack them.

    ``documents`` is the number of all that were looked through; ``stale`` are those documents with a place that is shown
    whose file has changed or gone since it was indexed.
    """

    generation: int
    documents: int
    by_document: Mapping[str, int]
    stale: Mapping[str, Freshness] = field(default_factory=dict)

    @property
    def occurrences(self) -> int:
        """All places."""
        return sum(self.by_document.values())


@as_json.register
def _counts_json(counts: PlaceCounts) -> dict[str, object]:
    return {
        "generation": counts.generation,
        "documents": counts.documents,
        "occurrences": counts.occurrences,
        "by_document": as_json(counts.by_document),
        "stale": as_json(counts.stale),
    }


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of all places of some words, from number ``skip`` on, and the counts of all of them."""

    wanted: tuple[str, ...]
    counts: PlaceCounts
    skip: int
    places: tuple[Occurrence, ...]

    @property
    def more(self) -> bool:
        """Whether further places follow."""
        return self.counts.occurrences > self.skip + len(self.places)


@as_json.register
def _listing_json(listing: Listing) -> dict[str, object]:
    counts = as_json(listing.counts)
    return {"wanted": as_json(listing.wanted), **counts, "places": as_json(listing.places), "more": listing.more}


def occurrence_of(document: Document, places: Sequence[WordPlace]) -> Occurrence:
    """The words at ``places`` (at least one) of a document, with the text around them."""
    start, end = min(p.start for p in places), max(p.end for p in places)
    text, room = document.text, _room(document, Span(start, end))
    first, last = max(start - CONTEXT, room.start), min(end + CONTEXT, room.end)
    before, after = text[first:start], text[end:last]
    return Occurrence(
        source=excerpt_of(document, Span(start, end)),
        before=_cut(before, from_left=True) if first > room.start else before.lstrip("\r\n"),
        after=_cut(after, from_left=False) if last < room.end else after.rstrip("\r\n"),
        marks=tuple(Span(p.start, p.end) for p in places),
    )


def _room(document: Document, span: Span) -> Span:
    """How far the text around a place may reach: not over a heading, nor out of a heading or a table's row, which would
    run into sentences that are not theirs."""
    blocks = document.blocks
    at = max(bisect_right(blocks, span.start, key=lambda block: block.start) - 1, 0)
    start, end = 0, len(document.text)
    for block in reversed(blocks[: at + 1]):
        if block.kind in _APART:
            start = block.start if span.start < block.end else block.end
        if block.kind in _APART or block.start <= span.start - CONTEXT:
            break
    for block in blocks[at:]:
        if block.kind in _APART and block.end >= span.end:
            end = block.end if block.start < span.end else block.start
        if block.kind in _APART and block.end >= span.end or block.start >= span.end + CONTEXT:
            break
    return Span(min(start, span.start), max(end, span.end))


def _cut(context: str, *, from_left: bool) -> str:
    """Context without the half word where it was cut off."""
    match = regex.search(r"\s", context) if from_left else regex.search(r"\s\S*$", context)
    if match is None:
        return context
    return context[match.end() :] if from_left else context[: match.start()]
