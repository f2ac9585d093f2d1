"""The order in which runs of words on a page are read: columns one after the other, what spans them between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.documents.formats.paged.layout.runs import WordRun, joined_runs, same_level

__all__ = ["regions_of"]

#: The narrowest space between columns, in sizes of the font.
_GUTTER = 0.7
#: The fewest lines that a column has, and letters that a line of one has on the average.
_LEAST_LINES, _LEAST_LETTERS = 3, 12
#: A line of prose has as many letters, where the file goes from column to column line by line, as it does in a table.
_PROSE_LETTERS = 20
#: So many of the runs of a table stand in rows that have as many as most.
_ALIKE = 0.8
#: Lines begin at the same place where their left sides differ by no more than this, in sizes of the font.
_SAME = 0.1
_MOST_DEPTH = 40


@dataclass(slots=True)
class _Gutter:
    """White space from top to bottom between runs on its left and on its right; ``worth`` is the taller of two."""

    left: list[WordRun]
    right: list[WordRun]
    top: float
    bottom: float
    worth: float


def regions_of(runs: Sequence[WordRun], depth: int = 0) -> Iterator[list[WordRun]]:
    """The runs of a page as regions, each of one column, in the order in which they are read."""
    gutter = _tallest_gutter(runs) if depth < _MOST_DEPTH and len(runs) >= 2 * _LEAST_LINES else None
    if gutter is None:
        if runs:
            yield list(runs)
        return
    inside = {id(run) for run in (*gutter.left, *gutter.right)}
    above = [r for r in runs if id(r) not in inside and (r.top + r.bottom) / 2 < (gutter.top + gutter.bottom) / 2]
    over = {id(run) for run in above}
    below = [r for r in runs if id(r) not in inside and id(r) not in over]
    columns = [gutter.left, gutter.right]
    if 2 * sum(run.letters for run in runs if run.backward) > sum(run.letters for run in runs):
        columns.reverse()
    for part in (above, *columns, below):
        yield from regions_of(part, depth + 1)


def _tallest_gutter(runs: Sequence[WordRun]) -> _Gutter | None:
    """The tallest space between two columns."""
    size = median(run.size for run in runs)
    best = None
    for edge, of_prose in _edges(runs, size):
        for gutter in _gutters(runs, edge, size):
            if of_prose and min(map(_letters, (gutter.left, gutter.right))) < _PROSE_LETTERS:
                continue
            if best is None or gutter.worth > best.worth:
                best = gutter
    return best


def _edges(runs: Sequence[WordRun], size: float) -> Iterator[tuple[float, bool]]:
    """Where several lines begin below each other: where the first of them does, and where most of them do, as a page number
    may stand a little further out than the lines of a column. The second only parts columns of prose."""
    lefts = sorted(run.left for run in runs)
    found: list[list[float]] = []
    at = 0
    while at < len(lefts):
        end = at
        while end < len(lefts) and lefts[end] - lefts[at] < size:
            end += 1
        if end - at >= _LEAST_LINES:
            found.append(lefts[at:end])
        at = end
    for near in found[1:]:
        yield near[0], False
        usual = _most_usual(near, size)
        if usual > near[0] + _SAME * size:
            yield usual, True


def _most_usual(lefts: Sequence[float], size: float) -> float:
    """Where most lines begin of those that begin near each other, given in order."""
    return max(lefts, key=lambda left: bisect_right(lefts, left + _SAME * size) - bisect_left(lefts, left))


def _gutters(runs: Sequence[WordRun], edge: float, size: float) -> Iterator[_Gutter]:
    """The spaces on the left of ``edge``, each between two runs that cross it."""
    opened: list[WordRun] = []
    top = float("-inf")
    for run in sorted(runs, key=lambda r: (r.top + r.bottom) / 2):
        if run.left < edge - _SAME * size and run.right > edge - _GUTTER * size:
            yield from _gutter(opened, edge, size, top, run.top)
            opened, top = [], run.bottom
        else:
            opened.append(run)
    yield from _gutter(opened, edge, size, top, float("inf"))


def _gutter(runs: list[WordRun], edge: float, size: float, top: float, bottom: float) -> Iterator[_Gutter]:
    left = [run for run in runs if run.right <= edge - _GUTTER * size]
    right = [run for run in runs if run.right > edge - _GUTTER * size]
    if min(len(left), len(right)) < _LEAST_LINES:
        return
    top = max(top, min(r.top for r in runs) - 1)
    bottom = min(bottom, max(r.bottom for r in runs) + 1)
    both = min(max(r.bottom for r in left), max(r.bottom for r in right)) - max(
        min(r.top for r in left), min(r.top for r in right)
    )
    if both > 1.5 * size and _are_columns(left, right):
        yield _Gutter(left, right, top, bottom, both)


def _are_columns(left: list[WordRun], right: list[WordRun]) -> bool:
    """Whether two sides are read one after the other, rather than as the cells of rows."""
    letters = min(map(_letters, (left, right)))
    prose = letters >= _LEAST_LETTERS
    level = _share_on_one_level(left, right)
    if level < 0.5:
        return prose or _changes(left, right) <= 2
    if _changes(left, right) <= 2:
        return prose or _is_table(left) and _is_table(right)
    return letters >= _PROSE_LETTERS


def _letters(runs: Sequence[WordRun]) -> float:
    """How many letters a run has on the average."""
    return sum(run.letters for run in runs) / len(runs)


def _is_table(runs: list[WordRun]) -> bool:
    """Whether one side is a table of its own: most of its rows have as many cells, and the file has them row by row."""
    count, rows = Counter(map(len, joined_runs(runs))).most_common(1)[0]
    if count < 2 or rows < _LEAST_LINES or count * rows < _ALIKE * len(runs):
        return False
    ordered = sorted(runs, key=lambda r: r.order)
    return sum(same_level(one, other) for one, other in pairwise(ordered)) >= rows * (count - 1)


def _share_on_one_level(left: list[WordRun], right: list[WordRun]) -> float:
    fewer, more = sorted((left, right), key=len)
    bases = sorted(more, key=lambda r: r.base)
    at = hits = 0
    for run in sorted(fewer, key=lambda r: r.base):
        while at < len(bases) and bases[at].base < run.base - 0.3 * run.size:
            at += 1
        hits += at < len(bases) and same_level(bases[at], run)
    return hits / len(fewer)


def _changes(left: list[WordRun], right: list[WordRun]) -> int:
    """How often the file goes from one side to the other."""
    sides = sorted([(run.order, 0) for run in left] + [(run.order, 1) for run in right])
    return sum(a[1] != b[1] for a, b in zip(sides, sides[1:], strict=False))
