"""Where a question wants to hear a number or a time, has the sentence one that says most of what is asked?"""

from __future__ import annotations

import numpy as np

from indexer.engines.candidates import Floats, Integers, Run
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
    asked = frozenset(exact for term in query.terms for exact in term.exacts)
    likely = np.flatnonzero(shares >= _LEAST)
    telling = [run for run in likely.tolist() if _tells(matches, run, wanted, asked)]
    runs: Integers = np.array(telling, np.int64)
    best: Floats = terms.ideal * matches.best(shares[runs] ** 2, runs)
    return best


def _tells(matches: Matches, run: int, wanted: WantedWords, asked: frozenset[str]) -> bool:
    """Whether a sentence has what is ``wanted``, beside the words of the question, or a line above sentences, or the
    question that they answer, asks for it."""
    found = matches.candidates
    names = found.lexicon.words
    words = [names[n] for n in found.words[found.first_word[run] : found.first_word[run + 1]].tolist()]
    kind, passage = found.run_kind[run], found.passage_of_run[run]
    if kind == Run.CONTEXT:
        return False
    if kind == Run.SENTENCE and any(wanted.is_told_by(word) for word in words if word not in asked):
        return True
    asks = kind != Run.SENTENCE or (found.question_and_answer[passage] and run == found.first_run[passage])
    return bool(asks) and wanted_words(" ".join(words)) is wanted
