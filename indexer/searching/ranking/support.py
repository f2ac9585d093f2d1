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
from functools import cached_property
from math import exp, log1p, sqrt
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.engines.bm25f import idf
from indexer.engines.candidates import Floats, Run
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

#: What a syllable of Korean counts where a passage has it: it is looked for where the word that it is of stands nowhere,
#: and stands in many others.
_SYLLABLE = 0.3

#: Whole numbers up to this one count what is asked for.
_COUNTS = 10

#: A number as the analysis writes it.
_NUMBER = regex.compile(r"\d+(\.\d+)?")

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
_WORDS = _Weights(0.23, 0.19, 0.44, 0.0, 0.14, 0.384)
_MEANING = _Weights(0.2, 0.14, 0.33, 0.19, 0.14, 0.383)

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
        self._surety = np.array([_SYLLABLE if _is_syllable(name) else 1.0 for name in terms.names], np.float64)
        rarest, known = idf(0, matches.statistics.passages), set(terms.names)
        unheard = [t for t in query.content if t.term not in known and t.term not in form]
        self._lacks_figure = any(_is_figure(t.term) for t in unheard)
        self._worth: Floats = terms.worth * terms.content
        self._unheard_worth = sum(t.weight * rarest for t in unheard)
        self._telling = min(1.0, log1p(matches.statistics.passages) / log1p(_FEW))
        self._unheard = self._telling * _UNHEARD * sum(sqrt(t.weight * rarest) for t in unheard)
        self._lead = _lead(ranked.scores, matches.candidates.documents, order)

    @cached_property
    def unheard(self) -> float:
        """The share in [0, 1] of the content, by worth, that no document has; words of the question's form left out. All
        of it where no document has a figure that is asked for: what is said of .25 mg does not answer for 25 mg."""
        if self._lacks_figure:
            return 1.0
        known = float(self._worth[~self._form].sum())
        return self._unheard_worth / max(known + self._unheard_worth, 1e-9)

    def confidence(self, place: int) -> float:
        """How sure it is that the candidate at ``place`` answers, in (0, 1): 0.5 on the line."""
        return 1 / (1 + exp(_SLOPE * (self._weights.line - float(self._reached[place]))))

    @property
    def _weights(self) -> _Weights:
        return _WORDS if self._meaning is None else _MEANING

    @cached_property
    def _reached(self) -> Floats:
        """n: what the candidates reach of all that counts; for all at once, which takes no longer than for a few."""
        weights, matches = self._weights, self._matches
        reached: Floats = (
            weights.passage * self._held(matches.holding, _TITLE, _FORM)
            + weights.sentences * self._held(self._held_together(), 0.0, 0.0)
            + weights.lead * self._lead
            - weights.unheard * self._telling * self.unheard
        )
        return reached if self._meaning is None else reached + weights.meaning * self._meaning

    def _held(self, holding: NDArray[np.bool_], of_title: float, of_form: float) -> Floats:
        """n: the share of the content that each candidate has by ``holding`` (n x q)."""
        titled = self._matches.titled
        each = self._root * np.where(self._form, of_form, 1.0) * np.where(titled, of_title, 1.0)
        total = each.sum(axis=1) + self._unheard
        shares: Floats = (each * self._surety * holding).sum(axis=1) / np.maximum(total, 1e-9)
        return np.where(total > 1e-9, shares, titled.any(axis=1))

    def _held_together(self) -> NDArray[np.bool_]:
        """n x q: what the two neighbouring sentences with most of it hold, and what stands beside the text."""
        matches = self._matches
        sentences = matches.runs(Run.SENTENCE)
        owner, pairs = matches.candidates.passage_of_run[sentences], matches.counts[sentences] > 0
        neighbours = owner[1:] == owner[:-1]
        pairs[:-1] |= (
            pairs[1:] & neighbours[:, None]
        )  # the last of a passage stays alone, and has no more than its pair
        held: NDArray[np.bool_] = matches.beside.copy()
        if len(owner):
            worth = pairs @ self._worth
            firsts = np.flatnonzero(np.append(True, ~neighbours))
            sizes = np.append(firsts[1:], len(owner)) - firsts
            most = np.repeat(np.maximum.reduceat(worth, firsts), sizes)
            best = np.flatnonzero(worth == most)[::-1]
            chosen = np.zeros(len(held), np.int64)
            chosen[owner[best]] = best  # of several as good the first, which is set last
            held[owner[firsts]] |= pairs[chosen[owner[firsts]]]
        return held


def _is_syllable(term: str) -> bool:
    """Whether a term is one syllable of Korean."""
    return len(term) == 1 and "\uac00" <= term <= "\ud7a3"


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
