"""Words copied off a page in the order of its lines, where the source's text goes on elsewhere: over a caption, a table, a
note, the turn of a column or page.

A source's text has a sentence whole, and a float between its paragraphs; a copy has both as they stand on the page. It is
called a copy only where the quotation falls at ends of its own lines into runs, each of which stands in the text up to the
end of a line of the page, and goes on with the line that is the next one there: right below, or at the top of the next
column or page. So no words can be brought together that the page has apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile

import regex

from indexer.model import Document, PageMap, Span
from indexer.quoting.page_copies.copied_words import PageCopy, notes_fit, with_notes_read
from indexer.quoting.page_copies.head_and_foot import at_turn, is_furniture, lines_of
from indexer.quoting.page_copies.seen_lines import SeenLine, SeenLines
from indexer.text.wording import FormKind, Stream, every_place, forms_between, marked, stands_at
from indexer.text.wording.regions import characters

__all__ = ["copy_by_lines"]

#: Pages that are looked at, and lines of a quotation, at most.
_PAGES, _LINES = 8, 200
#: Places where a quotation's first line may stand on them, and runs that are tried, at most.
_PLACES, _STEPS = 200, 2000

_LINE = regex.compile(r"[^\r\n]*[\p{L}\p{N}][^\r\n]*")


def copy_by_lines(
    document: Document, stream: Stream, quote: str, stretch: tuple[int, int], page_map: Callable[[], PageMap | None]
) -> PageCopy | None:
    """The places of ``quote`` on the pages that a stretch (bytes of the folded text) of a document with its stream touches,
    where lines follow one another there that its text has apart; None where they do not. ``page_map`` gives the
    document's."""
    lines = [Span(*found.span()) for found in _LINE.finditer(quote)]
    pages = _pages(document, stream, stretch) if 1 < len(lines) <= _LINES else None
    seen: SeenLines | None = None
    for window, source, kinds in _readings(document, stream, quote, lines, pages) if pages else ():
        words = page_map() if seen is None else None
        seen = SeenLines.of(words, document.blocks, pages) if words and pages else seen
        copied = _Walk(document, quote, lines, seen, window, source, kinds).copy() if seen else None
        if copied is not None:
            return copied
    return None


def _readings(
    document: Document, stream: Stream, quote: str, lines: Sequence[Span], pages: range
) -> Iterator[tuple[Span, str, tuple[FormKind, ...]]]:
    """The stretch of a document that stands on some pages, as it may be read; only what has all lines of the quotation."""
    blocks = [
        b for b in document.blocks if (on := b.locator.pages) and on.last >= pages.start and on.first < pages.stop
    ]
    window = Span(blocks[0].start, max(block.end for block in blocks))
    folded = [Stream.of(quote[slice(*line)], markup=True).chars for line in lines]
    first, last = stream.starts.searchsorted(window)
    for source, kinds in with_notes_read(document, *window):
        chars = Stream.of(source).chars if kinds else stream.chars[first:last]
        if all(line in chars for line in folded):
            yield window, source, kinds


def _pages(document: Document, stream: Stream, stretch: tuple[int, int]) -> range | None:
    """The pages that a stretch touches, and those beside them; None where the file has none, or these are too many."""
    first, last = characters(stream, *stretch)
    if first >= len(stream.starts):
        return None
    low, high = int(stream.starts[first]), int(stream.starts[min(last, len(stream.starts)) - 1])
    touched = [
        block.locator.pages
        for block in document.blocks
        if block.start <= high and block.end > low and block.locator.pages and not block.furniture
    ]
    if not touched:
        return None
    pages = range(min(page.first for page in touched) - 1, max(page.last for page in touched) + 2)
    return pages if len(pages) <= _PAGES else None


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines ``[begin, end)`` of a quotation that stand in a row in the source, from character ``first`` of its stream up to
    ``last``; ``skipped`` says that lines of a page's head or foot stand before it."""

    begin: int
    end: int
    first: int
    last: int
    skipped: bool


