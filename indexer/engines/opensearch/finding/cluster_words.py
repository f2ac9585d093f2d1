"""Which passages of one generation hold the words of a question: candidates from the cluster, exact scores of our own."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from random import Random
from threading import Lock
from typing import NamedTuple

import numpy as np
from cachetools import LRUCache

from indexer.engines.candidates import Candidates, Integers
from indexer.engines.opensearch.artefact.generation_vocabulary import ArtefactWords, GenerationVocabulary
from indexer.engines.opensearch.finding.known_passages import FIELDS_READ, KnownPassages
from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.engines.opensearch.finding.query_clauses import (
    ALL_PASSAGES,
    Clause,
    named,
    named_in,
    question_clause,
    stated_clauses,
)
from indexer.engines.opensearch.index_layout import DOCUMENT, key_of_name
from indexer.engines.opensearch.numbers.candidate_lexicon import candidates_of
from indexer.engines.opensearch.numbers.exact_scores import exact_scores, holding_phrases, without_excluded
from indexer.engines.opensearch.numbers.joined_passages import JoinedPassages, PassageNumbers
from indexer.engines.protocol import EVERYTHING, Filter
from indexer.errors import IndexDamaged
from indexer.model import ANYTHING, PassageKind, Scored
from indexer.model.stated.id_patterns import admitting
from indexer.model.stated.language_names import LANGUAGE_CODES
from indexer.store.batching import batched
from indexer.text.analysis import Query

__all__ = ["ClusterWords"]

#: The cluster gives so many candidates where fewer are wanted, and this many times as many as are wanted: it ranks by
#: lengths that are rounded, and in one field, so that the best of ours are among rather more of its own. Of the local pools
#: of 150 on medquad and covidqa, 200 hold .980 and .995, 250 .997 and .999, 300 .9997 and .9999, 400 .9999 and all.
_LEAST, _MORE = 300, 2.0

#: It is asked for as many again while one of the best of ours, this part of those wanted, is in the last half of what it
#: gave, up to so many: where all words are common, thousands of passages are nearly as good. On the same sets that is so of
#: none of the questions, and of 3 of 200 searches for common words.
_TOP, _MOST = 5, 2_400

#: The cluster gives so many at once (index.max_result_window); beyond, all that fits is read and scored.
_WINDOW = 10_000

#: Filters whose tests are remembered, and passages that are scored at once where all are.
_REMEMBERED, _AT_ONCE = 16, 1_000

#: Searches whose outcome is remembered, some 20 kB each: a generation never changes, and one question may search twice for
#: what it quotes; the next page of its results, and the page of a source, search for the same again.
_SEARCHES = 128

_KINDS = tuple(PassageKind)


class CandidateDepth(NamedTuple):
    """How many candidates are scored: at least ``least``, ``more`` times as many as are wanted (>= 1), and as many again
    while the best are among the last, up to ``most``."""

    least: int = _LEAST
    more: float = _MORE
    most: int = _MOST

    def of(self, limit: int) -> int:
        """How many for so many wanted."""
        return max(self.least, int(self.more * limit))


class ClusterWords:
    """See the Protocol ``protocol.WordReader``."""

    def __init__(
        self,
        partitions: PartitionSearch,
        vocabulary: Callable[[], GenerationVocabulary],
        damage: Callable[[str], IndexDamaged],
        depth: CandidateDepth | None = None,
    ) -> None:
        """``vocabulary`` opens that of the generation, when words are first asked for; ``damage`` as in ``sealed``."""
        self._partitions, self._open, self._damage = partitions, vocabulary, damage
        self._passages, self._depth = KnownPassages(partitions, damage), depth or CandidateDepth()
        self._tests: LRUCache[Filter, Callable[[str], bool] | None] = LRUCache(_REMEMBERED)
        self._found: LRUCache[str, tuple[Scored, ...]] = LRUCache(_SEARCHES)
        self._lock = Lock()

    @cached_property
    def _vocabulary(self) -> GenerationVocabulary:
        return self._open()

    @property
    def passage_count(self) -> int:
        """See the Protocol."""
        return self._vocabulary.totals.passages

    @cached_property
    def words(self) -> ArtefactWords:
        """See the Protocol."""
        return ArtefactWords(self._vocabulary)

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """See the Protocol."""
        wanted = list(dict.fromkeys(terms))
        counts = self._vocabulary.frequencies(wanted).tolist()
        return {term: count for term, count in zip(wanted, counts, strict=True) if count}

    def search(self, query: Query, *, limit: int, only: Filter = EVERYTHING) -> tuple[Scored, ...]:
        """See the Protocol."""
        clause = self._clause(query, only)
        if limit < 1 or clause is None:
            return ()
        if self._depth.of(limit) > _WINDOW:
            return self._of_all(clause, query, limit)
        key = json.dumps([clause, limit])
        with self._lock:
            found = self._found.get(key)
        if found is None:
            found = self._best(clause, query, limit, self._depth.of(limit))
            with self._lock:
                self._found[key] = found
        return found

    def count(self, query: Query, *, only: Filter = EVERYTHING) -> int:
        """See the Protocol."""
        clause = self._clause(query, only)
        return 0 if clause is None else self._partitions.count(clause)

    def _clause(self, query: Query, only: Filter) -> Clause | None:
        """What is asked of the cluster; None where no passage holds any term."""
        held = self.frequencies([term.term for term in query.terms])
        terms = [(term.term, term.weight) for term in query.terms if term.term in held and term.weight > 0]
        return question_clause(terms, query, only) if terms else None

    def scores(self, query: Query, ids: Collection[str], *, only: Filter = EVERYTHING) -> dict[str, float]:
        """See the Protocol."""
        known = list(self._passages.numbers(ids).values())
        joined = JoinedPassages(self._admitted(known, only))
        kept = holding_phrases(joined, query.phrases) & without_excluded(joined, query.excluded)
        scores = exact_scores(joined, query, self._vocabulary.totals, self._counts)
        names = [passage.passage_id for passage in joined.passages]
        return {names[place]: float(scores[place]) for place in np.flatnonzero(kept).tolist()}

    def candidates(self, ids: Sequence[str], query: Query) -> Candidates:
        """See the Protocol."""
        known = self._passages.numbers(ids)
        lost = [name for name in ids if name not in known]
        if lost:
            raise self._damage(f"does not hold passage {lost[0]}")
        joined = JoinedPassages([known[name] for name in ids])
        return candidates_of(joined, query, self._vocabulary.totals, self._counts)

    def passage_ids(self) -> frozenset[str]:
        """See the Protocol."""
        return frozenset(hit["name"] for hit in self._partitions.all(ALL_PASSAGES, "name", ("name",)))

    def sample(self, count: int, chance: Random) -> list[str]:
        """See the Protocol: ids are made by chance themselves, so that those behind any are as good as others."""
        after = f"{chance.getrandbits(80):020x}"
        behind = self._named({"gte": after}, count)
        return behind + self._named({"lt": after}, count - len(behind))

    def _named(self, names: dict[str, str], count: int) -> list[str]:
        if count < 1:
            return []
        query = {"bool": {"filter": [ALL_PASSAGES, {"range": {"name": names}}]}}
        return [hit["name"] for hit in self._partitions.best(query, count, ("name",), sort=[{"name": "asc"}])]

    def languages(self) -> dict[str, int]:
        """See the Protocol."""
        return self._partitions.counted({"term": {"sort": DOCUMENT}}, "written_in", len(LANGUAGE_CODES))

    def written_in(self, documents: Collection[str]) -> dict[str, str]:
        """See the Protocol."""
        names = {key_of_name(name): name for name in documents}
        clauses = [{"term": {"sort": DOCUMENT}}, *named_in("name", documents)]
        hits = self._partitions.best({"bool": {"filter": clauses}}, len(names), ("name", "written_in")) if names else []
        return {names[hit["name"]]: hit.get("written_in", "") for hit in hits}

    def admitting(self, only: Filter) -> Callable[[str], bool] | None:
        """See the Protocol; the same function for the same filter."""
        key = only._replace(kinds=frozenset())
        with self._lock:
            if key not in self._tests:
                self._tests[key] = self._test(key)
            return self._tests[key]

    def _test(self, only: Filter) -> Callable[[str], bool] | None:
        tests = [admitting(only.documents)] if only.documents is not None else []
        if only.stated != ANYTHING:
            clauses = [{"term": {"sort": DOCUMENT}}, *stated_clauses(only.stated)]
            hits = self._partitions.all({"bool": {"filter": clauses}}, "name", ("name",))
            stating = frozenset(hit["name"] for hit in hits)
            tests.append(lambda name: key_of_name(name) in stating)
        if only.but:
            tests.append(lambda name: name not in only.but)
        found = [test for test in tests if test is not None]
        return None if not found else lambda name: all(fits(name) for fits in found)

    def _admitted(self, passages: Sequence[PassageNumbers], only: Filter) -> list[PassageNumbers]:
        """Those of some passages that a filter admits; what their documents state is asked of the cluster."""
        fits = admitting(only.documents)
        found = [
            passage
            for passage in passages
            if (not only.kinds or _KINDS[passage.kind] in only.kinds)
            and passage.document_id not in only.but
            and (fits is None or fits(passage.document_id))
        ]
        if only.stated == ANYTHING or not found:
            return found
        left: set[str] = set()
        for at in range(0, len(found), _AT_ONCE):
            some = [passage.passage_id for passage in found[at : at + _AT_ONCE]]
            clauses = [named(some), *stated_clauses(only.stated)]
            hits = self._partitions.best({"bool": {"filter": clauses}}, len(some), ("name",))
            left |= {hit["name"] for hit in hits}
        return [passage for passage in found if passage.passage_id in left]

    def _best(self, clause: Clause, query: Query, limit: int, depth: int) -> tuple[Scored, ...]:
        """The best of so many candidates, or of more where the best are among the last of them."""
        found: list[Scored] = []
        place: dict[str, int] = {}
        while True:
            before = len(place)
            hits = self._partitions.best(clause, depth - before, FIELDS_READ, **{"from": before} if before else {})
            passages = self._passages.of_hits(hits)
            found += self._scored([passage for passage in passages if passage.passage_id not in place], query)
            place |= {passage.passage_id: before + at for at, passage in enumerate(passages)}
            best = _first(found, limit)
            deepest = max((place[one.passage_id] for one in best[: -(-limit // _TOP)]), default=0)
            if len(hits) < depth - before or 2 * deepest < depth or 2 * depth > self._depth.most:
                return best
            depth *= 2

    def _of_all(self, clause: Clause, query: Query, limit: int) -> tuple[Scored, ...]:
        """Of all passages that fit, streamed: who wants so many wants to know how many there are."""
        hits, found = self._partitions.all({"bool": {"filter": [clause]}}, "name", FIELDS_READ), list[Scored]()
        for some in batched(hits, _AT_ONCE):
            found += self._scored(self._passages.of_hits(some, remembered=False), query)
        return _first(found, limit)

    def _scored(self, passages: Sequence[PassageNumbers], query: Query) -> tuple[Scored, ...]:
        scores = exact_scores(JoinedPassages(passages), query, self._vocabulary.totals, self._counts).tolist()
        held = [(passage.passage_id, score) for passage, score in zip(passages, scores, strict=True) if score > 0]
        return Scored.each([name for name, _ in held], [score for _, score in held])

    def _counts(self, terms: Sequence[str]) -> Integers:
        return self._vocabulary.frequencies(terms)


def _first(found: Sequence[Scored], limit: int) -> tuple[Scored, ...]:
    return tuple(sorted(found, key=lambda one: (-one.score, one.passage_id))[:limit])
