"""How much of the question does a passage, or its document, hold, wherever that stands?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Floats
from indexer.engines.forward.native import loaded_kernels
from indexer.searching.ranking.matching import Matches

__all__ = ["coverage", "document", "exactness"]

#: The power of shares by which the rest of a document counts: with the third, what lacks half of the question adds little.
_WHOLE = 3

#: Shares differ in nothing within this.
_NOTHING = 1e-9


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
    names = dict.fromkeys(found.documents)
    if len(names) == len(found):
        return np.zeros(len(found))
    number = {name: i for i, name in enumerate(names)}
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
