"""A question -> ranked candidates: analyse, search, look into the best, fuse, group. Nothing of the catalog is read.

A question has one list, whoever asks for how much of it: its passages come in pools of fixed depth (pooling), each ranked
by itself, and the list is the groups of the first pool, then those of the second, and so on to the last passage found.
Searching fetches texts for what is found here; calibrating only looks at how well it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from threading import Lock
from typing import Protocol

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from indexer.engines import EVERYTHING, Filter
from indexer.engines.bm25f import idf
from indexer.engines.candidates import Candidates, Floats, Integers
from indexer.engines.meaning import UNMEASURED, CosineRange, Encoder, Vectors
from indexer.model import Correction
from indexer.model.stated.id_patterns import IdPatterns
from indexer.searching.pooling import Asked, Pool, PoolReader, pools
from indexer.searching.ranking import Fused, Group, Matches, QuestionTerms, Support, WordRuns, fused, grouped, widened
from indexer.searching.rewording import Rewording, mended, most_telling
from indexer.text.analysis import Analyzer, Query
from indexer.text.analysis.alternatives import NO_ALTERNATIVES, Alternatives
from indexer.text.multilingual.joined_terms import held_terms, rare_in_its_language, searched_terms, terms_of
from indexer.text.synonyms import QuestionSynonyms, SynonymRules

__all__ = ["Finder", "RankedCandidates"]

#: What a question's strength loses where no document has any of its content. Unknown words count in the ideal already; that
#: they count once more tells more questions on other subjects apart (on four of five public sets, on the fifth as many).
_UNKNOWN = 0.2

#: Of a question of whose content, by weight, passages have less than this share, passages without any of its words are
#: candidates from this cosine (scaled) on; so many passages say what it reaches at random.
_MOSTLY_HEARD, _LEAST_UNHEARD, _COMPARED = 0.5, 0.12, 200

#: Questions whose query is kept, with what was corrected.
_QUERIES = 64

_Asked = tuple[str, frozenset[str], Alternatives]


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
        """The documents of this pool's groups, in order, those folded as nearly the same included."""
        names = self.matches.candidates.documents
        return [names[place] for group in self.groups for place in (group.best, *group.duplicates)]

    @cached_property
    def support(self) -> Support:
        """How well this pool's candidates support an answer."""
        twins = self.groups[0].duplicates if self.groups else ()
        return Support(self.matches, self.query, self.fused, self.matched, twins)

    @property
    def reached(self) -> int:
        """How many groups the pools have that were looked into."""
        return sum(len(pool.groups) for pool in (self, *self.deeper))

    @property
    def strength(self) -> float:
        """What the verdict is judged by: the best score as a multiple of the ideal, less for words that no document has
        (>= 0, at most about 3)."""
        if not self.groups:
            return 0.0
        terms = self.matches.terms
        reached = float(self.fused.scores[self.groups[0].best]) / max(terms.ideal, 1e-9)
        return max(reached - _UNKNOWN * terms.unknown, 0.0)


class FinderReader(PoolReader, Protocol):
    """What finding needs of a generation: words and meaning, no texts."""


