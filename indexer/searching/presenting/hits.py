"""What was found -> what a person reads: hits with marks, answer sentence and reasons, facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from indexer.engines import GenerationReader
from indexer.model import (
    About,
    Correction,
    Facet,
    FacetRows,
    Freshness,
    Hit,
    Locator,
    Passage,
    PassageKind,
    Span,
    Verdict,
    Why,
)
from indexer.model.excerpts import Excerpt, excerpt_of
from indexer.model.stated import days_of
from indexer.searching.opened.snapshot import Snapshot
from indexer.searching.presenting.contradictions import contradicting
from indexer.searching.presenting.facets import facets_of
from indexer.searching.ranked_candidates import RankedCandidates
from indexer.searching.ranking import AnswerSentences, Group, Marks, Reasons, form_terms, judge
from indexer.text.analysis.folding import fold_case

__all__ = ["ShownHits", "CountedFacets", "corrections", "plain_hits"]

#: Passages of a hit's document that are folded under it, at most; more are a click away.
_FOLDED = 4

_KINDS = list(PassageKind)

#: Of a file that nothing is known of.
_UNKNOWN = (Freshness.UNKNOWN, "")


class CountedFacets(NamedTuple):
    """What facets are counted by: the document of each passage that was found, and its kind."""

    documents: list[str]
    kinds: Sequence[int]

    @classmethod
    def of(cls, found: RankedCandidates) -> CountedFacets:
        """Of what was found for a question."""
        return cls(found.matched_documents, found.matches.candidates.kinds[list(found.matched)].tolist())

    def rows(self, reader: GenerationReader) -> FacetRows:
        """The facets; ``reader`` reads the generation in which they were found."""
        documents = Counter(self.documents)
        kinds = {_KINDS[kind]: count for kind, count in Counter(self.kinds).items()}
        names = list(documents)
        abouts = reader.abouts(names)
        authors = {name: about.author for name, about in abouts.items() if about.author}
        languages = {name: about.written_in for name, about in abouts.items()}
        counted = facets_of(documents, kinds, reader.paths(names), authors, languages)
        titles = reader.titles([facet.name for facet in counted.documents])
        titled = (Facet(facet.name, facet.count, facet.pattern, titles[facet.name]) for facet in counted.documents)
        return counted._replace(documents=tuple(titled))


class ShownHits:
    """What is shown of what was found: the groups of some ranks, and the best, by which the verdict is."""

    def __init__(self, snapshot: Snapshot, found: RankedCandidates, ranks: range) -> None:
        """``ranks`` are counted from 0; raises IndexDamaged where a passage has no text any more."""
        self._snapshot, self._found, self._first = snapshot, found, ranks.start + 1
        self._pools = list(found.listed(ranks))
        shown = [_shown(groups) for _, groups in self._pools]
        if found.groups and found.groups[0].best not in shown[0]:
            shown[0].append(found.groups[0].best)
        of_documents = [_with_documents(pool, places) for (pool, _), places in zip(self._pools, shown, strict=True)]
        if found.groups:
            snapshot.reader.fetch_ahead(dict(chain.from_iterable(of_documents)), found.matched_documents)
        self._making = [
            _HitMaking(snapshot, pool, places) for (pool, _), places in zip(self._pools, shown, strict=True)
        ]

    @property
    def judgement(self) -> tuple[Verdict, float]:
        """The verdict, by the best of what was found, and how sure it is, in [0, 1]."""
        found = self._found
        if not found.groups:
            return Verdict.NOTHING, 0.0
        support, best = found.support, found.groups[0].best
        confidence = support.confidence(best)
        calibration = self._snapshot.calibrations["meaning" in found.fused.given]
        related = calibration.relates(found.strength) or found.says_most
        verdict = judge(confidence, related=related, unheard=support.unheard_at(best))
        # nothing to mark: no number, date or name where the question wants one, or no words of its own that answer
        # beside those of its title
        if verdict is Verdict.ANSWERED and self._making[0].marked(best) is None:
            return Verdict.RELATED, confidence
        return verdict, confidence

    def hits(self, *, answered: bool) -> tuple[Hit, ...]:
        """The groups as hits; none has an answer where nothing is ``answered``."""
        hits: list[Hit] = []
        for (pool, groups), making in zip(self._pools, self._making, strict=True):
            hits += _pool_hits(pool, groups, making, self._first + len(hits), answered)
        return tuple(hits)

    def contradictions(self) -> tuple[Excerpt, ...]:
        """What other documents say otherwise than the sentence that answers; of the hits that were made, on the first page
        alone."""
        if not self._making or self._first > 1:
            return ()
        return tuple(self._making[0].contradictions(self._found.groups[0].best))


def _pool_hits(
    found: RankedCandidates, groups: Sequence[Group], making: _HitMaking, rank: int, answered: bool
) -> Iterator[Hit]:
    """Groups of one pool as hits, the first of this rank."""
    making.answer(_shown(groups), answered=answered)
    reasons = Reasons(found.matches, found.fused, found.query).of_all([group.best for group in groups])
    for at, (group, why) in enumerate(zip(groups, reasons, strict=True), start=rank):
        yield making.hit(
            group.best,
            at,
            why=why,
            others=tuple([making.hit(place, at) for place in group.others[:_FOLDED]]),
            duplicates=tuple([making.hit(place, at) for place in group.duplicates]),
            translations=tuple([making.hit(place, at) for place in group.translations]),
        )


def _shown(groups: Sequence[Group]) -> list[int]:
    """The candidates that groups show."""
    return [
        place
        for group in groups
        for place in (group.best, *group.others[:_FOLDED], *group.duplicates, *group.translations)
    ]


def _with_documents(found: RankedCandidates, places: Iterable[int]) -> Iterator[tuple[str, str]]:
    """The id of each candidate, and that of its document."""
    candidates = found.matches.candidates
    return ((candidates.ids[place], candidates.documents[place]) for place in places)


def plain_hits(
    snapshot: Snapshot, found: RankedCandidates, places: Sequence[int], *, answered: bool = True
) -> tuple[Hit, ...]:
    """Candidates as hits, nothing folded and without reasons, ranked as they come. Each that answers by itself has its
    answer, where anything is ``answered``."""
    snapshot.reader.fetch_ahead(dict(_with_documents(found, places)))
    making = _HitMaking(snapshot, found, places)
    making.answer(places, answered=answered)
    return tuple(making.hit(place, rank) for rank, place in enumerate(places, start=1))


class _HitMaking:
    """Makes hits of some of the candidates of one pool: what is the same for all of them is looked up once."""

    def __init__(self, snapshot: Snapshot, found: RankedCandidates, places: Sequence[int]) -> None:
        """``places`` are those that hits are made of; raises IndexDamaged where one has no text any more."""
        self._snapshot, self._found = snapshot, found
        ids = found.matches.candidates.ids
        passages = snapshot.passages([ids[place] for place in places])
        self._passages = {place: passages[ids[place]] for place in places}
        self._answers: dict[int, Span | None] = {}
        self._marked: dict[int, Span | None] = {}

    def marked(self, place: int) -> Span | None:
        """The words of the candidate at ``place`` that answer; None where it has none, or lacks the value that is asked
        for."""
        if place not in self._marked:
            sentences, passage = self._sentences, self._passages[place]
            lacking = sentences.lacks_value(place, passage)
            self._marked[place] = None if lacking else sentences.span(place, passage)
        return self._marked[place]

    def answer(self, places: Sequence[int], *, answered: bool) -> None:
        """Finds the answers of those candidates that have one, where anything is ``answered``, before they are hits."""
        support = self._found.support
        for place in places if answered else ():
            verdict = judge(support.confidence(place), related=True, unheard=support.unheard_at(place))
            self._answers[place] = self.marked(place) if verdict is Verdict.ANSWERED else None
        located = [self._passages[place] for place, span in self._answers.items() if span]
        self._snapshot.reader.fetch_ahead(texts={p.document_id for p in located if not p.locator.is_exact})

    def hit(
        self,
        place: int,
        rank: int,
        *,
        why: Why | None = None,
        others: tuple[Hit, ...] = (),
        duplicates: tuple[Hit, ...] = (),
        translations: tuple[Hit, ...] = (),
    ) -> Hit:
        """The candidate at ``place`` as a hit."""
        passage, sentence = self._passages[place], self._answers.get(place)
        freshness, modified = self._fresh.get(passage.path, _UNKNOWN)
        return Hit(
            passage=passage,
            score=self._found.fused.scores.item(place),
            rank=rank,
            marks=self._marks.of(passage, place),
            answer=sentence,
            others=others,
            duplicates=duplicates,
            translations=translations,
            why=why,
            freshness=freshness,
            modified=modified,
            about=self._abouts[passage.document_id],
            answer_locator=sentence and self._place_of(passage, sentence),
        )

    def contradictions(self, best: int) -> list[Excerpt]:
        """What contradicts the answer of the candidate at ``best``, the latest first where dates are stated."""
        found = contradicting(self._found, self._passages, self._answers, best)
        read = self._snapshot.reader.document
        excerpts = [excerpt_of(read(self._passages[place].document_id), span) for place, span in found]
        return sorted(excerpts, key=_written, reverse=True)

    @cached_property
    def _sentences(self) -> AnswerSentences:
        query = self._found.query
        return AnswerSentences(self._found.matches, query.typed.words, form_terms(query))

    @cached_property
    def _marks(self) -> Marks:
        return Marks(self._found.matches, self._snapshot.finder.analyzer, self._found.query)

    @cached_property
    def _fresh(self) -> dict[str, tuple[Freshness, str]]:
        return self._snapshot.freshness({passage.path for passage in self._passages.values()})

    @cached_property
    def _abouts(self) -> dict[str, About]:
        return self._snapshot.reader.abouts(sorted({passage.document_id for passage in self._passages.values()}))

    def _place_of(self, passage: Passage, sentence: Span) -> Locator:
        if passage.locator.is_exact:
            return passage.locator
        return excerpt_of(self._snapshot.reader.document(passage.document_id), sentence).locator


def _written(excerpt: Excerpt) -> date:
    """The day by which the document of an excerpt was written, long ago where it does not say."""
    days = days_of(excerpt.about.date)
    return days.last if days else date.min


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
