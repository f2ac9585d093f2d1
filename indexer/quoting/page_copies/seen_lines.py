"""The lines of words on the pages of a file, and which of them is the next one to somebody who looks at the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from indexer.model import Block, BlockKind, PageMap, WordBox

__all__ = ["SeenLine", "SeenLines"]

#: Shares of a page's width by which words of one line, or columns beside one another, may overlap.
_SLACK = 0.005
#: What is as wide as this part of a column is a column, too; a label in a figure is not.
_COLUMN = 0.5

#: Blocks that stand where there is room for them, so that the text around them goes on over them.
_FLOATS = frozenset({
    BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.IMAGE, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words ``text[start:end]`` of one block that stand on one line of a page; the sides are fractions of the page.

    ``column`` is the left and right side of the lines of its block that stand in one column with it. ``floats`` says that
    the text around it goes on over it.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    block: int
    floats: bool
    column: tuple[float, float] = (0.0, 0.0)

    @property
    def middle(self) -> float:
        """How far from the top its middle is."""
        return (self.top + self.bottom) / 2

    def is_column_beside(self, other: SeenLine) -> bool:
        """Whether its column is wide enough to be a column beside that of another line."""
        return self.column[1] - self.column[0] >= _COLUMN * (other.column[1] - other.column[0])

    def goes_on(self, word: WordBox) -> bool:
        """Whether a word stands on this line, beside it."""
        _, left, top, right, bottom = word.box
        level = top <= self.middle <= bottom or self.top <= (top + bottom) / 2 <= self.bottom
        return level and (left >= self.right - _SLACK or right <= self.left + _SLACK)

    def under(self, other: SeenLine) -> bool:
        """Whether it stands lower than another one, in the same column or one that shares some of its width."""
        return self.top >= other.middle and self.shares(other)

    def shares(self, other: SeenLine) -> bool:
        """Whether their columns share some of their width."""
        return min(self.column[1], other.column[1]) - max(self.column[0], other.column[0]) > _SLACK

    def right_of(self, other: SeenLine) -> bool:
        """Whether its column stands to the right of another's."""
        return self.column[0] >= other.column[1] - _SLACK


class SeenLines:
    """The lines on some pages of a document in order of its text, but for heads and feet."""

    def __init__(self, lines: Sequence[SeenLine]) -> None:
        self._lines = lines
        self._starts = [line.start for line in lines]
        self._pages = {page: _Page.of(lines, page) for page in dict.fromkeys(line.page for line in lines)}
        text = [line for line in lines if not line.floats]
        self._text = {page: _Page.of(text, page) for page in self._pages}

    @classmethod
    def of(cls, page_map: PageMap, blocks: Sequence[Block], pages: range) -> SeenLines:
        """The lines of a document with these blocks on these pages (from 1)."""
        return cls(_with_columns(list(_lines(page_map.words(pages), blocks))))

    def at(self, offset: int) -> SeenLine | None:
        """The line that a code point of the text stands on."""
        at = bisect_right(self._starts, offset) - 1
        return self._lines[at] if at >= 0 and offset < self._lines[at].end else None

    def after(self, line: SeenLine) -> list[SeenLine]:
        """The lines that may be the next one: those right below it, and with nothing below it in its column those at the
        top of the next one, or of the next page; with all that stands there, and with the text alone, without captions,
        tables and notes."""
        kinds = [self._pages] if line.floats else [self._pages, self._text]
        found: list[SeenLine] = []
        for pages in kinds:
            found += pages[line.page].after(line)
            if pages[line.page].ends_with(line) and line.page + 1 in pages:
                found += pages[line.page + 1].tops
        return list(dict.fromkeys(found))

    def first_lines(self) -> list[SeenLine]:
        """Those of all pages with nothing before them there."""
        return [line for page in self._pages.values() for line in page.tops]

    def ends_page(self, line: SeenLine) -> bool:
        """Whether nothing stands behind it on its page."""
        return self._pages[line.page].ends_with(line)


@dataclass(frozen=True)
class _Page:
    """The lines of one page, or some of them."""

    lines: Sequence[SeenLine]

    @classmethod
    def of(cls, lines: Sequence[SeenLine], page: int) -> _Page:
        return cls([line for line in lines if line.page == page])

    @cached_property
    def tops(self) -> list[SeenLine]:
        """The lines over which nothing stands, and no column to their left."""
        return [
            line
            for line in self.lines
            if not any(line.under(above) for above in self.lines)
            and not any(line.right_of(other) for other in self.lines if other.is_column_beside(line))
        ]

    def after(self, line: SeenLine) -> list[SeenLine]:
        """The lines right below one; without any those at the top of the columns to its right."""
        below = [other for other in self.lines if other.under(line)]
        if below:
            nearest = min(below, key=lambda other: other.top)
            return [other for other in below if other.top < nearest.middle]
        right = [other for other in self.lines if other.right_of(line)]
        columns = [other for other in right if other.is_column_beside(line)]
        return [top for top in right if self._is_top(top, line) and not any(top.right_of(other) for other in columns)]

    def _is_top(self, line: SeenLine, left: SeenLine) -> bool:
        """Whether nothing stands over a line in its column, from the last line on that stands over the column of the one to
        its left, too."""
        over = [other for other in self.lines if line.under(other)]
        edge = max(o.column[1] for o in (left, *self.lines) if o.shares(left) and line.right_of(o))
        floor = max((other.middle for other in over if other.column[0] < edge - _SLACK), default=0.0)
        return all(other.middle <= floor for other in over)

    def ends_with(self, line: SeenLine) -> bool:
        """Whether nothing stands below a line, and no column to its right."""
        return not any(
            other.under(line) or (other.right_of(line) and other.is_column_beside(line)) for other in self.lines
        )


def _lines(words: Iterator[WordBox], blocks: Sequence[Block]) -> Iterator[SeenLine]:
    line: SeenLine | None = None
    for word in words:
        at = bisect_right(blocks, word.start, key=lambda block: block.start) - 1
        if at < 0 or blocks[at].furniture:
            continue
        page, left, top, right, bottom = word.box
        if line and (page, at) == (line.page, line.block) and line.goes_on(word):
            sides = min(left, line.left), min(top, line.top), max(right, line.right), max(bottom, line.bottom)
            line = SeenLine(line.start, word.end, page, *sides, at, line.floats)
            continue
        if line:
            yield line
        line = SeenLine(word.start, word.end, page, left, top, right, bottom, at, blocks[at].kind in _FLOATS)
    if line:
        yield line


def _with_columns(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines, each with the sides of its column: of the lines of its block below one another."""
    found: list[SeenLine] = []
    first = 0
    for at, line in enumerate(lines):
        sides = replace(line, column=(line.left, line.right))
        before = found[-1] if found else None
        if before and (before.page, before.block) == (line.page, line.block) and sides.under(before):
            sides = replace(sides, column=(min(line.left, before.column[0]), max(line.right, before.column[1])))
        else:
            found[first:] = [replace(one, column=found[-1].column) for one in found[first:]]
            first = at
        found.append(sides)
    found[first:] = [replace(one, column=found[-1].column) for one in found[first:]]
    return found