class Finder:
    """Finds candidates in one generation; safe for many threads at once."""

    def __init__(
        self,
        reader: FinderReader,
        analyzer: Analyzer,
        encoder: Encoder | None = None,
        synonyms: Callable[[], SynonymRules] = SynonymRules,
        cosines: CosineRange = UNMEASURED,
    ) -> None:
        """``encoder`` is the one whose vectors the generation has, where there is one; ``synonyms`` gives the rules that
        hold now; ``cosines`` is what was measured of the encoder's in this generation."""
        self.reader, self.analyzer, self.encoder, self.cosines = reader, analyzer, encoder, cosines
        self._rules, self._known = synonyms, QuestionSynonyms(SynonymRules(), analyzer)
        self._rewording = Rewording(reader, analyzer)
        self._queries: LRUCache[_Asked, tuple[Query, tuple[Correction, ...]]] = LRUCache(_QUERIES)
        self._lock = Lock()

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
        """At least ``limit`` groups of candidates for a question, or all that there are, among the passages that ``only``
        admits; parts of the ranking named in ``without`` are left out."""
        query, corrections = self._query(question, without)
        only = only._replace(stated=only.stated.also(query.typed.stated))
        vector = self._vector(query.typed.words, corrections, without)
        asked = self._asked(query, vector, only)
        ranked: list[RankedCandidates] = []
        documents: set[str] = set()
        for pool in pools(self.reader, asked, documents):
            found = self._ranked(query, asked, pool, documents, limit, without)
            ranked.append(replace(found, corrections=corrections) if corrections else found)
            documents.update(found.documents)
            limit -= len(found.groups)
            if limit <= 0:
                break
        return replace(ranked[0], deeper=tuple(ranked[1:])) if len(ranked) > 1 else ranked[0]

    def _ranked(
        self, query: Query, asked: Asked, pool: Pool, shown: Collection[str], limit: int, without: Collection[str]
    ) -> RankedCandidates:
        """The groups of a pool for a query; ``asked`` is what found it, which may be wider."""
        candidates = self.reader.candidates(list(pool.scores), asked.query)
        lexicon = candidates.lexicon
        terms = QuestionTerms.of(query, lexicon)
        matches = Matches(candidates, terms)
        among = np.zeros(lexicon.statistics.words, bool)
        among[candidates.words] = True
        alike = lexicon.alike(terms.typed.words, among)
        cosines = None
        if asked.vector is not None:
            cosines = asked.cosines.scaled(self.reader.cosines(asked.vector, candidates.ids))
        ranked = fused(
            self._engine_scores(query, asked, pool, matches),
            matches,
            query,
            alike,
            cosines,
            without,
            self._foreign(query, candidates),
        )
        names = np.array(candidates.ids, "S20")
        held: Integers = np.zeros(len(names), np.int64)
        for ids in pool.holding:
            held += np.isin(names, np.array([*ids], "S20"))
        order = np.lexsort((names, -ranked.scores, -held))  # what holds most of what is quoted comes first
        found: NDArray[np.bool_] = np.any(matches.holding[:, terms.content], axis=1)  # "of the" alone is no match
        if pool.near:
            found |= np.isin(names, np.array(pool.near, "S20"))
        found |= held > 0
        matched = order[found[order]].tolist()
        groups = grouped(matched, candidates.documents, limit, WordRuns(candidates.terms, *matches.own), shown)
        return RankedCandidates(
            query,
            (),
            matches,
            ranked,
            tuple(groups),
            tuple(matched),
            int(max(held, default=0)),
            tuple(map(bool, pool.holding)),
        )

    def holds(self, word: str, documents: IdPatterns | None = None) -> bool:
        """Whether a passage holds ``word``, in any inflection; of documents whose ids fit a shell pattern, where one is
        given."""
        query = self.analyzer.question(f"{word} ")
        return bool(query.terms) and bool(self.reader.search(query, limit=1, only=Filter(documents)))

    def count(self, words: str) -> int:
        """How many passages have a word, in any inflection, or several one after the other, in these very forms."""
        sequence = self.analyzer.sequence(words)
        if len(sequence) == 1:
            return self.reader.frequencies([sequence[0].term]).get(sequence[0].term, 0)
        query = self.analyzer.question(words, keys=False)
        phrased = replace(query, phrases=(tuple(word.exact for word in sequence),), excluded=())
        return self.reader.count(phrased) if sequence else 0

    def correction(self, word: str) -> str | None:
        """The word, or two, of the index meant by ``word`` (folded), which it does not have; None where none clearly is, or
        the word has a synonym."""
        if self._synonyms().knows(word):
            return None
        languages = self.analyzer.presumed(self.analyzer.question(word))
        return " ".join(self._rewording.meant(word, languages)) or None

    def telling(self, text: str, limit: int) -> str:
        """The words of a text that fewest passages have, at most ``limit`` different ones, in their order: a short question
        for a long sentence."""
        tokens = {token.term: token for token in reversed(self.analyzer.tokens(text)) if not token.part}
        frequencies = self.reader.frequencies(tokens.keys())
        rare = sorted(tokens.values(), key=lambda token: (frequencies.get(token.term, 0), token.start))[:limit]
        return " ".join(text[token.start : token.end] for token in sorted(rare, key=lambda token: token.start))

    def _synonyms(self) -> QuestionSynonyms:
        """The rules that hold now, analysed when they are new."""
        rules = self._rules()
        if rules is not self._known.rules:
            self._known = QuestionSynonyms(rules, self.analyzer)
        return self._known

    def _vector(self, question: str, corrections: Sequence[Correction], without: Collection[str]) -> Vectors | None:
        """The vector of a question, corrected: none without an encoder, or where there is nothing to encode, or nothing in
        a language that it knows."""
        if self.encoder is None or "meaning" in without or not question.strip():
            return None
        vector: Vectors = self.encoder.encode([mended(question, corrections)], "question")[0]
        return vector if vector.any() else None

    def _asked(self, query: Query, vector: Vectors | None, only: Filter) -> Asked:
        """What is looked for. Where no passage has most of a question's words, as of one in another language, meaning is
        all there is: what it reaches at random is its own, and so much less is enough."""
        asked = Asked(self._widened(query), vector, only, self.cosines)
        if vector is None or self.cosines is UNMEASURED or self._heard(query) >= _MOSTLY_HEARD:
            return asked
        random = float(self.reader.cosines(vector, self._compared).mean())
        return asked._replace(cosines=self.cosines.of_question(random), least=_LEAST_UNHEARD)

    def _heard(self, query: Query) -> float:
        """The share in [0, 1] of a query's content, by weight, that some passage has."""
        held = self._frequencies(query)
        known = [any(name in held for name in (term.term, *term.elsewhere)) for term in query.content]
        heard = sum(term.weight for term, here in zip(query.content, known, strict=True) if here)
        return heard / max(sum(term.weight for term in query.content), 1e-9)

    @cached_property
    def _compared(self) -> Sequence[str]:
        return self.reader.sample(_COMPARED, Random(2))

    def _widened(self, query: Query) -> Query:
        """The query as an index is searched for it: by synonyms, and by the terms of its words in each language."""
        if any(term.elsewhere for term in query.terms):
            passages, held = self.reader.passage_count, self._frequencies(query)
            return searched_terms(self._by_synonyms(query), held, lambda count: idf(min(count, passages), passages))
        return self._by_synonyms(query)

    def _by_synonyms(self, query: Query) -> Query:
        if not query.alternatives:
            return query
        names = {t.term for t in query.terms} | {name for other in query.alternatives for name in other.pattern}
        names |= {t.term for other in query.alternatives for t in other.terms}
        counts, passages = self.reader.frequencies(sorted(names)), self.reader.passage_count
        return widened(query, lambda term: idf(counts[term], passages) if term in counts else None)

    def _engine_scores(self, query: Query, asked: Asked, pool: Pool, matches: Matches) -> Floats:
        """The engine's scores of a pool. It knows stems alone, and no order: what has only another form of a word that is
        to match as typed is scored without that word, and what has only some words of alternatives without them all."""
        scores, typed, strict = dict(pool.scores), terms_of(query), set[str]()
        lacking: NDArray[np.bool_] = np.zeros(len(matches.candidates), bool)
        if matches.terms.alternatives:
            lacking |= ~np.any(matches.by_alternative, axis=1)
        else:
            typed |= {t.term for t in asked.query.terms}
        if matches.terms.exact_only:
            strict = {term.term for term in asked.query.terms if term.exact_only}
            lacking |= ~np.all(matches.holding[:, list(matches.terms.exact_only)], axis=1)
        if lacking.any():
            ids = [matches.candidates.ids[place] for place in np.flatnonzero(lacking)]
            kept = tuple(t for t in asked.query.terms if t.term in typed - strict)
            scores |= self.reader.scores(replace(asked.query.words, terms=kept), ids, only=asked.only)
        return np.array(list(scores.values()))

    def _foreign(self, query: Query, candidates: Candidates) -> NDArray[np.bool_] | None:
        """Which candidates are in another language than a question that tells its own; None where there is but one."""
        if not query.asked_in:
            return None
        names = candidates.documents
        languages = self.reader.written_in(dict.fromkeys(names))
        return np.array([languages.get(name) != query.asked_in for name in names], bool)

    def _frequencies(self, query: Query) -> dict[str, int]:
        """How many passages have each of a query's terms, in every language, that any has."""
        return self.reader.frequencies(sorted(terms_of(query)))

    def _held(self, query: Query) -> Query:
        """The query with those terms of each word that passages have, where it may have several."""
        if not any(one.elsewhere for term in query.terms for one in (term, *term.parts)):
            return query
        return held_terms(query, self._frequencies(query))

    def _query(self, question: str, without: Collection[str]) -> tuple[Query, tuple[Correction, ...]]:
        """The query that a question comes to in this generation, and the words corrected for it. Those asked last are kept:
        of one question a page wants hits, related questions, and further passages of a document."""
        others = NO_ALTERNATIVES if "synonyms" in without else self._synonyms()
        asked = question, frozenset(without), others
        with self._lock:
            found = self._queries.get(asked)
        if found is None:
            found = self._read(question, without, others)
            with self._lock:
                self._queries[asked] = found
        return found

    def _read(
        self, question: str, without: Collection[str], others: Alternatives
    ) -> tuple[Query, tuple[Correction, ...]]:
        query = self._held(self.analyzer.question(question, keys="keys" not in without, alternatives=others))
        query = most_telling(query, self.reader)
        query, corrections = (query, ()) if "spelling" in without else self._rewording.of(query)
        return self._rare_as_asked(self._held(query)), corrections

    def _rare_as_asked(self, query: Query) -> Query:
        """The query with its words as rare as they are in the language that it is asked in."""
        if query.share >= 1.0:
            return query
        held = self._frequencies(query)
        return rare_in_its_language(query, held, self.reader.passage_count, idf)
