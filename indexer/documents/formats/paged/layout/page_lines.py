"""Rows of runs -> lines, small enough to keep those of thousands of pages."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from indexer.documents.formats.paged.layout.boxed_words import Frame, PageLine, Word, most_usual
from indexer.documents.formats.paged.layout.columns import regions_of
from indexer.documents.formats.paged.layout.runs import WIDE, WordRun
from indexer.documents.formats.paged.layout.tables.rules import NO_RULES, Rule, Rules
from indexer.documents.formats.paged.layout.tables.table_flow import RunsAndTables
from indexer.documents.formats.raised_numbers import lowered, raised

__all__ = ["lines_of"]

#: How far a drawn line is above the text that it sets apart, how long it is at least, and how far below text it no longer
#: underlines that, in sizes of the font.
_ABOVE, _LEAST_RULE, _UNDERLINE = 1.5, 3.0, 0.35
#: Digits nearly as large as their line are raised where their feet are further above it than this, in sizes of the font.
_OFF, _NEARLY = 0.2, 0.95
#: The widest space that fills a line up, in sizes of the font.
_WIDEST = 3.0
#: TeX makes a space behind the end of a sentence up to so many times as wide as others when it fills a line.
_BEHIND_STOP, _STOPS = 2.2, (".", "!", "?", ":")


def lines_of(words: Iterable[Word], frame: Frame, rules: Rules = NO_RULES) -> Iterator[PageLine]:
    """The lines of the words of one direction, in the order in which they are read; ``rules`` are drawn among them."""
    flow = RunsAndTables(list(words), rules)
    level = sorted(rules.level)
    for number, region in enumerate(regions_of(flow.runs)):
        foot = float("-inf")
        for row, cell, room in flow.rows(region):
            line = _line(row, frame, room)
            line.region, line.cell = number, cell
            line.ruled = cell is None and _is_ruled(line, level, foot)
            foot = line.base + _UNDERLINE * line.size
            yield line


def _is_ruled(line: PageLine, level: Sequence[Rule], foot: float) -> bool:
    """Whether one of these lines, the highest first, is drawn above a line of text and below ``foot``."""
    top = line.base - line.size
    above = level[bisect_left(level, (max(foot, top - _ABOVE * line.size),)) : bisect_right(level, (line.base,))]
    least = _LEAST_RULE * line.size
    return any(
        rule.end - rule.start >= least and rule.start < line.left + least and rule.end > line.left for rule in above
    )


def _line(row: list[WordRun], frame: Frame, room: tuple[float, float]) -> PageLine:
    words = [word for run in row for word in run.words]
    usual = most_usual(words)
    spans, boxes, parts, at, gaps = array("I"), array("f"), list[str](), 0, list[int]()
    last, cells = None, [list[Word]()]
    widest = WIDE * usual.size if not _is_justified(words, room, usual.size) else float("inf")
    for word, following in zip(words, [*words[1:], None], strict=True):
        if last is not None:
            gap = last.left - word.right if word.backward else word.left - last.right
            if word.spaced or gap > 0.1 * usual.size or gap < -0.5 * usual.size:
                parts.append(" ")
                at += 1
            if gap > widest:
                gaps.append(at)
                cells.append([])
        cells[-1].append(word)
        spans.extend((at, at + len(word.text)))
        boxes.extend(frame.shares(*word[1:5]))
        parts.append(_shown(word, usual, parts[-1] if parts else "", following))
        at += len(word.text)
        last = word
    left, right = min(run.left for run in row), max(run.right for run in row)
    top, bottom = min(run.top for run in row), max(run.bottom for run in row)
    return PageLine(
        frame.page,
        "".join(parts),
        spans,
        boxes,
        left,
        top,
        right,
        bottom,
        usual.base,
        usual.size,
        usual.font._replace(bold=all(word.font.bold for word in words)),
        words[0].right - words[0].left,
        frame.quarters,
        2 * sum(word.backward for word in words) > len(words),
        tuple(gaps),
        tuple((min(word.left for word in cell), max(word.right for word in cell)) for cell in cells),
        room,
        shares=frame.shares(left, top, right, bottom),
    )


def _shown(word: Word, usual: Word, before: str, following: Word | None) -> str:
    """A word; one that is smaller than its line, and higher or lower, as an exponent, the number of a note or a base. So
    are digits nearly as large that touch what is before them and stand clearly above it."""
    is_small = word.size < 0.85 * usual.size
    rise = (usual.base - word.base) / usual.size
    is_off = rise > _OFF and word.size < _NEARLY * usual.size and not word.spaced and word.text.isdigit()
    if is_small and rise > 0.15 or is_off:
        return raised(word.text, before)
    if is_small and rise < -0.08:
        return lowered(word.text, before, _behind(word, following, usual))
    return word.text


def _behind(word: Word, following: Word | None, usual: Word) -> str:
    """What stands directly behind a word, on the level of its line; "" for nothing or a space."""
    if following is None or following.spaced or following.left - word.right > 0.1 * usual.size:
        return ""
    return following.text if abs(following.base - usual.base) < 0.08 * usual.size else ""


def _is_justified(words: Sequence[Word], room: tuple[float, float], size: float) -> bool:
    """Whether all spaces of a line that fills its column are as wide as its widest one, or nearly: they part no cells."""
    gaps = [
        (word.left - last.right) / (_BEHIND_STOP if last.text.endswith(_STOPS) else 1)
        for last, word in pairwise(words)
        if word.spaced
    ]
    width = max(word.right for word in words) - min(word.left for word in words)
    fills = width > 0.9 * (room[1] - room[0])
    return fills and len(gaps) > 2 and max(gaps) < min(2 * median(gaps), _WIDEST * size)
