"""A question -> an Answer: analyse, search, fetch, rank."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from glob import escape
from pathlib import Path
from threading import Lock
from time import perf_counter

from indexer.analysis import Analyzer
from indexer.catalog import Around, Catalog, DocumentRow, Generations, Manifest, holder
from indexer.encoding import Availability, Encoder, PassageVectors, load_encoder
from indexer.engines import ENGINES
from indexer.engines.forward import ForwardIndex
from indexer.errors import DocumentNotFound, IndexMismatch, QuestionTooLong
from indexer.facets import facets_of
from indexer.filters import admitting
from indexer.finding import Finder, Found
from indexer.freshness import freshness_of
from indexer.ranking import (
    Calibration,
    answer_sentence,
    answer_span,
    field_counts,
    judge,
    marks_of,
    sentence_scores,
    why_of,
)
from indexer.records import (
    Answer,
    Document,
    Facets,
    Freshness,
    Hit,
    Passage,
    PassageKind,
    Suggestion,
    Verdict,
    Why,
)
from indexer.settings import FORMAT, Settings
from indexer.suggesting import Suggester

__all__ = ["Searcher", "Status"]

#: Passages folded under a hit, at most; more of one document are a click away.
_FOLDED = 4

#: A passage of a document is one of its matches where its score is at least this share of the best one's.
_MATCHING = 0.3

#: A question of the corpus is related where its answer reaches this share of the score of the best passage of all.
_RELATED = 0.3


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds.

    ``index_bytes`` counts the served generation's files, the catalog and the vectors; ``published`` is ISO 8601 in UTC;
    ``writing`` says who is writing now; ``warning`` is set where a damaged generation was passed over; ``skipped`` pairs
    paths and reasons of the last run; ``semantic`` says whether meaning ranks too, and why not.
    """

    generation: int
    documents: int
    passages: int
    index_bytes: int
    language: str
    published: str
    engine: str
    fingerprint: str
    corpus: str
    writing: str | None
    warning: str | None
    skipped: tuple[tuple[str, str], ...]
    semantic: str


class _Snapshot:
    """One generation, open: immutable, and closed by Python when the last question that uses it is answered."""

    def __init__(self, settings: Settings, generations: Generations, available: Availability) -> None:
        self.named = generations.current()
        self.manifest, self.warning = generations.newest_sound()
        _require_fit(self.manifest, settings)
        self.number = self.manifest.generation
        self.folder = generations.folder(self.number)
        folder = generations.folder(self.number)
        analyzer = Analyzer(self.manifest.settings["language"])
        meaning, self.semantic = _meaning(settings, folder, available)
        engine = ENGINES[self.manifest.engine].open(folder)
        self.finder = Finder(engine, ForwardIndex(folder), analyzer, meaning)
        self.calibrations = {False: Calibration.read(folder)}
        if meaning is not None:
            self.calibrations[True] = Calibration.read(folder, meaning=True)
        self.catalog = Catalog(settings.index / "catalog.sqlite")

    @cached_property
    def suggester(self) -> Suggester:
        """Opened when it is first asked; two threads may open it at once, which costs time and nothing else."""
        return Suggester(self.folder, self.finder)


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
        self._held: _Snapshot | None = None
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
        hits = _hits(snapshot, found, range(skip, skip + limit))
        confidence = snapshot.calibrations["meaning" in found.fused.given].confidence(found.strength)
        verdict = judge(confidence)
        return Answer(
            question=question,
            hits=hits,
            generation=snapshot.number,
            verdict=verdict,
            notes=tuple(_notes(snapshot, found, hits, verdict, documents)),
            seconds=perf_counter() - started,
            corrections=found.corrections,
            confidence=confidence,
            facets=_facets(snapshot, found),
            more=len(found.groups) > skip + limit,
        )

    def telling(self, text: str, *, limit: int) -> str:
        """The rarest words of a text, at most ``limit``, in their order: what to ask for a long sentence."""
        return self._snapshot().finder.telling(text, limit)

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
        return _laid(snapshot, asked, near)

    def matches(self, document_id: str, question: str) -> tuple[Hit, ...]:
        """The passages of one document that match a question, in reading order. Raises QuestionTooLong."""
        self._require_short(question)
        snapshot = self._snapshot()
        found = snapshot.finder.find(question, limit=1, documents=admitting(escape(document_id)), without=self._without)
        least = _MATCHING * max(found.fused.scores, default=0.0)
        hits = _laid(snapshot, found, [place for place in found.matched if found.fused.scores[place] >= least])
        return tuple(sorted((hit for hit in hits if hit.marks), key=lambda hit: hit.passage.start))

    def _require_short(self, question: str) -> None:
        if len(question) > self._settings.question_limit:
            raise QuestionTooLong(
                f"the question is {len(question):,} characters long; the limit is {self._settings.question_limit:,}."
            )

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
            held = snapshot.catalog.revision(document_id, revision)
            if held is None:
                raise DocumentNotFound(f"no revision {revision!r} of document {document_id!r} is kept.")
            return held
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
            engine=snapshot.manifest.engine,
            fingerprint=snapshot.manifest.fingerprint,
            corpus=snapshot.catalog.meta("root") or "",
            writing=holder(self._settings.index),
            warning=snapshot.warning,
            skipped=tuple((path, reason) for path, reason in (row.report.get("skipped", []) if row else [])),
            semantic=snapshot.semantic,
        )

    def close(self) -> None:
        """Lets go of the open generation; a later question opens it again."""
        with self._lock:
            self._held = None

    def _snapshot(self) -> _Snapshot:
        """The served generation, opened anew when CURRENT names another."""
        current = self._generations.current()
        with self._lock:
            if self._held is None or self._held.named != current:
                self._held = _Snapshot(self._settings, self._generations, self._available)
            return self._held


