"""Loops over postings and their positions, compiled by numba; ``whoosh.codec.postings_reader``, which calls them, has the
arrays, and ``whoosh.codec.integers`` says what odd values are."""

from __future__ import annotations

import numpy as np

from indexer.engines.forward.native.kernel_options import compiled, uncounted

__all__ = ["holding_all", "in_a_row"]


@uncounted
def _place_of(values, first, last, sought):
    """The first place in ``[first, last)`` whose value is not below ``sought``, which is probably near ``first``."""
    step = 1
    while first + step < last and values[first + step] < sought:
        first += step
        step *= 2
    last = min(first + step + 1, last)
    while first < last:
        middle = (first + last) >> 1
        if values[middle] < sought:
            first = middle + 1
        else:
            last = middle
    return first


@compiled
def holding_all(lows, starts):
    """The documents (ascending) that hold all of t terms, and t x d: which posting of each they have. ``starts`` (t x
    windows + 1) says where the postings of each begin in each window, the rarest first."""
    terms, windows = len(starts), starts.shape[1] - 1
    room = starts[0, windows] - starts[0, 0]
    docs, places, found = np.empty(room, np.int64), np.empty((terms, room), np.int64), 0
    for window in range(windows):
        at = starts[:, window].copy()
        for first in range(starts[0, window], starts[0, window + 1]):
            low, held = lows[first], True
            for term in range(1, terms):
                last = starts[term, window + 1]
                at[term] = _place_of(lows, at[term], last, low)
                held = at[term] < last and lows[at[term]] == low
                if not held:
                    break
            if held:
                at[0] = first
                places[:, found] = at
                docs[found] = (window << 16) + np.int64(low)
                found += 1
    return docs[:found].copy(), places[:, :found].copy()


@uncounted
def _value(codes, odd_at, odd, place):
    """The value at a place of bytes of which those that are odd stand apart."""
    code = np.int64(codes[place])
    return odd[_place_of(odd_at, 0, len(odd_at), place)] if code == 255 else code


@compiled
def in_a_row(
    docs, places, starts, positions_at, words, codes, odd_at, odd, frequency_of, deltas, deltas_at, deltas_odd
):
    """Those of ``docs`` in which the terms stand at consecutive positions, as ``words`` (p) names them by their rows of
    ``places`` (t x d): which posting of each they have. ``starts`` and ``positions_at`` (t) say where the postings of each
    begin, and their positions; ``codes`` and ``deltas`` are those of all terms, with what of them is odd."""
    posting, at = starts.copy(), positions_at.copy()
    counts, lead, kept = np.zeros(len(starts), np.int64), 0, np.zeros(len(docs), np.bool_)
    behind, reached = np.empty(len(words), np.int64), np.empty(len(words), np.int64)
    while words[lead] != 0:
        lead += 1
    for i in range(len(docs)):
        for term in range(len(starts)):
            while posting[term] < places[term, i]:
                at[term] += frequency_of[_value(codes, odd_at, odd, posting[term])]
                posting[term] += 1
            counts[term] = frequency_of[_value(codes, odd_at, odd, posting[term])]
        for step in range(len(words)):  # how far each word was followed, so that no position is read twice for it
            behind[step], reached[step] = at[words[step]], 0
        position = 0
        for place in range(at[0], at[0] + counts[0]):
            position += _value(deltas, deltas_at, deltas_odd, place)
            row = True
            for step in range(len(words)):
                first, sought = at[words[step]], position - lead + step
                last = first + counts[words[step]]
                while behind[step] < last and (behind[step] == first or reached[step] < sought):
                    reached[step] += _value(deltas, deltas_at, deltas_odd, behind[step])
                    behind[step] += 1
                row = behind[step] > first and reached[step] == sought
                if not row:
                    break
            if row:
                kept[i] = True
                break
    return docs[kept]
