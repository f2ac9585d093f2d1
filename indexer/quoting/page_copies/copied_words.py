"""Words copied off a page: numbers of notes on the line or lost, running heads and page numbers in between.

A source has a note's number raised (``text.wording.raised_notes``) and a page's furniture apart from the sentence that runs
over it. A copy has them where the page has them. Both are compared as they would be without: what is taken out of a
quotation is a whole line of it that this very document has as furniture at that turn of a page, never a word of a line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from indexer.model import Document, Span
from indexer.quoting.page_copies.head_and_foot import furniture_at, furniture_near, is_furniture, lines_of
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

__all__ = ["PageCopy", "notes_fit", "page_copy", "with_notes_read"]

#: Code points around a stretch that are looked at, too: a needle's ends, and what touches it.
_AROUND = 400
_LINE = regex.compile(r"[^\r\n]+")
_ENDS_A_LINE = regex.compile(r"\d+[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class PageCopy:
    """Where in a document the words stand that were copied off its page, and in what form they differ. Where they stand
    apart in its text, ``parts`` are their places in the order of the page, and ``span`` the longest of these."""

    document_id: str
    span: Span
    form: tuple[FormKind, ...]
    parts: tuple[Span, ...] = ()


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
        fits = inside and notes_fit(ours, theirs, first, document.text[slice(*window)])
        if fits and _furniture_fits(document, reading, quote, places):
            return PageCopy(document.id, found, (*forms_between(ours, theirs, first), *reading.kinds))
    return None


def _readings(document: Document, quote: str, low: int, high: int, *, furniture: bool) -> Iterator[_Reading]:
    """The ways to read, the plainest first; none where there is nothing to read away."""
    sources = list(with_notes_read(document, low, high))
    yield from (_Reading(quote, text, kinds) for text, kinds in sources[1:])
    blocks = furniture_near(document, low, high) if furniture else []
    drafted = _without_furniture(quote, [document.text[b.start : b.end] for b in blocks])
    inside = [(max(b.start - low, 0), min(b.end, high) - low) for b in blocks if b.end > low and b.start < high]
    if drafted != quote or inside:
        for text, kinds in sources:
            yield _Reading(drafted, _blanked(text, inside), (*kinds, FormKind.PAGE_FURNITURE))


def with_notes_read(document: Document, low: int, high: int) -> Iterator[tuple[str, tuple[FormKind, ...]]]:
    """A stretch of a document as it is, and with the numbers of its notes on the line and left out where it has any; each
    as long, with what is read away."""
    window = document.text[low:high]
    yield window, ()
    if has_notes(window):
        changed = (edit(window, document=document.text) for edit in (with_plain_notes, without_notes))
        yield from ((text, (FormKind.NOTE_NUMBER,)) for text in changed if text != window)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + regex.sub(r"\S", " ", text[start:end]) + text[end:]
    return text


def _without_furniture(quote: str, furniture: Sequence[str]) -> str:
    """The quotation, as long as it was, without the lines that are furniture; at its ends a part of such a line, too."""
    lines = [found.span() for found in _LINE.finditer(quote)]
    if len(lines) < 2 or not furniture:
        return quote
    known = lines_of(furniture)
    taken = [
        span
        for at, span in enumerate(lines)
        if is_furniture(Stream.of(quote[slice(*span)]), known, begins=at == 0, ends=at == len(lines) - 1)
    ]
    return _blanked(quote, taken)


def notes_fit(ours: Stream, theirs: Stream, first: int, source: str) -> bool:
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
            blocks = furniture_at(document, *places.around(start))
            texts = [document.text[block.start : block.end] for block in blocks]
            line, known = Stream.of(quote[start:end]), lines_of(texts)
            if not is_furniture(line, known, begins=at == 0, ends=at == len(lines) - 1):
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
