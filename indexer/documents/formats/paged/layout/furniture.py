"""Running heads, feet and page numbers: what stands near the edges of many pages, in the same place, saying the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine

__all__ = ["furniture_of"]

#: Lines from the edge inwards that may be furniture, and the shares of the page's height in which they stand.
_MOST_LINES = 3
_TOP, _BOTTOM = 0.2, 0.8
#: Lines are in the same place where their middles differ by no more than this share of the page's height.
_PLACE = 0.012
#: Pages apart on which a head that names a chapter or alternates from left to right is repeated.
_NEAR = 4
#: The longest line that is furniture by its place alone, in letters.
_LONGEST = 90
#: A paragraph's lines have so many letters, and baselines no further apart than so many sizes of the font.
_PROSE, _CLOSE = 40, 1.6

_OPEN = regex.compile(r"[\p{L},\x02\u00ad-]$")
_SMALL = regex.compile(r"\p{Ll}")
_NUMBERS = regex.compile(r"\d+|\b[ivxlcdm]+\b", regex.I)
_PAGE_NUMBER = regex.compile(
    r"\W*(?:page|p\.|seite|s\.|pagina|página)?\s*(\d{1,5}|[ivxlc]{1,8})\s*(?:(?:of|von|de|/|\|)\s*\d{1,5})?\W*", regex.I
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class _Edge(NamedTuple):
    """A line near an edge of its page: what it says but for its numbers, and the middle of it (a share of the height)."""

    line: PageLine
    key: str
    middle: float


def furniture_of(pages: Sequence[Sequence[PageLine]]) -> set[int]:
    """The ``id`` of each line of these pages that is furniture."""
    edges = [edge for lines in pages for edge in _edges(lines)]
    found = set(_repeated(edges)) | set(_counted(edges))
    found |= set(_in_their_places(edges, found))
    for lines in pages:
        for last, line in pairwise(lines):
            if id(line) in found and id(last) not in found and _goes_on(last, line):
                found.discard(id(line))
        for line, last in pairwise(reversed(lines)):
            if id(last) in found and id(line) not in found and _goes_on(last, line):
                found.discard(id(last))
        _keep_tables_whole(lines, found)
    return found


def _keep_tables_whole(lines: Iterable[PageLine], found: set[int]) -> None:
    """All of a ruled table is furniture where most of it is, or none: the header may be repeated on each of its pages."""
    tables: defaultdict[int, set[int]] = defaultdict(set)
    for line in lines:
        if line.cell is not None:
            tables[line.cell.table].add(id(line))
    for table in tables.values():
        if 2 * len(table & found) >= len(table):
            found |= table
        else:
            found -= table


def _goes_on(last: PageLine, line: PageLine) -> bool:
    """Whether a sentence that a line of prose leaves open goes on in the one below it: what stands at the heads or feet of
    several forms may be a paragraph of theirs."""
    same = last.region == line.region and abs(last.size - line.size) < 0.06 * last.size
    below = 0 < line.base - last.base < _CLOSE * last.size and abs(line.left - last.left) < 2 * last.size
    return same and below and len(last.text) >= _PROSE and bool(_OPEN.search(last.text) and _SMALL.match(line.text))


def _edges(lines: Sequence[PageLine]) -> Iterator[_Edge]:
    """The lines at the top and at the bottom of a page."""
    by_height = sorted(lines, key=_middle)
    for part in (by_height[:_MOST_LINES], by_height[-_MOST_LINES:]):
        for line in part:
            middle = _middle(line)
            if middle < _TOP and part[0] is by_height[0] or middle > _BOTTOM and part[-1] is by_height[-1]:
                yield _Edge(line, " ".join(_NUMBERS.sub("0", line.text.lower()).split()), middle)


def _middle(line: PageLine) -> float:
    return (line.shares[1] + line.shares[3]) / 2


def _repeated(edges: Iterable[_Edge]) -> Iterator[int]:
    """Those that say the same in the same place on pages near each other."""
    same: defaultdict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        same[edge.key].append(edge)
    for group in same.values():
        if group[0].key.strip("0 ") == "":
            continue  # numbers alone: they must count
        for i, edge in enumerate(group):
            around = (*group[max(i - 3, 0) : i], *group[i + 1 : i + 4])
            if any(_is_near(edge, other) for other in around):
                yield id(edge.line)


def _is_near(one: _Edge, other: _Edge) -> bool:
    return 0 < abs(one.line.page - other.line.page) <= _NEAR and abs(one.middle - other.middle) <= _PLACE


def _counted(edges: Iterable[_Edge]) -> Iterator[int]:
    """Page numbers: numbers that go up with the pages."""
    by_offset: defaultdict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        number = _number(edge.line.text)
        if number is not None:
            by_offset[number - edge.line.page].append(edge)
    for group in by_offset.values():
        for edge in group:
            if any(abs(edge.middle - other.middle) <= _PLACE and other.line.page != edge.line.page for other in group):
                yield id(edge.line)


def _number(text: str) -> int | None:
    found = _PAGE_NUMBER.fullmatch(text)
    if found is None:
        return None
    number = found.group(1).lower()
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _in_their_places(edges: Sequence[_Edge], found: set[int]) -> Iterator[int]:
    """Those that say something else where most pages have furniture: the head of a chapter's first page, say."""
    places: Counter[tuple[int, int]] = Counter()
    taken: Counter[tuple[int, int]] = Counter()
    for edge in edges:
        places[_place(edge)] += 1
        taken[_place(edge)] += id(edge.line) in found
    for edge in edges:
        place = _place(edge)
        if taken[place] >= 3 and taken[place] >= 0.6 * places[place] and len(edge.line.text) <= _LONGEST:
            yield id(edge.line)


def _place(edge: _Edge) -> tuple[int, int]:
    """Where it stands, and how large it is written."""
    return round(edge.middle / _PLACE), round(edge.line.size * 2)
