"""Loops over what candidates hold of a question, compiled by numba; who calls them says what they give."""

from __future__ import annotations

import numpy as np

from indexer.engines.candidates import Run
from indexer.engines.forward.native.kernel_options import compiled

__all__ = ["denying", "held", "matching", "occurrences", "supported"]

_SENTENCE, _TITLE = int(Run.SENTENCE), int(Run.TITLE)
_HEADING, _CONTEXT = int(Run.HEADING), int(Run.CONTEXT)

#: By so many bits of their numbers most words are told from those that match.
_BITS = 63


@compiled
def matching(terms, run_of_word, numbers, places, runs, width):
    """Which of the words of candidates match, by their ``terms``, which place among a question's ``width`` terms each has,
    and how often each of these stands in each of ``runs``: see ``ranking.matching.Matches``. A term of one of ``numbers``
    matches by the place beside it, of several the last."""
    at, which, found = np.empty(len(terms), np.int64), np.empty(len(terms), np.int64), 0
    counts = np.zeros((runs, width))
    some = np.uint64(0)
    for number in numbers:
        some |= np.uint64(1) << np.uint64(number & _BITS)
    for place in range(len(terms)):
        term = terms[place]
        if not (some >> np.uint64(term & _BITS)) & np.uint64(1):
            continue
        for i in range(len(numbers) - 1, -1, -1):
            if numbers[i] == term:
                at[found], which[found] = place, places[i]
                counts[run_of_word[place], places[i]] += 1
                found += 1
                break
    return at[:found].copy(), which[:found].copy(), counts


@compiled
def held(at, which, run_of_word, run_kind, passage_of_run, passages, terms):
    """n x q, four of them: whether a passage holds each term at all, in its title, beside its text, and in its text.

    ``at`` are the words that match, each the term ``which``."""
    anywhere, titled = np.zeros((passages, terms), np.bool_), np.zeros((passages, terms), np.bool_)
    beside, by_text = np.zeros((passages, terms), np.bool_), np.zeros((passages, terms), np.bool_)
    for i in range(len(at)):
        run, term = run_of_word[at[i]], which[i]
        passage, kind = passage_of_run[run], run_kind[run]
        anywhere[passage, term] = True
        if kind == _SENTENCE:
            by_text[passage, term] = True
        else:
            beside[passage, term] = True
            if kind == _TITLE:
                titled[passage, term] = True
    return anywhere, titled, beside, by_text


@compiled
def occurrences(at, which, times, run_of_word, run_kind, passage_of_run, number, passages, terms, kinds):
    """k x q x kinds of runs: how often each term stands in each field of some passages: those with a ``number`` from 0 to
    k - 1; others have none below 0."""
    counts = np.zeros((passages, terms, kinds))
    for i in range(len(at)):
        run = run_of_word[at[i]]
        passage = number[passage_of_run[run]]
        if passage >= 0:
            counts[passage, which[i], run_kind[run]] += times[i]
    return np.rint(counts).astype(np.int64)


@compiled
def denying(words, first_word, denies, run_kind, run_words, passage_of_run, first_run, asking, counts, content, short):
    """The runs, ascending, that head the text below them, are on what is asked, and have a word that ``denies`` (by the
    word's number): see ``ranking.polarity``. ``asking`` says of which passages the first run heads the others; of so
    ``short`` a run, nothing is asked."""
    found, size = np.empty(len(run_kind), np.int64), 0
    for run in range(len(run_kind)):
        passage = passage_of_run[run]
        if not (run_kind[run] in (_HEADING, _CONTEXT) or (asking[passage] and first_run[passage] == run)):
            continue
        denied = False
        for place in range(first_word[run], first_word[run + 1]):
            denied |= denies[words[place]]
        if not denied:
            continue
        on_it = run_words[run] <= short
        for term in range(len(content)):
            on_it |= content[term] and counts[run, term] > 0
        if on_it:
            found[size] = run
            size += 1
    return found[:size]


@compiled
def supported(
    counts, run_kind, first_run, held, root, worth, content, form, idf, surety, alone, same, unheard, rarest, tie
):
    """3 x n: the share of the content that each passage holds together, what its text holds of it, and how common the
    commonest word is that it lacks: see ``ranking.judging.support``, whose names these are. ``held`` are the four of
    ``held``, ``alone`` is what each term counts that its text holds, ``same`` the terms that others have in them, ``tie``
    what decides between sentences that hold as much."""
    anywhere, titled, beside, by_text = held
    passages, terms = anywhere.shape
    found = np.zeros((3, passages))
    best, here = np.empty(terms, np.bool_), np.empty(terms, np.bool_)
    for passage in range(passages):
        best[:] = beside[passage]
        most, end = -1.0, first_run[passage + 1]
        for run in range(first_run[passage], end):
            if run_kind[run] != _SENTENCE:
                break
            with_next = run + 1 < end and run_kind[run + 1] == _SENTENCE
            sum_of, beyond = 0.0, 0.0
            for term in range(terms):
                here[term] = counts[run, term] > 0 or (with_next and counts[run + 1, term] > 0)
                if here[term]:
                    sum_of += worth[term]
                    if not beside[passage, term]:
                        beyond += worth[term]
            sum_of += tie * beyond
            if sum_of > most:
                most = sum_of
                for term in range(terms):
                    best[term] = here[term] or beside[passage, term]
        for i in range(len(same)):
            best[same[i, 0]] |= best[same[i, 1]]
        total, reached, any_titled, alone_held = unheard, 0.0, False, 0.0
        for term in range(terms):
            any_titled |= titled[passage, term]
            if not (form[term] or titled[passage, term]):
                total += root[term]
                if best[term]:
                    reached += root[term] * surety[term]
            if by_text[passage, term]:
                alone_held += alone[term]
        if total > 1e-9:
            found[0, passage] = reached / total
        else:
            found[0, passage] = 1.0 if any_titled else 0.0
        found[1, passage] = np.log1p(alone_held / rarest)
        best[:] = anywhere[passage]
        for i in range(len(same)):
            best[same[i, 0]] |= best[same[i, 1]]
        lacking = rarest
        for term in range(terms):
            if content[term] and not (best[term] or form[term]):
                lacking = min(lacking, idf[term])
        found[2, passage] = 1 - lacking / rarest
    return found
