"""Which words of a passage are nearly those of the question that it lacks?"""

from __future__ import annotations

import numpy as np

from indexer.engines.candidates import Alike, Floats
from indexer.engines.forward.native import loaded_kernels
from indexer.searching.ranking.matching import Matches

__all__ = ["likeness"]

#: In a question of more words with content, likeness counts as in one of so many: of a pasted text, each passage lacks most
#: words, and has something like many of them.
_LIKE_AT_MOST = 8


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
