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

#: What a question begins with that asks for one thing; in others a negation may be about anything.
_ASKING = frozenset(
    {"what", "which", "who", "how", "when", "where", "was", "welche", "welches", "wer", "wie", "wann", "wo"}
    | {"que", "quoi", "quel", "quelle", "quels", "quelles", "qui", "qu'est", "comment", "quand"}
    | {"qué", "cuál", "cuáles", "quién", "cómo", "cuándo"}
)

#: A longer question, in words with content, tells a story.
_LONG = 6

#: A heading of so few words is on whatever is asked: "Avoid", "Do not take". A longer one has to share a word.
_SHORT = 3

_LIST = list(PassageKind).index(PassageKind.LIST)


def contrary(matches: Matches, query: Query) -> NDArray[np.bool_]:
    """n: whether the passage stands under a heading or lead-in with a negation and the question has none, or the other way
    round. Headings, context, the question that a passage answers, and the first sentence of a list count; nothing is
    contrary to a long question, nor to one whose negation may be about something beside."""
    found = matches.candidates
    negated = np.zeros(len(found), bool)
    if sum(term.content for term in query.terms) > _LONG:
        return negated
    negates = np.zeros(matches.statistics.words, bool)
    negates[[number for word in NEGATIONS for number in found.lexicon.numbers_of_word(word)]] = True
    runs = found.run_of_word[negates[found.words]]
    negated[found.passage_of_run[runs[_above(matches)[runs]]]] = True
    if not any(NEGATIONS.intersection(term.exacts) for term in query.terms):
        return negated
    return ~negated if query.terms[0].exacts[0] in _ASKING else np.zeros(len(found), bool)


def _above(matches: Matches) -> NDArray[np.bool_]:
    """r: which runs head the text below them, and are on what is asked."""
    found = matches.candidates
    above: NDArray[np.bool_] = (found.run_kind == Run.HEADING) | (found.run_kind == Run.CONTEXT)
    above[found.first_run[:-1][found.question_and_answer | (found.kinds == _LIST)]] = True
    on_it = np.any(matches.counts[:, matches.terms.content] > 0, axis=1) | (found.run_words <= _SHORT)
    heads: NDArray[np.bool_] = above & on_it
    return heads
