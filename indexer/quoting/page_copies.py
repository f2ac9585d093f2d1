"""Words copied off a page: numbers of notes on the line or lost, running heads and page numbers in between.

A source has a note's number raised (``text.wording.raised_notes``) and a page's furniture apart from the sentence that runs
over it. A copy has them where the page has them. Both are compared as they would be without: what is taken out of a
quotation is a whole line of it that this very document has as furniture at that turn of a page, never a word of a line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import regex

from indexer.model import Block, Document, Span
from indexer.text.wording import (
    FormKind,
    Stream,
    forms_between,
    has_notes,
    marked,
    occurrences,
    with_plain_notes,
    without_notes,
)
from indexer.text.wording.regions import characters

__all__ = ["PageCopy", "page_copy"]

#: Code points around a stretch that are looked at, too: a needle's ends, and what touches it.
_AROUND = 400
#: Code points around it in which a page's head and foot stand.
_PAGE = 4000
#: Marks between a quotation's last word and the end of its block, at most.
_MARKS_AT_END = 6

_LINE = regex.compile(r"[^\r\n]+")
_ENDS_A_LINE = regex.compile(r"\d+[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class PageCopy:
    """Where in a document the words stand that were copied off its page, and in what form they differ."""

    span: Span
    form: tuple[FormKind, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the quotation and the source, both as long as they are: ``kinds`` is what was read away."""

    quote: str
    source: str
    kinds: tuple[FormKind, ...]


def page_copy(
    document: Document, stream: Stream, quote: str, stretch: tuple[int, int], *, furniture: bool
) -> PageCopy | None:
    """The place of ``quote`` in a stretch (bytes of the folded text) of a document with its stream, where it stands there
    but for what a copy of a page has otherwise; None where it does not.

    ``furniture`` says whether lines of the quotation may be those of a page's head or foot.
    """
    first, last = characters(stream, *stretch)
    if first >= len(stream.starts):
        return None
    last = min(last, len(stream.starts)) - 1
    window = Span(
        max(int(stream.starts[first]) - _AROUND, 0), min(int(stream.starts[last]) + _AROUND, len(document.text))
    )
    for reading in _readings(document, quote, *window, furniture=furniture):
        found = _found(document, reading, quote, window)
        if found is not None:
            return found
    return None


def _found(document: Document, reading: _Reading, quote: str, window: Span) -> PageCopy | None:
    """The first place of a reading in a window of the document, of whose ends nothing is known."""
    markup = Stream.has_markup(quote)
    ours, theirs = Stream.of(reading.quote, markup=markup), Stream.of(reading.source, markup=markup)
    edge = _AROUND // 4
    for first, last in occurrences(ours, theirs):
        span = marked(theirs, first, last)
        found = Span(window.start + span.start, window.start + span.end)
        inside = (not window.start or found.start >= window.start + edge) and (
            window.end == len(document.text) or found.end <= window.end - edge
        )
        starts = [window.start + start for start in theirs.starts[first:last].tolist()]
        places = _Places(ours.starts.tolist(), starts)
        fits = inside and _notes_fit(ours, theirs, first, document.text[slice(*window)])
        if fits and _furniture_fits(document, reading, quote, places):
            return PageCopy(found, (*forms_between(ours, theirs, first), *reading.kinds))
    return None


def _readings(document: Document, quote: str, low: int, high: int, *, furniture: bool) -> Iterator[_Reading]:
    """The ways to read, the plainest first; none where there is nothing to read away."""
    window = document.text[low:high]
    sources: list[tuple[str, tuple[FormKind, ...]]] = [(window, ())]
    if has_notes(window):
        changed = (edit(window, document=document.text) for edit in (with_plain_notes, without_notes))
        sources += [(text, (FormKind.NOTE_NUMBER,)) for text in changed if text != window]
    yield from (_Reading(quote, text, kinds) for text, kinds in sources[1:])
    blocks = _furniture_near(document, low, high) if furniture else []
    drafted = _without_furniture(quote, [document.text[b.start : b.end] for b in blocks])
    inside = [(max(b.start - low, 0), min(b.end, high) - low) for b in blocks if b.end > low and b.start < high]
    if drafted != quote or inside:
        for text, kinds in sources:
            yield _Reading(drafted, _blanked(text, inside), (*kinds, FormKind.PAGE_FURNITURE))


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + regex.sub(r"\S", " ", text[start:end]) + text[end:]
    return text


def _without_furniture(quote: str, furniture: Sequence[str]) -> str:
    """The quotation, as long as it was, without the lines that are furniture; at its ends a part of such a line, too."""
    lines = [found.span() for found in _LINE.finditer(quote)]
    if len(lines) < 2 or not furniture:
        return quote
    known = _lines_of(furniture)
    taken = [
        span
        for at, span in enumerate(lines)
        if _is_furniture(Stream.of(quote[slice(*span)]), known, begins=at == 0, ends=at == len(lines) - 1)
    ]
    return _blanked(quote, taken)


