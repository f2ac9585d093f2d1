"""Loops over the words of candidates, compiled by numba; who calls them says what they give."""

from __future__ import annotations

import numpy as np

from indexer.engines.forward.native.kernel_options import compiled, uncounted

__all__ = ["alike_words", "filled", "folded", "places_of", "sized", "standing"]

#: Numbers of four bytes in a line of the processor's cache.
_LINE = 16

#: Words of a triple, and the numbers of ``ranking.grouping`` by which they are mixed.
_TRIPLE = 3
_MIX0, _MIX1, _MIX2 = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


@compiled
def places_of(values, wanted):
    """The first place among ascending ``values`` of one that is not below each of ``wanted``, as ``np.searchsorted`` gives
    it: of what is spread evenly over all numbers of 64 bits, as digests are, found near where it would then be."""
    size, found = len(values), np.empty(len(wanted), np.int64)
    for i in range(len(wanted)):
        sought, step = wanted[i], 1
        first = np.int64(((sought >> np.uint64(32)) * np.uint64(size)) >> np.uint64(32))
        last = first
        while first > 0 and values[first - 1] >= sought:  # from here on leaps of twice the length, to either side
            last = first
            first = max(first - step, 0)
            step *= 2
        while last < size and values[last] < sought:
            first = last + 1
            last = min(last + step, size)
            step *= 2
        while first < last:
            middle = (first + last) >> 1
            if values[middle] < sought:
                first = middle + 1
            else:
                last = middle
        found[i] = first
    return found


@compiled
def sized(positions, slots, run_at, token_at, runs, words):
    """Notes how many ``runs`` and ``words`` the passages ``slots`` have, each behind its position: there is one place
    more than there are passages."""
    for i in range(len(slots)):
        first, last = np.int64(run_at[slots[i]]), np.int64(run_at[slots[i] + 1])
        runs[positions[i] + 1] = last - first
        words[positions[i] + 1] = np.int64(token_at[last]) - np.int64(token_at[first])


@uncounted
def _touched(slots, run_at, run_kind, run_words, token_at, tokens):
    """The sum of some of what ``filled`` reads of passages that lie anywhere: one value in each line of the processor's
    cache. None of these reads waits for another, so that many go on at once, while those of ``filled`` come one by one."""
    total = 0
    for i in range(len(slots)):
        first, last = np.int64(run_at[slots[i]]), np.int64(run_at[slots[i] + 1])
        if first < last:
            total += np.int64(run_kind[first]) + np.int64(run_words[first])
        for place in range(np.int64(token_at[first]), np.int64(token_at[last]), _LINE):
            total += np.int64(tokens[place])
    return total


@compiled
def filled(positions, slots, run_at, run_kind, run_words, token_at, tokens, base, first_run, first_word, into):
    """Puts the runs and words of the passages ``slots`` where they belong ``into`` the arrays of
    ``forward.gathering.Gathered``, but for ``first_run``: where those of the passage at each of ``positions`` begin;
    ``first_word`` says the same of its words. ``base`` words are in the segments before this one."""
    kinds, sizes, word_at, stored_at, run_of_word, word = into
    if _touched(slots, run_at, run_kind, run_words, token_at, tokens) < 0:  # never: asked, so that it is not left out
        return
    for i in range(len(slots)):
        run, at = first_run[positions[i]], first_word[positions[i]]
        for source in range(np.int64(run_at[slots[i]]), np.int64(run_at[slots[i] + 1])):
            kinds[run], sizes[run] = run_kind[source], run_words[source]
            stored_at[run] = base + np.int64(token_at[source])
            for place in range(np.int64(token_at[source]), np.int64(token_at[source + 1])):
                run_of_word[at], word[at] = run, tokens[place]
                at += 1
            run += 1
            word_at[run] = at


@compiled
def standing(words, run_of_word, first_word, stored_at, base, starts, lengths, begins, sizes):
    """Notes where those of ``words`` begin, and how long they are, that stand in the segment whose words are those from
    ``base`` on: ``forward.gathering.Gathered``."""
    for i in range(len(words)):
        run = run_of_word[words[i]]
        at = stored_at[run] + words[i] - first_word[run] - base
        if 0 <= at < len(starts):
            begins[i], sizes[i] = starts[at], lengths[at]


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


@uncounted
def _triple(words, first, last, at):
    """The triple of a text from its word ``at`` on, as a number: of a text of fewer words, one like no triple of words."""
    size = last - first
    if size >= _TRIPLE:
        return _mixed(words[at], words[at + 1], words[at + 2])
    return _mixed(-1 - size, words[at] if size else 0, words[at + 1] if size > 1 else 0)


