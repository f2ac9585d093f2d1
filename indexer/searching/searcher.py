"""A question -> an Answer: analyse, search, fetch, rank."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from glob import escape
from time import perf_counter

from indexer.engines import Filter
from indexer.engines.opening import Served
from indexer.errors import FilterError, QuestionTooLong
from indexer.messages import phrase
from indexer.model import ANYTHING, Answer, FacetRows, Facets, Hit, PassageKind, Stated, Suggestion, Verdict
from indexer.model.stated.id_patterns import patterns_of
from indexer.searching.opened.opened_index import OpenedIndex
from indexer.searching.presenting import CountedFacets, ShownHits, corrections, notes, plain_hits, said_otherwise
from indexer.searching.ranked_candidates import RankedCandidates

__all__ = ["Searcher"]

#: A passage of a document is one of its matches where its score is at least this share of the best one's.
_MATCHING = 0.3

#: A question of the corpus is related where its answer reaches this share of the score of the best passage of all.
_RELATED = 0.3


class Searcher(OpenedIndex):
    """Answers questions over one index, from any number of threads; follows new generations by itself. What the index
    holds is told as by any that is open (``OpenedIndex``)."""

    def ask(
        self,
        question: str,
        *,
        limit: int = 10,
        skip: int = 0,
        documents: str | Collection[str] | None = None,
        kinds: str | Collection[str] = (),
        author: str | Collection[str] = (),
        since: str | date | None = None,
        until: str | date | None = None,
        language: str | Collection[str] = (),
        as_typed: bool = False,
    ) -> Answer:
        """The best passages for a question, at most ``limit`` of them after the first ``skip``, one a document; the others
        fold under it.

        ``documents`` is a shell pattern on document ids, or several, one of which is to fit; ``kinds`` are the kinds of
        passages wanted (PassageKind), all where none is named. ``author``, ``since`` and ``until`` are what a document is
        to say of itself, as ``Stated.of`` takes them; one that states no author or date fits none. ``language`` is the one
        that it is written in ("de", "German"), or one of several. A word that no document has is corrected where one is
        clearly meant, and "author:" or "lang:" at the end of a short search is such a filter, too, unless ``as_typed``.
        Raises QuestionTooLong, and FilterError for a date, a language or a kind that cannot be told; whatever else is
        typed, never.
        """
        started = perf_counter()
        self._require_short(question)
        limit, skip = max(limit, 1), max(skip, 0)
        without = self._without | {"spelling", "keys", "synonyms"} if as_typed else self._without
        only = Filter(patterns_of(documents), _kinds(kinds), stated=Stated.of(author, since, until, language))
        with self._served.use() as snapshot:
            found = snapshot.finder.find(question, limit=skip + limit + 1, only=only, without=without)
            shown = ShownHits(snapshot, found, range(skip, skip + limit))
            verdict, confidence = shown.judgement
            hits = shown.hits(answered=verdict is Verdict.ANSWERED)
            otherwise = shown.contradictions() if verdict is Verdict.ANSWERED else ()
            told = notes(snapshot, found, hits, verdict, only)
            return Answer(
                question=question,
                hits=hits,
                generation=snapshot.number,
                verdict=verdict,
                notes=(*told, *(said_otherwise(other, hits[0]) for other in otherwise)),
                seconds=perf_counter() - started,
                corrections=corrections(found, hits),
                confidence=confidence,
                facets=self._facets(snapshot.number, found),
                more=found.reached > skip + limit,
                otherwise=otherwise,
            )

    def _facets(self, number: int, found: RankedCandidates) -> Facets:
        """The facets of what was found in the generation of this number, counted when somebody looks at them."""
        counted = CountedFacets.of(found)

        def rows() -> FacetRows:
            with self._served.use() as snapshot:
                if snapshot.number == number:
                    return counted.rows(snapshot.reader)
            earlier = Served(self._index, lambda reader: reader, number)
            try:
                with earlier.use() as reader:
                    return counted.rows(reader)
            finally:
                earlier.close()

        return Facets(rows, len(found.matched))

    def suggest(
        self, typed: str, *, limit: int = 8, documents: str | Collection[str] | None = None
    ) -> tuple[Suggestion, ...]:
        """Up to ``limit`` questions to ask, for what has been typed so far: questions, titles and headings of the corpus
        that hold its words, and words of the index for what is misspelt or unfinished.

        Only of documents whose ids fit ``documents``, as for ``ask``. Raises QuestionTooLong.
        """
        self._require_short(typed)
        with self._served.use() as snapshot:
            return snapshot.suggester.suggest(typed, limit=limit, documents=patterns_of(documents))

    def related(
        self,
        question: str,
        *,
        limit: int = 4,
        documents: str | Collection[str] | None = None,
        stated: Stated = ANYTHING,
    ) -> tuple[Hit, ...]:
        """Questions of the corpus beside this one, with their answers: question-and-answer passages, best first.

        ``stated`` is what their documents say of themselves. Raises QuestionTooLong.
        """
        self._require_short(question)
        only = Filter(patterns_of(documents), frozenset({PassageKind.QUESTION_AND_ANSWER}), stated=stated)
        with self._served.use() as snapshot:
            if not snapshot.has_questions:
                return ()
            found = snapshot.finder.find(question, limit=limit, only=only, without=self._without)
            if not found.matched:
                return ()
            of_all = snapshot.finder.find(
                question, limit=1, only=Filter(patterns_of(documents), stated=stated), without=self._without
            )
            best = float(max(of_all.fused.scores, default=0.0))
            near = [place for place in found.matched if found.fused.scores[place] >= _RELATED * best][:limit]
            return plain_hits(snapshot, found, near)

    def has_questions(self) -> bool:
        """Whether the corpus has questions with their answers, which ``related`` looks among."""
        with self._served.use() as snapshot:
            return snapshot.has_questions

    def matches(self, document_id: str, question: str) -> tuple[Hit, ...]:
        """The passages of one document that match a question, in reading order. Raises QuestionTooLong."""
        self._require_short(question)
        with self._served.use() as snapshot:
            only = Filter(escape(document_id))
            found = snapshot.finder.find(question, limit=1, only=only, without=self._without)
            least = _MATCHING * max(found.fused.scores, default=0.0)
            hits = plain_hits(snapshot, found, [p for p in found.matched if found.fused.scores[p] >= least])
        return tuple(sorted((hit for hit in hits if hit.marks), key=lambda hit: hit.passage.start))

    def _require_short(self, question: str) -> None:
        if len(question) > self._settings.question_limit:
            raise QuestionTooLong(
                phrase(
                    "the question is {count:,} characters long; the limit is {limit:,}.",
                    count=len(question),
                    limit=self._settings.question_limit,
                )
            )

    def telling(self, text: str, *, limit: int) -> str:
        """The rarest words of a text, at most ``limit``, in their order: what to ask for a long sentence."""
        with self._served.use() as snapshot:
            return snapshot.finder.telling(text, limit)

    def ranking(self, question: str, *, limit: int) -> list[str]:
        """The document ids for a question, best first, near-duplicates behind the one they are folded under.

        Those that ``ask`` shows with this ``limit``, in the same order, without texts, marks and answer sentences: for
        measuring.
        """
        with self._served.use() as snapshot:
            found = snapshot.finder.find(question, limit=limit, without=self._without)
            return [name for pool in (found, *found.deeper) for name in pool.documents][:limit]

    def passages_with(self, words: str) -> int:
        """How many passages have a word, or words that follow one another, in any inflection, as synonyms match; of words
        that are all in many thousands an estimate."""
        with self._served.use() as snapshot:
            return snapshot.finder.count(words)


def _kinds(named: str | Collection[str]) -> frozenset[PassageKind]:
    """The kinds of passages by their names: one, or several; raises FilterError for one that is none."""
    try:
        return frozenset(map(PassageKind, [named] if isinstance(named, str) else named))
    except ValueError as error:
        raise FilterError(f"kinds: {error}; there are {', '.join(PassageKind)}.") from None