def _lines_of(texts: Sequence[str]) -> list[Stream]:
    return [Stream.of(line) for text in texts for line in (text, *text.splitlines())]


def _is_furniture(line: Stream, known: Sequence[Stream], *, begins: bool, ends: bool) -> bool:
    """Whether a line has the words of one of the known: all of them or, at an end of the quotation, a
    part."""
    for text in known:
        for first, last in occurrences(line, text):
            if (first == 0 or begins) and (last == len(text.chars) or ends):
                return True
    return False


def _notes_fit(ours: Stream, theirs: Stream, first: int, source: str) -> bool:
    """Whether each number that the source has raised follows its word at once in the quotation, or ends a line there:
    "rose to level 4" is not "rose to level⁴"."""
    for at, place in enumerate(theirs.starts[first : first + len(ours.chars)].tolist()):
        if theirs.text[place] != source[place] and not _is_copied(ours.text, int(ours.starts[at]), source[place - 1]):
            return False
    return True


def _is_copied(quote: str, start: int, before: str) -> bool:
    """Whether a figure of the quotation stands as in a copy of a note's number, behind ``before`` in the source."""
    if before == "\n":  # the number of the note itself, which begins a line
        return not quote[:start].rstrip(" \t") or quote[:start].rstrip(" \t")[-1] in "\r\n"
    if not start:
        return False
    return not quote[start - 1].isspace() or _ENDS_A_LINE.match(quote, start) is not None


def _furniture_fits(document: Document, reading: _Reading, quote: str, places: _Places) -> bool:
    """Whether each line that was read away is one of the page's head or foot at the very place where it stands: the number
    of another page, or this one in the middle of a page, is a number that the source does not have there."""
    if reading.quote == quote:
        return True
    lines = [found.span() for found in _LINE.finditer(quote)]
    for at, (start, end) in enumerate(lines):
        if not reading.quote[start:end].strip() and quote[start:end].strip():
            blocks = _furniture_at(document, *places.around(start))
            texts = [document.text[block.start : block.end] for block in blocks]
            line, known = Stream.of(quote[start:end]), _lines_of(texts)
            if not _is_furniture(line, known, begins=at == 0, ends=at == len(lines) - 1):
                return False
    return True


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the characters of a quotation stand in a document: their offsets in both."""

    ours: Sequence[int]
    theirs: Sequence[int]

    def around(self, offset: int) -> tuple[int | None, int | None]:
        """Where in the document the words before an offset of the quotation end, and those behind it begin."""
        at = bisect_left(self.ours, offset)
        return (self.theirs[at - 1] + 1 if at else None), (self.theirs[at] if at < len(self.theirs) else None)


def _furniture_at(document: Document, before: int | None, behind: int | None) -> list[Block]:
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
    found = [block for turn in turns for block in _at_turn(document, turn)]
    if first < last:
        ended, begun = _page(blocks[first], low), _page(blocks[last], high)
        new = _at_turn(document, begun) if begun == ended + 1 else []
        return [*found, *new, *(block for block in blocks[first + 1 : last] if block.furniture)]
    if behind is None and blocks[first].end - low <= _MARKS_AT_END:
        page = _page(blocks[first], low)
        later = next((block for block in blocks[first + 1 :] if not block.furniture), None)
        if later is None or not page or _page(later, later.start) > page:
            found += _of_page(blocks, page) if page else takewhile(lambda b: b.furniture, blocks[first + 1 :])
    if before is None and high - blocks[first].start < _MARKS_AT_END:
        page = _page(blocks[first], high)
        earlier = next((block for block in blocks[:first][::-1] if not block.furniture), None)
        found += _at_turn(document, page) if earlier is None or _page(earlier, earlier.end - 1) < page else []
    return found


def _page(block: Block, place: int) -> int:
    """The page that a place of a block is on; 0 where the file has none."""
    pages = block.place_at(place).pages
    return pages.first if pages else 0


def _at_turn(document: Document, page: int) -> list[Block]:
    """The furniture of the page before this one, and this one's, but for a number at the end of it: that of its foot."""
    own = _of_page(document.blocks, page)
    if own and any(map(str.isnumeric, document.text[own[-1].start : own[-1].end])):
        own.pop()
    return [*_of_page(document.blocks, page - 1), *own]


def _of_page(blocks: Sequence[Block], page: int) -> list[Block]:
    return [block for block in blocks if block.furniture and page > 0 and _page(block, block.start) == page]


def _furniture_near(document: Document, low: int, high: int) -> list[Block]:
    """The furniture of the pages that a stretch touches, wherever a reader puts it; without pages, what stands near."""
    touched = [block for block in document.blocks if block.start < high and block.end > low and not block.furniture]
    first, last = (_page(touched[0], low), _page(touched[-1], high)) if touched else (0, 0)
    if first:
        return [b for b in document.blocks if b.furniture and first - 1 <= _page(b, b.start) <= last + 1]
    return [b for b in document.blocks if b.furniture and low - _PAGE < b.end and b.start < high + _PAGE]
