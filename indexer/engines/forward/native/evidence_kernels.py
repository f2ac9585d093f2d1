"""Loops over the parts of a passage's score, compiled by numba; ``ranking.evidence``, which calls them, says what they
give."""

from __future__ import annotations

import numba as nb
import numpy as np

from indexer.engines.bm25f import length_norm, saturation
from indexer.engines.candidates import Run
from indexer.engines.forward.native.kernel_options import UNCOUNTED, compiled

__all__ = ["adjacent", "best_lines", "likeness", "line_cosines", "of_documents", "typed_so", "windows"]

_saturation, _length_norm = nb.njit(saturation, **UNCOUNTED), nb.njit(length_norm, **UNCOUNTED)

_SENTENCE, _TITLE, _HEADING = int(Run.SENTENCE), int(Run.TITLE), int(Run.HEADING)


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

    ``typed`` are the numbers of these forms, each ``of_term``; ``lengths`` those of the words ``at``."""
    holding = np.zeros((passages, len(signed)), np.bool_)
    for match in range(len(at)):
        place = at[match]
        for i in range(len(typed) - 1, -1, -1):
            if typed[i] == words[place]:
                term = of_term[i]
                if signed[term] == 0 or signed[term] == lengths[match]:
                    holding[passage_of_run[run_of_word[place]], term] = True
                break
    return holding


@compiled
def adjacent(at, which, run_of_word, passage_of_run, starts, lengths, pairs, worth, forms, gap, passages):
    """n: what the pairs (p x 2 terms, each of some ``worth``) count that a passage has one right behind the other, the more
    the fewer have it: see ``ranking.evidence.adjacency``. ``starts`` and ``lengths`` are of the words ``at``."""
    holding = np.zeros((passages, len(pairs)), np.bool_)
    for first in range(len(at)):
        run, end = run_of_word[at[first]], starts[first] + lengths[first]
        for second in range(first + 1, min(first + forms + 1, len(at))):
            between = starts[second] - end
            if run_of_word[at[second]] != run:
                break
            if between < 0 or between > gap:
                continue
            for pair in range(len(pairs)):
                if pairs[pair, 0] == which[first] and pairs[pair, 1] == which[second]:
                    holding[passage_of_run[run], pair] = True
    total = np.zeros(passages)
    for pair in range(len(pairs)):
        count = 0
        for passage in range(passages):
            count += holding[passage, pair]
        earned = worth[pair] * (1 - np.log(2 * count + 1) / np.log(2 * (passages + 1)))
        for passage in range(passages):
            if holding[passage, pair]:
                total[passage] += earned
    return total


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
def of_documents(of, documents, holding, content, worth, shares, most, power, nothing):
    """n: how much more of the content the passages of a document hold together than the one that holds most, in shares of
    ``most``: see ``ranking.evidence.document``. ``of`` is the document of each passage, ``holding`` (n x q) what it holds,
    ``shares`` (n) its own."""
    together, best = np.zeros((documents, len(worth)), np.bool_), np.zeros(documents)
    count = np.zeros(documents, np.int64)
    for passage in range(len(of)):
        document = of[passage]
        count[document] += 1
        best[document] = max(best[document], shares[passage])
        for term in range(len(worth)):
            together[document, term] |= holding[passage, term]
    more = np.zeros(documents)
    for document in range(documents):
        whole = 0.0
        for term in range(len(worth)):
            if content[term] and together[document, term]:
                whole += worth[term]
        more[document] = (whole / most) ** power - best[document] ** power
        more[document] = more[document] / (1 + np.log(count[document])) if more[document] >= nothing else 0.0
    return more[of]
