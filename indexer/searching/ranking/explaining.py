"""Why did a passage come where it did? From the very numbers that its score was added up of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from indexer.model import TermWhy, Why
from indexer.searching.ranking.fusion import Fused
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query

__all__ = ["Reasons"]

#: What the runs of a passage are called where fields are named, in the order of Run.
_FIELDS = ("body", "title", "headings", "context")


class Reasons:
    """Why the candidates of one question came where they did."""

    def __init__(self, matches: Matches, ranked: Fused, query: Query) -> None:
        self._matches, self._ranked = matches, ranked
        typed = {term.term: term.typed for term in query.terms}
        terms = matches.terms
        self._others = terms.alternatives
        values = zip(terms.names, terms.weights.tolist(), terms.idf.tolist(), strict=True)
        #: What is the same of each term for all candidates, in the order of TermWhy.
        self._terms = [(typed[name], name, weight, idf) for name, weight, idf in values]

    def of(self, place: int) -> Why:
        """The parts that add up to the score of the candidate at ``place``, and where it holds each term of the question.
        Terms that no document has are left out."""
        return self.of_all([place])[0]

    def of_all(self, places: Sequence[int]) -> list[Why]:
        """The same of several candidates."""
        given = self._ranked.given
        parts = np.array(list(given.values()))[:, list(places)].T.tolist()
        counts: list[list[list[int]]] = self._matches.occurrences(places).tolist()
        found = []
        for of_place, place, rows in zip(parts, places, counts, strict=True):
            others = tuple(self._synonyms(place, term) for term in range(len(rows) if self._others else 0))
            terms = partial(_terms_of, self._terms, rows, others)
            found.append(Why(tuple(zip(given, of_place, strict=True)), terms))
        return found

    def _synonyms(self, place: int, term: int) -> tuple[str, ...]:
        """What says that the passage has words for a term."""
        return tuple(
            other.said
            for number, other in enumerate(self._others)
            if other.said and term in other.covered and self._matches.by_alternative[place, number]
        )


def _terms_of(
    terms: Sequence[tuple[str, str, float, float]], rows: Sequence[Sequence[int]], synonyms: Sequence[tuple[str, ...]]
) -> tuple[TermWhy, ...]:
    """The terms, given how often each stands in each field, in the order of Run, and what says that there are words for
    it."""
    return tuple(
        [
            TermWhy(*term, tuple([pair for pair in zip(_FIELDS, row, strict=True) if pair[1]]), said)
            for term, row, said in zip(terms, rows, synonyms or [()] * len(rows), strict=True)
        ]
    )
