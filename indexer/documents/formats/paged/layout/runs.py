"""Words that follow one another on a line -> runs; a wide space parts two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.documents.formats.paged.layout.boxed_words import Word, most_usual

__all__ = ["WordRun", "joined_runs", "runs_of"]

#: The widest space between words of one run, as a share of the font's size; what is wider may part columns or cells.
WIDE = 1.0
#: How far a word may reach back over the one before it, and a piece of that word.
_BACK, _BACK_INSIDE = 0.3, 0.5
#: A word that is smaller than this share of those before it is apart by spaces of its own: a large heading beside a column.
_SMALLER = 0.65
#: How far a piece of a word may be lowered or raised, as in a logo.
_LOWERED = 0.4


@dataclass(slots=True)
class WordRun:
    """Words beside each other on one line, in reading order; ``order`` counts runs as they stand in the file.

    ``letters`` says how many it has, ``backward`` that it is written from right to left."""

    words: list[Word]
    order: float
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    letters: int
    backward: bool

    @classmethod
    def of(cls, words: list[Word], order: int) -> WordRun:
        usual = most_usual(words)
        return cls(
            _as_read(words),
            order,
            min(w.left for w in words),
            min(w.top for w in words),
            max(w.right for w in words),
            max(w.bottom for w in words),
            usual.base,
            usual.size,
            sum(len(w.text) for w in words),
            2 * sum(w.backward for w in words) > len(words),
        )


def _as_read(words: list[Word]) -> list[Word]:
    """The words of a run that is written from right to left, as they are read: those of other scripts in it run from left
    to right among themselves."""
    if 2 * sum(word.backward for word in words) <= len(words):
        return words
    found: list[Word] = []
    for backward, group in groupby(sorted(words, key=lambda word: -word.right), key=lambda word: word.backward):
        members = list(group)
        found.extend(members if backward else members[::-1])
    return found


def runs_of(words: Iterable[Word]) -> list[WordRun]:
    """The runs of a page in the order of the file."""
    runs: list[WordRun] = []
    opened: list[Word] = []
    for word in words:
        if opened and not _follows(opened[-1], word, max(w.size for w in opened[-3:])):
            runs.append(WordRun.of(opened, len(runs)))
            opened = []
        opened.append(word)
    if opened:
        runs.append(WordRun.of(opened, len(runs)))
    return runs


def _follows(last: Word, word: Word, size: float) -> bool:
    gap = word.left - last.right
    if word.backward:
        gap = min(gap, last.left - word.right, key=abs)
    back = _BACK if word.spaced else _BACK_INSIDE
    level = same_level(last, word) or not word.spaced and abs(last.base - word.base) < _LOWERED * size
    widest = WIDE * (size if word.size > _SMALLER * size else word.size)
    return level and -back * size <= gap <= widest


def same_level(one: Word | WordRun, other: Word | WordRun) -> bool:
    """Whether two stand on one line, raised and lowered letters included."""
    size, smaller = max(one.size, other.size), min(one.size, other.size)
    if smaller > 0.85 * size:
        return abs(one.base - other.base) < 0.25 * size
    middle = (one.base - 0.3 * one.size) - (other.base - 0.3 * other.size)
    return abs(middle) < 0.5 * size


def joined_runs(runs: Sequence[WordRun]) -> list[list[WordRun]]:
    """The runs of one column as rows, the highest first: those on one level, in reading order."""
    rows: list[list[WordRun]] = []
    for run in sorted(runs, key=lambda r: (r.base, r.left)):
        row = next((row for row in reversed(rows[-4:]) if any(_beside(other, run) for other in row)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    for row in rows:
        backward = 2 * sum(run.letters for run in row if run.backward) > sum(run.letters for run in row)
        row.sort(key=lambda r: (-r.right if backward else r.left, r.order))
    return rows


def _beside(one: WordRun, other: WordRun) -> bool:
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return same_level(one, other) and overlap < 0.5 * min(one.right - one.left, other.right - other.left)
