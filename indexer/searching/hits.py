"""What was found -> what a person reads: hits with marks, answer sentence and reasons, notes, facets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from indexer.engines import EVERYTHING, Filter
from indexer.model import (
    ANYTHING,
    Correction,
    Facets,
    Freshness,
    Hit,
    Locator,
    Passage,
    PassageKind,
    Span,
    Verdict,
    Why,
)
from indexer.model.excerpts import excerpt_of
from indexer.searching.facets import facets_of
from indexer.searching.finder import RankedCandidates
from indexer.searching.ranking import (
    Group,
    Support,
    answer_span,
    field_counts,
    form_terms,
    judge,
    marks_of,
    why_of,
)
from indexer.searching.snapshot import Snapshot
from indexer.text.analysis import Query
from indexer.text.analysis.folding import fold_case

__all__ = ["corrections", "facets", "hits_of", "judgement", "notes", "plain_hits"]

#: Passages of a hit's document that are folded under it, at most; more are a click away.
_FOLDED = 4

_KINDS = list(PassageKind)


def facets(snapshot: Snapshot, found: RankedCandidates) -> Facets:
    candidates = found.matches.candidates
    documents = _facetted(found)
    kinds = [_KINDS[candidates.kinds[place]] for place in found.matched]
    names = sorted(set(documents))
    authors = {name: about.author for name, about in snapshot.reader.abouts(names).items() if about.author}
    counted = facets_of(documents, kinds, snapshot.reader.paths(names), authors)
    titles = snapshot.reader.titles([facet.name for facet in counted.documents])
    return counted._replace(documents=tuple(replace(facet, title=titles[facet.name]) for facet in counted.documents))


def _facetted(found: RankedCandidates) -> list[str]:
    """The documents of all that match."""
    return [found.matches.candidates.documents[place] for place in found.matched]


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
    hits: list[Hit] = []
    listed = list(found.listed(ranks))
    shown = {name: document for pool, groups in listed for name, document in _with_documents(pool, _shown(groups))}
    snapshot.reader.fetch_ahead(shown, _facetted(found))
    for pool, groups in listed:
        hits += _pool_hits(snapshot, pool, groups, ranks.start + 1 + len(hits), answered)
    return tuple(hits)


def _pool_hits(
    snapshot: Snapshot, found: RankedCandidates, groups: Sequence[Group], rank: int, answered: bool
) -> tuple[Hit, ...]:
    """Groups of one pool as hits, the first of this rank."""
    shown = _shown(groups)
    hits = dict(zip(shown, plain_hits(snapshot, found, shown, answered=answered), strict=True))
    counts = field_counts(found.matches)
    return tuple(
        replace(
            hits[group.best],
            rank=rank,
            why=why_of(found.matches, found.fused, found.query, counts, group.best),
            others=tuple(replace(hits[place], rank=rank) for place in group.others[:_FOLDED]),
            duplicates=tuple(replace(hits[place], rank=rank) for place in group.duplicates),
        )
        for rank, group in enumerate(groups, start=rank)
    )


def _shown(groups: Sequence[Group]) -> list[int]:
    """The candidates that groups show."""
    return [place for group in groups for place in (group.best, *group.others[:_FOLDED], *group.duplicates)]


def _with_documents(found: RankedCandidates, places: Iterable[int]) -> Iterator[tuple[str, str]]:
    """The id of each candidate, and that of its document."""
    candidates = found.matches.candidates
    return ((candidates.ids[place], candidates.documents[place]) for place in places)


def plain_hits(
    snapshot: Snapshot, found: RankedCandidates, places: Sequence[int], *, answered: bool = True
) -> tuple[Hit, ...]:
    """Candidates as hits, nothing folded and without reasons, ranked as they come. Each that answers by itself has its
    answer, where anything is ``answered``."""
    ids = found.matches.candidates.ids
    snapshot.reader.fetch_ahead(dict(_with_documents(found, places)))
    passages = snapshot.passages([ids[place] for place in places])
    document = cache(snapshot.reader.document)
    fresh = snapshot.freshness({passage.path for passage in passages.values()})
    abouts = snapshot.reader.abouts(sorted({passage.document_id for passage in passages.values()}))
    support = support_of(found)

    def answer_of(place: int) -> Span | None:
        verdict = judge(support.confidence(place), related=True, unheard=support.unheard)
        answers = answered and verdict is Verdict.ANSWERED
        return answer_span(found.matches, place, passages[ids[place]]) if answers else None

    answers = {place: answer_of(place) for place in places}
    located = [passages[ids[place]] for place, span in answers.items() if span]
    snapshot.reader.fetch_ahead(texts={p.document_id for p in located if not p.locator.is_exact})

    def place_of(passage: Passage, sentence: Span) -> Locator:
        if passage.locator.is_exact:
            return passage.locator
        return excerpt_of(document(passage.document_id), sentence).locator

    def hit(place: int, rank: int) -> Hit:
        passage, sentence = passages[ids[place]], answers[place]
        freshness, modified = fresh.get(passage.path, (Freshness.UNKNOWN, ""))
        return Hit(
            passage=passage,
            score=float(found.fused.scores[place]),
            rank=rank,
            marks=marks_of(passage, found.matches, place, snapshot.finder.analyzer, found.query),
            answer=sentence,
            freshness=freshness,
            modified=modified,
            about=abouts[passage.document_id],
            answer_locator=sentence and place_of(passage, sentence),
        )

    return tuple(hit(place, rank) for rank, place in enumerate(places, start=1))


def corrections(found: RankedCandidates, hits: Sequence[Hit]) -> tuple[Correction, ...]:
    """The words that no document has with those searched for instead: these as a hit writes them, where that differs in
    more than its capitals from how the index does ("giesskanne")."""
    written: dict[str, str] = {}
    for hit in hits if found.corrections else ():
        for start, end in hit.marks:
            word = hit.passage.text[start - hit.passage.start : end - hit.passage.start]
            if word.lower() != fold_case(word):
                written.setdefault(fold_case(word), word)
    return tuple(
        correction._replace(searched=" ".join(written.get(word, word) for word in correction.searched.split(" ")))
        for correction in found.corrections
    )


def notes(
    snapshot: Snapshot, found: RankedCandidates, hits: Sequence[Hit], verdict: Verdict, only: Filter
) -> list[str]:
    """What a searcher should know: how quotation marks and dashes were understood, words that no document has, filters
    that left nothing."""
    query = found.query
    searched = only._replace(stated=only.stated.also(query.typed.stated))
    notes = [*_phrases(found, searched), *_dashes(query), *_keys(query)]
    form = form_terms(query)
    content = [t for t in query.content if t.term not in form]
    frequencies = snapshot.reader.frequencies([t.term for t in content])
    by_synonym = set(found.matches.terms.names)
    nowhere = [t for t in content if t.term not in frequencies and t.term not in by_synonym]
    inside = {part.term for t in nowhere for part in t.parts}  # the whole says it
    unknown = [t.typed for t in nowhere if t.term not in inside]
    if unknown:
        notes.append(f"No passage has: {', '.join(dict.fromkeys(unknown))}.")
    if not query.terms:
        notes.append("There is nothing to look for: type at least one word.")
    elif verdict is Verdict.NOTHING:
        known = [t.typed for t in content if t.typed not in unknown]
        notes += [f"Looked for: {', '.join(dict.fromkeys(known))}."] if known else []
    elif verdict is Verdict.RELATED and hits and hits[0].rank == 1 and hits[0].why:
        notes += _related(hits[0].why, {t.term for t in content})
    if not hits and only.documents is not None:
        named = [only.documents] if isinstance(only.documents, str) else only.documents
        notes.append(f"Only documents that match {' or '.join(map(repr, named))} were searched.")
    if not hits and only.stated != ANYTHING:
        notes.append(f"Only documents {only.stated.in_words} were searched; one that does not say so fits none.")
    if snapshot.about.warning:
        notes.append(snapshot.about.warning)
    return notes


def _phrases(found: RankedCandidates, only: Filter) -> Iterator[str]:
    """What became of quotations; nothing where all that is shown holds them, as in a search is meant."""
    typed = found.query.typed
    if typed.search and found.most == len(typed.quoted):
        return
    standing = [words for words, stands in zip(typed.quoted, found.standing, strict=True) if stands]
    missing = [words for words, stands in zip(typed.quoted, found.standing, strict=True) if not stands]
    searched = "No passage" if only == EVERYTHING else "No passage of those searched"
    if missing:
        instead = "" if standing else f"; {'its' if len(missing) == 1 else 'their'} words were searched for"
        yield f"{searched} has {_quoted(missing)} in these very words{instead}."
    elif found.most < len(typed.quoted):
        yield f"{searched} has all that is quoted."
    if standing:
        yield f"Passages that have {' or '.join(f'“{words}”' for words in standing)} in these very words come first."


def _dashes(query: Query) -> Iterator[str]:
    if query.typed.left_out:
        yield f"Passages that have {_quoted(query.typed.left_out)} are left out."
    if query.typed.kept:
        words = _quoted(query.typed.kept)
        yield f"The dash before {words} leaves nothing out: it does so only at the end of a short search."


def _keys(query: Query) -> Iterator[str]:
    """What became of "author:" and its like."""
    if query.typed.stated != ANYTHING:
        yield f"Only documents {query.typed.stated.in_words} were searched."
    if query.typed.unused:
        names = "is a word" if len(query.typed.unused) == 1 else "are words"
        yield f"{_quoted(query.typed.unused)} {names} here, and no filter: that is for the end of a short search."


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
