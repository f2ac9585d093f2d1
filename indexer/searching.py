"""A question -> an Answer: analyse, search, fetch, rank."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from threading import Lock
from time import perf_counter

from indexer.analysis import Analyzer
from indexer.catalog import Catalog, Generations, Manifest, holder
from indexer.encoding import Availability, Encoder, PassageVectors, load_encoder
from indexer.engines import ENGINES, scored_by
from indexer.engines.forward import ForwardIndex
from indexer.errors import IndexMismatch, QuestionTooLong
from indexer.finding import Finder, Found
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
from indexer.records import Answer, Document, Hit, Passage, Verdict, Why
from indexer.settings import FORMAT, Settings

__all__ = ["Searcher", "Status"]

#: Passages folded under a hit, at most; more of one document are a click away.
_FOLDED = 4


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
        folder = generations.folder(self.number)
        analyzer = Analyzer(self.manifest.settings["language"])
        meaning, self.semantic = _meaning(settings, folder, available)
        engine = ENGINES[self.manifest.engine].open(folder)
        self.finder = Finder(engine, ForwardIndex(folder), analyzer, meaning)
        self.calibrations = {False: Calibration.read(folder)}
        if meaning is not None:
            self.calibrations[True] = Calibration.read(folder, meaning=True)
        self.catalog = Catalog(settings.index / "catalog.sqlite")


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

    def ask(self, question: str, *, limit: int = 10, documents: str | None = None) -> Answer:
        """The best passages for a question, at most ``limit`` of them, one a document; the others fold under it.

        ``documents`` is a shell pattern on document ids. Raises QuestionTooLong; whatever else is typed, never.
        """
        started = perf_counter()
        if len(question) > self._settings.question_limit:
            raise QuestionTooLong(
                f"the question is {len(question):,} characters long; the limit is {self._settings.question_limit:,}."
            )
        snapshot = self._snapshot()
        found = snapshot.finder.find(
            question, limit=max(limit, 1), documents=_pattern(documents), without=self._without
        )
        hits = _hits(snapshot, found)
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

    def document(self, document_id: str) -> Document:
        """A document as it was read; raises DocumentNotFound."""
        snapshot = self._snapshot()
        return snapshot.catalog.document(snapshot.number, document_id)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order; raises DocumentNotFound."""
        snapshot = self._snapshot()
        return snapshot.catalog.passages_of(snapshot.number, document_id)

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


def _pattern(documents: str | None) -> Callable[[str], bool] | None:
    return None if documents is None else lambda name: fnmatchcase(name, documents)


def _hits(snapshot: _Snapshot, found: Found) -> tuple[Hit, ...]:
    shown = [p for g in found.groups for p in (g.best, *g.others[:_FOLDED], *g.duplicates[:_FOLDED])]
    ids = found.matches.candidates.ids
    passages = snapshot.catalog.passages(snapshot.number, [ids[place] for place in shown])
    scores, counts = sentence_scores(found.matches), field_counts(found.matches)

    def hit(place: int, rank: int, **folded: tuple[Hit, ...]) -> Hit:
        passage = passages[ids[place]]
        return Hit(
            passage=passage,
            score=float(found.fused.scores[place]),
            rank=rank,
            marks=marks_of(passage, found.matches, place, snapshot.finder.analyzer, found.query),
            answer=answer_span(passage, answer_sentence(found.matches, scores, place)),
            why=why_of(found.matches, found.fused, found.query, counts, place),
            **folded,
        )

    return tuple(
        hit(
            group.best,
            rank,
            others=tuple(hit(place, rank) for place in group.others[:_FOLDED]),
            duplicates=tuple(hit(place, rank) for place in group.duplicates[:_FOLDED]),
        )
        for rank, group in enumerate(found.groups, start=1)
    )


def _notes(
    snapshot: _Snapshot, found: Found, hits: Sequence[Hit], verdict: Verdict, documents: str | None
) -> list[str]:
    """What a searcher should know: words that were corrected or that no document has, filters that left nothing."""
    query = found.query
    notes = [f"No document has “{typed}”: searched for “{searched}”." for typed, searched in found.corrections]
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
