"""How often does each term of the question stand in each run of the candidates? Counted once, read by every part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.candidates import Candidates, Run

__all__ = ["Floats", "Matches", "Terms"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Terms:
    """The q terms of a question that the index knows: numbers in its vocabulary, idf (nats), and weight in the question.

    ``content`` says which carry content; ``ideal`` is what all terms together are worth, those that no document has
    included, and ``ideal_content`` the same for terms that carry content.
    """

    numbers: Integers
    idf: Floats
    weights: Floats
    content: NDArray[np.bool_]
    ideal: float
    ideal_content: float

    @property
    def worth(self) -> Floats:
        """What each term can earn at most: weight times idf."""
        return self.weights * self.idf


class Matches:
    """Term counts for one question over its candidates."""

    def __init__(self, candidates: Candidates, terms: Terms, vocabulary_size: int) -> None:
        self.candidates, self.terms = candidates, terms
        place = np.full(vocabulary_size, -1, np.int64)
        place[terms.numbers] = np.arange(len(terms.numbers))
        which = place[candidates.terms]
        #: The words that match: where they stand among the candidates' words, and which term each is.
        self.at = np.flatnonzero(which >= 0)
        self.which = which[self.at]
        runs, width = len(candidates.run_kind), len(terms.numbers)
        flat = candidates.run_of_word[self.at] * width + self.which
        #: r x q: how often each term stands in each run.
        self.counts = np.bincount(flat, minlength=runs * width).reshape(runs, width).astype(np.float64)

    def of_passages(self, kinds: Sequence[Run]) -> Floats:
        """n x q: how often each term stands in the runs of some kinds of each passage."""
        chosen = np.isin(self.candidates.run_kind, kinds)
        flat = np.zeros((len(self.candidates), self.counts.shape[1]))
        np.add.at(flat, self.candidates.passage_of_run[chosen], self.counts[chosen])
        return flat

    def best_of_runs(self, values: Floats, chosen: NDArray[np.bool_] | None = None) -> Floats:
        """n: the largest of ``values`` (one a run, >= 0) over the (chosen) runs of each passage, 0 where it has none."""
        best = np.zeros(len(self.candidates))
        where = self.candidates.passage_of_run
        if chosen is not None:
            where, values = where[chosen], values[chosen]
        np.maximum.at(best, where, values)
        return best
