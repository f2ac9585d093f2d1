"""What was found for a question, ranked: candidates with their matches and scores, in pools of one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.model import Correction
from indexer.searching.ranking import Fused, Group, Matches, Support
from indexer.text.analysis import Query

__all__ = ["RankedCandidates"]

#: What a question's strength loses where no document has any of its content. Unknown words count in the ideal already; that
#: they count once more tells more questions on other subjects apart (on four of five public sets, on the fifth as many).
_UNKNOWN = 0.2

#: Hits that a searcher sees at once.
_FIRST = 3


@dataclass(frozen=True)
class RankedCandidates:
    """What was found for a question: the query as searched for, the words corrected for it, the candidates of the first
    pool with their matches and scores, their groups, best first, and the places of all that match, best first.

    ``most`` is how many phrases of the query one passage holds at most, ``standing`` says of each whether one holds it.
    ``deeper`` are the pools after it, ranked in the same way, as far as they were wanted.
    """

    query: Query
    corrections: tuple[Correction, ...]
    matches: Matches
    fused: Fused
    groups: tuple[Group, ...]
    matched: tuple[int, ...] = ()
    most: int = 0
    standing: tuple[bool, ...] = ()
    deeper: tuple[RankedCandidates, ...] = ()

    def listed(self, ranks: range) -> Iterator[tuple[RankedCandidates, Sequence[Group]]]:
        """The groups of these ranks, counted from 0 over all pools, pool by pool."""
        before = 0
        for pool in (self, *self.deeper):
            yield pool, pool.groups[max(ranks.start - before, 0) : max(ranks.stop - before, 0)]
            before += len(pool.groups)

    @property
    def documents(self) -> list[str]:
        """The documents of this pool's groups, in order, those folded under others included."""
        names = self.matches.candidates.documents
        return [names[place] for group in self.groups for place in (group.best, *group.duplicates, *group.translations)]

    @cached_property
    def matched_documents(self) -> list[str]:
        """The document of each candidate of this pool that matches, best first."""
        names = self.matches.candidates.documents
        return [names[place] for place in self.matched]

    @cached_property
    def support(self) -> Support:
        """How well this pool's candidates support an answer."""
        first = self.groups[0] if self.groups else None
        twins = (first.best, *first.duplicates, *first.translations) if first else ()
        return Support(self.matches, self.query, self.fused, self.matched, twins)

    @property
    def reached(self) -> int:
        """How many groups the pools have that were looked into."""
        return sum(len(pool.groups) for pool in (self, *self.deeper))

    @property
    def says_most(self) -> bool:
        """Whether the first hits have what lines of synonyms say that phrases of the question mean, and these more words
        than there are that no passage has."""
        terms, firsts = self.matches.terms, [group.best for group in self.groups[:_FIRST]]
        held = np.any(self.matches.by_alternative[firsts], axis=0)
        phrases = {other.phrase for other, holds in zip(terms.alternatives, held, strict=True) if holds}
        words = sum(len(phrase) for phrase in phrases if len(phrase) > 1)
        return words > sum(not (term.of or term.term in terms.names) for term in self.query.content)

    @property
    def strength(self) -> float:
        """What the verdict is judged by: the best score, but for what compares it with others alone, as a multiple of the
        ideal, less for words that no document has (>= 0, at most about 3)."""
        if not self.matched:
            return 0.0
        terms = self.matches.terms
        scores = self.fused.scores - self.fused.given.get("tokens", 0.0)
        reached = float(scores[self.matched[0]]) / max(terms.ideal, 1e-9)
        return max(reached - _UNKNOWN * terms.unknown, 0.0)
