"""A document as it is read: part by part where it is long, with its outline, its places, and what the address marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from indexer.model import BlockKind, Document, Span
from indexer.model.excerpts import Excerpt

__all__ = ["DocumentParts", "Highlight", "OutlineHeading", "outline_of", "parts_of", "span_of"]

#: A document longer than this, in code points, is shown in parts of about this size.
PART = 60_000

#: Headings in an outline, at most; of a longer one, deeper levels are left out.
_OUTLINE = 150

_SPAN = re.compile(r"(\d{1,12})-(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Highlight:
    """What a reader came for, set apart on the page; ``passage_id`` where it is just a passage."""

    excerpt: Excerpt
    passage_id: str | None = None

    @property
    def span(self) -> Span:
        """Its span in the document."""
        return Span(self.excerpt.start, self.excerpt.end)


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """The parts of a document, and which of them, from 0, is shown."""

    spans: tuple[Span, ...]
    number: int

    @property
    def shown(self) -> Span:
        """The part that is shown."""
        return self.spans[self.number]

    def holding(self, offset: int) -> int:
        """The number of the part that an offset lies in."""
        return max(bisect_right([span.start for span in self.spans], offset) - 1, 0)


def parts_of(document: Document, *, number: int | None = None, at: int = 0) -> DocumentParts:
    """The document's parts; shown is that of this ``number`` (from 0), else the one that holds the offset ``at``."""
    borders = [0, *_borders(document), len(document.text)]
    spans = tuple(Span(a, b) for a, b in zip(borders, borders[1:], strict=False))
    parts = DocumentParts(spans, 0)
    chosen = parts.holding(at) if number is None else min(max(number, 0), len(spans) - 1)
    return DocumentParts(spans, chosen)


def _borders(document: Document) -> list[int]:
    """Where parts after the first begin: at a heading, where one comes in time, else at a block; at a table's row only
    where the part is too long without, and within a block only where that alone is."""
    borders: list[int] = []
    begun = 0
    for block in document.blocks:
        room = PART / 2 if block.kind is BlockKind.HEADING else PART
        has_room = block.start - begun < room or block.kind is BlockKind.TABLE_ROW
        if not has_room or (block.start > begun and block.end - begun > 2 * PART):
            borders.append(block.start)
            begun = block.start
        while block.end - begun > 2 * PART:
            begun = _gap(document.text, max(begun, block.start) + PART, block.end)
            borders.append(begun)
    return [border for border in dict.fromkeys(borders) if 0 < border < len(document.text)]


def _gap(text: str, at: int, end: int) -> int:
    """The first word's beginning from ``at`` on, ``at`` itself where none comes soon."""
    found = re.compile(r"\s(?=\S)").search(text, at, min(at + 1000, end))
    return found.end() if found else at


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """A heading of a document: its text, its depth from 1, where it begins, and the part that it is in."""

    text: str
    level: int
    start: int
    part: int


def outline_of(document: Document, parts: DocumentParts) -> tuple[OutlineHeading, ...]:
    """The headings of a document, its deeper ones left out where there are too many; none where there is but one."""
    headings = [b for b in document.blocks if b.kind is BlockKind.HEADING and not b.furniture]
    deepest = 6
    while deepest > 1 and sum(block.level <= deepest for block in headings) > _OUTLINE:
        deepest -= 1
    kept = [block for block in headings if block.level <= deepest]
    if len(kept) < 2:
        return ()
    top = min(max(block.level, 1) for block in kept)
    return tuple(
        OutlineHeading(
            " ".join(document.text[block.start : block.end].split()),
            max(block.level, 1) - top + 1,
            block.start,
            parts.holding(block.start),
        )
        for block in kept
    )


def span_of(at: str, document: Document) -> Span | None:
    """The span that "12-40" names in a document's text; None where it names none."""
    found = _SPAN.fullmatch(at)
    span = Span(int(found[1]), int(found[2])) if found else Span(0, 0)
    return span if span.start < span.end <= len(document.text) else None
