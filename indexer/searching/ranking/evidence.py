"""The parts of a passage's score beside the engine's: each a pure function of the matches, one number a passage.

Each is at least 0 and at most about ``terms.ideal``, what a passage would get that had every term without end, so that
the parts keep their proportion whatever the corpus and the question.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import BODY, FIELDS, Field, length_norm, saturation
from indexer.engines.candidates import Alike, Floats, Integers, Run
from indexer.engines.forward.native import loaded_kernels
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query, opens_question

__all__ = [
    "WINDOW_WORDS",
    "adjacency",
    "closeness",
    "coverage",
    "document",
    "exactness",
    "likeness",
    "meaning",
    "reliance",
    "window",
]

WINDOW_WORDS = 40

#: Sentences of a window, at most: more than this many fit only where they are of three words each.
_WINDOW_SENTENCES = 12

#: In a question of more words with content, likeness counts as in one of so many: of a pasted text, each passage lacks most
#: words, and has something like many of them.
_LIKE_AT_MOST = 8

#: Forms of a passage's words that are looked at behind each for its neighbour, as a word has its parts beside it ("W-2" has
#: w2, w and 2); and code points between the two, at most: a space or hyphen, with a stop before it.
_FORMS, _GAP = 3, 2

#: What a pair with a number counts beside others: "HTTP 404", "10 mg" and "May 2021" are one thing.
_NUMBERED = 2.0

#: What a heading that does not ask counts beside a title, and what a line that asks does.
_HEADING, _ASKING = 2 / 3, 1.2

#: Where the best of the candidates holds less than this share of the question's content, meaning counts more than once: for
#: each tenth that it holds less, a fifth.
_HEARD, _RELIANCE = 0.6, 2.0

#: The power of shares by which the rest of a document counts: with the third, what lacks half of the question adds little.
_WHOLE = 3

#: Shares differ in nothing within this.
_NOTHING = 1e-9

_FIELD_OF: dict[Run, Field] = {
    kind: next(f for f in FIELDS if f.name == name)
    for kind, name in ((Run.TITLE, "title"), (Run.HEADING, "headings"), (Run.CONTEXT, "context"))
}


def window(matches: Matches) -> Floats:
    """BM25F of the best run of whole sentences of up to WINDOW_WORDS words (at least one), with title and headings.

    An answer stands in a few sentences; the title says what they are about without repeating it in each. Only runs that
    begin and end with a sentence that has a word of the question are looked at: others are longer, and have no more.
    """
    found, kernels = matches.candidates, loaded_kernels()
    if kernels is not None:
        average = matches.statistics.average
        fields = np.array([(kind, field.weight, field.b, average[kind]) for kind, field in _FIELD_OF.items()])
        of_runs = (matches.counts, found.run_kind, found.run_words, found.first_run)
        windows: Floats = kernels.windows(
            *of_runs, fields, matches.terms.worth, _WINDOW_SENTENCES, WINDOW_WORDS, BODY.b
        )
        return windows
    sentences = matches.runs(Run.SENTENCE)
    owner, beside = found.passage_of_run[sentences], _beside(matches)
    best = np.zeros(len(found))
    best[owner] = _earned(matches, beside)[owner]
    telling = np.flatnonzero(matches.counts[sentences].any(axis=1))
    sums = np.vstack([np.zeros((1, len(matches.terms.worth))), np.cumsum(matches.counts[sentences[telling]], axis=0)])
    words = np.concatenate([[0], np.cumsum(found.run_words[sentences])])
    first = np.arange(len(telling))
    for more in range(min(_WINDOW_SENTENCES, len(telling))):
        first = first[: np.searchsorted(first, len(telling) - more)]
        start, end = telling[first], telling[first + more]
        length = words[end + 1] - words[start]
        fits = (
            (owner[start] == owner[end])
            & ((length <= WINDOW_WORDS) | (start == end))
            & (end - start < _WINDOW_SENTENCES)
        )
        first, length = first[fits], length[fits]
        if not len(first):
            break
        norm = length_norm(length.astype(np.float64), float(WINDOW_WORDS), BODY.b)
        mine = owner[telling[first]]
        frequency = (sums[first + more + 1] - sums[first]) / norm[:, None] + beside[mine]
        np.maximum.at(best, mine, _earned(matches, frequency))
    return best


def _earned(matches: Matches, frequency: Floats) -> Floats:
    """What normalised frequencies (m x q) earn, added up term by term: the same for the same, wherever it stands."""
    total = np.zeros(len(frequency))
    for worth, of_term in zip(matches.terms.worth.tolist(), frequency.T, strict=True):
        total += worth * saturation(of_term)
    return total


def _beside(matches: Matches) -> Floats:
    """n x q: the normalised, weighted frequencies in the fields beside the text, as BM25F adds them up."""
    total = np.zeros((len(matches.candidates), len(matches.terms.numbers)))
    for kind, field in _FIELD_OF.items():
        runs = matches.runs(kind)
        if len(runs):
            norm = length_norm(matches.lengths(runs), matches.statistics.average[kind], field.b)
            total += field.weight * matches.sums(runs) / norm[:, None]
    return total


def closeness(matches: Matches) -> Floats:
    """The ideal times what the closest of title, innermost heading and question heading earns by its idf-weighted cosine
    with the question (Salton and Buckley, Information Processing & Management 24(5), 1988)."""
    lines, cosines = _line_cosines(matches)
    if not len(lines):
        return np.zeros(len(matches.candidates))
    return matches.terms.ideal * _best_lines(matches, lines, cosines)


def _line_cosines(matches: Matches) -> tuple[Integers, Floats]:
    """The lines that share something with the question, and their cosines with it."""
    found, terms, idf = matches.candidates, matches.terms, matches.statistics.idf
    worth, kernels = terms.worth * terms.idf, loaded_kernels()
    if kernels is not None:
        of_runs = (matches.counts, found.run_kind, found.first_run, found.question_and_answer, found.first_word)
        lines_and_cosines: tuple[Integers, Floats] = kernels.line_cosines(*of_runs, found.terms, worth, idf, terms.norm)
        return lines_and_cosines
    lines = _lines(matches)
    shared = (matches.counts[lines] > 0) @ worth
    lines, shared = lines[shared > 0], shared[shared > 0]
    mine = np.zeros(len(found.run_kind), bool)
    mine[lines] = True
    inside = mine[found.run_of_word]
    distinct = np.sort(found.run_of_word[inside] * len(idf) + found.terms[inside])
    distinct = distinct[np.append(True, distinct[1:] != distinct[:-1])[: len(distinct)]]
    squares = np.bincount(distinct // len(idf), weights=idf[distinct % len(idf)] ** 2, minlength=len(mine))[lines]
    return lines, shared / (terms.norm * np.sqrt(squares))


def _best_lines(matches: Matches, lines: Integers, cosines: Floats) -> Floats:
    """n: what the best of some lines earn by their cosines: one that asks a fifth more than the square, as what answers
    nearly the same question answers this one; a title the cube, which keeps what is nearly the same and lets go of what
    shares a word (the engine has that already); a heading two thirds of it, as many name a part of whatever is above
    them."""
    found, kernels = matches.candidates, loaded_kernels()
    first, words = found.words[found.first_word[lines]].tolist(), found.lexicon.words
    opening = {number: opens_question(words[number]) for number in set(first)}
    asking = np.array([opening[number] for number in first], bool)
    if kernels is not None:
        of_runs = (found.run_kind, found.passage_of_run)
        best: Floats = kernels.best_lines(lines, cosines, asking, *of_runs, _HEADING, _ASKING, len(found))
        return best
    kinds = found.run_kind[lines]
    share = np.where(kinds == Run.HEADING, _HEADING, 1.0) * cosines
    return matches.best(np.where(asking | (kinds == Run.SENTENCE), _ASKING, share) * cosines**2, lines)


def _lines(matches: Matches) -> Integers:
    """The runs that say what a passage is about: its title, innermost heading, and the question it answers."""
    found = matches.candidates
    headings = matches.runs(Run.HEADING)
    of_headings = found.passage_of_run[headings]
    innermost = headings[np.append(of_headings[1:] != of_headings[:-1], True)] if len(headings) else headings
    questions = found.first_run[:-1][found.question_and_answer]
    return np.concatenate([matches.runs(Run.TITLE), innermost, questions])


def exactness(matches: Matches) -> Floats:
    """What the terms are worth that stand somewhere in the very form that was typed: "universe" is not "university", and
    for a word with signs or figures, which are none of its form, what is as long: "W-2" is not "W2"."""
    total: Floats = _typed_so(matches) @ matches.terms.worth
    return total


def _typed_so(matches: Matches) -> NDArray[np.bool_]:
    """n x q: whether a passage, its title, headings or context have each term in that form."""
    found, terms, kernels = matches.candidates, matches.terms, loaded_kernels()
    if kernels is not None:
        typed = np.array([number for numbers in terms.words for number in numbers], np.int64)
        of_term = np.repeat(np.arange(len(terms.words)), [len(numbers) for numbers in terms.words])
        of_words = (matches.at, found.run_of_word, found.passage_of_run, found.words, matches.sizes)
        held: NDArray[np.bool_] = kernels.typed_so(*of_words, typed, of_term, terms.signed, len(found))
        return held
    term = np.full(matches.statistics.words, -1, np.int32)
    for number, numbers in enumerate(terms.words):
        term[list(numbers)] = number
    which = term[found.words[matches.at]]  # what has the form has the term
    own = which >= 0
    at, which = matches.at[own], which[own]
    signed = terms.signed[which]
    same = (signed == 0) | (signed == matches.sizes[own])
    holding = np.zeros((len(found), len(terms.words)), bool)
    holding[found.passage_of_run[found.run_of_word[at[same]]], which[same]] = True
    return holding


def coverage(matches: Matches) -> Floats:
    """The ideal times the tenth power of the share of the question's content, by worth, that a passage holds at all.

    BM25 lets one word that stands often outweigh another that is missing; so high a power favours what holds them all,
    and all but none of the rest.
    """
    return matches.terms.ideal * matches.shares**10


def document(matches: Matches) -> Floats:
    """The ideal times how much more of the question's content the candidates of a passage's document hold together than the
    one that holds most: the difference of the cubes of both shares, by worth, divided by 1 + ln m for m candidates.

    What a page is about it says once, in one passage or another; of the passages of a long document, some hold any word. It
    is the same for all passages of a document, and says nothing of which of them answers.
    """
    found, terms, kernels = matches.candidates, matches.terms, loaded_kernels()
    number = {name: i for i, name in enumerate(dict.fromkeys(found.documents))}
    if len(number) == len(found):
        return np.zeros(len(found))
    of, shares = np.array([*map(number.__getitem__, found.documents)], np.int64), matches.shares
    most_worth = max(terms.ideal_content, 1e-9)
    if kernels is not None:
        of_terms = (terms.content, terms.worth, shares, most_worth)
        more: Floats = kernels.of_documents(of, len(number), matches.holding, *of_terms, _WHOLE, _NOTHING)
        return terms.ideal * more
    count = np.bincount(of)
    order, first = np.argsort(of, kind="stable"), np.cumsum(count) - count
    together = np.logical_or.reduceat(matches.holding[:, terms.content][order], first, axis=0)
    most = np.maximum.reduceat(shares[order], first)
    whole = together @ terms.worth[terms.content] / most_worth
    more = whole**_WHOLE - most**_WHOLE
    more[more < _NOTHING] = 0.0  # what is left of the same sum added up in another order
    total: Floats = (terms.ideal * more / (1 + np.log(count)))[of]
    return total


def adjacency(matches: Matches, query: Query) -> Floats:
    """What pairs of words are worth that follow one another in the question and in a passage: the lesser worth of the two,
    as a share that is the greater the fewer of the candidates have the pair.

    (Ordered pairs: D. Metzler and W. B. Croft, SIGIR 2005. That they count by how rare they are among the candidates, where
    nothing but the passages at hand is looked into, is our own.)
    """
    terms, place = matches.terms, {name: i for i, name in enumerate(matches.terms.names)}
    content, each = terms.content.tolist(), terms.worth.tolist()
    known = [(place[a], place[b]) for a, b in pairwise(query.sequence) if a != b and a in place and b in place]
    pairs = [(a, b) for a, b in dict.fromkeys(known) if content[a] or content[b]]
    numbered = [any(map(str.isdecimal, name)) for name in terms.names]
    worth = [min(each[a], each[b]) * (_NUMBERED if numbered[a] or numbered[b] else 1.0) for a, b in pairs]
    return _held_pairs(matches, np.array(pairs, np.int64).reshape(-1, 2), np.array(worth, np.float64))


def _held_pairs(matches: Matches, pairs: Integers, worth: Floats) -> Floats:
    """n: what the pairs are worth whose terms a passage, its title, headings or context have one right behind the other,
    each by how rare it is."""
    found, at, width, kernels = matches.candidates, matches.at, len(matches.terms.names), loaded_kernels()
    if kernels is not None:
        of_words = (at, matches.which, found.run_of_word, found.passage_of_run, matches.begins, matches.sizes)
        held: Floats = kernels.adjacent(*of_words, pairs, worth, _FORMS, _GAP, len(found))
        return held
    number = np.full((width, width), -1, np.int64)
    number[pairs[:, 0], pairs[:, 1]] = np.arange(len(pairs))
    holding = np.zeros((len(found), len(pairs)), bool)
    starts, runs = matches.begins, found.run_of_word[at]
    ends = starts + matches.sizes
    for step in range(1, min(_FORMS, len(at) - 1) + 1):
        gaps, pair = starts[step:] - ends[:-step], number[matches.which[:-step], matches.which[step:]]
        near = (pair >= 0) & (runs[step:] == runs[:-step]) & (gaps >= 0) & (gaps <= _GAP)
        holding[found.passage_of_run[runs[step:][near]], pair[near]] = True
    rarity = 1 - np.log(2 * holding.sum(axis=0) + 1) / np.log(2 * (len(found) + 1))
    total: Floats = holding @ (worth * rarity)
    return total


def likeness(matches: Matches, alike: Alike) -> Floats:
    """What the words are worth that a passage does not hold, each by the share of letters that it has in common with the
    word most like it there: "glycaemic" where "hyperglycaemia" was asked for, or what somebody misspelt.

    ``alike`` pairs the terms' typed words with words of the vocabulary. A word that is one of the terms has its worth
    already, and is like none. (Groups of four characters stand for words in P. McNamee and J. Mayfield, Information
    Retrieval 7, 2004; that only the closest counts, and only for what is missing, is our own.)
    """
    terms = matches.terms
    return _like(matches, alike) * min(1.0, _LIKE_AT_MOST / max(int(terms.content.sum()), 1))


def _like(matches: Matches, alike: Alike) -> Floats:
    """The same of a short question, whose words all count."""
    found, typed, kernels = matches.candidates, matches.terms.typed, loaded_kernels()
    column = np.full(matches.statistics.words, -1, np.int32)
    column[alike.word] = np.arange(len(alike.word))  # any of a word's places will do
    shares = np.zeros((len(alike.word), len(typed.words)))
    shares[column[alike.word], alike.question_word] = alike.share
    column[found.words[matches.at]] = -1
    if kernels is not None:
        of_words = (found.words, found.run_of_word, found.passage_of_run)
        like: Floats = kernels.likeness(column, *of_words, shares, typed.term, matches.holding, typed.worth)
        return like
    at = column[found.words]
    some = np.flatnonzero(at >= 0)
    closest = np.zeros((len(found), len(typed.words)))
    np.maximum.at(closest, found.passage_of_run[found.run_of_word[some]], shares[at[some]])
    known = np.flatnonzero(typed.term >= 0)
    closest[:, known] *= ~matches.holding[:, typed.term[known]]
    return closest @ typed.worth


def meaning(matches: Matches, cosines: Floats | None) -> Floats:
    """How near the passage's vector is to the question's: the cosine, where it is positive, as a share of the ideal score,
    by how much meaning counts for this question (``reliance``).

    Scaling by the ideal, which is the same for all candidates, keeps the part's worth against words equal from one question
    to the next; fusing by min-max over the candidates was measured beside it (the manual's figures).
    """
    if cosines is None:
        return np.zeros(len(matches.candidates))
    return matches.terms.ideal * reliance(matches) * np.maximum(cosines, 0.0)


def reliance(matches: Matches) -> float:
    """How much meaning counts for a question, in [1, 2.2]: more than once where no candidate holds most of its content, as
    of one in other words than the documents'."""
    held = float(matches.shares.max(initial=0.0))
    return 1.0 + _RELIANCE * max(_HEARD - held, 0.0)
