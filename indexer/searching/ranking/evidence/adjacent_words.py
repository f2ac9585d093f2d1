"""Which words of the question follow one another in a passage as they do there?"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from indexer.engines.candidates import Floats, Integers
from indexer.engines.forward.native import loaded_kernels
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query

__all__ = ["adjacency"]

#: Forms of a passage's words that are looked at behind each for its neighbour, as a word has its parts beside it ("W-2" has
#: w2, w and 2); and code points between the two, at most: a space or hyphen, with a stop before it.
_FORMS, _GAP = 3, 2

#: What a pair with a number counts beside others: "HTTP 404", "10 mg" and "May 2021" are one thing.
_NUMBERED = 2.0


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
        of_words = (at, matches.which, found.run_of_word, found.passage_of_run, found.starts, found.lengths)
        held: Floats = kernels.adjacent(*of_words, pairs, worth, _FORMS, _GAP, len(found))
        return held
    number = np.full((width, width), -1, np.int64)
    number[pairs[:, 0], pairs[:, 1]] = np.arange(len(pairs))
    holding = np.zeros((len(found), len(pairs)), bool)
    starts, runs = found.starts[at], found.run_of_word[at]
    ends = starts + found.lengths[at]
    for step in range(1, min(_FORMS, len(at) - 1) + 1):
        gaps, pair = starts[step:] - ends[:-step], number[matches.which[:-step], matches.which[step:]]
        near = (pair >= 0) & (runs[step:] == runs[:-step]) & (gaps >= 0) & (gaps <= _GAP)
        holding[found.passage_of_run[runs[step:][near]], pair[near]] = True
    rarity = 1 - np.log(2 * holding.sum(axis=0) + 1) / np.log(2 * (len(found) + 1))
    total: Floats = holding @ (worth * rarity)
    return total
