"""Does a sentence say that something is not, or is called off? Then the day in it is not when it is: "There is no rehearsal
on 26 September", "the meeting of 8 December is cancelled"."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import regex

from indexer.searching.ranking.answering.passage_sentences import Sentences
from indexer.searching.ranking.answering.sentence_scores import SentenceScores
from indexer.searching.ranking.matching import Matches
from indexer.searching.ranking.polarity import LONG, NOTS, denies, spelt_words
from indexer.text.analysis.languages.question_phrases import languages_told
from indexer.text.analysis.languages.wanted.wanted_values import WantedValue

__all__ = ["CalledOff"]

#: What the score of such a sentence is multiplied by.
_SHARE = 0.3

_CALLING_OFF = regex.compile(
    r"""\b(?:cancell?ed|cancell?ation|call(?:s|ed)?\s+off|falls?\s+(?:out|through)|fell\s+(?:out|through)|abandoned|suspended|
    abgesagt\p{L}*|entf[äa]ll(?:en|t)|entfiel|ausgefallen|ausfallen|(?:fällt|fiel|fallen)\b[^.!?]*\baus\b|gestrichen|
    annul[ée]e?s?|supprimée?s?|anulad[oa]s?|cancelad[oa]s?|suspendid[oa]s?|annullat[oaie]|cancellat[oaie]|sospes[oaie]|
    geannuleerd|afgelast|afgezegd|vervallen|vervalt|uitgevallen)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)
#: "Not before noon", "not until May" says when it is.
_FROM_THEN = regex.compile(
    r"\b(?:before|until|till|vor|bis|erst|avant|que|qu['’]\w*|hasta|antes|prima|fino|voor|tot|pas\s+om)\b",
    regex.IGNORECASE,
)
_CLAUSE_ENDS = regex.compile(r"[,;:]\s+")
#: What stands for what the clause before is on.
_IT_WORDS = """
    it they he she this that which who es er sie das die der il elle cela qui hij zij dat ella él che
    is are was were will has ist sind wird wurde wurden est sont sera es son será è sono sarà wordt werd
"""
_IT = frozenset(_IT_WORDS.split())
_FIRST = 3


class CalledOff:
    """Looks at sentences for one question, in an index of a few passages."""

    def __init__(self, matches: Matches, scores: SentenceScores, question: str, wanted: WantedValue | None) -> None:
        """``question`` is as it was typed, ``wanted`` what it wants to hear."""
        self._scores = scores
        asks = wanted is not None and wanted.of_moment
        small = matches.of_few_passages and int(matches.terms.content.sum()) <= LONG
        #: In Portuguese "no domingo" is on Sunday.
        self._nots = NOTS - ({"no"} if "portuguese" in languages_told(question) else set())
        self._matters = asks and small and not (denies(question) or _CALLING_OFF.search(question))

    def lowered(self, place: int, scores: list[float], sentences: Sentences) -> list[float]:
        """The scores of the sentences of the candidate at ``place``, less for those that say so of what is asked."""
        if not self._matters:
            return scores
        found = self._scores.starts(place)
        return [
            score * _SHARE if score and self._is_called_off(sentences, i, found) else score
            for i, score in enumerate(scores)
        ]

    def leaves_nothing(self, place: int, sentences: Sentences, chosen: tuple[int, int]) -> bool:
        """Whether one of the ``chosen`` sentences says so, and none of them says when it is."""
        if not self._matters:
            return False
        found = self._scores.starts(place)
        return any(self._is_called_off(sentences, i, found) for i in range(chosen[0], chosen[1] + 1))

    def _is_called_off(self, sentences: Sentences, i: int, found: Mapping[int, int]) -> bool:
        """Whether a sentence says of what is asked that it is not or does not take place; ``found`` are the places, from
        the start of the passage, at which words of the question's content begin."""
        text, start = sentences.text(i), sentences.starts_at(i)
        ends = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(text)), len(text)]
        asked = [at - start for at in found if 0 <= at - start < len(text)]
        for a, b in pairwise(ends):
            clause = text[a:b]
            words = spelt_words(clause)
            of_it = [a <= at < b for at in asked]
            if _CALLING_OFF.search(clause) and (any(of_it) or not _IT.isdisjoint(words[:_FIRST])):
                return True
            # "I did not see the museum, it was closed on Monday" says when it was closed
            if of_it and all(of_it) and not self._nots.isdisjoint(words) and not _FROM_THEN.search(clause):
                return True
        return False