@dataclass(frozen=True)
class _Walk:
    """A way over the lines of some pages, from that of a quotation's first line on; ``source`` is their text, a window of
    the document's, as it is read."""

    document: Document
    quote: str
    lines: Sequence[Span]
    pages: SeenLines
    window: Span
    source: str
    kinds: tuple[FormKind, ...]
    _tried: set[tuple[int, int]] = field(default_factory=set)
    _known: dict[int, list[Stream]] = field(default_factory=dict)

    @cached_property
    def _theirs(self) -> Stream:
        return Stream.of(self.source, markup=Stream.has_markup(self.quote))

    def _ours(self, begin: int, end: int) -> Stream:
        return Stream.of(self.quote[self.lines[begin].start : self.lines[end - 1].end], markup=True)

    def copy(self) -> PageCopy | None:
        """The copy that the quotation is; None where it is none, or stands in the source in a row."""
        runs = self._runs()
        if runs is None or (len(runs) == 1 and not self._has_furniture(runs)):
            return None
        low, found = self.window.start, {*self.kinds}
        spans: list[Span] = []
        reached = -1
        for run in runs:
            found.update(forms_between(self._ours(run.begin, run.end), self._theirs, run.first))
            span = marked(self._theirs, run.first, run.last)
            start = spans.pop().start if reached == run.first else low + span.start
            spans.append(Span(start, low + span.end))
            reached = run.last
        found.update([FormKind.PAGE_ORDER] if len(spans) > 1 else [])
        found.update([FormKind.PAGE_FURNITURE] if self._has_furniture(runs) else [])
        longest = max(spans, key=lambda span: span.end - span.start)
        return PageCopy(
            self.document.id, longest, tuple(k for k in FormKind if k in found), tuple(spans) if len(spans) > 1 else ()
        )

    def _has_furniture(self, runs: Sequence[_Run]) -> bool:
        return any(run.skipped for run in runs) or runs[-1].end < len(self.lines)

    def _runs(self) -> tuple[_Run, ...] | None:
        for skipped, place in self._beginnings():
            runs = self._from(skipped, place, skipped=skipped > 0)
            if runs is not None:
                return runs
        return None

    def _beginnings(self) -> Iterator[tuple[int, int]]:
        """The lines of the quotation, of heads and feet, before a place in the source from which the others may stand."""
        first = self._ours(0, 1).chars
        yield from ((0, place) for place in islice(every_place(first, self._theirs.chars), _PLACES))
        for line in self.pages.first_lines():
            skipped = self._furniture(0, line.page)
            if 0 < skipped < len(self.lines):
                yield skipped, self._place(line)

    def _from(self, begin: int, first: int, *, skipped: bool) -> tuple[_Run, ...] | None:
        """The runs of the quotation from a line on that stands at a place of the source; None where it does not."""
        if (begin, first) in self._tried or len(self._tried) > _STEPS:
            return None
        self._tried.add((begin, first))
        for end, last in reversed(list(self._ends(begin, first))):
            run = _Run(begin, end, first, last, skipped)
            if end == len(self.lines):
                return (run,)
            line = self._ended(last)
            if line is not None and self._all_furniture(end, line):
                return (run,)
            for onward, place in self._onward(end, line, last) if line else ():
                rest = self._from(onward, place, skipped=onward > end)
                if rest is not None:
                    return (run, *rest)
        return None

    def _ends(self, begin: int, first: int) -> Iterator[tuple[int, int]]:
        """The lines of the quotation up to which it may stand at a place of the source, each with where it ends there."""
        for end in range(begin + 1, len(self.lines) + 1):
            ours = self._ours(begin, end)
            if not self._theirs.chars.startswith(ours.chars, first):
                return
            if stands_at(ours, self._theirs, first) and notes_fit(ours, self._theirs, first, self._plain):
                yield end, first + len(ours.chars)

    @cached_property
    def _plain(self) -> str:
        return self.document.text[slice(*self.window)]

    def _ended(self, last: int) -> SeenLine | None:
        """The line of the page that ends before a character of the source; None where that is not at the end of one."""
        starts, low = self._theirs.starts, self.window.start
        line = self.pages.at(low + int(starts[last - 1]))
        ended = line is not None and (last == len(starts) or low + int(starts[last]) >= line.end)
        return line if ended else None

    def _onward(self, end: int, line: SeenLine, last: int) -> Iterator[tuple[int, int]]:
        """The lines of the quotation that may follow on one of the page, each with its place in the source."""
        after = self.pages.after(line)
        yield from ((end, self._place(other)) for other in after)
        skipped = self._furniture(end, line.page + 1)
        if 0 < skipped < len(self.lines) - end:
            turned = [other for other in after if other.page > line.page]
            yield from ((end + skipped, self._place(other)) for other in turned)

    def _place(self, line: SeenLine) -> int:
        return int(self._theirs.starts.searchsorted(line.start - self.window.start))

    def _all_furniture(self, begin: int, line: SeenLine) -> bool:
        """Whether the quotation ends with the head or foot of a page behind this line, its last one."""
        return self.pages.ends_page(line) and begin + self._furniture(begin, line.page + 1) == len(self.lines)

    def _furniture(self, begin: int, page: int) -> int:
        """How many lines of the quotation in a row are of the heads and feet where a page begins."""
        if page not in self._known:
            blocks = at_turn(self.document, page)
            self._known[page] = lines_of([self.document.text[block.start : block.end] for block in blocks])
        known = self._known[page]
        return sum(1 for _ in takewhile(lambda at: self._is_furniture(at, known), range(begin, len(self.lines))))

    def _is_furniture(self, at: int, known: Sequence[Stream]) -> bool:
        return is_furniture(self._ours(at, at + 1), known, begins=at == 0, ends=at == len(self.lines) - 1)
