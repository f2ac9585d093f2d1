"""Why did a passage come where it did? From the very numbers that its score was added up of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Run
from indexer.model import TermWhy, Why
from indexer.searching.ranking.fusion import Fused
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query

__all__ = ["field_counts", "why_of"]

#: What the runs of a passage are called where fields are named, in the order of Run.
_NAMES = {Run.SENTENCE: "body", Run.TITLE: "title", Run.HEADING: "headings", Run.CONTEXT: "context"}


def field_counts(matches: Matches) -> NDArray[np.int64]:
    """n x 4 x q: how often each term stands in each field of each candidate, fields in the order of Run."""
    found = matches.candidates
    counts = np.zeros((len(found), len(Run), matches.counts.shape[1]), np.int64)
    np.add.at(counts, (found.passage_of_run, found.run_kind), matches.occurrences)
    return counts


def why_of(matches: Matches, ranked: Fused, query: Query, counts: NDArray[np.int64], place: int) -> Why:
    """The parts that add up to the score of the candidate at ``place``, and where it holds each term of ``query``;
    ``counts`` are ``field_counts``. Terms that no document has are left out."""
    typed = {term.term: term.typed for term in query.terms}
    terms = matches.terms
    by_term = [list(zip(_NAMES.values(), column, strict=True)) for column in counts[place].T.tolist()]
    return Why(
        parts=tuple((name, float(given[place])) for name, given in ranked.given.items()),
        terms=tuple(
            TermWhy(
                typed=typed[name],
                term=name,
                weight=float(terms.weights[i]),
                idf=float(terms.idf[i]),
                fields=tuple((field, count) for field, count in by_term[i] if count),
                synonyms=tuple(
                    other.said
                    for other, stands in zip(terms.alternatives, matches.by_alternative[place], strict=True)
                    if stands and i in other.covered
                ),
            )
            for i, name in enumerate(terms.names)
        ),
    )