def _require_fit(manifest: Manifest, settings: Settings) -> None:
    if manifest.format != FORMAT or manifest.fingerprint != settings.fingerprint():
        raise IndexMismatch(
            f"the index at {settings.index} was made with other settings ({manifest.settings}) than those in force. "
            f"Rebuild it with: passageway index --full --index {settings.index}"
        )


def _meaning(
    settings: Settings, folder: Path, available: Availability
) -> tuple[tuple[Encoder, PassageVectors] | None, str]:
    """The encoder with a generation's vectors, None where it ranks by words alone; and that in words."""
    encoder = available.encoder
    if encoder is None:
        return None, f"words alone: {available.reason}"
    if not PassageVectors.stands_in(folder):
        return (
            None,
            f"words alone: this index has no vectors. Make them with: passageway index --index {settings.index}",
        )
    vectors = PassageVectors(settings.index, folder)
    if vectors.fingerprint != encoder.fingerprint:
        return None, (
            "words alone: the vectors of this index are another model's. "
            f"Make them with: passageway index --index {settings.index}"
        )
    return (encoder, vectors), f"words and meaning: {encoder.name}, {len(vectors):,} passages have a vector"


def _facets(snapshot: _Snapshot, found: Found) -> Facets:
    candidates = found.matches.candidates
    documents = [candidates.documents[place] for place in found.matched]
    kinds = snapshot.finder.forward.kinds([candidates.ids[place] for place in found.matched])
    return facets_of(documents, kinds, snapshot.catalog.paths(snapshot.number, sorted(set(documents))))


def _hits(snapshot: _Snapshot, found: Found, ranks: range) -> tuple[Hit, ...]:
    """The groups of these ranks, counted from 0, as hits."""
    groups = found.groups[ranks.start : ranks.stop]
    shown = [p for g in groups for p in (g.best, *g.others[:_FOLDED], *g.duplicates[:_FOLDED])]
    hits = dict(zip(shown, _laid(snapshot, found, shown), strict=True))
    return tuple(
        replace(
            hits[group.best],
            rank=rank,
            others=tuple(replace(hits[place], rank=rank) for place in group.others[:_FOLDED]),
            duplicates=tuple(replace(hits[place], rank=rank) for place in group.duplicates[:_FOLDED]),
        )
        for rank, group in enumerate(groups, start=ranks.start + 1)
    )


def _laid(snapshot: _Snapshot, found: Found, places: Sequence[int]) -> tuple[Hit, ...]:
    """Candidates as hits, nothing folded, ranked as they come."""
    ids = found.matches.candidates.ids
    passages = snapshot.catalog.passages(snapshot.number, [ids[place] for place in places])
    scores, counts = sentence_scores(found.matches), field_counts(found.matches)

    def hit(place: int, rank: int) -> Hit:
        passage = passages[ids[place]]
        return Hit(
            passage=passage,
            score=float(found.fused.scores[place]),
            rank=rank,
            marks=marks_of(passage, found.matches, place, snapshot.finder.analyzer, found.query),
            answer=answer_span(passage, answer_sentence(found.matches, scores, place)),
            why=why_of(found.matches, found.fused, found.query, counts, place),
        )

    return tuple(hit(place, rank) for rank, place in enumerate(places, start=1))


def _notes(
    snapshot: _Snapshot, found: Found, hits: Sequence[Hit], verdict: Verdict, documents: str | None
) -> list[str]:
    """What a searcher should know: words that were corrected or that no document has, filters that left nothing."""
    query = found.query
    notes: list[str] = []
    unknown = [t.exacts[0] for t in query.content if not snapshot.finder.forward.holds(t.term)]
    if unknown:
        notes.append(f"No document has: {', '.join(dict.fromkeys(unknown))}.")
    if not query.terms:
        notes.append("There is nothing to look for: type at least one word that is not excluded.")
    elif verdict is Verdict.NOTHING:
        known = [t.exacts[0] for t in query.content if t.exacts[0] not in unknown]
        notes += [f"Looked for: {', '.join(dict.fromkeys(known))}."] if known else []
    elif verdict is Verdict.RELATED and hits and hits[0].why:
        notes += _related(hits[0].why, {t.term for t in query.content})
    if not hits and query.phrases:
        notes.append("Quoted words must stand together exactly so; try them without quotes.")
    if not hits and documents is not None:
        notes.append(f"Only documents that match {documents!r} were searched.")
    if snapshot.warning:
        notes.append(snapshot.warning)
    return notes


def _related(why: Why, content: Collection[str]) -> list[str]:
    """What the best hit has of a question's words, and what it lacks."""
    asked = [term for term in why.terms if term.term in content]
    held = [term.typed for term in asked if term.fields]
    missing = [term.typed for term in asked if not term.fields]
    if not missing:
        return []
    found = f"The first passage has {_quoted(held)}, but" if held else "The first passage is close in meaning, but has"
    return [f"{found} not {_quoted(missing)}."]


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
