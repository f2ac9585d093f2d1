"""A question -> ranked candidates: analyse, search, look into the best, fuse, group. Nothing of the catalog is read.

Searching fetches texts for what is found here; calibrating only looks at how well it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engines import EngineReader
from indexer.engines.candidates import Floats, Run
from indexer.engines.forward import ForwardIndex
from indexer.engines.meaning import Encoder, PassageVectors, Vectors
from indexer.model import Correction, PassageKind, Scored
from indexer.searching.ranking import Fused, Group, Matches, Terms, fused, grouped
from indexer.searching.rewording import Rewording, mended
from indexer.text.analysis import Analyzer, Query

__all__ = ["Finder", "Found"]

#: Candidates that the engine hands on to ranking, at least; for long lists so many a hit that is wanted.
_CANDIDATES = 150
_CANDIDATES_A_HIT = 5

#: Where kinds of passages are wanted, so many times more passages are asked for until there are enough of them.
_WIDER = 8

#: A passage that shares no word with the question is a candidate from this cosine on; two texts at random have about 0.1.
_LEAST_COSINE = 0.25

#: What a question's strength loses where no document has any of its content. Unknown words count in the ideal already; that
#: they count once more tells more questions on other subjects apart (on four of five public sets, on the fifth as many).
_UNKNOWN = 0.2


@dataclass(frozen=True, slots=True)
class Found:
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


class Finder:
    """Finds candidates in one generation; safe for many threads at once."""

    def __init__(
        self,
        engine: EngineReader,
        forward: ForwardIndex,
        analyzer: Analyzer,
        meaning: tuple[Encoder, PassageVectors] | None = None,
    ) -> None:
        """``meaning`` has the encoder and the generation's vectors by it, where there are some."""
        self.meaning = meaning
        self._engine, self.forward, self.analyzer = engine, forward, analyzer
        self._rewording = Rewording(engine, forward, analyzer)

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
        kinds: Collection[PassageKind] = (),
        without: Collection[str] = (),
    ) -> Found:
        """At most ``limit`` groups of candidates for a question, of these ``kinds`` (any, where none is named) and admitted
        ``documents``; parts of the ranking named in ``without`` are left out."""
        query, corrections = self._query(question, without)
        wanted = max(_CANDIDATES, _CANDIDATES_A_HIT * limit)
        asked = self._vector(mended(question, corrections), without)
        near: list[str] = []
        if asked is not None and self.meaning is not None:
            near = self._of_kinds(self.meaning[1].nearest(asked, wanted, _LEAST_COSINE, documents), kinds)
        scores = {s.passage_id: s.score for s in self._searched(query, wanted, documents, kinds)}
        beside = [name for name in near if name not in scores]
        if beside:
            scores |= self._engine.scores(query, beside, documents=documents)
        candidates = self.forward.candidates(list(scores))
        vocabulary, statistics = self.forward.vocabulary, self.forward.statistics
        terms = Terms.of(query, vocabulary.number_of_term, vocabulary.number_of_word, statistics)
        matches = Matches(candidates, terms, statistics)
        among = np.zeros(statistics.words, bool)
        among[candidates.words] = True
        alike = self.forward.grams.alike(terms.typed.words, among)
        ranked = fused(np.array(list(scores.values())), matches, alike, self._cosines(asked, candidates.ids), without)
        names = np.array(candidates.ids, "S20")
        order = np.lexsort((names, -ranked.scores))
        told: NDArray[np.bool_] = np.any(matches.held[:, terms.content], axis=1)  # "of the" alone is no match
        if near:
            told |= np.isin(names, np.array(near, "S20"))
        matched = order[told[order]].tolist()
        groups = grouped(matched, candidates.documents, limit, lambda p: _words(matches, p))
        return Found(query, corrections, matches, ranked, tuple(groups), tuple(matched))

    def holds(self, word: str, documents: Callable[[str], bool] | None = None) -> bool:
        """Whether a passage of an admitted document holds ``word``, in any inflection."""
        query = self.analyzer.question(f"{word} ")
        return bool(query.terms) and bool(self._engine.search(query, limit=1, documents=documents))

    def correction(self, word: str) -> str | None:
        """The word, or two, of the index meant by ``word`` (folded), which it does not have; None where none clearly is."""
        return " ".join(self._rewording.meant(word)) or None

    def _searched(
        self, query: Query, wanted: int, documents: Callable[[str], bool] | None, kinds: Collection[PassageKind]
    ) -> Sequence[Scored]:
        """The best of the engine that are of these kinds. Engines do not know kinds: they are asked for more."""
        limit = wanted
        while True:
            found = self._engine.search(query, limit=limit, documents=documents)
            if not kinds:
                return found
            kept = set(self._of_kinds([s.passage_id for s in found], kinds))
            if len(kept) >= wanted or len(found) < limit:
                return [s for s in found if s.passage_id in kept][:wanted]
            limit *= _WIDER

    def _of_kinds(self, ids: list[str], kinds: Collection[PassageKind]) -> list[str]:
        if not kinds:
            return ids
        held = self.forward.kinds(ids)
        return [name for name, kind in zip(ids, held, strict=True) if kind in kinds]

    def telling(self, text: str, limit: int) -> str:
        """The words of a text that fewest passages have, at most ``limit`` different ones, in their order: a short question
        for a long sentence."""
        idf, numbers = self.forward.statistics.idf, self.forward.vocabulary.number_of_term
        tokens = {token.term: token for token in reversed(self.analyzer.tokens(text)) if not token.part}
        worth = {term: float(idf[numbers[term]]) if term in numbers else float("inf") for term in tokens}
        kept = sorted(tokens.values(), key=lambda token: (-worth[token.term], token.start))[:limit]
        return " ".join(text[token.start : token.end] for token in sorted(kept, key=lambda token: token.start))

    def _vector(self, question: str, without: Collection[str]) -> Vectors | None:
        """The question's vector: none without an encoder, or where there is nothing to encode."""
        if self.meaning is None or "meaning" in without or not question.strip():
            return None
        vector: Vectors = self.meaning[0].encode([question], "question")[0]
        return vector

    def _cosines(self, asked: Vectors | None, ids: Sequence[str]) -> Floats | None:
        if asked is None or self.meaning is None:
            return None
        return self.meaning[1].cosines(asked, ids)

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
