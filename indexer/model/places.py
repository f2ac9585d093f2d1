"""Where something stands in its original file, as its own program would show it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from indexer.messages import Phrase, joined, phrase, translatable
from indexer.model.as_json import as_json

__all__ = ["Locator", "Numbered", "PageStart", "Pages", "PlaceUnit", "clock", "line_in_words"]


class Pages(NamedTuple):
    """The first and last page of a paged file, from 1, both included.

    The labels are what the file itself calls them ("iv", "A-3"), "" where that is the number or nothing.
    """

    first: int
    last: int
    first_label: str = ""
    last_label: str = ""

    def in_words(self) -> str:
        """ "page 3", "page iv (the 4th)", "pages 3–4"."""
        if self.first != self.last:
            return phrase(
                "pages {first}–{last}", first=self.first_label or self.first, last=self.last_label or self.last
            )
        if not self.first_label:
            return phrase("page {page}", page=self.first)
        ordinal = _ordinal(self.first)
        return phrase("page {page} ({ordinal} of the file)", page=self.first_label, ordinal=ordinal)


class PageStart(NamedTuple):
    """Where a page begins inside a block: the offset in the document's text (code points), number and label of the page."""

    offset: int
    page: int
    label: str = ""


class PlaceUnit(StrEnum):
    """What the parts of a file without pages or lines are called."""

    PARAGRAPH = "paragraph"
    SLIDE = "slide"
    ROW = "row"
    CELL = "cell"


class Numbered(NamedTuple):
    """The first and last of such parts, from 1, both included: rows 3 to 9."""

    unit: PlaceUnit
    first: int
    last: int

    def in_words(self) -> str:
        """ "row 3", "rows 3–9"."""
        one, many = _UNITS[self.unit]
        return phrase(one if self.first == self.last else many, first=self.first, last=self.last)


_UNITS = {
    PlaceUnit.PARAGRAPH: (translatable("paragraph {first}"), translatable("paragraphs {first}–{last}")),
    PlaceUnit.SLIDE: (translatable("slide {first}"), translatable("slides {first}–{last}")),
    PlaceUnit.ROW: (translatable("row {first}"), translatable("rows {first}–{last}")),
    PlaceUnit.CELL: (translatable("cell {first}"), translatable("cells {first}–{last}")),
}


@dataclass(frozen=True, slots=True)
class Locator:
    """Where something stands in its original file.

    ``lines`` are the first and last line, counted from 1, both included (a line ends with LF, CRLF or CR); ``pages``
    those of a paged format; ``numbered`` slides, rows, cells or paragraphs; ``seconds`` the time in a recording at which it
    begins and ends; ``part`` the name of the part of the file that all these are counted in, such as a sheet or a chapter;
    ``element`` is the ``id`` of the closest HTML element.
    """

    lines: tuple[int, int] | None = None
    pages: Pages | None = None
    element: str | None = None
    part: str = ""
    numbered: Numbered | None = None
    seconds: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        for what in (self.lines, self.pages and self.pages[:2], self.numbered and self.numbered[1:]):
            if what is not None and not 1 <= what[0] <= what[1]:
                raise ValueError(f"{what} is not a range that counts from 1")
        if self.seconds is not None and not 0 <= self.seconds[0] <= self.seconds[1]:
            raise ValueError(f"{self.seconds} is not a range of seconds")

    @property
    def page(self) -> int | None:
        """The first page, from 1; None without pages."""
        return self.pages.first if self.pages else None

    @property
    def is_exact(self) -> bool:
        """Whether all that stands at this place has the same one: on one page, in one row."""
        counted = (self.lines, self.pages and self.pages[:2], self.numbered and self.numbered[1:])
        ranges = [what for what in counted if what is not None]
        return not (self.element or self.seconds) and bool(ranges) and all(first == last for first, last in ranges)

    def in_words(self, start: int, end: int) -> str:
        """The place in words: "page 3", "lines 3–9", "Prices, rows 3–9"; the offsets ``[start, end)`` in the document's
        text where the file knows no place."""
        place = self._counted()
        if self.part:
            return joined(filter(None, (self.part, place)))
        return place or phrase("characters {start}–{end}", start=start, end=end)

    def within(self, document_id: str) -> Locator:
        """The place as it is said beside the id of its document: without the names of parts that the id has already."""
        names = document_id.partition("#")[2].replace("#", ", ")
        if not names or not (self.part == names or self.part.startswith(f"{names}, ")):
            return self
        return replace(self, part=self.part[len(names) :].removeprefix(", "))

    def _counted(self) -> str | None:
        if self.pages is not None:
            return self.pages.in_words()
        if self.seconds is not None:
            return Phrase(f"{clock(self.seconds[0])}–{clock(self.seconds[1])}")
        if self.numbered is not None:
            return self.numbered.in_words()
        if self.lines is None:
            return None
        first, last = self.lines
        return line_in_words(first) if first == last else phrase("lines {first}–{last}", first=first, last=last)

    def through(self, last: Locator) -> Locator:
        """The place that reaches from this locator to ``last``, which stands later in the same file."""
        if last is self:  # as of most passages, which are of one block
            return self
        return Locator(
            lines=_reach(self.lines, last.lines),
            pages=_reach_of_pages(self.pages, last.pages),
            element=self.element,
            part=self.part,
            numbered=self._numbered_through(last),
            seconds=_reach(self.seconds, last.seconds),
        )

    def _numbered_through(self, last: Locator) -> Numbered | None:
        mine, other = self.numbered, last.numbered
        if mine is None or other is None or (mine.unit, self.part) != (other.unit, last.part):
            return mine
        return Numbered(mine.unit, min(mine.first, other.first), max(mine.last, other.last))


Number = TypeVar("Number", int, float)


def _reach(mine: tuple[Number, Number] | None, other: tuple[Number, Number] | None) -> tuple[Number, Number] | None:
    if mine is None or other is None:
        return mine or other
    return min(mine[0], other[0]), max(mine[1], other[1])


def _reach_of_pages(mine: Pages | None, other: Pages | None) -> Pages | None:
    if mine is None or other is None:
        return mine or other
    first, last = min(mine, other, key=lambda p: p.first), max(mine, other, key=lambda p: p.last)
    return Pages(first.first, last.last, first.first_label, last.last_label)


def line_in_words(line: int) -> Phrase:
    """ "line 3"."""
    return phrase("line {line}", line=line)


def clock(seconds: float) -> str:
    """A time in a recording: "1:02:03", "2:03"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


_TH = translatable("{number}th")
_ORDINALS = {1: translatable("{number}st"), 2: translatable("{number}nd"), 3: translatable("{number}rd")}


def _ordinal(number: int) -> Phrase:
    return phrase(_TH if number // 10 % 10 == 1 else _ORDINALS.get(number % 10, _TH), number=number)


@as_json.register
def _place_json(place: Locator) -> dict[str, object]:
    """Only what is known of it."""
    pages, numbered = place.pages, place.numbered
    known = {
        "part": place.part,
        "last_page": pages and pages.last,
        "page_label": pages and pages.first_label,
        "last_page_label": pages and pages.last_label,
        "unit": numbered and numbered.unit.value,
        "first": numbered and numbered.first,
        "last": numbered and numbered.last,
        "seconds": place.seconds and list(place.seconds),
        "element": place.element,
    }
    return {name: value for name, value in known.items() if value}
