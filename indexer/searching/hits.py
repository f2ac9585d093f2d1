"""What was found -> what a person reads: hits with marks, answer sentence and reasons, notes, facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

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
from indexer.searching.ranking import AnswerSentences, Group, Marks, Reasons, form_terms, judge
from indexer.searching.snapshot import Snapshot
from indexer.text.analysis import Query
from indexer.text.analysis.folding import fold_case

__all__ = ["corrections", "facets", "hits_of", "judgement", "notes", "plain_hits"]

#: Passages of a hit's document that are folded under it, at most; more are a click away.
_FOLDED = 4

_KINDS = list(PassageKind)


def facets(snapshot: Snapshot, found: RankedCandidates) -> Facets:
    candidates = found.matches.candidates
    documents = Counter([candidates.documents[place] for place in found.matched])
    kinds = Counter(candidates.kinds[list(found.matched)].tolist())
    names = sorted(documents)
    authors = {name: about.author for name, about in snapshot.reader.abouts(names).items() if about.author}
    of_kinds = {_KINDS[kind]: count for kind, count in kinds.items()}
    counted = facets_of(documents, of_kinds, snapshot.reader.paths(names), authors)
    titles = snapshot.reader.titles([facet.name for facet in counted.documents])
    return counted._replace(documents=tuple(replace(facet, title=titles[facet.name]) for facet in counted.documents))


def judgement(snapshot: Snapshot, found: RankedCandidates) -> tuple[Verdict, float]:
    """The verdict on what was found, by the best of it, and how sure it is, in [0, 1]."""
    if not found.groups:
        return Verdict.NOTHING, 0.0
    support = found.support
    confidence = support.confidence(found.groups[0].best)
    related = snapshot.calibrations["meaning" in found.fused.given].relates(found.strength)
    return judge(confidence, related=related, unheard=support.unheard), confidence


def hits_of(snapshot: Snapshot, found: RankedCandidates, ranks: range, *, answered: bool = True) -> tuple[Hit, ...]:
    """The groups of these ranks, counted from 0, as hits; none has an answer where nothing is ``answered``."""
    hits: list[Hit] = []
    for pool, groups in found.listed(ranks):
        hits += _pool_hits(snapshot, pool, groups, ranks.start + 1 + len(hits), answered)
    return tuple(hits)


def _pool_hits(
    snapshot: Snapshot, found: RankedCandidates, groups: Sequence[Group], rank: int, answered: bool
) -> tuple[Hit, ...]:
    """Groups of one pool as hits, the first of this rank."""
    shown = [p for g in groups for p in (g.best, *g.others[:_FOLDED], *g.duplicates)]
    making, why = (
        _HitMaking(snapshot, found, shown, answered=answered),
        Reasons(found.matches, found.fused, found.query),
    )
    return tuple(
        making.hit(
            group.best,
            rank,
            why=why.of(group.best),
            others=tuple(making.hit(place, rank) for place in group.others[:_FOLDED]),
            duplicates=tuple(making.hit(place, rank) for place in group.duplicates),
        )
        for rank, group in enumerate(groups, start=rank)
    )


def plain_hits(
    snapshot: Snapshot, found: RankedCandidates, places: Sequence[int], *, answered: bool = True
) -> tuple[Hit, ...]:
    """Candidates as hits, nothing folded and without reasons, ranked as they come. Each that answers by itself has its
    answer, where anything is ``answered``."""
    making = _HitMaking(snapshot, found, places, answered=answered)
    return tuple(making.hit(place, rank) for rank, place in enumerate(places, start=1))


class _HitMaking:
    """Makes hits of some of the candidates of one pool: what is the same for all of them is looked up once."""

    def __init__(self, snapshot: Snapshot, found: RankedCandidates, places: Sequence[int], *, answered: bool) -> None:
        """``places`` are those that hits are made of; raises IndexDamaged where one has no text any more."""
        self._snapshot, self._found, self._answered = snapshot, found, answered
        ids = found.matches.candidates.ids
        self._passages = snapshot.passages([ids[place] for place in places])
        self._fresh = snapshot.freshness({passage.path for passage in self._passages.values()})
        self._abouts = snapshot.reader.abouts(sorted({passage.document_id for passage in self._passages.values()}))
        self._marks = Marks(found.matches, snapshot.finder.analyzer, found.query)
        self._answers = AnswerSentences(found.matches)

    def hit(
        self,
        place: int,
        rank: int,
        *,
        why: Why | None = None,
        others: tuple[Hit, ...] = (),
        duplicates: tuple[Hit, ...] = (),
    ) -> Hit:
        """The candidate at ``place`` as a hit."""
        found = self._found
        passage = self._passages[found.matches.candidates.ids[place]]
        sentence = self._answer(place, passage)
        freshness, modified = self._fresh.get(passage.path, (Freshness.UNKNOWN, ""))
        return Hit(
            passage=passage,
            score=float(found.fused.scores[place]),
            rank=rank,
            marks=self._marks.of(passage, place),
            answer=sentence,
            others=others,
            duplicates=duplicates,
            why=why,
            freshness=freshness,
            modified=modified,
            about=self._abouts[passage.document_id],
            answer_locator=sentence and self._place_of(passage, sentence),
        )

    def _answer(self, place: int, passage: Passage) -> Span | None:
        if not self._answered:
            return None
        support = self._found.support
        verdict = judge(support.confidence(place), related=True, unheard=support.unheard)
        return self._answers.span(place, passage) if verdict is Verdict.ANSWERED else None

    def _place_of(self, passage: Passage, sentence: Span) -> Locator:
        if passage.locator.is_exact:
            return passage.locator
        return excerpt_of(self._snapshot.reader.document(passage.document_id), sentence).locator


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
        notes.append(f"Only documents that match {only.documents!r} were searched.")
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
