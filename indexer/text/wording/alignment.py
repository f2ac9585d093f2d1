"""Word by word: which words of a quotation stand in a stretch of a source, and which were changed, added or dropped?

The whole quotation is compared with the best stretch of the source: gaps before and behind it cost nothing, nor, for a
quotation with an ellipsis, those where it has one (P. Sellers, "The theory and computation of evolutionary distances:
pattern recognition", Journal of Algorithms 1(4), 1980).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.model import Span
from indexer.text.wording.differences import WordDifference, kind_of_difference, urgency
from indexer.text.wording.gaps import agree, parted, reach, symbols_of
from indexer.text.wording.streams import Stream

__all__ = ["Alignment", "align"]

#: What a word costs that was changed or added; one of the source that was left out costs less, so that a quotation is
#: rather stretched across a few dropped words than cut short before them.
_CHANGED = 1.0
_ADDED = 1.0
_DROPPED = 0.5


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a stream: where each begins and ends in its characters, and what it is equal by."""

    stream: Stream
    bounds: Sequence[tuple[int, int]]
    keys: Sequence[str]

    def edges(self, first: int, last: int) -> tuple[str, str]:
        """The symbols before the first and behind the last of some words; none where there are no words."""
        if first == last:
            return "", ""
        begins, ends = self.keys[first].split("\1"), self.keys[last - 1].split("\1")
        return begins[0] if begins[1:] else "", ends[-1] if ends[1:] else ""

    def parted_at(self, at: int) -> bool:
        """Whether a sentence or paragraph ends between the word before ``at`` and that word."""
        if not 0 < at < len(self.keys):
            return False
        starts = self.stream.starts
        place = self.bounds[at][0]
        return _PARTED.search(self.stream.plain, int(starts[place - 1]) + 1, int(starts[place])) is not None

    def shown(self, first: int, last: int, before: bool, behind: bool) -> Span | None:
        """Where words stand, with the symbols ``before`` and ``behind`` them; None without words."""
        if first == last:
            return None
        start, end = self.stream.span(self.bounds[first][0], self.bounds[last - 1][1])
        left, right = reach(self.stream.plain, start, end)
        return Span(start - left if before else start, end + right if behind else end)


#: The end of a sentence or of a paragraph, between two words.
_PARTED = regex.compile(r"[.!?。！？…]\W*\s|[。！？]|\n[^\S\n]*\n")

