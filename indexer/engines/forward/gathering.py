"""Picking passages out of a segment: many short ranges of flat arrays as one array each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.forward.forward_files import Segment
from indexer.engines.forward.native import loaded_kernels

__all__ = ["Gathered", "gathered", "gathered_in_order"]

Integers = NDArray[np.int64]


class Gathered(NamedTuple):
    """The runs and words of some passages, in their order; names as in candidates.Candidates."""

    first_run: Integers
    run_kind: NDArray[np.uint8]
    run_words: Integers
    first_word: Integers
    run_of_word: Integers
    words: Integers
    starts: Integers
    lengths: Integers


def _none() -> Gathered:
    """What no passages have."""
    empty, first = np.zeros(0, np.int64), np.zeros(1, np.int64)
    return Gathered(first, np.zeros(0, np.uint8), empty, first, empty, empty, empty, empty)


def gathered(segment: Segment, slots: Integers) -> Gathered:
    """The runs and words of the passages ``slots`` of a segment."""
    return gathered_in_order([(np.arange(len(slots)), segment, slots)])


def gathered_in_order(parts: Sequence[tuple[Integers, Segment, Integers]]) -> Gathered:
    """The same of several segments: of each the passages ``slots``, which come at these places among all."""
    kernels = loaded_kernels()
    if kernels is not None:
        return _by_kernels(kernels, parts)
    return _in_order([(places, _gathered(_Read(segment, slots))) for places, segment, slots in parts])


class _Read:
    """The arrays of a segment, of which what ``slots`` have is proven."""

    def __init__(self, segment: Segment, slots: Integers) -> None:
        self.slots = slots
        self.starts, self.ends = segment.run_at[slots].astype(np.int64), segment.run_at[slots + 1].astype(np.int64)
        self.token_at = segment.token_at.within(self.starts, self.ends + 1)
        of_passage = self.token_at[self.starts], self.token_at[self.ends]  # the words of a passage stand together
        self.kinds = segment.run_kind.within(self.starts, self.ends)
        self.sizes = segment.run_words.within(self.starts, self.ends)
        self.columns = [column.within(*of_passage) for column in (segment.tokens, segment.starts, segment.lengths)]
        self.run_at = segment.run_at.within(slots, slots + 2)


def _by_kernels(kernels: Any, parts: Sequence[tuple[Integers, Segment, Integers]]) -> Gathered:
    count = sum(len(places) for places, _, _ in parts)
    first_run, first = np.zeros(count + 1, np.int64), np.zeros(count + 1, np.int64)
    read = [(places, _Read(segment, slots)) for places, segment, slots in parts]
    for places, of in read:
        kernels.sized(places, of.slots, of.run_at, of.token_at, first_run, first)
    np.cumsum(first_run, out=first_run)
    np.cumsum(first, out=first)
    runs, words = int(first_run[-1]), int(first[-1])
    found = Gathered(
        first_run,
        np.empty(runs, np.uint8),
        np.empty(runs, np.int64),
        np.zeros(runs + 1, np.int64),
        *(np.empty(words, np.int64) for _ in range(4)),
    )
    for places, of in read:
        stored = (of.slots, of.run_at, of.kinds, of.sizes, of.token_at, *of.columns)
        kernels.filled(places, *stored, first_run, first, tuple(found)[1:])
    return found


def _gathered(of: _Read) -> Gathered:
    """The same of one segment by numpy."""
    first_run, runs = _ranges(of.starts, of.ends - of.starts)
    word_starts = of.token_at[runs].astype(np.int64)
    first_word, places = _ranges(word_starts, of.token_at[runs + 1].astype(np.int64) - word_starts)
    run_of_word = np.repeat(np.arange(len(runs)), np.diff(first_word))
    words, word_places, lengths = (column[places].astype(np.int64) for column in of.columns)
    return Gathered(
        first_run,
        of.kinds[runs],
        of.sizes[runs].astype(np.int64),
        first_word,
        run_of_word,
        words,
        word_places,
        lengths,
    )


def _in_order(parts: Sequence[tuple[Integers, Gathered]]) -> Gathered:
    """What several segments gave for the passages at these places, as if one had given it in order of place."""
    if len(parts) <= 1:
        return parts[0][1] if parts else _none()
    order = np.argsort(np.concatenate([places for places, _ in parts]))
    runs = np.concatenate([np.diff(found.first_run) for _, found in parts])
    words = np.concatenate([np.diff(found.first_word) for _, found in parts])
    first_run, chosen = _ranges((np.cumsum(runs) - runs)[order], runs[order])
    first_word, at = _ranges((np.cumsum(words) - words)[chosen], words[chosen])
    return Gathered(
        first_run=first_run,
        run_kind=np.concatenate([found.run_kind for _, found in parts])[chosen],
        run_words=np.concatenate([found.run_words for _, found in parts])[chosen],
        first_word=first_word,
        run_of_word=np.repeat(np.arange(len(chosen)), words[chosen]),
        words=np.concatenate([found.words for _, found in parts])[at],
        starts=np.concatenate([found.starts for _, found in parts])[at],
        lengths=np.concatenate([found.lengths for _, found in parts])[at],
    )


def _ranges(starts: Integers, lengths: Integers) -> tuple[Integers, Integers]:
    """Where each of the ranges begins when put one after the other (and where the last ends), and all their indices."""
    firsts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    return firsts, np.arange(int(firsts[-1])) + np.repeat(starts - firsts[:-1], lengths)
