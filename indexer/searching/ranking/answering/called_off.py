"""Does a sentence say that something is not, or is called off? Then the day in it is not when it is: "There is no rehearsal
on 26 September", "the meeting of 8 December is cancelled". Nor does one say who holds a post by which nobody does: "Nobody
stood for secretary", "the treasurer resigned"."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import regex

from indexer.searching.ranking.answering.passage_sentences import Sentences
from indexer.searching.ranking.answering.people_named import named
from indexer.searching.ranking.answering.sentence_scores import SentenceScores
from indexer.searching.ranking.matching import Matches
from indexer.searching.ranking.polarity import LONG, NOTS, WORD, denies, spelt_words
from indexer.text.analysis.languages.question_phrases import languages_told
from indexer.text.analysis.languages.wanted.wanted_people import asks_for_holder, says_nobody
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
    """Looks at sentences for one question: for when something is, in an index of a few passages alone."""

    def __init__(self, matches: Matches, scores: SentenceScores, question: str, wanted: WantedValue | None) -> None:
        """``question`` is as it was typed, ``wanted`` what it wants to hear."""
        self._scores = scores
        asks = wanted is not None and wanted.of_moment
        small = matches.of_few_passages and int(matches.terms.content.sum()) <= LONG
        #: In Portuguese "no domingo" is on Sunday.
        self._nots = NOTS - ({"no"} if "portuguese" in languages_told(question) else set())
        self._of_moment = asks and small and not (denies(question) or _CALLING_OFF.search(question))
        self._of_holder = asks_for_holder(question) and not denies(question)
        self._matters = self._of_moment or self._of_holder
        self._typed = {word.lower() for word in WORD.findall(question)} if self._of_holder else set()

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
        found, looked_at = self._scores.starts(place), range(chosen[0], chosen[1] + 1)
        if self._of_holder and not any(self._names_somebody(sentences.text(i)) for i in looked_at):
            # what says that nobody does may be another sentence, which has as much of what is asked
            least = max(1, *(len(_in(sentences, i, found)) for i in looked_at))
            on_it = [i for i in range(len(sentences)) if len(_in(sentences, i, found)) >= least]
            return any(self._has_no_holder(sentences, i, found) for i in on_it)
        return any(self._is_called_off(sentences, i, found) for i in looked_at)

    def _is_called_off(self, sentences: Sentences, i: int, found: Mapping[int, int]) -> bool:
        """Whether a sentence says of what is asked that it is not or does not take place; ``found`` are the places, from
        the start of the passage, at which words of the question's content begin."""
        if self._of_holder:
            return self._has_no_holder(sentences, i, found)
        text = sentences.text(i)
        ends = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(text)), len(text)]
        asked = _in(sentences, i, found)
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

    def _has_no_holder(self, sentences: Sentences, i: int, found: Mapping[int, int]) -> bool:
        """Whether a sentence says that nobody holds or does what is asked for, or that the one who did has gone, and names
        nobody behind that: "Nobody stood, so Ann Lee goes on" says who does; nor says it behind a semicolon of less than
        what is asked: "the steward runs the bar; nobody under 18 is served"."""
        text = sentences.text(i)
        at = says_nobody(text)
        if at is None:
            return False
        asked, begins = _in(sentences, i, found), text.rfind(";", 0, at)
        if 2 * sum(place < begins for place in asked) > len(asked):
            return False
        return not self._names_somebody(text, at)

    def _names_somebody(self, text: str, start: int = 0) -> bool:
        """Whether a text has the name of another than those of the question, from a place on."""
        others = (one for one in named(text) if one.start >= max(start, says_nobody(text) or 0))
        return any(not one.place and self._typed.isdisjoint(one.words) for one in others)


def _in(sentences: Sentences, i: int, found: Mapping[int, int]) -> list[int]:
    """Where in a sentence words of what is asked begin: code points from its start."""
    start, size = sentences.starts_at(i), len(sentences.text(i))
    return [at - start for at in found if 0 <= at - start < size]
