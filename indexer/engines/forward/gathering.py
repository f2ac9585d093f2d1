"""Picking passages out of a segment: many short ranges of flat arrays as one array each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.forward.forward_files import Segment
from indexer.engines.forward.native import loaded_kernels
from indexer.store.container import Array

__all__ = ["Gathered", "gathered", "gathered_in_order"]

Integers = NDArray[np.int64]


class Gathered(NamedTuple):
    """The runs and words of some passages, in their order; names as in candidates.Candidates. ``stored_at`` is where the
    words of each run begin among those of the ``segments``, counted through all of these."""

    first_run: Integers
    run_kind: NDArray[np.uint8]
    run_words: Integers
    first_word: Integers
    stored_at: Integers
    run_of_word: Integers
    words: Integers
    segments: tuple[Segment, ...]

    def of(self, words: Integers) -> tuple[Integers, Integers]:
        """See the Protocol ``candidates.StandingWords``."""
        begins, lengths = np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
        into, kernels = (begins, lengths), loaded_kernels()
        for segment, base in zip(self.segments, _bases(self.segments), strict=True):
            columns = self._columns(segment, base)
            if kernels is not None:
                kernels.standing(words, self.run_of_word, self.first_word, self.stored_at, base, *columns, *into)
                continue
            runs = self.run_of_word[words]
            at = self.stored_at[runs] + (words - self.first_word[runs]) - base
            here = np.flatnonzero((at >= 0) & (at < len(segment.tokens)))
            for values, column in zip(into, columns, strict=True):
                values[here] = column[at[here]]
        return begins, lengths

    def _columns(self, segment: Segment, base: int) -> tuple[Array, Array]:
        """Starts and lengths of the words of a segment, of which those of these passages are proven."""
        if segment.starts.is_proven and segment.lengths.is_proven:  # soon so where much is asked
            return segment.starts.whole(), segment.lengths.whole()
        ranges = self._stored(base, base + len(segment.tokens))
        return segment.starts.within(*ranges), segment.lengths.within(*ranges)

    def _stored(self, base: int, end: int) -> tuple[Integers, Integers]:
        """From where on, and up to which, the words of each passage stand in the segment whose words are ``[base, end)``
        among all."""
        full = np.flatnonzero(self.first_run[1:] > self.first_run[:-1])
        first, last = self.first_run[full], self.first_run[full + 1]
        begins = self.stored_at[first]
        mine = (begins >= base) & (begins < end)
        begins = begins[mine]
        return begins - base, begins - base + (self.first_word[last] - self.first_word[first])[mine]


def _bases(segments: Sequence[Segment]) -> list[int]:
    """How many words the segments before each have."""
    return list(accumulate((len(segment.tokens) for segment in segments), initial=0))[:-1]


def _none() -> Gathered:
    """What no passages have."""
    empty, first = np.zeros(0, np.int64), np.zeros(1, np.int64)
    return Gathered(first, np.zeros(0, np.uint8), empty, first, empty, empty, empty, ())


def gathered(segment: Segment, slots: Integers) -> Gathered:
    """The runs and words of the passages ``slots`` of a segment."""
    return gathered_in_order([(np.arange(len(slots)), segment, slots)])


def gathered_in_order(parts: Sequence[tuple[Integers, Segment, Integers]]) -> Gathered:
    """The same of several segments: of each the passages ``slots``, which come at these places among all."""
    kernels = loaded_kernels()
    if kernels is not None:
        return _by_kernels(kernels, parts)
    segments = tuple(segment for _, segment, _ in parts)
    read = zip(parts, _bases(segments), strict=True)
    return _in_order(
        [(places, _gathered(_Read(segment, slots), base)) for (places, segment, slots), base in read], segments
    )


class _Read:
    """The arrays of a segment, of which what ``slots`` have is proven."""

    def __init__(self, segment: Segment, slots: Integers) -> None:
        self.slots = slots
        self.starts, self.ends = segment.run_at[slots].astype(np.int64), segment.run_at[slots + 1].astype(np.int64)
        self.token_at = segment.token_at.within(self.starts, self.ends + 1)
        of_passage = self.token_at[self.starts], self.token_at[self.ends]  # the words of a passage stand together
        self.kinds = segment.run_kind.within(self.starts, self.ends)
        self.sizes = segment.run_words.within(self.starts, self.ends)
        self.tokens = segment.tokens.within(*of_passage)
        self.run_at = segment.run_at.within(slots, slots + 2)


def _by_kernels(kernels: Any, parts: Sequence[tuple[Integers, Segment, Integers]]) -> Gathered:
    count, segments = sum(len(places) for places, _, _ in parts), tuple(segment for _, segment, _ in parts)
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
        np.empty(runs, np.int64),
        np.empty(words, np.int64),
        np.empty(words, np.int64),
        segments,
    )
    for (places, of), base in zip(read, _bases(segments), strict=True):
        stored = (of.slots, of.run_at, of.kinds, of.sizes, of.token_at, of.tokens, base)
        kernels.filled(places, *stored, first_run, first, found[1:-1])
    return found


def _gathered(of: _Read, base: int) -> Gathered:
    """The same of one segment by numpy; ``base`` words are in those before it."""
    first_run, runs = _ranges(of.starts, of.ends - of.starts)
    word_starts = of.token_at[runs].astype(np.int64)
    first_word, places = _ranges(word_starts, of.token_at[runs + 1].astype(np.int64) - word_starts)
    run_of_word = np.repeat(np.arange(len(runs)), np.diff(first_word))
    return Gathered(
        first_run,
        of.kinds[runs],
        of.sizes[runs].astype(np.int64),
        first_word,
        word_starts + base,
        run_of_word,
        of.tokens[places].astype(np.int64),
        (),
    )


def _in_order(parts: Sequence[tuple[Integers, Gathered]], segments: tuple[Segment, ...]) -> Gathered:
    """What the segments gave for the passages at these places, as if one had given it in order of place."""
    if len(parts) <= 1:
        return parts[0][1]._replace(segments=segments) if parts else _none()
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
        stored_at=np.concatenate([found.stored_at for _, found in parts])[chosen],
        run_of_word=np.repeat(np.arange(len(chosen)), words[chosen]),
        words=np.concatenate([found.words for _, found in parts])[at],
        segments=segments,
    )


def _ranges(starts: Integers, lengths: Integers) -> tuple[Integers, Integers]:
    """Where each of the ranges begins when put one after the other (and where the last ends), and all their indices."""
    firsts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    return firsts, np.arange(int(firsts[-1])) + np.repeat(starts - firsts[:-1], lengths)
