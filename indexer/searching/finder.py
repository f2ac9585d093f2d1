"""A question -> ranked candidates: analyse, search, look into the best, fuse, group. Nothing of the catalog is read.

Searching fetches texts for what is found here; calibrating only looks at how well it fits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.engines import EVERYTHING, Filter
from indexer.engines.candidates import Run
from indexer.engines.meaning import Encoder, Vectors
from indexer.engines.protocol import MeaningReader, WordReader
from indexer.model import Correction
from indexer.searching.ranking import Fused, Group, Matches, QuestionTerms, fused, grouped
from indexer.searching.rewording import Rewording, mended
from indexer.text.analysis import Analyzer, Query

__all__ = ["Finder", "RankedCandidates"]

#: Candidates that the engine hands on to ranking, at least; for long lists so many a hit that is wanted.
_CANDIDATES = 150
_CANDIDATES_A_HIT = 5

#: A passage that shares no word with the question is a candidate from this cosine on; two texts at random have about 0.1.
_LEAST_COSINE = 0.25

#: What a question's strength loses where no document has any of its content. Unknown words count in the ideal already; that
#: they count once more tells more questions on other subjects apart (on four of five public sets, on the fifth as many).
_UNKNOWN = 0.2


@dataclass(frozen=True, slots=True)
class RankedCandidates:
    """What was found for a question: the query as searched for, the words corrected for it, the candidates with their
    matches and scores, their groups, best first, and the places of all candidates that match, best first."""

    query: Query
    corrections: tuple[Correction, ...]
    matches: Matches
    fused: Fused
    groups: tuple[Group, ...]
    matched: tuple[int, ...] = ()

    @property
    def strength(self) -> float:
        """What the verdict is judged by: the best score as a multiple of the ideal, less for words that no document has
        (>= 0, at most about 3)."""
        if not self.groups:
            return 0.0
        terms = self.matches.terms
        reached = float(self.fused.scores[self.groups[0].best]) / max(terms.ideal, 1e-9)
        return max(reached - _UNKNOWN * terms.unknown, 0.0)


class FinderReader(WordReader, MeaningReader, Protocol):
    """What finding needs of a generation: words and meaning, no texts."""


class Finder:
    """Finds candidates in one generation; safe for many threads at once."""

    def __init__(self, reader: FinderReader, analyzer: Analyzer, encoder: Encoder | None = None) -> None:
        """``encoder`` is the one whose vectors the generation has, where there is one."""
        self.reader, self.analyzer, self.encoder = reader, analyzer, encoder
        self._rewording = Rewording(reader, analyzer)

    @property
    def passages(self) -> int:
        """The number of passages that can be found."""
        return self.reader.passage_count

    def find(
        self,
        question: str,
        *,
        limit: int,
        only: Filter = EVERYTHING,
        without: Collection[str] = (),
    ) -> RankedCandidates:
        """At most ``limit`` groups of candidates for a question, among the passages that ``only`` admits; parts of the
        ranking named in ``without`` are left out."""
        query, corrections = self._query(question, without)
        wanted = max(_CANDIDATES, _CANDIDATES_A_HIT * limit)
        vector = self._vector(mended(question, corrections), without)
        near: tuple[str, ...] = ()
        if vector is not None:
            near = self.reader.nearest(vector, limit=wanted, least=_LEAST_COSINE, only=only)
        scores = {s.passage_id: s.score for s in self.reader.search(query, limit=wanted, only=only)}
        beside = [name for name in near if name not in scores]
        if beside:
            scores |= self.reader.scores(query, beside, only=only)
        return self._ranked(query, corrections, scores, (vector, near), limit, without)

    def _ranked(
        self,
        query: Query,
        corrections: tuple[Correction, ...],
        scores: Mapping[str, float],
        meaning: tuple[Vectors | None, Sequence[str]],
        limit: int,
        without: Collection[str],
    ) -> RankedCandidates:
        vector, near = meaning
        candidates = self.reader.candidates(list(scores), query)
        lexicon = candidates.lexicon
        terms = QuestionTerms.of(query, lexicon)
        matches = Matches(candidates, terms)
        among = np.zeros(lexicon.statistics.words, bool)
        among[candidates.words] = True
        alike = lexicon.alike(terms.typed.words, among)
        cosines = None if vector is None else self.reader.cosines(vector, candidates.ids)
        ranked = fused(np.array(list(scores.values())), matches, query, alike, cosines, without)
        names = np.array(candidates.ids, "S20")
        order = np.lexsort((names, -ranked.scores))
        found: NDArray[np.bool_] = np.any(matches.holding[:, terms.content], axis=1)  # "of the" alone is no match
        if near:
            found |= np.isin(names, np.array(near, "S20"))
        matched = order[found[order]].tolist()
        groups = grouped(matched, candidates.documents, limit, lambda p: _words(matches, p))
        return RankedCandidates(query, corrections, matches, ranked, tuple(groups), tuple(matched))

    def holds(self, word: str, documents: str | None = None) -> bool:
        """Whether a passage holds ``word``, in any inflection; of documents whose ids fit a shell pattern, where one is
        given."""
        query = self.analyzer.question(f"{word} ")
        return bool(query.terms) and bool(self.reader.search(query, limit=1, only=Filter(documents)))

    def correction(self, word: str) -> str | None:
        """The word, or two, of the index meant by ``word`` (folded), which it does not have; None where none clearly is."""
        return " ".join(self._rewording.meant(word)) or None

    def telling(self, text: str, limit: int) -> str:
        """The words of a text that fewest passages have, at most ``limit`` different ones, in their order: a short question
        for a long sentence."""
        tokens = {token.term: token for token in reversed(self.analyzer.tokens(text)) if not token.part}
        frequencies = self.reader.frequencies(tokens.keys())
        rare = sorted(tokens.values(), key=lambda token: (frequencies.get(token.term, 0), token.start))[:limit]
        return " ".join(text[token.start : token.end] for token in sorted(rare, key=lambda token: token.start))

    def _vector(self, question: str, without: Collection[str]) -> Vectors | None:
        """The question's vector: none without an encoder, or where there is nothing to encode."""
        if self.encoder is None or "meaning" in without or not question.strip():
            return None
        vector: Vectors = self.encoder.encode([question], "question")[0]
        return vector

    def _query(self, question: str, without: Collection[str]) -> tuple[Query, tuple[Correction, ...]]:
        query = self.analyzer.question(question)
        return (query, ()) if "spelling" in without else self._rewording.of(query)


def _words(matches: Matches, place: int) -> list[int]:
    """The terms of a candidate's own text, in order."""
    found = matches.candidates
    first, last = found.first_run[place], found.first_run[place + 1]
    last = first + int((found.run_kind[first:last] == Run.SENTENCE).sum())
    words: list[int] = found.terms[found.first_word[first] : found.first_word[last]].tolist()
    return words
