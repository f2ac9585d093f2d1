"""A question -> an Answer: analyse, search, fetch, rank."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from glob import escape
from time import perf_counter

from indexer.documents.sources.originals import Original
from indexer.engines import Filter, open_index
from indexer.engines.meaning import load_encoder
from indexer.engines.opening import Lease, Served, open_synonyms, still_missing
from indexer.errors import DocumentNotFound, FilterError, IndexMissing, QuestionTooLong
from indexer.messages import phrase
from indexer.model import (
    ANYTHING,
    Answer,
    Around,
    Document,
    DocumentPage,
    DocumentRow,
    FacetRows,
    Facets,
    Freshness,
    Hit,
    PageMap,
    Passage,
    PassageKind,
    Stated,
    Status,
    Suggestion,
    Verdict,
)
from indexer.model.stated.id_patterns import IdPatterns
from indexer.model.stated.language_names import language_named
from indexer.searching.presenting import CountedFacets, ShownHits, corrections, notes, plain_hits, said_otherwise
from indexer.searching.ranked_candidates import RankedCandidates
from indexer.searching.snapshot import Snapshot
from indexer.settings import Settings

__all__ = ["Searcher"]

#: A passage of a document is one of its matches where its score is at least this share of the best one's.
_MATCHING = 0.3

#: A question of the corpus is related where its answer reaches this share of the score of the best passage of all.
_RELATED = 0.3


class Searcher:
    """Answers questions over one index, from any number of threads; follows new generations by itself."""

    def __init__(self, settings: Settings, *, without: Collection[str] = (), generation: int | None = None) -> None:
        """Opens the served generation, or just this ``generation``, served or not; raises IndexMissing (IndexUnfinished
        while a run makes the index), IndexMismatch or IndexDamaged, and GenerationMissing where there is none of that
        number.

        ``without`` names parts of the ranking (``ranking.PARTS``) to leave out, to measure what they gain, or "synonyms".
        """
        self._settings = settings
        self._without = frozenset(without)
        self._index = open_index(settings)
        available = load_encoder(settings)
        self._synonyms = open_synonyms(settings)
        self._served = Served(
            self._index,
            lambda reader: Snapshot(reader, available, settings.named_index, self._synonyms.rules),
            generation,
        )
        try:
            with self._served.use():
                pass
        except IndexMissing as missing:
            raise still_missing(settings, missing) from None

    def span(self) -> Lease[None]:
        """Has all that this thread asks until the lease ends (``with``, or ``end``) be answered from one generation,
        whatever is published meanwhile; on a cluster that also saves looking what is served, each time."""
        return self._served.span()

    def read_ahead(self, documents: Collection[str]) -> None:
        """Says which documents ``document`` will be asked for next, so that where they are far away they come together."""
        with self._served.use() as snapshot:
            snapshot.reader.fetch_ahead(texts=documents)

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
        only = Filter(_patterns(documents), _kinds(kinds), stated=Stated.of(author, since, until, language))
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
            return snapshot.suggester.suggest(typed, limit=limit, documents=_patterns(documents))

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
        only = Filter(_patterns(documents), frozenset({PassageKind.QUESTION_AND_ANSWER}), stated=stated)
        with self._served.use() as snapshot:
            if not snapshot.has_questions:
                return ()
            found = snapshot.finder.find(question, limit=limit, only=only, without=self._without)
            if not found.matched:
                return ()
            of_all = snapshot.finder.find(
                question, limit=1, only=Filter(_patterns(documents), stated=stated), without=self._without
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
        """How many passages have a word, in any inflection, or a phrase, in these very words."""
        with self._served.use() as snapshot:
            return snapshot.finder.count(words)

    def document(self, document_id: str, revision: str | None = None) -> Document:
        """A document as it was read, now or, with ``revision``, as it was with the text whose SHA-256 is or begins with
        that; raises DocumentNotFound."""
        with self._served.use() as snapshot:
            if not revision:
                return snapshot.reader.document(document_id)
            found = snapshot.reader.revision(document_id, revision)
        if found is None:
            raise DocumentNotFound(
                phrase(
                    "no revision {revision} of document {document} is kept.",
                    revision=repr(revision),
                    document=repr(document_id),
                )
            )
        return found

    def page_map(self, document_id: str) -> PageMap | None:
        """Where the words of a document are on the pages of its file; None where it has no pages, or is not there."""
        with self._served.use() as snapshot:
            return snapshot.reader.page_map(document_id)

    def original(self, document_id: str) -> Original:
        """The file that a document of the served generation was read from; raises DocumentNotFound, OriginalChanged,
        OriginalGone, or OriginalUnavailable where its source cannot be asked."""
        with self._served.use() as snapshot:
            return snapshot.original(document_id)

    def revision_of(self, document_id: str) -> str | None:
        """The SHA-256 of a document's present text, None where it is no document of the served generation."""
        with self._served.use() as snapshot:
            return snapshot.reader.revision_of(document_id)

    def has_document(self, document_id: str) -> bool:
        """Whether a document of that id is in the served generation."""
        return self.revision_of(document_id) is not None

    def documents(self, *, after: str = "", limit: int = 100) -> tuple[DocumentRow, ...]:
        """Up to ``limit`` documents sorted by id, from the first one after ``after``."""
        with self._served.use() as snapshot:
            return snapshot.reader.documents(after=after, limit=limit)

    def library(
        self,
        *,
        folder: str | None = None,
        named: str = "",
        media_types: Collection[str] = (),
        after: str = "",
        skip: int = 0,
        limit: int = 100,
    ) -> DocumentPage:
        """A page of what is held: up to ``limit`` documents sorted by id, from the first one after ``after``, but for
        ``skip``.

        With ``folder`` (POSIX below the corpus, "" for the corpus itself), those in it and the folders in it; a file of
        several documents is a folder of them. With ``named``, those in or below it that have each of these words in their
        id or title, in whatever case, as a part of a word, too; with ``media_types``, those that have one of them. Raises
        DocumentNotFound for a folder without documents.
        """
        with self._served.use() as snapshot:
            return snapshot.library(folder, named, after, max(skip, 0), max(limit, 1), media_types)

    def freshness(self, paths: Collection[str]) -> dict[str, tuple[Freshness, str]]:
        """By path of a document's file: what has become of it since it was indexed, and when it was changed before
        (ISO 8601 in UTC, "" where that is not known)."""
        with self._served.use() as snapshot:
            return snapshot.freshness(paths)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order; raises DocumentNotFound."""
        with self._served.use() as snapshot:
            return snapshot.reader.passages_of(document_id)

    def passage(self, passage_id: str) -> Passage | None:
        """A passage by its id, None where the served generation has none of that."""
        with self._served.use() as snapshot:
            return snapshot.reader.passages([passage_id]).get(passage_id)

    def around(self, document_id: str, span: tuple[int, int]) -> Around:
        """The passage of a document that is just ``span`` (code points), and those before and after it."""
        with self._served.use() as snapshot:
            return snapshot.reader.around(document_id, span)

    def example_questions(self, limit: int = 6, *, language: str = "") -> tuple[str, ...]:
        """Up to ``limit`` questions that stand in the corpus as headings with an answer below: those that say by themselves
        what they are about, spread over folders and documents; those in a ``language`` ("de", "German") first."""
        with self._served.use() as snapshot:
            return snapshot.suggester.examples(language_named(language))[:limit]

    def media_types(self) -> Mapping[str, int]:
        """How many documents have each media type ("text/markdown"); empty where the index is so large that to count them
        would take seconds."""
        with self._served.use() as snapshot:
            return snapshot.media_types

    def state(self) -> tuple[int, str, str, str]:
        """What answers depend on beside what is asked: number and time of the served generation, what tells it from all
        others, and how it is ranked."""
        rules = "" if "synonyms" in self._without else self._synonyms.rules().digest
        with self._served.use() as snapshot:
            ranked = f"{snapshot.semantic}; synonyms {rules}" if rules else snapshot.semantic
            about = snapshot.about
            return snapshot.number, about.published or about.created, about.identity, ranked

    def status(self, *, run: bool = True) -> Status:
        """What the served generation holds, who is writing, and, unless that is not wanted, the ``run`` that is going on or
        the last one."""
        with self._served.use() as snapshot:
            about, semantic, languages = snapshot.about, snapshot.semantic, snapshot.languages
        return Status(
            generation=about.number,
            documents=about.documents,
            passages=about.passages,
            index_bytes=about.bytes,
            language=about.language,
            languages=languages,
            published=about.published or about.created,
            engine=about.engine,
            fingerprint=about.fingerprint,
            corpus=about.corpus,
            writing=self._index.writer(),
            warning=about.warning,
            skipped=about.skipped,
            semantic=semantic,
            job=self._index.job() if run else None,
        )

    def close(self) -> None:
        """Lets go of the open generation; a later question opens it again."""
        self._served.close()


def _patterns(documents: str | Collection[str] | None) -> IdPatterns | None:
    """Shell patterns as a filter has them: None where there is none."""
    if documents is None or isinstance(documents, str):
        return documents
    several = tuple(dict.fromkeys(documents))
    return several if len(several) > 1 else several[0] if several else None


def _kinds(named: str | Collection[str]) -> frozenset[PassageKind]:
    """The kinds of passages by their names: one, or several; raises FilterError for one that is none."""
    try:
        return frozenset(map(PassageKind, [named] if isinstance(named, str) else named))
    except ValueError as error:
        raise FilterError(f"kinds: {error}; there are {', '.join(PassageKind)}.") from None
