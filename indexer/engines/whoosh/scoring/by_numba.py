"""The best passages of a segment, compiled by numba.

Windows of 65,536 passages are taken from the one that can hold the best on, until none can hold a better one than those
found. In a window, only the terms that can lift a passage among the best are walked along, each passage's sum standing
in an array of the window's size; the other terms are looked up for those passages whose sum leaves them hope. First, the
passages of the rarest terms are scored, so that there is a bar to reach from the start.

After MaxScore (H. Turtle and J. Flood, "Query Evaluation: Strategies and Optimizations", Information Processing &
Management 31(6), 1995) and block-max pruning (S. Ding and T. Suel, "Faster Top-k Document Retrieval Using Block-Max
Indexes", SIGIR 2011), by windows for blocks. Scores are summed in the question's order, as numpy does, and come out the
same to the bit.
"""

from __future__ import annotations

from heapq import heapify, heapreplace
from typing import NamedTuple

import numba as nb
import numpy as np

from indexer.engines.bm25f import saturation
from indexer.engines.candidates import Floats, Integers
from indexer.store.container import Array

__all__ = ["Arrays", "best_of_segment"]

_SLACK = 1 - 1e-9
_WINDOW = 65_536

_compiled = nb.njit(cache=True, nogil=True)
_saturation = nb.njit(saturation)


class Arrays(NamedTuple):
    """What the kernel reads of a segment: postings, odd rows, the rows' frequencies by field, lengths, norms."""

    lows: Array
    codes: Array
    odd_at: Integers
    odd: Integers
    rows: Floats
    lengths: Array
    norm0: Floats
    norm1: Floats
    norm2: Floats
    norm3: Floats


@_compiled
def _lower(values, first, last, sought):
    """The first place in ``[first, last)`` whose value is not below ``sought``."""
    while first < last:
        middle = (first + last) >> 1
        if values[middle] < sought:
            first = middle + 1
        else:
            last = middle
    return first


@_compiled
def _earned(a, place, doc):
    """What a posting earns without its term's weight."""
    row = np.int64(a.codes[place])
    if row == 255:
        row = a.odd[_lower(a.odd_at, 0, len(a.odd_at), place)]
    strength = a.rows[row, 0] * a.norm0[a.lengths[doc, 0]]
    strength += a.rows[row, 1] * a.norm1[a.lengths[doc, 1]]
    strength += a.rows[row, 2] * a.norm2[a.lengths[doc, 2]]
    strength += a.rows[row, 3] * a.norm3[a.lengths[doc, 3]]
    return _saturation(strength)


@_compiled
def _score(a, starts, weights, window, low):
    """The whole score of a passage."""
    total = 0.0
    for term in range(len(weights)):
        last = starts[term, window + 1]
        place = _lower(a.lows, starts[term, window], last, low)
        if place < last and a.lows[place] == low:
            total += weights[term] * _earned(a, place, (window << 16) + low)
    return total


@_compiled
def _seeded(a, starts, weights, order, alive, limit, least):
    """A score that at least ``limit`` passages reach, by a look at passages of the terms that can earn most."""
    heap = [0.0] * limit
    left, windows = 2 * limit + 16, starts.shape[1] - 1
    for rank in range(len(order)):
        term = order[rank]
        for window in range(windows):
            for place in range(starts[term, window], starts[term, window + 1]):
                if left == 0:
                    return max(heap[0], least)
                low = np.int64(a.lows[place])
                if len(alive) and not alive[(window << 16) + low]:
                    continue
                known = False
                for before in range(rank):
                    last = starts[order[before], window + 1]
                    at = _lower(a.lows, starts[order[before], window], last, low)
                    known = known or (at < last and a.lows[at] == low)
                if not known:
                    left -= 1
                    score = _score(a, starts, weights, window, low)
                    if score > heap[0]:
                        heapreplace(heap, score)
    return max(heap[0], least)


@_compiled
def _by_falling(values):
    """Places of ``values`` from the largest on."""
    order = np.arange(len(values))
    for i in range(1, len(order)):
        moved, at = order[i], i
        while at > 0 and values[order[at - 1]] < values[moved]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = moved
    return order


@_compiled
def _walked(a, starts, weights, window, terms, sums, touched):
    """Sums up what the passages of a window earn by some terms; returns how many passages were touched."""
    count = 0
    for term in terms:
        for place in range(starts[term, window], starts[term, window + 1]):
            low = np.int64(a.lows[place])
            if sums[low] == 0.0:
                touched[count] = low
                count += 1
            sums[low] += weights[term] * _earned(a, place, (window << 16) + low)
    return count


@_compiled
def _hopeful(a, starts, weights, window, low, total, terms, rest, least):
    """Whether a passage can reach ``least`` when the ``terms`` that were not walked along are looked up."""
    for i in range(len(terms)):
        if total + rest[i] < least:
            return False
        last = starts[terms[i], window + 1]
        place = _lower(a.lows, starts[terms[i], window], last, low)
        if place < last and a.lows[place] == low:
            total += weights[terms[i]] * _earned(a, place, (window << 16) + low)
    return total >= least


@_compiled
def _room(values):
    """The same values, with as much room again behind them."""
    wider = np.empty(2 * len(values), values.dtype)
    wider[: len(values)] = values
    return wider


@_compiled
def best_of_segment(a, starts, weights, tops, alive, limit, least, sums, touched):
    """The documents, unordered, that may be among the best ``limit``, and their scores.

    ``starts`` (terms x windows + 1) are places in ``a.lows``, ``tops`` (terms x windows) what a term can earn there,
    ``weights`` (terms) idf and the question's weight; ``alive`` admits documents, all where it is empty; ``least`` is what
    other passages reach already. ``sums`` (zeros, left so) and ``touched`` are scratch space of a window's size.
    """
    docs, scores, found = np.empty(4 * limit + 64, np.int64), np.empty(4 * limit + 64), 0
    best = np.zeros(len(weights))
    for term in range(len(weights)):
        best[term] = tops[term].max()
    least = _seeded(a, starts, weights, _by_falling(best), alive, limit, least)
    heap = [0.0] * limit
    heapify(heap)
    whole = tops.sum(axis=0)
    for window in _by_falling(whole):
        if whole[window] < least * _SLACK:
            break
        order = _by_falling(tops[:, window])
        rest = np.zeros(len(order) + 1)
        for i in range(len(order) - 1, -1, -1):
            rest[i] = rest[i + 1] + tops[order[i], window]
        walked = len(order)
        while walked > 0 and rest[walked - 1] < least * _SLACK:
            walked -= 1
        count = _walked(a, starts, weights, window, order[:walked], sums, touched)
        for i in range(count):
            low = touched[i]
            total = sums[low]
            sums[low] = 0.0
            if total + rest[walked] < least * _SLACK or (len(alive) and not alive[(window << 16) + low]):
                continue
            if _hopeful(a, starts, weights, window, low, total, order[walked:], rest[walked:], least * _SLACK):
                score = _score(a, starts, weights, window, low)
                if score >= least:
                    if found == len(docs):
                        docs, scores = _room(docs), _room(scores)
                    docs[found], scores[found] = (window << 16) + low, score
                    found += 1
                    if score > heap[0]:
                        heapreplace(heap, score)
                        least = max(least, heap[0])
    return docs[:found], scores[:found]
