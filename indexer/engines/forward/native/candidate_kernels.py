"""Loops over the words of candidates, compiled by numba; who calls them says what they give."""

from __future__ import annotations

import numba as nb
import numpy as np

from indexer.engines.bm25f import length_norm, saturation
from indexer.engines.forward.native.kernel_options import UNCOUNTED, compiled, uncounted

__all__ = ["alike", "best_windows", "gathered", "triples_of"]

_saturation, _length_norm = nb.njit(saturation, **UNCOUNTED), nb.njit(length_norm, **UNCOUNTED)

#: The numbers of ``ranking.grouping``, by which words are mixed.
_MIX0, _MIX1, _MIX2 = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


@compiled
def gathered(slots, run_at, run_kind, run_words, token_at, tokens, starts, lengths):
    """The runs and words of the passages ``slots``: what ``forward.gathering.Gathered`` has, in its order."""
    runs = words = 0
    for slot in slots:
        first, last = np.int64(run_at[slot]), np.int64(run_at[slot + 1])
        runs += last - first
        words += np.int64(token_at[last]) - np.int64(token_at[first])
    first_run, first_word = np.zeros(len(slots) + 1, np.int64), np.zeros(runs + 1, np.int64)
    kinds, sizes = np.empty(runs, np.uint8), np.empty(runs, np.int64)
    run_of_word, word = np.empty(words, np.int64), np.empty(words, np.int64)
    start, length = np.empty(words, np.int64), np.empty(words, np.int64)
    run = at = 0
    for i in range(len(slots)):
        for source in range(np.int64(run_at[slots[i]]), np.int64(run_at[slots[i] + 1])):
            kinds[run], sizes[run] = run_kind[source], run_words[source]
            for place in range(np.int64(token_at[source]), np.int64(token_at[source + 1])):
                run_of_word[at], word[at] = run, tokens[place]
                start[at], length[at] = starts[place], lengths[place]
                at += 1
            run += 1
            first_word[run] = at
        first_run[i + 1] = run
    return first_run, kinds, sizes, first_word, run_of_word, word, start, length


@compiled
def best_windows(sums, telling, owner, words, beside, worth, most, size, b, best):
    """Raises ``best`` to the best window of each passage: see ``ranking.evidence.window``.

    ``telling`` are the sentences that hold a word of the question, ``owner`` the passage of each, ``sums`` (one more than
    these) their counts added up; ``words`` (one more than all sentences) how many words stand before each.
    """
    for first in range(len(telling)):
        start, passage = telling[first], owner[first]
        for last in range(first, len(telling)):
            end = telling[last]
            length = words[end + 1] - words[start]
            if owner[last] != passage or end - start >= most or (length > size and end > start):
                break
            norm, total = _length_norm(float(length), float(size), b), 0.0
            for term in range(len(worth)):
                total += worth[term] * _saturation(
                    (sums[last + 1, term] - sums[first, term]) / norm + beside[passage, term]
                )
            best[passage] = max(best[passage], total)


@uncounted
def _mixed(one, two, three):
    """Three words as one number of 48 bits."""
    mixed = np.uint64(one) * _MIX0 + np.uint64(two) * _MIX1 + np.uint64(three) * _MIX2
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX0
    return (mixed ^ (mixed >> np.uint64(32))) >> np.uint64(16)


@uncounted
def _holds(table, stamps, stamp, number, put):
    """Whether a table holds a number under a stamp; it is put there if wanted."""
    mask = np.uint64(len(table) - 1)
    at = np.int64(number & mask)
    while stamps[at] == stamp:
        if table[at] == number:
            return True
        at = (at + 1) & np.int64(mask)
    if put:
        table[at], stamps[at] = number, stamp
    return False


@compiled
def _table(most):
    """An empty table with room for so many numbers, and its stamps."""
    size = 16
    while size < 2 * most:
        size *= 2
    return np.zeros(size, np.uint64), np.full(size, -1, np.int64)


@compiled
def triples_of(words, first, last, shingle, bits):
    """The distinct triples of texts: numbers, sketch (of ``bits`` bits), where those of each begin, and how many it has."""
    room = np.maximum(last - first - (shingle - 1), 1)
    table, stamps = _table(room.max() if len(room) else 1)
    numbers, at = np.empty(room.sum(), np.uint64), 0
    begins, count = np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
    sketch = np.zeros((len(first), bits // 64), np.uint64)
    for text in range(len(first)):
        begins[text] = at
        size = last[text] - first[text]
        for i in range(first[text], first[text] + room[text]):
            if size >= shingle:
                number = _mixed(words[i], words[i + 1], words[i + 2])
            else:  # of fewer words: like no triple of words
                number = _mixed(-1 - size, words[i] if size else 0, words[i + 1] if size > 1 else 0)
            if not _holds(table, stamps, text, number, True):
                numbers[at] = number
                at += 1
                bit = np.int64(number & np.uint64(bits - 1))
                sketch[text, bit >> 6] |= np.uint64(1) << np.uint64(bit & 63)
        count[text] = at - begins[text]
    return numbers[:at], sketch, begins, count


@uncounted
def _ones(bits):
    """How many bits of a number are set."""
    bits -= (bits >> np.uint64(1)) & np.uint64(0x5555555555555555)
    bits = (bits & np.uint64(0x3333333333333333)) + ((bits >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((bits * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled
def alike(numbers, sketch, first, count, text, same):
    """The other texts of which a text shares ``same`` of the triples of both: what ``triples_of`` gave of each."""
    found = np.empty(len(count), np.int64)
    size, mine = 0, count[text]
    table, stamps = _table(mine)
    for place in range(first[text], first[text] + mine):
        _holds(table, stamps, 0, numbers[place], True)
    for other in range(len(count)):
        lacking = 0
        for word in range(sketch.shape[1]):
            lacking += _ones(sketch[text, word] & ~sketch[other, word])
        if other == text or mine - lacking < same * (mine + count[other] - (mine - lacking)):
            continue
        shared = 0
        for place in range(first[other], first[other] + count[other]):
            shared += _holds(table, stamps, 0, numbers[place], False)
        if shared >= same * (mine + count[other] - shared):
            found[size] = other
            size += 1
    return found[:size]
