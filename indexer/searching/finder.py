"""A question -> ranked candidates: analyse, search, look into the best, fuse, group. Nothing of the catalog is read.

A question has one list, whoever asks for how much of it: its passages come in pools of fixed depth (pooling), each ranked
by itself, and the list is the groups of the first pool, then those of the second, and so on to the last passage found.
Searching fetches texts for what is found here; calibrating only looks at how well it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property, partial
from operator import itemgetter
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines import EVERYTHING, Filter
from indexer.engines.candidates import Candidates, Floats, Integers, Run
from indexer.engines.meaning import UNMEASURED, CosineRange, EncodedQuestion, Encoder
from indexer.model import Correction
from indexer.model.stated.id_patterns import IdPatterns
from indexer.model.stated.page_versions import versions_named
from indexer.searching.opened.phrase_counts import passages_with
from indexer.searching.pooling import Asked, Pool, PoolReader, pools
from indexer.searching.question_reader import QuestionReader
from indexer.searching.ranked_candidates import RankedCandidates
from indexer.searching.ranking import (
    LOOKED_INTO,
    NO_PAGES,
    Fused,
    Matches,
    QuestionTerms,
    SamePages,
    WordRuns,
    fused,
    grouped,
    leading_version,
    token_by_token,
)
from indexer.searching.rewording import mended
from indexer.text.analysis import Analyzer, Query
from indexer.text.multilingual.joined_terms import terms_of
from indexer.text.synonyms import SynonymRules

__all__ = ["Finder"]

#: Of a question of whose content, by weight, passages have less than this share, passages without any of its words are
#: candidates from this cosine (scaled) on; so many passages say what it reaches at random.
_MOSTLY_HEARD, _LEAST_UNHEARD, _COMPARED = 0.5, 0.12, 200

#: Passages that are looked through for words that stand beside others.
_BESIDE = 60

#: Passages that are looked into to count those that have a phrase.
_COUNTED = 20_000


class Finder:
    """Finds candidates in one generation; safe for many threads at once."""

    def __init__(
        self,
        reader: PoolReader,
        analyzer: Analyzer,
        encoder: Encoder | None = None,
        synonyms: Callable[[], SynonymRules] = SynonymRules,
        cosines: CosineRange = UNMEASURED,
        pages: Callable[[Collection[str]], SamePages] | None = None,
    ) -> None:
        """``encoder`` is the one whose vectors the generation has, where there is one; ``synonyms`` gives the rules that
        hold now; ``cosines`` is what was measured of the encoder's in this generation; ``pages`` says of documents which
        are pages in several languages, where there are several."""
        self.reader, self.analyzer, self.encoder, self.cosines = reader, analyzer, encoder, cosines
        self._pages = pages
        self.questions = QuestionReader(reader, analyzer, synonyms)

    @property
    def passages(self) -> int:
        """The number of passages that can be found."""
        return self.reader.passage_count

    def find(
        self,
        question: str,
        *,
        limit: int,
        only: Filter = EVERYTHING,
        without: Collection[str] = (),
    ) -> RankedCandidates:
        """At least ``limit`` groups of candidates for a question, or all that there are, among the passages that ``only``
        admits; parts of the ranking named in ``without`` are left out."""
        query, corrections = self.questions.query(question, without)
        only = only._replace(stated=only.stated.also(query.typed.stated))
        words = query.typed.words if query.terms else ""  # a dash alone means nothing
        asked = self._asked(query, self._encoded(words, corrections, without), only)
        ranked: list[RankedCandidates] = []
        documents: set[str] = set()
        for pool in pools(self.reader, asked, documents):
            found = self._ranked(query, asked, pool, documents, limit, without)
            ranked.append(replace(found, corrections=corrections) if corrections else found)
            documents.update(found.documents)
            limit -= len(found.groups)
            if limit <= 0:
                break
        return replace(ranked[0], deeper=tuple(ranked[1:])) if len(ranked) > 1 else ranked[0]

    def _ranked(
        self, query: Query, asked: Asked, pool: Pool, shown: Collection[str], limit: int, without: Collection[str]
    ) -> RankedCandidates:
        """The groups of a pool for a query; ``asked`` is what found it, which may be wider."""
        candidates = self.reader.candidates(list(pool.scores), asked.query)
        lexicon = candidates.lexicon
        terms = QuestionTerms.of(query, lexicon)
        matches = Matches(candidates, terms)
        among = np.zeros(lexicon.statistics.words, bool)
        among[candidates.words] = True
        alike = lexicon.alike(terms.typed.words, among)
        cosines = None
        if asked.encoded is not None:
            cosines = asked.cosines.scaled(self.reader.cosines(asked.encoded.vector, candidates.ids))
        ranked = fused(
            self._engine_scores(query, asked, pool, matches),
            matches,
            query,
            alike,
            cosines,
            without,
            self._foreign(query, candidates),
        )
        order = _Order.of(pool, matches)
        matched = order.by(ranked)
        if asked.encoded is not None and len(asked.encoded.tokens) and "tokens" not in without:
            first = matched[:LOOKED_INTO]
            likeness = self.reader.token_likeness(asked.encoded.tokens, [candidates.ids[place] for place in first])
            ranked = token_by_token(ranked, first, likeness)
            matched = order.by(ranked)
        names, texts = candidates.documents, WordRuns(candidates.terms, *matches.own)
        pages = self._pages(dict.fromkeys(names[place] for place in matched)) if self._pages else NO_PAGES
        lead: Callable[[Sequence[int]], int] = itemgetter(0)  # of what is quoted a copy may lack some
        if not query.phrases:
            lead = partial(leading_version, names, ranked.scores, versions_named(query.typed.words))
        groups = grouped(matched, names, limit, texts, shown, pages=pages, leading=lead)
        return RankedCandidates(
            query,
            (),
            matches,
            ranked,
            tuple(groups),
            tuple(matched),
            int(order.held.max(initial=0)),
            tuple(map(bool, pool.holding)),
        )

    def holds(self, word: str, documents: IdPatterns | None = None) -> bool:
        """Whether a passage holds ``word``, in any inflection; of documents whose ids fit a shell pattern, where one is
        given."""
        query = self.analyzer.question(f"{word} ")
        return bool(query.terms) and bool(self.reader.search(query, limit=1, only=Filter(documents)))

    def beside(self, words: Sequence[str], others: Collection[str], documents: IdPatterns | None = None) -> list[str]:
        """Those of ``others`` (words of the generation) that stand, in any inflection, in the passages that fit ``words``
        best: first those that follow the last of them in most passages, then those that stand in most. Of documents whose
        ids fit a shell pattern, where one is given; none where ``words`` say little."""
        query = self.analyzer.question(" ".join(words) + " ", keys=False)
        telling = replace(query, terms=tuple(term for term in query.terms if term.content))
        best = self.reader.search(telling, limit=_BESIDE, only=Filter(documents)) if telling.terms else ()
        if not best:
            return []
        found = self.reader.candidates([scored.passage_id for scored in best], telling)
        passages = np.where(found.run_kind == Run.TITLE, -1, found.passage_of_run)[found.run_of_word]
        follows = np.flatnonzero(self._forms_of(words[-1], found)) + 1
        counts: dict[str, tuple[int, int]] = {}
        for word in others:
            places = np.flatnonzero(self._forms_of(word, found))
            following = places[np.isin(places, follows)]
            counts[word] = _different(passages[following]), _different(passages[places])
        return sorted((word for word, count in counts.items() if any(count)), key=counts.__getitem__, reverse=True)

    def _forms_of(self, word: str, found: Candidates) -> NDArray[np.bool_]:
        """Which words of candidates are a word, or another inflection of it."""
        known = np.isin(found.words, found.lexicon.numbers_of_word(word))
        number = found.lexicon.number_of_term.get(self.analyzer.term(word))
        same: NDArray[np.bool_] = known if number is None else known | (found.terms == number)
        return same

    def count(self, words: str) -> int:
        """How many passages have a word, in any inflection, or several one after the other: as synonyms match."""
        pattern = [token.term for token in self.analyzer.sequence(words)]
        return passages_with(self.reader, pattern, _COUNTED) if pattern else 0

    def telling(self, text: str, limit: int) -> str:
        """The words of a text that fewest passages have, at most ``limit`` different ones, in their order: a short question
        for a long sentence."""
        tokens = {token.term: token for token in reversed(self.analyzer.tokens(text)) if not token.part}
        frequencies = self.reader.frequencies(tokens.keys())
        rare = sorted(tokens.values(), key=lambda token: (frequencies.get(token.term, 0), token.start))[:limit]
        return " ".join(text[token.start : token.end] for token in sorted(rare, key=lambda token: token.start))

    def _encoded(
        self, question: str, corrections: Sequence[Correction], without: Collection[str]
    ) -> EncodedQuestion | None:
        """What is made of a question, corrected: nothing without an encoder, or where there is nothing to encode, or
        nothing in a language that it knows."""
        if self.encoder is None or "meaning" in without or not question.strip():
            return None
        made = self.encoder.encode_question(mended(question, corrections))
        return made if made.vector.any() else None

    def _asked(self, query: Query, encoded: EncodedQuestion | None, only: Filter) -> Asked:
        """What is looked for. Where no passage has most of a question's words, as of one in another language, meaning is
        all there is: what it reaches at random is its own, and so much less is enough."""
        asked = Asked(self.questions.widened(query), encoded, only, self.cosines)
        if encoded is None or self.cosines is UNMEASURED or self.questions.heard(query) >= _MOSTLY_HEARD:
            return asked
        random = float(self.reader.cosines(encoded.vector, self._compared).mean())
        return asked._replace(cosines=self.cosines.of_question(random), least=_LEAST_UNHEARD)

    @cached_property
    def _compared(self) -> Sequence[str]:
        return self.reader.sample(_COMPARED, Random(2))

    def _engine_scores(self, query: Query, asked: Asked, pool: Pool, matches: Matches) -> Floats:
        """The engine's scores of a pool. It knows stems alone, and no order: what has only another form of a word that is
        to match as typed is scored without that word, and what has only some words of alternatives without them all."""
        scores, typed, strict = dict(pool.scores), terms_of(query), set[str]()
        lacking: NDArray[np.bool_] = np.zeros(len(matches.candidates), bool)
        if matches.terms.alternatives:
            lacking |= ~np.any(matches.by_alternative, axis=1)
        else:
            typed |= {t.term for t in asked.query.terms}
        if matches.terms.exact_only:
            strict = {term.term for term in asked.query.terms if term.exact_only}
            lacking |= ~np.all(matches.holding[:, list(matches.terms.exact_only)], axis=1)
        if lacking.any():
            ids = [matches.candidates.ids[place] for place in np.flatnonzero(lacking)]
            kept = tuple(t for t in asked.query.terms if t.term in typed - strict)
            scores |= self.reader.scores(replace(asked.query.words, terms=kept), ids, only=asked.only)
        return np.array(list(scores.values()))

    def _foreign(self, query: Query, candidates: Candidates) -> NDArray[np.bool_] | None:
        """Which candidates are in another language than a question that tells its own; None where there is but one."""
        if not query.asked_in:
            return None
        names = candidates.documents
        languages = self.reader.written_in(dict.fromkeys(names))
        return np.array([languages.get(name) != query.asked_in for name in names], bool)


def _different(passages: Integers) -> int:
    """How many passages these are; -1 is none."""
    return len(set(passages[passages >= 0].tolist()))


class _Order(NamedTuple):
    """What the order of n candidates depends on beside their scores: their ids, how many of the quoted phrases each holds,
    and whether it is found at all."""

    names: tuple[str, ...]
    held: Integers
    found: NDArray[np.bool_]

    @classmethod
    def of(cls, pool: Pool, matches: Matches) -> _Order:
        """That of the candidates of a pool."""
        names = matches.candidates.ids
        held: Integers = np.zeros(len(names), np.int64)
        for ids in pool.holding:
            held += _among(names, ids)
        content = matches.holding[:, matches.terms.content]  # "of the" alone is no match
        found: NDArray[np.bool_] = np.any(content, axis=1)
        if pool.near:
            found |= _among(names, frozenset(pool.near))
        return cls(names, held, found | (held > 0))

    def by(self, ranked: Fused) -> list[int]:
        """The places of those that are found, best first: what holds most of what is quoted before all others."""
        worst = -ranked.scores
        order = np.argsort(worst, kind="stable")
        ranks = worst[order]
        if self.held.any() or (ranks[1:] == ranks[:-1]).any():  # else what comes first is told by scores alone
            order = np.lexsort((np.array(self.names, "S20"), worst, -self.held))
        best: list[int] = order[self.found[order]].tolist()
        return best


def _among(names: Sequence[str], some: Collection[str]) -> NDArray[np.bool_]:
    """Which of ``names`` are among ``some``."""
    return np.array([name in some for name in names], bool)
