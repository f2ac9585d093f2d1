"""A question -> an Answer: analyse, search, fetch, rank."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from glob import escape
from pathlib import Path
from threading import Lock
from time import perf_counter

from indexer.documents.sources.freshness import freshness_of
from indexer.engines import scored_by
from indexer.engines.meaning import load_encoder
from indexer.errors import DocumentNotFound, IndexProblem, QuestionTooLong
from indexer.model import Answer, Document, Freshness, Hit, Job, Passage, PassageKind, Status, Suggestion
from indexer.model.id_patterns import admitting
from indexer.searching.hits import facets, hits_of, laid, notes
from indexer.searching.ranking import judge
from indexer.searching.snapshot import Snapshot
from indexer.settings import Settings
from indexer.store import Around, DocumentRow, Generations, Jobs, holder

__all__ = ["Searcher"]

#: A passage of a document is one of its matches where its score is at least this share of the best one's.
_MATCHING = 0.3

#: A question of the corpus is related where its answer reaches this share of the score of the best passage of all.
_RELATED = 0.3


class Searcher:
    """Answers questions over one index, from any number of threads; follows new generations by itself."""

    def __init__(self, settings: Settings, *, without: Collection[str] = ()) -> None:
        """Opens the served generation; raises IndexMissing, IndexMismatch or IndexDamaged.

        ``without`` names parts of the ranking (``ranking.PARTS``) to leave out, to measure what they gain.
        """
        self._settings = settings
        self._without = frozenset(without)
        self._generations = Generations(settings.index)
        self._available = load_encoder(settings)
        self._lock = Lock()
        self._held: Snapshot | None = None
        self._snapshot()

    def ask(
        self,
        question: str,
        *,
        limit: int = 10,
        skip: int = 0,
        documents: str | None = None,
        kinds: Collection[PassageKind] = (),
        as_typed: bool = False,
    ) -> Answer:
        """The best passages for a question, at most ``limit`` of them after the first ``skip``, one a document; the others
        fold under it.

        ``documents`` is a shell pattern on document ids; ``kinds`` are the kinds of passages wanted, all where none is
        named. A word that no document has is corrected where one is clearly meant, unless ``as_typed``. Raises
        QuestionTooLong; whatever else is typed, never.
        """
        started = perf_counter()
        self._require_short(question)
        snapshot, limit, skip = self._snapshot(), max(limit, 1), max(skip, 0)
        found = snapshot.finder.find(
            question,
            limit=skip + limit + 1,
            documents=admitting(documents),
            kinds=kinds,
            without=self._without | {"spelling"} if as_typed else self._without,
        )
        hits = hits_of(snapshot, found, range(skip, skip + limit))
        confidence = snapshot.calibrations["meaning" in found.fused.given].confidence(found.strength)
        verdict = judge(confidence, found.matches.terms.unknown)
        return Answer(
            question=question,
            hits=hits,
            generation=snapshot.number,
            verdict=verdict,
            notes=tuple(notes(snapshot, found, hits, verdict, documents)),
            seconds=perf_counter() - started,
            corrections=found.corrections,
            confidence=confidence,
            facets=facets(snapshot, found),
            more=len(found.groups) > skip + limit,
        )

    def suggest(self, typed: str, *, limit: int = 8, documents: str | None = None) -> tuple[Suggestion, ...]:
        """Up to ``limit`` questions to ask, for what has been typed so far: questions, titles and headings of the corpus
        that hold its words, and words of the index for what is misspelt or unfinished.

        Only of documents whose ids fit the shell pattern ``documents``. Raises QuestionTooLong.
        """
        self._require_short(typed)
        return self._snapshot().suggester.suggest(typed, limit=limit, documents=documents)

    def related(self, question: str, *, limit: int = 4, documents: str | None = None) -> tuple[Hit, ...]:
        """Questions of the corpus beside this one, with their answers: question-and-answer passages, best first.

        Raises QuestionTooLong.
        """
        self._require_short(question)
        snapshot, admits = self._snapshot(), admitting(documents)
        best = snapshot.finder.find(question, limit=1, documents=admits, without=self._without)
        asked = snapshot.finder.find(
            question, limit=limit, documents=admits, kinds=(PassageKind.QUESTION_AND_ANSWER,), without=self._without
        )
        least = _RELATED * max(best.fused.scores, default=0.0)
        near = [place for place in asked.matched if asked.fused.scores[place] >= least][:limit]
        return laid(snapshot, asked, near)

    def matches(self, document_id: str, question: str) -> tuple[Hit, ...]:
        """The passages of one document that match a question, in reading order. Raises QuestionTooLong."""
        self._require_short(question)
        snapshot = self._snapshot()
        found = snapshot.finder.find(question, limit=1, documents=admitting(escape(document_id)), without=self._without)
        least = _MATCHING * max(found.fused.scores, default=0.0)
        hits = laid(snapshot, found, [place for place in found.matched if found.fused.scores[place] >= least])
        return tuple(sorted((hit for hit in hits if hit.marks), key=lambda hit: hit.passage.start))

    def _require_short(self, question: str) -> None:
        if len(question) > self._settings.question_limit:
            raise QuestionTooLong(
                f"the question is {len(question):,} characters long; the limit is {self._settings.question_limit:,}."
            )

    def telling(self, text: str, *, limit: int) -> str:
        """The rarest words of a text, at most ``limit``, in their order: what to ask for a long sentence."""
        return self._snapshot().finder.telling(text, limit)

    def ranking(self, question: str, *, limit: int) -> list[str]:
        """The document ids for a question, best first, near-duplicates behind the one they are folded under.

        What ``ask`` finds, without texts, marks and answer sentences: for measuring.
        """
        found = self._snapshot().finder.find(question, limit=limit, without=self._without)
        documents = found.matches.candidates.documents
        ranked = [documents[place] for group in found.groups for place in (group.best, *group.duplicates)]
        return list(dict.fromkeys(ranked))[:limit]

    def document(self, document_id: str, revision: str | None = None) -> Document:
        """A document as it was read, now or, with ``revision``, as it was with the content whose SHA-256 is or begins with
        that; raises DocumentNotFound."""
        snapshot = self._snapshot()
        if revision:
            kept = snapshot.catalog.revision(document_id, revision)
            if kept is None:
                raise DocumentNotFound(f"no revision {revision!r} of document {document_id!r} is kept.")
            return kept
        return snapshot.catalog.document(snapshot.number, document_id)

    def revision_of(self, document_id: str) -> str | None:
        """The SHA-256 of a document's present content, None where it is no document of the served generation."""
        snapshot = self._snapshot()
        return snapshot.catalog.digest(snapshot.number, document_id)

    def documents(self, *, after: str = "", limit: int = 100) -> tuple[DocumentRow, ...]:
        """Up to ``limit`` documents sorted by id, from the first one after ``after``."""
        snapshot = self._snapshot()
        return snapshot.catalog.documents(snapshot.number, after=after, limit=limit)

    def freshness(self, paths: Collection[str]) -> dict[str, tuple[Freshness, str]]:
        """By path of a document's file: what has become of it since it was indexed, and when it was changed before
        (ISO 8601 in UTC, "" where that is not known)."""
        snapshot = self._snapshot()
        root = Path(snapshot.catalog.meta("root") or "")
        held = snapshot.catalog.files_at(snapshot.number, list(paths))
        return {path: (freshness_of(root, state), state.modified) for path, state in held.items()}

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order; raises DocumentNotFound."""
        snapshot = self._snapshot()
        return snapshot.catalog.passages_of(snapshot.number, document_id)

    def passage(self, passage_id: str) -> Passage | None:
        """A passage by its id, None where the served generation has none of that."""
        snapshot = self._snapshot()
        return snapshot.catalog.passages(snapshot.number, [passage_id]).get(passage_id)

    def around(self, document_id: str, span: tuple[int, int]) -> Around:
        """The passage of a document that is just ``span`` (code points), and those before and after it."""
        snapshot = self._snapshot()
        return snapshot.catalog.around(snapshot.number, document_id, span)

    def example_questions(self, limit: int = 6) -> tuple[str, ...]:
        """Up to ``limit`` questions that stand in the corpus as headings with an answer below."""
        snapshot = self._snapshot()
        found = (p.text[: p.sentences[0].end - p.start] for p in snapshot.catalog.questions(snapshot.number, 4 * limit))
        return tuple(
            dict.fromkeys(" ".join(question.split()) for question in found if question.rstrip().endswith("?"))
        )[:limit]

    def status(self) -> Status:
        """What the served generation holds."""
        snapshot = self._snapshot()
        row = snapshot.catalog.generation(snapshot.number)
        catalog = self._settings.index / "catalog.sqlite"
        meaning = snapshot.finder.meaning
        vectors = meaning[1].stored_bytes if meaning else 0
        return Status(
            generation=snapshot.number,
            documents=snapshot.manifest.documents,
            passages=snapshot.finder.passages,
            index_bytes=sum(f.bytes for f in snapshot.manifest.files.values()) + catalog.stat().st_size + vectors,
            language=snapshot.manifest.settings["language"],
            published=row.created if row else "",
            engine=f"{snapshot.manifest.engine}, scored by {scored_by()}",
            fingerprint=snapshot.manifest.fingerprint,
            corpus=snapshot.catalog.meta("root") or "",
            writing=str(writer) if (writer := holder(self._settings.index)) else None,
            warning=snapshot.warning,
            skipped=tuple((path, reason) for path, reason in (row.report.get("skipped", []) if row else [])),
            semantic=snapshot.semantic,
            job=self._job(),
        )

    def _job(self) -> Job | None:
        with suppress(IndexProblem):  # no reason to refuse an answer; the next run puts it right
            return Jobs(self._settings.index).current()
        return None

    def close(self) -> None:
        """Lets go of the open generation; a later question opens it again."""
        with self._lock:
            self._held = None

    def _snapshot(self) -> Snapshot:
        """The served generation, opened anew when CURRENT names another."""
        current = self._generations.current()
        with self._lock:
            if self._held is None or self._held.named != current:
                self._held = Snapshot(self._settings, self._generations, self._available)
            return self._held
