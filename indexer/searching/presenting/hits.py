"""What was found -> what a person reads: hits with marks, answer sentence and reasons, facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from indexer.model import (
    Correction,
    Facet,
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
from indexer.searching.finder import RankedCandidates
from indexer.searching.presenting.facets import facets_of
from indexer.searching.ranking import AnswerSentences, Group, Marks, Reasons, judge
from indexer.searching.snapshot import Snapshot
from indexer.text.analysis.folding import fold_case

__all__ = ["corrections", "facets", "hits_of", "judgement", "plain_hits"]

#: Passages of a hit's document that are folded under it, at most; more are a click away.
_FOLDED = 4

_KINDS = list(PassageKind)


def facets(snapshot: Snapshot, found: RankedCandidates) -> Facets:
    candidates = found.matches.candidates
    documents = Counter(_facetted(found))
    kinds = Counter(candidates.kinds[list(found.matched)].tolist())
    names = list(documents)
    abouts = snapshot.reader.abouts(names)
    authors = {name: about.author for name, about in abouts.items() if about.author}
    languages = {name: about.written_in for name, about in abouts.items()}
    of_kinds = {_KINDS[kind]: count for kind, count in kinds.items()}
    counted = facets_of(documents, of_kinds, snapshot.reader.paths(names), authors, languages)
    titles = snapshot.reader.titles([facet.name for facet in counted.documents])
    titled = (Facet(facet.name, facet.count, facet.pattern, titles[facet.name]) for facet in counted.documents)
    return counted._replace(documents=tuple(titled))


def _facetted(found: RankedCandidates) -> list[str]:
    """The documents of all that match."""
    return [found.matches.candidates.documents[place] for place in found.matched]


def judgement(snapshot: Snapshot, found: RankedCandidates, ranks: range) -> tuple[Verdict, float]:
    """The verdict on what was found, by the best of it, and how sure it is, in [0, 1]; ``ranks`` are those that are shown,
    counted from 0, which are fetched with the best."""
    if not found.groups:
        return Verdict.NOTHING, 0.0
    _fetch_ahead(snapshot, found, ranks)
    support = found.support
    best = found.groups[0].best
    confidence = support.confidence(best)
    related = snapshot.calibrations["meaning" in found.fused.given].relates(found.strength)
    verdict = judge(confidence, related=related, unheard=support.unheard_at(best))
    return (Verdict.RELATED if verdict is Verdict.ANSWERED and _is_unmarked(snapshot, found) else verdict), confidence


def _is_unmarked(snapshot: Snapshot, found: RankedCandidates) -> bool:
    """Whether the best of what was found has nothing to mark: no number, date or name where the question wants one, or no
    words of its own that answer beside those of its title."""
    place = found.groups[0].best
    (passage,) = snapshot.passages([found.matches.candidates.ids[place]]).values()
    answers = AnswerSentences(found.matches, found.query.typed.words)
    return _marked(answers, place, passage) is None


def _marked(answers: AnswerSentences, place: int, passage: Passage) -> Span | None:
    """The words of a passage, the candidate at ``place``, that answer; None where it lacks the value that is asked for."""
    return None if answers.lacks_value(place, passage) else answers.span(place, passage)


def hits_of(snapshot: Snapshot, found: RankedCandidates, ranks: range, *, answered: bool = True) -> tuple[Hit, ...]:
    """The groups of these ranks, counted from 0, as hits; none has an answer where nothing is ``answered``."""
    hits: list[Hit] = []
    for pool, groups in found.listed(ranks):
        hits += _pool_hits(snapshot, pool, groups, ranks.start + 1 + len(hits), answered)
    return tuple(hits)


def _fetch_ahead(snapshot: Snapshot, found: RankedCandidates, ranks: range) -> None:
    """Says what will be read: the best, by which the verdict is, the groups of these ranks, and what facets are of."""
    shown = dict(_with_documents(found, [found.groups[0].best]))
    for pool, groups in found.listed(ranks):
        shown |= _with_documents(pool, _shown(groups))
    snapshot.reader.fetch_ahead(shown, _facetted(found))


def _pool_hits(
    snapshot: Snapshot, found: RankedCandidates, groups: Sequence[Group], rank: int, answered: bool
) -> tuple[Hit, ...]:
    """Groups of one pool as hits, the first of this rank."""
    shown = _shown(groups)
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
    making = _HitMaking(snapshot, found, places, answered=answered)
    return tuple(making.hit(place, rank) for rank, place in enumerate(places, start=1))


class _HitMaking:
    """Makes hits of some of the candidates of one pool: what is the same for all of them is looked up once."""

    def __init__(self, snapshot: Snapshot, found: RankedCandidates, places: Sequence[int], *, answered: bool) -> None:
        """``places`` are those that hits are made of; raises IndexDamaged where one has no text any more."""
        self._snapshot, self._found, self._answered = snapshot, found, answered
        ids = found.matches.candidates.ids
        snapshot.reader.fetch_ahead(dict(_with_documents(found, places)))
        self._passages = snapshot.passages([ids[place] for place in places])
        self._fresh = snapshot.freshness({passage.path for passage in self._passages.values()})
        self._abouts = snapshot.reader.abouts(sorted({passage.document_id for passage in self._passages.values()}))
        self._marks = Marks(found.matches, snapshot.finder.analyzer, found.query)
        answers = AnswerSentences(found.matches, found.query.typed.words)
        self._answers = {place: self._answer(answers, place) for place in places}
        located = [self._passages[ids[place]] for place, span in self._answers.items() if span]
        snapshot.reader.fetch_ahead(texts={p.document_id for p in located if not p.locator.is_exact})

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
        sentence = self._answers[place]
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

    def _answer(self, answers: AnswerSentences, place: int) -> Span | None:
        if not self._answered:
            return None
        support = self._found.support
        verdict = judge(support.confidence(place), related=True, unheard=support.unheard_at(place))
        passage = self._passages[self._found.matches.candidates.ids[place]]
        return _marked(answers, place, passage) if verdict is Verdict.ANSWERED else None

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
