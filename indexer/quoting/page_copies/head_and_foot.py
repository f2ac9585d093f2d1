"""The heads and feet of a document's pages: which of them stand where a page turns, and which lines have their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from indexer.model import Block, Document
from indexer.text.wording import Stream, occurrences

__all__ = ["at_turn", "furniture_at", "furniture_near", "is_furniture", "lines_of", "page_at"]

#: Code points around a stretch in which a page's head and foot stand, where the file has no pages.
_PAGE = 4000
#: Marks between a quotation's last word and the end of its block, at most.
_MARKS_AT_END = 6


def lines_of(texts: Sequence[str]) -> list[Stream]:
    """The texts and, of each, its lines."""
    return [Stream.of(line) for text in texts for line in (text, *text.splitlines())]


def is_furniture(line: Stream, known: Sequence[Stream], *, begins: bool, ends: bool) -> bool:
    """Whether a line has the words of one of the known: all of them or, where it begins or ends the quotation, a part."""
    for text in known:
        for first, last in occurrences(line, text):
            if (first == 0 or begins) and (last == len(text.chars) or ends):
                return True
    return False


def furniture_at(document: Document, before: int | None, behind: int | None) -> list[Block]:
    """The furniture that a copy may have between two offsets of a document, of which one may be unknown: what stands
    between their blocks, and of each page that begins there its head and the foot of the one before it."""
    blocks = document.blocks
    low = before - 1 if before is not None else (behind or 0)
    high = behind if behind is not None else low
    first, last = (bisect_right(blocks, place, key=lambda block: block.start) - 1 for place in (low, high))
    reach = _MARKS_AT_END if before is None or behind is None else 0
    turns = [
        p.page for b in (blocks[first], blocks[last]) for p in b.page_starts if low - reach <= p.offset <= high + reach
    ]
    found = [block for turn in turns for block in at_turn(document, turn)]
    if first < last:
        ended, begun = page_at(blocks[first], low), page_at(blocks[last], high)
        new = at_turn(document, begun) if begun == ended + 1 else []
        return [*found, *new, *(block for block in blocks[first + 1 : last] if block.furniture)]
    if behind is None and blocks[first].end - low <= _MARKS_AT_END:
        page = page_at(blocks[first], low)
        later = next((block for block in blocks[first + 1 :] if not block.furniture), None)
        if later is None or not page or page_at(later, later.start) > page:
            found += _of_page(blocks, page) if page else takewhile(lambda b: b.furniture, blocks[first + 1 :])
    if before is None and high - blocks[first].start < _MARKS_AT_END:
        page = page_at(blocks[first], high)
        earlier = next((block for block in blocks[:first][::-1] if not block.furniture), None)
        found += at_turn(document, page) if earlier is None or page_at(earlier, earlier.end - 1) < page else []
    return found


def page_at(block: Block, place: int) -> int:
    """The page that a place of a block is on; 0 where the file has none."""
    pages = block.place_at(place).pages
    return pages.first if pages else 0


def at_turn(document: Document, page: int) -> list[Block]:
    """The furniture of the page before this one, and this one's, but for a number at the end of it: that of its foot."""
    own = _of_page(document.blocks, page)
    if own and any(map(str.isnumeric, document.text[own[-1].start : own[-1].end])):
        own.pop()
    return [*_of_page(document.blocks, page - 1), *own]


def _of_page(blocks: Sequence[Block], page: int) -> list[Block]:
    return [block for block in blocks if block.furniture and page > 0 and page_at(block, block.start) == page]


def furniture_near(document: Document, low: int, high: int) -> list[Block]:
    """The furniture of the pages that a stretch touches, wherever a reader puts it; without pages, what stands near."""
    touched = [block for block in document.blocks if block.start < high and block.end > low and not block.furniture]
    first, last = (page_at(touched[0], low), page_at(touched[-1], high)) if touched else (0, 0)
    if first:
        return [b for b in document.blocks if b.furniture and first - 1 <= page_at(b, b.start) <= last + 1]
    return [b for b in document.blocks if b.furniture and low - _PAGE < b.end and b.start < high + _PAGE]
