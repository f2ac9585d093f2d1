"""A question -> ranked candidates: analyse, search, look into the best, fuse, group. Nothing of the catalog is read.

Searching fetches texts for what is found here; calibrating only looks at how well it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import Analyzer, Query, WeightedTerm
from indexer.candidates import Run
from indexer.engines import EngineReader
from indexer.engines.forward import ForwardIndex, Speller
from indexer.ranking import Fused, Group, Matches, Terms, fused, grouped
from indexer.records import Correction

__all__ = ["Finder", "Found"]

#: Candidates that the engine hands on to ranking, at least; for long lists so many a hit that is wanted.
_CANDIDATES = 150
_CANDIDATES_A_HIT = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question: the query as searched for, the words corrected for it, the candidates with their
    matches and scores, and their groups, best first."""

    query: Query
    corrections: tuple[Correction, ...]
    matches: Matches
    fused: Fused
    groups: tuple[Group, ...]

    @property
    def strength(self) -> float:
        """The best score as a multiple of the ideal: what the verdict is judged by (>= 0, at most about 6)."""
        if not self.groups:
            return 0.0
        return float(self.fused.scores[self.groups[0].best]) / max(self.matches.terms.ideal, 1e-9)


class Finder:
    """Finds candidates in one generation; safe for many threads at once."""

    def __init__(self, engine: EngineReader, forward: ForwardIndex, analyzer: Analyzer) -> None:
        self._engine, self.forward, self.analyzer = engine, forward, analyzer
        self._speller = Speller(forward.vocabulary, analyzer.language)

    @property
    def passages(self) -> int:
        """The number of passages that can be found."""
        return self._engine.passages

    def find(
        self,
        question: str,
        *,
        limit: int,
        documents: Callable[[str], bool] | None = None,
        without: Collection[str] = (),
    ) -> Found:
        """At most ``limit`` groups of candidates for a question; parts of the ranking named in ``without`` left out."""
        query, corrections = self._query(question, without)
        wanted = max(_CANDIDATES, _CANDIDATES_A_HIT * limit)
        scored = self._engine.search(query, limit=wanted, documents=documents)
        candidates = self.forward.candidates([s.passage_id for s in scored])
        vocabulary, statistics = self.forward.vocabulary, self.forward.statistics
        terms = Terms.of(query, vocabulary.number_of_term, vocabulary.number_of_word, statistics)
        matches = Matches(candidates, terms, statistics)
        grams = self.forward.grams.of_question({e: t.weight for t in query.terms for e in t.exacts})
        ranked = fused(np.array([s.score for s in scored]), matches, grams, without)
        order = np.lexsort((np.array(candidates.ids, "S20"), -ranked.scores))
        told: NDArray[np.bool_] = np.any(matches.held[:, terms.content], axis=1)  # "of the" alone is no match
        groups = grouped(order[told[order]].tolist(), candidates.documents, limit, lambda p: _words(matches, p))
        return Found(query, corrections, matches, ranked, tuple(groups))

    def _query(self, question: str, without: Collection[str]) -> tuple[Query, tuple[Correction, ...]]:
        """A question as it is searched for: words that the index does not have corrected where one is clearly meant."""
        query = self.analyzer.question(question)
        if "spelling" in without:
            return query, ()
        meant: dict[str, WeightedTerm] = {}
        for term in query.terms:
            word = None if self.forward.holds(term.term) else self._speller.correct(term.exacts[0])
            if word is not None:
                meant[term.term] = self.analyzer.corrected(term, word)
        told = tuple(Correction(t.exacts[0], meant[t.term].exacts[0]) for t in query.terms if t.term in meant)
        return query.corrected(meant), told


def _words(matches: Matches, place: int) -> list[int]:
    """The terms of a candidate's own text, in order."""
    found = matches.candidates
    first, last = found.first_run[place], found.first_run[place + 1]
    last = first + int((found.run_kind[first:last] == Run.SENTENCE).sum())
    words: list[int] = found.terms[found.first_word[first] : found.first_word[last]].tolist()
    return words