@compiled
def _sketches(words, first, last, bits):
    """For each text, which last bits (of as many numbers) its triples have: one that another has not stands for a triple
    that it has not."""
    sketch, mask = np.zeros((len(first), bits // 64), np.uint64), np.uint64(bits - 1)
    for text in range(len(first)):
        for at in range(first[text], max(last[text] - _TRIPLE, first[text]) + 1):
            bit = np.int64(_triple(words, first[text], last[text], at) & mask)
            sketch[text, bit >> 6] |= np.uint64(1) << np.uint64(bit & 63)
    return sketch


@uncounted
def _ones(bits):
    """How many bits of a number are set."""
    bits -= (bits >> np.uint64(1)) & np.uint64(0x5555555555555555)
    bits = (bits & np.uint64(0x3333333333333333)) + ((bits >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((bits * np.uint64(0x0101010101010101)) >> np.uint64(56))


@uncounted
def _lacked(one, other, most):
    """How many triples of one text another lacks at least, by their sketches; more than ``most`` are not counted."""
    lacked = 0
    for word in range(len(one)):
        lacked += _ones(one[word] & ~other[word])
        if lacked > most:
            break
    return lacked


@compiled
def folded(words, first, last, bits, same, limit):
    """For each text the first of the texts before it of which it shares ``same`` of the distinct triples of both, of those
    ``limit`` that are like none themselves; -1 where there is none. ``bits`` are those of a sketch."""
    found, groups, longest = np.full(len(first), -1), 0, 1
    for text in range(len(first)):
        longest = max(longest, last[text] - first[text])
    size = 16
    while size < 2 * longest:
        size *= 2
    table, stamps = np.zeros(size, np.uint64), np.full(size, -1, np.int64)
    more, more_stamps = np.zeros(size, np.uint64), np.full(size, -1, np.int64)
    sketch, compared = _sketches(words, first, last, bits), 0
    for text in range(len(first)):
        if found[text] >= 0:
            continue
        if groups == limit:
            break
        groups, mine = groups + 1, 0
        for at in range(first[text], max(last[text] - _TRIPLE, first[text]) + 1):
            mine += not _holds(table, stamps, text, _triple(words, first[text], last[text], at), True)
        most = mine - np.int64(np.ceil(same * mine))  # lacking more is lacking too much
        for other in range(text + 1, len(first)):
            if found[other] >= 0 or _lacked(sketch[text], sketch[other], most) > most:
                continue
            shared, theirs, compared = 0, 0, compared + 1
            for at in range(first[other], max(last[other] - _TRIPLE, first[other]) + 1):
                triple = _triple(words, first[other], last[other], at)
                if not _holds(more, more_stamps, compared, triple, True):
                    theirs += 1
                    shared += _holds(table, stamps, text, triple, False)
            if shared >= same * (mine + theirs - shared):
                found[other] = text
    return found


@compiled
def alike_words(owners, asked, starts, ends, words, counts, common, least):
    """For each of so many words that are ``asked`` those that share ``common`` grams with it and a share of at least
    ``least`` of both's, ascending, how large it is, and where those of each begin (and the last end): ``forward.grams``.

    ``owners`` says which word each gram is of, ``starts`` and ``ends`` where in ``words`` those are that have it,
    ``counts`` how many grams each of these has."""
    sharing, room = np.zeros(len(counts), np.uint16), 0
    for gram in range(len(owners)):
        room += ends[gram] - starts[gram]
    found, shares, at = np.empty(room, np.int64), np.empty(room), np.zeros(asked + 1, np.int64)
    touched, size = np.empty(room, np.int64), 0
    for word in range(asked):
        number, own = 0, 0
        for gram in range(len(owners)):
            if owners[gram] != word:
                continue
            own += 1
            for place in range(starts[gram], ends[gram]):
                other = np.int64(words[place])
                if sharing[other] == 0:
                    touched[number] = other
                    number += 1
                sharing[other] += 1
        kept = 0
        for i in range(number):
            other = touched[i]
            both = np.int64(sharing[other])
            sharing[other] = 0
            if both >= common and 2 * both / (own + np.int64(counts[other])) >= least:
                touched[kept] = other
                shares[kept + size] = 2 * both / (own + np.int64(counts[other]))
                kept += 1
        order = np.argsort(touched[:kept])
        found[size : size + kept] = touched[:kept][order]
        shares[size : size + kept] = shares[size : size + kept][order]
        size += kept
        at[word + 1] = size
    return found[:size].copy(), shares[:size].copy(), at
