"""Picking passages out of a segment: many short ranges of flat arrays as one array each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.forward.forward_files import Segment
from indexer.engines.forward.native import loaded_kernels

__all__ = ["Gathered", "gathered", "in_order"]

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
    starts, ends = segment.run_at[slots].astype(np.int64), segment.run_at[slots + 1].astype(np.int64)
    token_at = segment.token_at.within(starts, ends + 1)
    of_passage = token_at[starts], token_at[ends]  # the words of a passage stand together
    kinds, sizes = segment.run_kind.within(starts, ends), segment.run_words.within(starts, ends)
    columns = [column.within(*of_passage) for column in (segment.tokens, segment.starts, segment.lengths)]
    kernels = loaded_kernels()
    if kernels is not None:
        run_at = segment.run_at.within(slots, slots + 2)
        return Gathered(*kernels.gathered(slots, run_at, kinds, sizes, token_at, *columns))
    first_run, runs = _ranges(starts, ends - starts)
    word_starts = token_at[runs].astype(np.int64)
    first_word, places = _ranges(word_starts, token_at[runs + 1].astype(np.int64) - word_starts)
    run_of_word = np.repeat(np.arange(len(runs)), np.diff(first_word))
    words, word_places, lengths = (column[places].astype(np.int64) for column in columns)
    return Gathered(
        first_run, kinds[runs], sizes[runs].astype(np.int64), first_word, run_of_word, words, word_places, lengths
    )


def in_order(parts: Sequence[tuple[Integers, Gathered]]) -> Gathered:
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
