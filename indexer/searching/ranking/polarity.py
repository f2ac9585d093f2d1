"""Does what stands above a passage say the contrary of what is asked? The list below "What does not help" helps nobody."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Run
from indexer.model import PassageKind
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query

__all__ = ["NEGATIONS", "contrary"]

#: Words that turn a heading or a question into its contrary, as typed, lower case.
_WORDS = """
    not no never don't dont doesn't doesnt didn't didnt isn't isnt aren't arent wasn't weren't can't cant cannot couldn't
    won't wont wouldn't shouldn't mustn't avoid avoiding avoids unable neither nor
    nicht kein keine keinen keinem keiner nie niemals vermeide vermeiden vermeidet
    ne pas jamais éviter évitez évite aucun aucune
    nunca jamás evitar evite evita evítese tampoco ningún ninguna
"""
NEGATIONS = frozenset(_WORDS.split())

_LIST = list(PassageKind).index(PassageKind.LIST)


def contrary(matches: Matches, query: Query) -> NDArray[np.bool_]:
    """n: whether the passage stands under a heading or lead-in with a negation and the question has none, or the other way
    round. Headings, context, the question that a passage answers, and the first sentence of a list count."""
    found = matches.candidates
    number = found.lexicon.number_of_word
    negations = [number[word] for word in NEGATIONS if word in number]
    negated = np.zeros(len(found), bool)
    runs = found.run_of_word[np.isin(found.words, negations)]
    negated[found.passage_of_run[runs[_above(matches)[runs]]]] = True
    return ~negated if _is_negated(query) else negated


def _above(matches: Matches) -> NDArray[np.bool_]:
    """r: which runs say of what the text below them is."""
    found = matches.candidates
    above: NDArray[np.bool_] = (found.run_kind == Run.HEADING) | (found.run_kind == Run.CONTEXT)
    above[found.first_run[:-1][found.question_and_answer | (found.kinds == _LIST)]] = True
    return above


def _is_negated(query: Query) -> bool:
    return any(NEGATIONS.intersection(term.exacts) for term in query.terms)
