"""Where a question wants to hear a number or a time, has the sentence one that says most of what is asked?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Candidates, Floats, Integers, Run
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query
from indexer.text.analysis.languages.wanted.wanted_words import WantedWords, wanted_words

__all__ = ["value"]

#: A sentence or line with less than this share of what is asked for, by worth, says nothing of it.
_LEAST = 0.3

#: A text of more words with content was pasted, and tells more than it asks.
_MOST = 10


def value(matches: Matches, query: Query) -> Floats | None:
    """n: the ideal times the square of the share of what is asked for, by worth, that the best sentence of each passage has
    beside a number or time that the question wants to hear, or a line above it that asks for such. None where a question
    wants neither, or is pasted text. In the square, since half of what is asked for is mostly said of something
    else."""
    wanted, terms = wanted_words(query.typed.words), matches.terms
    if wanted is None or not 0 < int(terms.content.sum()) <= _MOST:
        return None
    shares: Floats = (matches.counts > 0) @ (terms.worth * terms.content / max(terms.ideal_content, 1e-9))
    likely = np.flatnonzero(shares >= _LEAST)
    asked = frozenset(exact for term in query.terms for exact in term.exacts)
    telling = _telling(matches.candidates, likely, wanted, asked)
    telling |= _asking(matches.candidates, likely, wanted)
    runs: Integers = likely[telling]
    best: Floats = terms.ideal * matches.best(shares[runs] ** 2, runs)
    return best


def _telling(found: Candidates, runs: Integers, wanted: WantedWords, asked: frozenset[str]) -> NDArray[np.bool_]:
    """Which of some ``runs`` are sentences that have what is ``wanted``, beside the words of the question. Each word is
    looked at once, in however many it is."""
    some = np.zeros(len(found.run_kind), bool)
    some[runs] = found.run_kind[runs] == Run.SENTENCE
    places = np.flatnonzero(some[found.run_of_word])
    distinct, which = np.unique(found.words[places], return_inverse=True)
    words = [found.lexicon.words[number] for number in distinct.tolist()]
    tells = np.array([word not in asked and wanted.is_told_by(word) for word in words], bool)
    telling = np.zeros(len(some), bool)
    telling[found.run_of_word[places[tells[which]]]] = True
    chosen: NDArray[np.bool_] = telling[runs]
    return chosen


def _asking(found: Candidates, runs: Integers, wanted: WantedWords) -> NDArray[np.bool_]:
    """Which of some ``runs`` are lines above sentences, or the question that these answer, and ask for what is wanted."""
    kinds, passages, names = found.run_kind[runs], found.passage_of_run[runs], found.lexicon.words
    asking: NDArray[np.bool_] = found.question_and_answer[passages] & (runs == found.first_run[passages])
    asking |= (kinds == Run.TITLE) | (kinds == Run.HEADING)
    for place in np.flatnonzero(asking).tolist():
        first, last = found.first_word[runs[place] : runs[place] + 2].tolist()
        asking[place] = wanted_words(" ".join(names[number] for number in found.words[first:last].tolist())) is wanted
    return asking
