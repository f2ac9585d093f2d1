"""How much of a question does a passage hold, and does it stand out? What the verdict and every mark are judged by.

A high score may come of the subject alone, which stands in each passage on it. So it is asked how much of the question's
content a passage holds: all of it and what is in two neighbouring sentences, each word by the root of its worth, since what
is asked of a subject ("treatments") is often a common word; a word of the title counts little, as it stands beside every
passage of the document. And whether the best of what was found is better than what other documents have.

The weights are the best of those that call at least .80 of questions answered whose document is there, for as few as can be
of those whose document was taken out, on three public sets (``tests/benchmarks/verdicts.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p, sqrt
from typing import NamedTuple

import numpy as np
import regex

from indexer.engines.bm25f import idf
from indexer.engines.candidates import Floats, Integers, Run
from indexer.searching.ranking.form_words import form_terms
from indexer.searching.ranking.fusion import Fused
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query

__all__ = ["Support"]

#: What a word of the title and one of the question's form count in the whole passage; none in its sentences.
_TITLE = 0.1
_FORM = 0.3

#: What a word counts that no document has: there is often another word for the same.
_UNHEARD = 0.4

#: In an index of fewer passages it says less that no document has a word.
_FEW = 100

#: Whole numbers up to this one count what is asked for.
_COUNTS = 10

#: A number as the analysis writes it.
_NUMBER = regex.compile(r"\d+(\.\d+)?")

_SENTENCES = 2

#: The lead over another document counts up to this share of the best score: beyond, nothing else was found.
_MOST_LEAD = 0.5

#: The lead is that over the document of this rank: two may well say the same.
_RANK = 3


class _Weights(NamedTuple):
    """What the parts count (they add up to 1; what no document has is taken away), and the sum from which a question is
    answered."""

    passage: float
    sentences: float
    lead: float
    meaning: float
    unheard: float
    line: float


#: By words alone, and where there is a part for meaning.
_WORDS = _Weights(0.23, 0.19, 0.44, 0.0, 0.14, 0.375)
_MEANING = _Weights(0.22, 0.21, 0.23, 0.19, 0.15, 0.397)

#: How fast confidence rises about the line: that of a logistic regression on the three sets.
_SLOPE = 6.0


class Support:
    """How well the candidates of one question support an answer."""

    def __init__(self, matches: Matches, query: Query, ranked: Fused, order: Sequence[int]) -> None:
        """``order`` are the places of the candidates that match, best first."""
        terms, form = matches.terms, form_terms(query)
        self._matches = matches
        self._meaning = ranked.given["meaning"] / max(terms.ideal, 1e-9) if "meaning" in ranked.given else None
        self._root: Floats = np.sqrt(terms.worth) * terms.content
        self._form = np.array([name in form for name in terms.names], bool)
        rarest, known = idf(0, matches.statistics.passages), set(terms.names)
        unheard = [t for t in query.content if t.term not in known and t.term not in form]
        self._lacks_figure = any(_is_figure(t.term) for t in unheard)
        self._worth: Floats = terms.worth * terms.content
        self._unheard_worth = sum(t.weight * rarest for t in unheard)
        self._telling = min(1.0, log1p(matches.statistics.passages) / log1p(_FEW))
        self._unheard = self._telling * _UNHEARD * sum(sqrt(t.weight * rarest) for t in unheard)
        self._lead = _lead(ranked.scores, matches.candidates.documents, order)

    @property
    def unheard(self) -> float:
        """The share in [0, 1] of the content, by worth, that no document has; words of the question's form left out. All
        of it where no document has a figure that is asked for: what is said of .25 mg does not answer for 25 mg."""
        if self._lacks_figure:
            return 1.0
        known = float(self._worth[~self._form].sum())
        return self._unheard_worth / max(known + self._unheard_worth, 1e-9)

    def confidence(self, place: int) -> float:
        """How sure it is that the candidate at ``place`` answers, in (0, 1): 0.5 on the line."""
        weights = _WORDS if self._meaning is None else _MEANING
        reached = (
            weights.passage * self._held(place, self._holds_at_all(place), _TITLE, _FORM)
            + weights.sentences * self._held(place, self._holds_together(place), 0.0, 0.0)
            + weights.lead * self._lead
            - weights.unheard * self._telling * self.unheard
            + (0.0 if self._meaning is None else weights.meaning * float(self._meaning[place]))
        )
        return 1 / (1 + exp(_SLOPE * (weights.line - reached)))

    def _held(self, place: int, holding: Floats, of_title: float, of_form: float) -> float:
        """The share of the content that ``holding`` (a 0 or 1 for each term) has."""
        titled = self._holds(place, Run.TITLE)
        each = self._root * np.where(self._form, of_form, 1.0) * np.where(titled, of_title, 1.0)
        total = float(each.sum()) + self._unheard
        return float((each * holding).sum()) / total if total > 1e-9 else float(titled.any())

    def _holds(self, place: int, kind: Run) -> Floats:
        runs = self._runs(place)
        counts = self._matches.counts[runs[self._matches.candidates.run_kind[runs] == kind]]
        held: Floats = (counts.sum(axis=0) > 0).astype(np.float64)
        return held

    def _holds_at_all(self, place: int) -> Floats:
        holding: Floats = self._matches.holding[place].astype(np.float64)
        return holding

    def _holds_together(self, place: int) -> Floats:
        """What the two neighbouring sentences with most of it hold, and what stands beside the text."""
        runs = self._runs(place)
        kinds, counts = self._matches.candidates.run_kind[runs], self._matches.counts[runs]
        sentences = (counts[kinds == Run.SENTENCE] > 0).astype(np.float64)
        beside: Floats = (counts[kinds != Run.SENTENCE].sum(axis=0) > 0).astype(np.float64)
        if not len(sentences):
            return beside
        pairs = np.maximum(sentences[:-1], sentences[1:]) if len(sentences) >= _SENTENCES else sentences
        worth = self._matches.terms.worth * self._matches.terms.content
        held: Floats = np.maximum(pairs[int(np.argmax(pairs @ worth))], beside)
        return held

    def _runs(self, place: int) -> Integers:
        first = self._matches.candidates.first_run
        return np.arange(first[place], first[place + 1], dtype=np.int64)


def _is_figure(term: str) -> bool:
    """Whether a term is a number that may well decide: small whole ones count things ("3 ways to …")."""
    return _NUMBER.fullmatch(term) is not None and (float(term) > _COUNTS or "." in term)


def _lead(scores: Floats, documents: Sequence[str], order: Sequence[int]) -> float:
    """By how much of its score the best document leads that of the third rank, at most 0.5."""
    best: dict[str, float] = {}
    for place in order:
        best.setdefault(documents[place], float(scores[place]))
        if len(best) == _RANK:
            break
    if len(best) < _RANK:
        return _MOST_LEAD
    first, *_, last = best.values()
    return min(max(first - last, 0.0) / first, _MOST_LEAD)  # what is quoted may come before what scores more
