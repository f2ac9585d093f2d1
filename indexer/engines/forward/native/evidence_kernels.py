"""Loops over the runs of candidates that hold a question's words, compiled by numba; who calls them says what they give."""

from __future__ import annotations

import numba as nb
import numpy as np

from indexer.engines.bm25f import length_norm, saturation
from indexer.engines.candidates import Run
from indexer.engines.forward.native.kernel_options import UNCOUNTED, compiled

__all__ = ["best_lines", "held", "holding_pairs", "likeness", "line_cosines", "supported", "typed_so", "windows"]

_saturation, _length_norm = nb.njit(saturation, **UNCOUNTED), nb.njit(length_norm, **UNCOUNTED)

#: What decides between sentences that hold as much (``ranking.support``) counts so little that it decides nothing else.
_TIE = 1e-6

_SENTENCE, _TITLE, _HEADING = int(Run.SENTENCE), int(Run.TITLE), int(Run.HEADING)


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
def windows(counts, run_kind, run_words, first_run, fields, worth, most, size, b):
    """n: what the best window of each passage earns: see ``ranking.evidence.window``.

    ``fields`` has for each kind of run beside the text: the kind, its weight, its b, and its average length."""
    passages, terms = len(first_run) - 1, len(worth)
    best, beside = np.zeros(passages), np.zeros((passages, terms))
    for field in range(len(fields)):
        kind = np.int64(fields[field, 0])
        for passage in range(passages):
            length, any_run = 0.0, False
            for run in range(first_run[passage], first_run[passage + 1]):
                if run_kind[run] == kind:
                    length += run_words[run]
                    any_run = True
            if not any_run:
                continue
            norm = _length_norm(length, fields[field, 3], fields[field, 2])
            for term in range(terms):
                total = 0.0
                for run in range(first_run[passage], first_run[passage + 1]):
                    if run_kind[run] == kind:
                        total += counts[run, term]
                beside[passage, term] += fields[field, 1] * total / norm
    room = len(run_kind)
    sums, runs = np.zeros((room + 1, terms)), np.empty(room, np.int64)
    words, telling = np.zeros(room + 1, np.int64), np.empty(room, np.int64)
    sentences = found = 0
    for passage in range(passages):
        begin = found
        for run in range(first_run[passage], first_run[passage + 1]):
            if run_kind[run] != _SENTENCE:
                continue
            words[sentences + 1] = words[sentences] + run_words[run]
            any_term = False
            for term in range(terms):
                any_term |= counts[run, term] != 0
            if any_term:
                telling[found], runs[found] = sentences, run
                for term in range(terms):
                    sums[found + 1, term] = sums[found, term] + counts[run, term]
                found += 1
            sentences += 1
        if first_run[passage] == first_run[passage + 1] or run_kind[first_run[passage]] != _SENTENCE:
            continue
        total = 0.0
        for term in range(terms):
            total += worth[term] * _saturation(beside[passage, term])
        best[passage] = total
        for first in range(begin, found):
            for last in range(first, found):
                length = words[telling[last] + 1] - words[telling[first]]
                if telling[last] - telling[first] >= most or (length > size and last > first):
                    break
                norm, total = _length_norm(float(length), float(size), b), 0.0
                for term in range(terms):
                    frequency = (sums[last + 1, term] - sums[first, term]) / norm + beside[passage, term]
                    total += worth[term] * _saturation(frequency)
                best[passage] = max(best[passage], total)
    return best


@compiled
def line_cosines(counts, run_kind, first_run, asking, first_word, terms, worth, idf, norm):
    """The runs that say what a passage is about and share something with the question, and their cosines with it: see
    ``ranking.evidence.closeness``. ``worth`` is what a term counts in both, ``asking`` (n) says of which passages the first
    run is a question."""
    lines, cosines, found = np.empty(len(run_kind), np.int64), np.empty(len(run_kind)), 0
    for passage in range(len(first_run) - 1):
        innermost = -1
        for run in range(first_run[passage], first_run[passage + 1]):
            if run_kind[run] == _HEADING:
                innermost = run
        for run in range(first_run[passage], first_run[passage + 1]):
            question = asking[passage] and run == first_run[passage]
            if not (run_kind[run] == _TITLE or run == innermost or question):
                continue
            shared = 0.0
            for term in range(len(worth)):
                if counts[run, term] > 0:
                    shared += worth[term]
            if not shared > 0:
                continue
            seen = np.sort(terms[first_word[run] : first_word[run + 1]])
            squares = 0.0
            for i in range(len(seen)):
                if i == 0 or seen[i] != seen[i - 1]:
                    squares += idf[seen[i]] ** 2
            lines[found], cosines[found] = run, shared / (norm * np.sqrt(squares))
            found += 1
    return lines[:found], cosines[:found]


