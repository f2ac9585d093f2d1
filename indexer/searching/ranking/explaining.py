"""Why did a passage come where it did? From the very numbers that its score was added up of."""

from __future__ import annotations

import numpy as np

from indexer.engines.candidates import Run
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
        values = zip(terms.names, terms.weights.tolist(), terms.idf.tolist(), strict=True)
        #: What is the same of each term for all candidates, in the order of TermWhy.
        self._terms = [(typed[name], name, weight, idf) for name, weight, idf in values]

    def of(self, place: int) -> Why:
        """The parts that add up to the score of the candidate at ``place``, and where it holds each term of the question.
        Terms that no document has are left out."""
        fields = [
            tuple([pair for pair in zip(_FIELDS, row, strict=True) if pair[1]]) if any(row) else ()
            for row in self._rows(place)
        ]
        return Why(
            parts=tuple([(name, float(given[place])) for name, given in self._ranked.given.items()]),
            terms=tuple(
                [
                    TermWhy(*term, fields[i], self._synonyms(place, i) if self._matches.terms.alternatives else ())
                    for i, term in enumerate(self._terms)
                ]
            ),
        )

    def _rows(self, place: int) -> list[list[int]]:
        """q x 4: how often each term stands in each field of the candidate at ``place``, fields in the order of Run."""
        found, kinds = self._matches.candidates, len(Run)
        first, last = found.first_run[place : place + 2].tolist()
        by_run = self._matches.occurrences_in(first, last)
        counts = np.zeros((kinds, by_run.shape[1]), np.int64)
        np.add.at(counts, found.run_kind[first:last], by_run)
        rows: list[list[int]] = counts.T.tolist()
        return rows

    def _synonyms(self, place: int, term: int) -> tuple[str, ...]:
        """What says that the passage has words for a term."""
        return tuple(
            other.said
            for number, other in enumerate(self._matches.terms.alternatives)
            if term in other.covered and self._matches.by_alternative[place, number]
        )
