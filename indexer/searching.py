"""A question -> an Answer: analyse, search, fetch, rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from threading import Lock
from time import perf_counter

from indexer.analysis import Analyzer, Query
from indexer.catalog import Catalog, Generations, Manifest, holder
from indexer.engines import ENGINES
from indexer.errors import IndexMismatch, QuestionTooLong
from indexer.ranking import Evidence, Group, Weights, answer_sentence, grouped, judge, marks_of
from indexer.records import Answer, Document, Hit, Passage, Scored, Token, Verdict
from indexer.settings import FORMAT, Settings
from indexer.weighting import idf

__all__ = ["Searcher", "Status"]

#: Candidates that the engine hands on to ranking, at least; for long lists so many a hit that is wanted.
_CANDIDATES = 150
_CANDIDATES_A_HIT = 5

#: Only this many of the best candidates are looked into; the rest keep the engine's order behind them.
_LOOKED_INTO = 150

#: Texts whose tokens are kept in memory (about 20 kB a passage).
_TOKENS_HELD = 4_000

#: Passages folded under a hit, at most; more of one document are a click away.
_FOLDED = 4


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds. ``index_bytes`` counts the served generation's files and the catalog; ``published`` is ISO
    8601 in UTC; ``writing`` says who is writing now; ``warning`` is set where a damaged generation was passed over;
    ``skipped`` pairs paths and reasons of the last run."""

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


class _Snapshot:
    """One generation, open: immutable, and closed by Python when the last question that uses it is answered."""

    def __init__(self, settings: Settings, generations: Generations) -> None:
        self.named = generations.current()
        self.manifest, self.warning = generations.newest_sound()
        _require_fit(self.manifest, settings)
        self.number = self.manifest.generation
        self.engine = ENGINES[self.manifest.engine].open(generations.folder(self.number))
        self.catalog = Catalog(settings.index / "catalog.sqlite")
        self.analyzer = Analyzer(self.manifest.settings["language"])
        self.tokens: Callable[[str], list[Token]] = lru_cache(maxsize=_TOKENS_HELD)(self.analyzer.tokens)
        self.idf: Callable[[str], float] = lru_cache(maxsize=200_000)(self._idf)

    def _idf(self, term: str) -> float:
        return idf(self.engine.document_frequency(term), self.engine.passages)


