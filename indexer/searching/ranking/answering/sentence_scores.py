"""What does each sentence of a candidate have of the question, and what does it earn by that?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from functools import lru_cache
from statistics import fmean

import numpy as np
import regex

from indexer.engines.bm25f import BODY, length_norm, saturation
from indexer.engines.candidates import Floats
from indexer.model import Passage
from indexer.model.stated.dates import MONTHS
from indexer.searching.ranking.answering.passage_sentences import Sentences
from indexer.searching.ranking.evidence import defined_by_sentences
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis.forms.unspaced import pairs_a_word
from indexer.text.analysis.languages.wanted.definitions import asks_what_it_is

__all__ = ["SentenceScores", "with_those_asking"]

#: The length of an everyday sentence, in words.
_SENTENCE_WORDS = 20.0

#: A sentence answers when it earns at least this share of what the question's content words are worth in its passage.
_LEAST = 0.12

#: What a word counts that stands beside the passage already: title and headings say of what all its sentences are.
_BESIDE = 0.35

#: What a day, month or number of the question counts: of two sentences the one that has it answers.
_VALUE = 3.0

#: "May" is more often a verb.
_VALUES = regex.compile(
    rf"""\d.*|
    (?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|
    (?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?|wochenenden?|
    lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|
    lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|
    {"|".join(sorted(MONTHS - {"may"}))}""",
    regex.VERBOSE,
)


class SentenceScores:
    """The words of one question in the sentences of its candidates; a sentence is known by its number in its passage."""

    def __init__(self, matches: Matches, question: str = "") -> None:
        """``question`` is as it was typed, for whether it asks what something is."""
        self._matches, self._what_it_is = matches, asks_what_it_is(question)
        self._asked = frozenset(matches.terms.numbers.tolist())
        values = _values(matches)
        self._worth: Floats = matches.terms.worth * matches.terms.content * values
        self._valued = frozenset(np.flatnonzero((values > 1) & matches.terms.content).tolist())
        pairs = [
            pairs_a_word(name)
            for name, content in zip(matches.terms.names, matches.terms.content, strict=True)
            if content
        ]
        self._sentence_terms = _SENTENCE_WORDS * fmean(pairs) if pairs else _SENTENCE_WORDS

    def of(self, place: int, passage: Passage) -> tuple[list[float], float]:
        """BM25 of each sentence of ``passage``, the candidate at ``place``, by itself, and the least (> 0) of one that
        answers.

        Only a sentence's own words count, so that a table's header helps no row; those that stand beside all of them,
        little.
        """
        matches, found = self._matches, self._matches.candidates
        worth = np.where(matches.beside[place], _BESIDE * self._worth, self._worth).tolist()
        scores = [0.0] * len(passage.sentences)
        first = int(found.first_run[place])
        words = found.run_words[first : first + len(scores)].tolist()
        for (sentence, term), count in self._counts(place, passage).items():
            norm = length_norm(float(words[sentence]), self._sentence_terms, BODY.b)
            scores[sentence] += worth[term] * saturation(count / norm)
        return scores, max(_LEAST * sum(worth), 1e-9)

    def defining(self, place: int, scores: list[float]) -> list[float]:
        """The scores of a passage's sentences, to each of which the best is added as far as it says what something is,
        where the question asks for that."""
        if not self._what_it_is:
            return scores
        first, best = int(self._matches.candidates.first_run[place]), max(scores)
        shares = defined_by_sentences(self._matches)[first : first + len(scores)].tolist()
        return [score + best * share for score, share in zip(scores, shares, strict=True)]

    def _counts(self, place: int, passage: Passage) -> dict[tuple[int, int], float]:
        """How often a sentence of ``passage`` has a term, for those pairs of their numbers that are any: arrays of so few
        take longer."""
        matches, counts = self._matches, dict[tuple[int, int], float]()
        a, b = matches.at.searchsorted(matches.own_words(place))
        if a == b:
            return counts
        starts = (matches.begins[a:b] + passage.start).tolist()
        edges = [edge for span in passage.sentences for edge in span]
        for start, term, share in zip(starts, matches.which[a:b].tolist(), matches.share[a:b].tolist(), strict=True):
            slot = bisect_right(edges, start)
            if slot & 1:  # else it stands between two sentences
                pair = slot >> 1, term
                counts[pair] = counts.get(pair, 0.0) + share
        return counts

    def held(self, place: int, passage: Passage) -> list[frozenset[int]]:
        """The numbers of the content's terms that each sentence of ``passage`` has."""
        found: list[set[int]] = [set() for _ in passage.sentences]
        for sentence, term in self._counts(place, passage):
            if self._worth[term]:
                found[sentence].add(term)
        return list(map(frozenset, found))

    def worth(self, terms: Collection[int]) -> float:
        """What terms by these numbers are worth together."""
        return float(self._worth[list(terms)].sum())

    def has_value(self, terms: Collection[int]) -> bool:
        """Whether one of these terms is a day, month or number that the question has."""
        return not self._valued.isdisjoint(terms)

    def beside(self, place: int) -> frozenset[int]:
        """The numbers of the terms that stand beside all sentences of a passage: in its title and headings."""
        return frozenset(np.flatnonzero(self._matches.beside[place]).tolist())

    def starts(self, place: int) -> dict[int, int]:
        """Where words of the question's content begin, from the start of the passage, with the number of each's term."""
        matches = self._matches
        a, b = matches.at.searchsorted(matches.own_words(place))
        which = matches.which[a:b]
        content = matches.terms.content[which]
        starts = matches.begins[a:b][content].tolist()
        return dict(zip(starts, which[content].tolist(), strict=True))

    def content_alone(self, place: int, i: int) -> bool:
        """Whether a sentence has none of the small words that make one: "Xiaomi Communications Co., Ltd." """
        content = self._matches.terms.numbers[self._matches.terms.content].tolist()
        return set(content).issuperset(self._terms(place, i))

    def asked_alone(self, place: int, i: int) -> bool:
        """Whether a sentence has no word but those of the question."""
        return self._asked.issuperset(self._terms(place, i))

    def words(self, place: int, i: int) -> int:
        """How many words a sentence has."""
        found = self._matches.candidates
        return int(found.run_words[int(found.first_run[place]) + i])

    def _terms(self, place: int, i: int) -> list[int]:
        found = self._matches.candidates
        run = int(found.first_run[place]) + i
        terms: list[int] = found.terms[found.first_word[run] : found.first_word[run + 1]].tolist()
        return terms


def with_those_asking(scores: list[float], sentences: Sentences) -> list[float]:
    """The scores, to each of which that of a question just before it is added: what follows it answers. The question that
    the whole passage answers gives nothing to its first sentence, which is the answer already where nothing is better."""
    given = [
        score if score and sentences.asked(i) and not (sentences.answering and i == 0) else 0.0
        for i, score in enumerate(scores[:-1])
    ]
    return [scores[0], *(score + more for score, more in zip(scores[1:], given, strict=True))]


def _values(matches: Matches) -> Floats:
    """What each term counts for naming a day, a month or a number."""
    words = matches.candidates.lexicon.words
    return np.array(
        [_VALUE if any(_names_value(words[n]) for n in typed) else 1.0 for typed in matches.terms.words], np.float64
    )


@lru_cache(10_000)
def _names_value(word: str) -> bool:
    return _VALUES.fullmatch(word) is not None
