"""What was found -> what a person reads: hits with marks, answer sentence and reasons, notes, facets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from indexer.model import Facets, Hit, PassageKind, Span, Verdict, Why
from indexer.searching.facets import facets_of
from indexer.searching.finder import RankedCandidates
from indexer.searching.ranking import Support, answer_span, field_counts, form_terms, judge, marks_of, why_of
from indexer.searching.snapshot import Snapshot

__all__ = ["facets", "hits_of", "judgement", "notes", "plain_hits"]

#: Passages folded under a hit, at most; more of one document are a click away.
_FOLDED = 4

_KINDS = list(PassageKind)


def facets(snapshot: Snapshot, found: RankedCandidates) -> Facets:
    candidates = found.matches.candidates
    documents = [candidates.documents[place] for place in found.matched]
    kinds = [_KINDS[candidates.kinds[place]] for place in found.matched]
    return facets_of(documents, kinds, snapshot.reader.paths(sorted(set(documents))))


def judgement(snapshot: Snapshot, found: RankedCandidates) -> tuple[Verdict, float]:
    """The verdict on what was found, by the best of it, and how sure it is, in [0, 1]."""
    if not found.groups:
        return Verdict.NOTHING, 0.0
    support = support_of(found)
    confidence = support.confidence(found.groups[0].best)
    related = snapshot.calibrations["meaning" in found.fused.given].relates(found.strength)
    return judge(confidence, related=related, unheard=support.unheard), confidence


def support_of(found: RankedCandidates) -> Support:
    return Support(found.matches, found.query, found.fused, found.matched)


def hits_of(snapshot: Snapshot, found: RankedCandidates, ranks: range, *, answered: bool = True) -> tuple[Hit, ...]:
    """The groups of these ranks, counted from 0, as hits; none has an answer where nothing is ``answered``."""
    groups = found.groups[ranks.start : ranks.stop]
    shown = [p for g in groups for p in (g.best, *g.others[:_FOLDED], *g.duplicates[:_FOLDED])]
    hits = dict(zip(shown, plain_hits(snapshot, found, shown, answered=answered), strict=True))
    counts = field_counts(found.matches)
    return tuple(
        replace(
            hits[group.best],
            rank=rank,
            why=why_of(found.matches, found.fused, found.query, counts, group.best),
            others=tuple(replace(hits[place], rank=rank) for place in group.others[:_FOLDED]),
            duplicates=tuple(replace(hits[place], rank=rank) for place in group.duplicates[:_FOLDED]),
        )
        for rank, group in enumerate(groups, start=ranks.start + 1)
    )


def plain_hits(
    snapshot: Snapshot, found: RankedCandidates, places: Sequence[int], *, answered: bool = True
) -> tuple[Hit, ...]:
    """Candidates as hits, nothing folded and without reasons, ranked as they come. Each that answers by itself has its
    answer, where anything is ``answered``."""
    ids = found.matches.candidates.ids
    passages = snapshot.reader.passages([ids[place] for place in places])
    support = support_of(found)

    def answer(place: int) -> Span | None:
        verdict = judge(support.confidence(place), related=True, unheard=support.unheard)
        answers = answered and verdict is Verdict.ANSWERED
        return answer_span(found.matches, place, passages[ids[place]]) if answers else None

    def hit(place: int, rank: int) -> Hit:
        passage = passages[ids[place]]
        return Hit(
            passage=passage,
            score=float(found.fused.scores[place]),
            rank=rank,
            marks=marks_of(passage, found.matches, place, snapshot.finder.analyzer, found.query),
            answer=answer(place),
        )

    return tuple(hit(place, rank) for rank, place in enumerate(places, start=1))


def notes(
    snapshot: Snapshot, found: RankedCandidates, hits: Sequence[Hit], verdict: Verdict, documents: str | None
) -> list[str]:
    """What a searcher should know: words that were corrected or that no document has, filters that left nothing."""
    query = found.query
    notes: list[str] = []
    form = form_terms(query)
    content = [t for t in query.content if t.term not in form]
    frequencies = snapshot.reader.frequencies([t.term for t in content])
    unknown = [t.exacts[0] for t in content if t.term not in frequencies]
    if unknown:
        notes.append(f"No document has: {', '.join(dict.fromkeys(unknown))}.")
    if not query.terms:
        notes.append("There is nothing to look for: type at least one word that is not excluded.")
    elif verdict is Verdict.NOTHING:
        known = [t.exacts[0] for t in content if t.exacts[0] not in unknown]
        notes += [f"Looked for: {', '.join(dict.fromkeys(known))}."] if known else []
    elif verdict is Verdict.RELATED and hits and hits[0].rank == 1 and hits[0].why:
        notes += _related(hits[0].why, {t.term for t in content})
    if not hits and query.phrases:
        notes.append("Quoted words must stand together exactly so; try them without quotes.")
    if not hits and documents is not None:
        notes.append(f"Only documents that match {documents!r} were searched.")
    if snapshot.about.warning:
        notes.append(snapshot.about.warning)
    return notes


def _related(why: Why, content: Collection[str]) -> list[str]:
    """What the best hit has of a question's words, and what it lacks."""
    explained = [term for term in why.terms if term.term in content]
    present = [term.typed for term in explained if term.fields]
    missing = [term.typed for term in explained if not term.fields]
    if not missing:
        return []
    found = (
        f"The first passage has {_quoted(present)}, but"
        if present
        else "The first passage is close in meaning, but has"
    )
    return [f"{found} not {_quoted(missing)}."]


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