class Searcher:
    """Answers questions over one index, from any number of threads; follows new generations by itself."""

    def __init__(self, settings: Settings) -> None:
        """Opens the served generation; raises IndexMissing, IndexMismatch or IndexDamaged."""
        self._settings = settings
        self._generations = Generations(settings.index)
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
        query = snapshot.analyzer.question(question)
        weights = Weights(query, snapshot.idf)
        groups = [
            group
            for group in _groups(snapshot, query, weights, max(limit, 1), documents)
            if not weights.content.keys().isdisjoint(_held_terms(snapshot, group.best))  # "of the" alone is no match
        ]
        hits = tuple(_hit(snapshot, group, rank, query, weights) for rank, group in enumerate(groups, start=1))
        verdict = _verdict(snapshot, groups, query, weights)
        return Answer(
            question=question,
            hits=hits,
            generation=snapshot.number,
            verdict=verdict,
            notes=tuple(_notes(snapshot, query, hits, verdict, documents)),
            seconds=perf_counter() - started,
        )

    def ranking(self, question: str, *, limit: int) -> list[str]:
        """The document ids for a question, best first, near-duplicates behind the one they are folded under.

        What ``ask`` finds, without marks and answer sentences: for measuring.
        """
        snapshot = self._snapshot()
        query = snapshot.analyzer.question(question)
        groups = _groups(snapshot, query, Weights(query, snapshot.idf), limit, None)
        found = [p.document_id for g in groups for p in (g.best, *(twin for twin, _ in g.duplicates))]
        return list(dict.fromkeys(found))[:limit]

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
        return Status(
            generation=snapshot.number,
            documents=snapshot.manifest.documents,
            passages=snapshot.engine.passages,
            index_bytes=sum(f.bytes for f in snapshot.manifest.files.values()) + catalog.stat().st_size,
            language=snapshot.manifest.settings["language"],
            published=row.created if row else "",
            engine=snapshot.manifest.engine,
            fingerprint=snapshot.manifest.fingerprint,
            corpus=snapshot.catalog.meta("root") or "",
            writing=holder(self._settings.index),
            warning=snapshot.warning,
            skipped=tuple((path, reason) for path, reason in (row.report.get("skipped", []) if row else [])),
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
                self._held = _Snapshot(self._settings, self._generations)
            return self._held


def _require_fit(manifest: Manifest, settings: Settings) -> None:
    if manifest.format != FORMAT or manifest.fingerprint != settings.fingerprint():
        raise IndexMismatch(
            f"the index at {settings.index} was made with other settings ({manifest.settings}) than those in force. "
            f"Rebuild it with: passageway index --full --index {settings.index}"
        )


def _groups(snapshot: _Snapshot, query: Query, weights: Weights, limit: int, documents: str | None) -> list[Group]:
    admits = None if documents is None else lambda name: fnmatchcase(name, documents)
    wanted = max(_CANDIDATES, _CANDIDATES_A_HIT * limit)
    scored = snapshot.engine.search(query, limit=wanted, documents=admits)
    passages = snapshot.catalog.passages(snapshot.number, [s.passage_id for s in scored])
    ranked = _ranked(snapshot, scored, passages, weights)
    return grouped(ranked, limit, lambda p: [t.term for t in snapshot.tokens(p.text)])


def _ranked(
    snapshot: _Snapshot, scored: Sequence[Scored], passages: dict[str, Passage], weights: Weights
) -> list[tuple[Passage, float]]:
    """The candidates by all evidence, ties by passage id; those not looked into keep their order at the end."""
    evidence = Evidence(weights, snapshot.tokens)
    looked = [
        (evidence.score(passages[s.passage_id], snapshot.tokens(passages[s.passage_id].text), s.score), s.passage_id)
        for s in scored[:_LOOKED_INTO]
    ]
    looked.sort(key=lambda pair: (-pair[0], pair[1]))
    ranked = [(passages[name], score) for score, name in looked]
    floor = ranked[-1][1] if ranked else 0.0
    rest = scored[_LOOKED_INTO:]
    return ranked + [(passages[s.passage_id], floor * s.score / rest[0].score) for s in rest]


def _hit(snapshot: _Snapshot, group: Group, rank: int, query: Query, weights: Weights) -> Hit:
    def plain(passage: Passage, score: float, **folded: tuple[Hit, ...]) -> Hit:
        tokens = snapshot.tokens(passage.text)
        answer = answer_sentence(passage, tokens, weights)
        return Hit(passage, score, rank, marks_of(passage, tokens, query), answer, **folded)

    others = tuple(plain(passage, score) for passage, score in group.others[:_FOLDED])
    duplicates = tuple(plain(passage, score) for passage, score in group.duplicates[:_FOLDED])
    return plain(group.best, group.score, others=others, duplicates=duplicates)


#: Passages of which any may hold the answer, for the verdict.
_JUDGED = 3


def _verdict(snapshot: _Snapshot, groups: Sequence[Group], query: Query, weights: Weights) -> Verdict:
    if not query.terms:
        return Verdict.NOTHING
    return judge([_held_terms(snapshot, group.best) for group in groups[:_JUDGED]], weights)


def _held_terms(snapshot: _Snapshot, passage: Passage) -> set[str]:
    texts = (passage.text, passage.title, passage.context, *passage.headings)
    return {t.term for text in texts for t in snapshot.tokens(text)}


def _notes(
    snapshot: _Snapshot, query: Query, hits: Sequence[Hit], verdict: Verdict, documents: str | None
) -> list[str]:
    """What a searcher should know: words that no document has, filters that left nothing."""
    notes = []
    unknown = [t.exacts[0] for t in query.content if snapshot.engine.document_frequency(t.term) == 0]
    if unknown:
        notes.append(f"No document has: {', '.join(dict.fromkeys(unknown))}.")
    if not query.terms:
        notes.append("There is nothing to look for: type at least one word that is not excluded.")
    elif verdict is Verdict.NOTHING:
        known = [t.exacts[0] for t in query.content if t.exacts[0] not in unknown]
        notes += [f"Looked for: {', '.join(dict.fromkeys(known))}."] if known else []
    if not hits and query.phrases:
        notes.append("Quoted words must stand together exactly so; try them without quotes.")
    if not hits and documents is not None:
        notes.append(f"Only documents that match {documents!r} were searched.")
    if snapshot.warning:
        notes.append(snapshot.warning)
    return notes
