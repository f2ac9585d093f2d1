"""A document as it is read: part by part where it is long, with its outline, its places, and what the address marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.model import Block, BlockKind, Document, Span
from indexer.model.excerpts import Excerpt

__all__ = [
    "DocumentParts",
    "Highlight",
    "OutlineHeading",
    "depths_of",
    "outline_of",
    "parts_of",
    "section_at",
    "span_of",
]

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
    """A heading of a document: its text, its depth from 1 (at most one more than that of the heading before), where it
    begins, the part that it is in, and whether that part, which is shown, is in its chapter."""

    text: str
    level: int
    start: int
    part: int
    current: bool


def outline_of(document: Document, parts: DocumentParts) -> tuple[OutlineHeading, ...]:
    """The headings of a document; none where there is but one. Where there are too many, those of deeper levels are left
    out, but for the chapters that the part shown is in."""
    headings = [b for b in document.blocks if b.kind is BlockKind.HEADING and not b.furniture]
    deepest = 6
    while deepest > 1 and sum(block.level <= deepest for block in headings) > _OUTLINE:
        deepest -= 1
    chapter = _chapter(headings, deepest, parts.shown)
    open_ = [block for block in headings if chapter.start <= block.start < chapter.end][:_OUTLINE]
    kept = [block for block in headings if block.level <= deepest or block in open_]
    if len(kept) < 2:
        return ()
    depths = depths_of(kept)
    return tuple(
        OutlineHeading(
            _heading_text(document, block),
            depths[block.start],
            block.start,
            parts.holding(block.start),
            chapter.start <= block.start < chapter.end,
        )
        for block in kept
    )


def depths_of(blocks: Iterable[Block]) -> dict[int, int]:
    """How many headings among ``blocks`` each one stands below, itself included, by where it begins: at most one more than
    that of the heading before. Other blocks are passed over."""
    above: list[int] = []
    depths = {}
    for heading in blocks:
        if heading.kind is not BlockKind.HEADING:
            continue
        level = max(heading.level, 1)
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        depths[heading.start] = len(above)
    return depths


def _chapter(headings: Sequence[Block], deepest: int, shown: Span) -> Span:
    """The chapters, by headings down to a level, that a part touches."""
    starts = [block.start for block in headings if block.level <= deepest]
    first, last = bisect_right(starts, shown.start), bisect_left(starts, shown.end)
    return Span(starts[first - 1] if first else 0, starts[last] if last < len(starts) else max(shown.end, 1))


def section_at(document: Document, offset: int) -> str:
    """The heading that an offset stands below; "" where it stands below none."""
    blocks = document.blocks
    for at in range(bisect_right(blocks, offset, key=lambda block: block.start) - 1, -1, -1):
        if blocks[at].kind is BlockKind.HEADING and not blocks[at].furniture:
            return _heading_text(document, blocks[at])
    return ""


def _heading_text(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start : block.end].split())


def span_of(at: str, document: Document) -> Span | None:
    """The span that "12-40" names in a document's text; None where it names none."""
    found = _SPAN.fullmatch(at)
    span = Span(int(found[1]), int(found[2])) if found else Span(0, 0)
    return span if span.start < span.end <= len(document.text) else None