@compiled
def typed_so(at, run_of_word, passage_of_run, words, lengths, typed, of_term, signed, passages):
    """n x q: whether a passage has each term in the very form that was typed: see ``ranking.evidence.exactness``.

    ``typed`` are the numbers of these forms, each ``of_term``."""
    holding = np.zeros((passages, len(signed)), np.bool_)
    for place in at:
        for i in range(len(typed) - 1, -1, -1):
            if typed[i] == words[place]:
                term = of_term[i]
                if signed[term] == 0 or signed[term] == lengths[place]:
                    holding[passage_of_run[run_of_word[place]], term] = True
                break
    return holding


@compiled
def holding_pairs(at, which, run_of_word, passage_of_run, starts, lengths, pairs, forms, gap, passages):
    """n x p: whether a passage has the terms of each pair one right behind the other: ``ranking.evidence.adjacency``."""
    holding = np.zeros((passages, len(pairs)), np.bool_)
    for first in range(len(at)):
        run, end = run_of_word[at[first]], starts[at[first]] + lengths[at[first]]
        for second in range(first + 1, min(first + forms + 1, len(at))):
            between = starts[at[second]] - end
            if run_of_word[at[second]] != run:
                break
            if between < 0 or between > gap:
                continue
            for pair in range(len(pairs)):
                if pairs[pair, 0] == which[first] and pairs[pair, 1] == which[second]:
                    holding[passage_of_run[run], pair] = True
    return holding


@compiled
def likeness(row_of_word, words, run_of_word, passage_of_run, shares, term, holding, worth):
    """n: what the words are worth that a passage lacks, each by the largest share that any of its words has: see
    ``ranking.evidence.likeness``. A word has a row of ``shares`` (x u), or none below 0; ``term`` is that of each of the u
    words, below 0 where there is none."""
    closest, typed = np.zeros((len(holding), len(worth))), len(worth)
    for place in range(len(words)):
        row = row_of_word[words[place]]
        if row >= 0:
            passage = passage_of_run[run_of_word[place]]
            for i in range(typed):
                closest[passage, i] = max(closest[passage, i], shares[row, i])
    like = np.zeros(len(holding))
    for passage in range(len(holding)):
        for i in range(typed):
            if term[i] < 0 or not holding[passage, term[i]]:
                like[passage] += closest[passage, i] * worth[i]
    return like


@compiled
def best_lines(lines, cosines, asking, run_kind, passage_of_run, heading, asked, passages):
    """n: what the best line of each passage earns by its cosine: see ``ranking.evidence.closeness``; ``asking`` lines ask,
    and so do sentences."""
    best = np.zeros(passages)
    for i in range(len(lines)):
        run, earned = lines[i], cosines[i] ** 2
        if asking[i] or run_kind[run] == _SENTENCE:
            earned *= asked
        else:
            earned *= (heading if run_kind[run] == _HEADING else 1.0) * cosines[i]
        best[passage_of_run[run]] = max(best[passage_of_run[run]], earned)
    return best


@compiled
def supported(counts, run_kind, first_run, held, root, worth, content, form, idf, surety, alone, same, unheard, rarest):
    """3 x n: the share of the content that each passage holds together, what its text holds of it, and how common the
    commonest word is that it lacks: see ``ranking.support``, whose names these are. ``held`` are the four of ``held``,
    ``alone`` is what each term counts that its text holds, ``same`` the terms that others have in them."""
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
            sum_of += _TIE * beyond
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
