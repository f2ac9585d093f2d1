"""The best passages of a segment, compiled by numba.

Windows of 65,536 passages are taken from the one that can hold the best on, until none can hold a better one than those
found. In a window, terms are walked along from the one that can earn most on, each passage's sum standing in an array of
the window's size, until what the rest can earn lifts no new passage among the best: what the best have earned so far is
the bar, which each term raises. The rest is looked up for the passages whose sum leaves them hope, which each term makes
fewer; what is left is scored.

After MaxScore (H. Turtle and J. Flood, "Query Evaluation: Strategies and Optimizations", Information Processing &
Management 31(6), 1995) and block-max pruning (S. Ding and T. Suel, "Faster Top-k Document Retrieval Using Block-Max
Indexes", SIGIR 2011), by windows for blocks. Scores are summed in the question's order, as numpy does, and come out the
same to the bit.
"""

from __future__ import annotations

import numpy as np

from indexer.engines.forward.native.kernel_options import compiled, uncounted
from indexer.engines.whoosh.scoring.posting_kernels import Arrays, looked_up, swept, walked

__all__ = ["Arrays", "best_of_segment", "scores_in_segment"]

_SLACK = 1 - 1e-9

#: Of a window with so many times the postings of those before it, a bar of its own is looked for.
_MORE = 4

#: So many postings are walked along while one passage is looked up among them.
_NEAR = 16


@compiled
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


@uncounted
def _put(heap, value):
    """Puts a value in the place of the smallest of a heap."""
    at, below = 0, 1
    while below < len(heap):
        if below + 1 < len(heap) and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= value:
            break
        heap[at] = heap[below]
        at, below = below, 2 * below + 1
    heap[at] = value


@uncounted
def _hopeful(sums, touched, count, rest, least):
    """Keeps the passages that can reach ``least`` by ``rest`` more; returns how many."""
    kept = 0
    for i in range(count):
        low = touched[i]
        if sums[low] + rest >= least:
            touched[kept] = low
            kept += 1
        else:
            sums[low] = 0.0
    return kept


@compiled
def _bar(a, starts, weights, window, left, sums, touched, count, heap):
    """A score that as many passages reach as the heap has room for: those that have earned most so far, for which the terms
    that are ``left`` are looked up; 0 where there are fewer."""
    if count < len(heap):
        return 0.0
    heap[:] = 0.0
    for i in range(count):
        if sums[touched[i]] > heap[0]:
            _put(heap, sums[touched[i]])
    best, found = np.empty(len(heap), np.int64), 0
    for i in range(count):
        if found < len(heap) and sums[touched[i]] >= heap[0]:
            best[found] = touched[i]
            found += 1
    scores = sums[best[:found]]
    at = np.arange(found)
    for term in left:
        looked_up(a, starts, weights, window, term, best, found, at, scores)
    return scores.min() * _SLACK


@compiled
def _candidates(a, starts, weights, tops, window, alive, least, raising, heap, sums, touched):
    """How many passages of a window may be among the best, which ``touched`` then begins with; and the bar, which is only
    raised where it is ``raising``, and once for what was walked along."""
    order, count = _by_falling(tops[:, window]), 0
    rest, due = np.zeros(len(order) + 1), raising
    for i in range(len(order) - 1, -1, -1):
        rest[i] = rest[i + 1] + tops[order[i], window]
    for i in range(len(order)):
        term = order[i]
        size = starts[term, window + 1] - starts[term, window]
        if rest[i] >= least * _SLACK:
            count = walked(a, starts, weights, window, term, alive, sums, touched, count)
            due = raising
        else:
            count = _hopeful(sums, touched, count, rest[i], least * _SLACK)
            if count * _NEAR < size:
                looked_up(a, starts, weights, window, term, touched, count, touched, sums)
            else:
                swept(a, starts, weights, window, term, sums)
        if not due:
            continue
        if i + 1 < len(order) and rest[i + 1] >= least * _SLACK:
            worth_it = 4 * (starts[order[i + 1], window + 1] - starts[order[i + 1], window]) > count
        else:
            worth_it = count > 2 * len(heap)
        if worth_it:
            least = max(least, _bar(a, starts, weights, window, order[i + 1 :], sums, touched, count, heap))
            due = False
    return _hopeful(sums, touched, count, 0.0, least * _SLACK), least


@compiled
def _room(values, size):
    """The same values with room for ``size``."""
    if size <= len(values):
        return values
    wider = np.empty(2 * size, values.dtype)
    wider[: len(values)] = values
    return wider


@compiled
def best_of_segment(a, starts, weights, tops, alive, limit, least, sums, touched):
    """The documents, unordered, that may be among the best ``limit``, and their scores.

    ``starts`` (terms x windows + 1) are places in ``a.lows``, ``tops`` (terms x windows) what a term can earn there,
    ``weights`` (terms) idf and the question's weight; ``alive`` admits documents, all where it is empty; ``least`` is what
    other passages reach already. ``sums`` (zeros, left so) and ``touched`` are scratch space of a window's size.
    """
    docs, scores, found = np.empty(4 * limit + 64, np.int64), np.empty(4 * limit + 64), 0
    best, heap = np.zeros(limit), np.zeros(limit)
    whole, most = tops.sum(axis=0), 0
    for window in _by_falling(whole):
        if whole[window] < least * _SLACK:
            break
        postings = (starts[:, window + 1] - starts[:, window]).sum()
        raising = best[0] == 0.0 or postings > _MORE * most  # what others have reached is as high as this one's bar
        most = max(most, postings)
        count, least = _candidates(a, starts, weights, tops, window, alive, least, raising, heap, sums, touched)
        at, whole_scores = np.arange(count), np.zeros(count)
        for term in range(len(weights)):
            looked_up(a, starts, weights, window, term, touched, count, at, whole_scores)
        docs, scores = _room(docs, found + count), _room(scores, found + count)
        for i in range(count):
            low, score = touched[i], whole_scores[i]
            sums[low] = 0.0
            if score >= least:
                docs[found], scores[found] = (window << 16) + low, score
                found += 1
                if score > best[0]:
                    _put(best, score)
                    least = max(least, best[0])
    return docs[:found], scores[:found]


@compiled
def scores_in_segment(a, starts, weights, docs):
    """The scores of ``docs`` (ascending); ``starts`` and ``weights`` as above."""
    scores, lows, at = np.zeros(len(docs)), docs & 65535, np.arange(len(docs))
    first = 0
    while first < len(docs):
        window, last = docs[first] >> 16, first
        while last < len(docs) and docs[last] >> 16 == window:
            last += 1
        for term in range(len(weights)):
            looked_up(a, starts, weights, window, term, lows[first:last], last - first, at[first:last], scores)
        first = last
    return scores