#: A pair of words that stand for one another; None for a word without its like.
_Step = tuple[int | None, int | None]
#: A run of words in ours and one in theirs.
_Run = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The stretch ``[first, last)`` of the source's characters that a quotation fits best, and the share of words that are
    the same, in [0, 1], of the longer of the two."""

    first: int
    last: int
    similarity: float
    _differing: tuple[_Run, ...]
    _ours: _Words
    _theirs: _Words

    @property
    def differences(self) -> tuple[WordDifference, ...]:
        """Where the two differ, numbers first, then negations; made on demand, since most alignments are only compared."""
        return tuple(sorted((_difference(run, self._ours, self._theirs) for run in self._differing), key=urgency))


def _words_of(stream: Stream, first: int = 0, last: int | None = None) -> _Words:
    """The words of a stream that begin in the characters ``[first, last)``."""
    last = len(stream.chars) if last is None else last
    low, high = np.searchsorted(stream.word_starts, [first, last])
    starts = stream.word_starts[low : high + 1].tolist()
    if high >= len(stream.word_starts):
        starts.append(len(stream.chars))
    bounds = list(zip(starts, starts[1:], strict=False))
    return _Words(stream, bounds, [_key(stream, a, b) for a, b in bounds])


def _key(stream: Stream, first: int, last: int) -> str:
    """What a word is equal by: its characters, the apostrophes and points inside, the symbols at its ends."""
    key = stream.chars[first:last]
    inner = stream.gaps[first + 1 : last]
    if (inner > 1).any():
        marks = {at + 1: int(code) for at, code in enumerate(inner.tolist()) if code > 1}
        key = "".join(f"\0{marks[at]}{char}" if at in marks else char for at, char in enumerate(key))
    before, behind = _symbols_at(stream, first)[1], _symbols_at(stream, last)[0]
    return f"{before}\1{key}\1{behind}" if before or behind else key


def _symbols_at(stream: Stream, at: int) -> tuple[str, str]:
    """The symbols between two words: those of the word that ends before character ``at``, and of the one that begins."""
    if 0 < at < len(stream.chars) and not symbols_of(stream.gaps[at]):
        return "", ""
    left = stream.chars[at - 1] if at else " "
    right = stream.chars[at] if at < len(stream.chars) else " "
    gap = stream.plain[int(stream.starts[at - 1]) + 1 if at else 0 : int(stream.starts[at]) if right != " " else None]
    return parted(gap if at else f" {gap}", left.isdecimal(), right.isdecimal())


def align(quote: Stream, source: Stream, first: int, last: int, *, elided: Collection[int] = ()) -> Alignment | None:
    """The best alignment of the whole quotation with a stretch of ``source.chars[first:last]``; None without any words.

    ``elided`` has the places in ``quote.chars`` before which it leaves something out.
    """
    ours, theirs = _words_of(quote), _words_of(source, first, last)
    if not ours.keys or not theirs.keys:
        return None
    free = {int(np.searchsorted(quote.word_starts, place)) for place in elided}
    steps = _traced(_costs(ours.keys, theirs.keys, free), ours, theirs, free)
    if all(i is None or j is None for i, j in steps):
        return None
    differing = [run for run in _runs(steps, ours, theirs) if not _same(run, ours, theirs)]
    return Alignment(
        first=theirs.bounds[min(j for _, j in steps if j is not None)][0],
        last=theirs.bounds[max(j for _, j in steps if j is not None)][1],
        similarity=_similarity(len(ours.keys), steps, differing),
        _differing=tuple(differing),
        _ours=ours,
        _theirs=theirs,
    )


def _similarity(words: int, steps: Sequence[_Step], differing: Sequence[_Run]) -> float:
    """The share of words that are the same, of the longer of the quotation, with so many words, and its stretch."""
    covered = len({j for _, j in steps if j is not None})
    same = words - sum(run[1] - run[0] for run in differing)
    wrong = sum(run[3] - run[2] for run in differing)
    return same / max(words, covered, same + wrong)


def _costs(ours: Sequence[str], theirs: Sequence[str], free: Collection[int]) -> NDArray[np.float64]:
    """The least cost of each beginning of ours ending at each place of theirs."""
    numbers = {key: at for at, key in enumerate(dict.fromkeys([*ours, *theirs]))}
    other = np.array([numbers[key] for key in theirs])
    along = np.arange(len(theirs) + 1) * _DROPPED
    costs = np.zeros((len(ours) + 1, len(theirs) + 1))
    for i, key in enumerate(ours, start=1):
        row = costs[i]
        row[0] = i * _ADDED
        diagonal = costs[i - 1, :-1] + np.where(other == numbers[key], 0.0, _CHANGED)
        row[1:] = np.minimum(diagonal, costs[i - 1, 1:] + _ADDED)
        if i in free:
            row[:] = np.minimum.accumulate(row)
        else:
            row[:] = np.minimum.accumulate(row - along) + along
    return costs


def _traced(costs: NDArray[np.float64], ours: _Words, theirs: _Words, free: Collection[int]) -> list[_Step]:
    """The pairs of words on the cheapest way, in order; None for a word without its like. Elided words are left out."""
    i, j = len(ours.keys), _end(costs[-1], theirs)
    steps: list[_Step] = []
    while i > 0:
        cost = costs[i, j]
        same = j > 0 and ours.keys[i - 1] == theirs.keys[j - 1]
        added = i == 1 and not same and cost == costs[0, j] + _ADDED and theirs.parted_at(j)
        if j > 0 and not added and cost == costs[i - 1, j - 1] + (0.0 if same else _CHANGED):
            i, j = i - 1, j - 1
            steps.append((i, j))
        elif j > 0 and i in free and cost == costs[i, j - 1]:
            j -= 1
        elif cost == costs[i - 1, j] + _ADDED:
            i -= 1
            steps.append((i, None))
        else:
            j -= 1
            steps.append((None, j))
    return steps[::-1]


def _end(costs: NDArray[np.float64], theirs: _Words) -> int:
    """Where the cheapest way ends; a last word that was changed takes its like along rather than being called added, unless
    that stands in another sentence."""
    end = int(np.argmin(costs))
    further = end + 1 < len(costs) and costs[end + 1] == costs[end] and not theirs.parted_at(end)
    return end + further


def _runs(steps: Sequence[_Step], ours: _Words, theirs: _Words) -> Iterator[_Run]:
    """Runs of differing words, as the spans of words in ours and in theirs."""
    at, other = 0, next((j for _, j in steps if j is not None), 0)
    run: _Run | None = None
    for i, j in steps:
        if i is not None and j is not None and ours.keys[i] == theirs.keys[j]:
            if run is not None:
                yield run
            run, at, other = None, i + 1, j + 1
            continue
        begun = run or (at, at, other, other)
        at, other = at if i is None else i + 1, other if j is None else j + 1
        # Ours begins where its first differing word stands: an ellipsis may lie before it.
        run = (begun[0], at, begun[2] if begun[3] > begun[2] or j is None else j, max(other, begun[3]))
    if run is not None:
        yield run


def _same(run: _Run, ours: _Words, theirs: _Words) -> bool:
    """Whether words that differ as such are the same but for form: "post-coital" and "postcoital"."""
    if run[0] == run[1] or run[2] == run[3]:
        return False
    a, b = ours.bounds[run[0]][0], ours.bounds[run[1] - 1][1]
    c, d = theirs.bounds[run[2]][0], theirs.bounds[run[3] - 1][1]
    if ours.stream.chars[a:b] != theirs.stream.chars[c:d]:
        return False
    edges = [(_symbols_at(s, x)[1], _symbols_at(s, y)[0]) for s, x, y in ((ours.stream, a, b), (theirs.stream, c, d))]
    return edges[0] == edges[1] and agree(ours.stream.gaps[a + 1 : b], theirs.stream.gaps[c + 1 : d])


def _difference(run: _Run, ours: _Words, theirs: _Words) -> WordDifference:
    # Symbols are shown where they make a difference: “5 %” for “5”.
    before, behind = (a != b for a, b in zip(ours.edges(*run[:2]), theirs.edges(*run[2:]), strict=True))
    drafted, sourced = ours.shown(*run[:2], before, behind), theirs.shown(*run[2:], before, behind)
    op = "insert" if sourced is None else "delete" if drafted is None else "replace"
    return WordDifference(
        op=op,
        kind=kind_of_difference(ours.keys[run[0] : run[1]], theirs.keys[run[2] : run[3]]),
        draft=ours.stream.text[slice(*drafted)] if drafted else "",
        source=theirs.stream.text[slice(*sourced)] if sourced else "",
        draft_span=drafted,
        source_span=sourced,
    )
