"""A question -> its query, in the words that one generation has: spelling, synonyms, languages. Nothing is ranked."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from threading import Lock

from cachetools import LRUCache, cached

from indexer.engines.bm25f import idf
from indexer.engines.protocol import WordReader
from indexer.model import Correction
from indexer.searching.opened.phrase_counts import passages_with
from indexer.searching.ranking import widened, with_phrases
from indexer.searching.rewording import Rewording, most_telling
from indexer.text.analysis import Analyzer, Query
from indexer.text.analysis.alternatives import NO_ALTERNATIVES, Alternatives
from indexer.text.multilingual.joined_terms import held_terms, rare_in_its_language, searched_terms, terms_of
from indexer.text.synonyms import QuestionSynonyms, SynonymRules

__all__ = ["QuestionReader"]

#: Questions whose query is kept, with what was corrected.
_QUERIES = 64

#: Phrases of synonyms whose passages are known, and passages that are looked into for one.
_PHRASES, _LOOKED_INTO = 10_000, 500

_Asked = tuple[str, frozenset[str], Alternatives]


class QuestionReader:
    """Reads questions as one generation understands them; safe for many threads at once."""

    def __init__(self, reader: WordReader, analyzer: Analyzer, synonyms: Callable[[], SynonymRules]) -> None:
        """``synonyms`` gives the rules that hold now."""
        self._reader, self._analyzer = reader, analyzer
        self._rules, self._known = synonyms, QuestionSynonyms(SynonymRules(), analyzer)
        self._rewording = Rewording(reader, analyzer)
        self._passages_with = cached(LRUCache(_PHRASES), lock=Lock())(partial(passages_with, reader, most=_LOOKED_INTO))
        self._queries: LRUCache[_Asked, tuple[Query, tuple[Correction, ...]]] = LRUCache(_QUERIES)
        self._lock = Lock()

    def query(self, question: str, without: Collection[str]) -> tuple[Query, tuple[Correction, ...]]:
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

    def widened(self, query: Query) -> Query:
        """The query as an index is searched for it: by synonyms, and by the terms of its words in each language."""
        if any(term.elsewhere for term in query.terms):
            passages, held = self._reader.passage_count, self._frequencies(query)
            return searched_terms(self._by_synonyms(query), held, lambda count: idf(min(count, passages), passages))
        return self._by_synonyms(query)

    def heard(self, query: Query) -> float:
        """The share in [0, 1] of a query's content, by weight, that some passage has."""
        held = {
            *self._frequencies(query),
            *(name for other in query.alternatives if other.idf for name in other.covered),
        }
        known = [any(name in held for name in (term.term, *term.elsewhere)) for term in query.content]
        heard = sum(term.weight for term, here in zip(query.content, known, strict=True) if here)
        return heard / max(sum(term.weight for term in query.content), 1e-9)

    def correction(self, word: str) -> str | None:
        """The word, or two, of the index meant by ``word`` (folded), which it does not have; None where none clearly is, or
        the word has a synonym."""
        if self._synonyms().knows(word):
            return None
        languages = self._analyzer.presumed(self._analyzer.question(word))
        return " ".join(self._rewording.meant(word, languages)) or None

    def _read(
        self, question: str, without: Collection[str], others: Alternatives
    ) -> tuple[Query, tuple[Correction, ...]]:
        query = self._held(self._analyzer.question(question, keys="keys" not in without, alternatives=others))
        query = most_telling(query, self._reader)
        query, corrections = (query, ()) if "spelling" in without else self._rewording.of(query)
        return with_phrases(self._rare_as_asked(self._held(query)), self._idf_of), corrections

    def _idf_of(self, pattern: tuple[str, ...]) -> float | None:
        """The idf of terms as they follow one another, None where no passage has them so."""
        count = self._passages_with(pattern)
        return idf(count, self._reader.passage_count) if count else None

    def _held(self, query: Query) -> Query:
        """The query with those terms of each word that passages have, where it may have several."""
        if not any(one.elsewhere or one.seldom for term in query.terms for one in (term, *term.parts)):
            return query
        return held_terms(query, self._frequencies(query))

    def _rare_as_asked(self, query: Query) -> Query:
        """The query with its words as rare as they are in the language that it is asked in."""
        if query.share >= 1.0:
            return query
        held = self._frequencies(query)
        return rare_in_its_language(query, held, self._reader.passage_count, idf)

    def _by_synonyms(self, query: Query) -> Query:
        if not query.alternatives:
            return query
        names = {t.term for t in query.terms} | {name for other in query.alternatives for name in other.pattern}
        names |= {t.term for other in query.alternatives for t in other.terms}
        counts, passages = self._reader.frequencies(sorted(names)), self._reader.passage_count
        return widened(query, lambda term: idf(counts[term], passages) if term in counts else None)

    def _synonyms(self) -> QuestionSynonyms:
        """The rules that hold now, analysed when they are new."""
        rules = self._rules()
        if rules is not self._known.rules:
            self._known = QuestionSynonyms(rules, self._analyzer)
        return self._known

    def _frequencies(self, query: Query) -> dict[str, int]:
        """How many passages have each of a query's terms, in every language, that any has."""
        return self._reader.frequencies(sorted(terms_of(query)))
