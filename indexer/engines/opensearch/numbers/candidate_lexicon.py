"""The words of some passages and a question, numbered as they come, with what the generation knows of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import idf
from indexer.engines.candidates import Alike, Candidates, Integers, KnownPlaces, Run, Statistics
from indexer.engines.entries.batches import QUESTION_AND_ANSWER
from indexer.engines.forward.grams import alike_of
from indexer.engines.opensearch.numbers.joined_passages import JoinedPassages
from indexer.text.analysis import Query

__all__ = ["CandidateLexicon", "Totals", "candidates_of"]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a generation knows of its passages as a whole: how many there are, and the words that their runs of each kind,
    and their fields in order of ``bm25f.FIELDS``, have together."""

    passages: int
    by_run: tuple[int, ...]
    by_field: tuple[int, ...]


@dataclass(frozen=True)
class CandidateLexicon:
    """See the Protocol ``candidates.Lexicon``; ``term_of`` is the number of the term of each word."""

    words: Sequence[str]
    terms: Sequence[str]
    term_of: Integers
    number_of_term: dict[str, int]
    statistics: Statistics

    @cached_property
    def _last(self) -> dict[str, int]:
        """The last number of each word."""
        return dict(zip(self.words, range(len(self.words)), strict=True))

    @cached_property
    def _others(self) -> Sequence[int]:
        """The numbers of words that have another, later one: few have."""
        if len(self._last) == len(self.words):
            return ()
        return [number for number, word in enumerate(self.words) if self._last[word] != number]

    def numbers_of_word(self, word: str, term: str | None = None) -> Sequence[int]:
        """See the Protocol."""
        last = self._last.get(word)
        if last is None:
            return ()
        numbers = [*(number for number in self._others if self.words[number] == word), last]
        return numbers if term is None else [n for n in numbers if self.terms[self.term_of[n]] == term]

    def among(self, words: frozenset[str]) -> NDArray[np.bool_]:
        """See the Protocol."""
        return np.fromiter(map(words.__contains__, self.words), bool, len(self.words))

    def alike(self, question_words: Sequence[str], among: NDArray[np.bool_]) -> Alike:
        """See the Protocol."""
        return alike_of(question_words, self.words, among)


def candidates_of(
    joined: JoinedPassages, query: Query, totals: Totals, frequencies: Callable[[Sequence[str]], Integers]
) -> Candidates:
    """These passages for ranking by ``query``; ``frequencies`` says how many passages of the generation hold each of many
    terms, 0 for one that none holds."""
    passages = joined.passages
    lexicon = _lexicon(joined, query, totals, frequencies)
    kinds = np.array([passage.kind for passage in passages], np.uint8)
    return Candidates(
        ids=tuple(passage.passage_id for passage in passages),
        documents=tuple(passage.document_id for passage in passages),
        kinds=kinds,
        question_and_answer=kinds == QUESTION_AND_ANSWER,
        first_run=joined.first_run,
        passage_of_run=joined.passage_of_run,
        run_kind=joined.run_kind,
        run_words=joined.run_words,
        first_word=joined.first_word,
        run_of_word=joined.run_of_word,
        words=joined.words,
        standing=KnownPlaces(joined.starts, joined.lengths),
        terms=lexicon.term_of[joined.words],
        lexicon=lexicon,
    )


def _lexicon(
    joined: JoinedPassages, query: Query, totals: Totals, frequencies: Callable[[Sequence[str]], Integers]
) -> CandidateLexicon:
    """The lexicon of some passages and a question."""
    known, words = joined.known, joined.words_by_number
    own, term_of = np.unique(joined.term_of, return_inverse=True)
    terms = list(map(known.terms.__getitem__, own.tolist()))
    more = [term for term in dict.fromkeys(_terms_of(query)) if term not in set(terms)]
    counts = np.concatenate([known.counts(own, frequencies), frequencies(more)])
    terms += more
    statistics = Statistics(
        passages=totals.passages,
        idf=idf(counts.astype(np.float64), totals.passages),
        words=len(words),
        average={run: totals.by_run[run] / max(totals.passages, 1) for run in Run},
    )
    number_of_term = dict(zip(terms, range(len(terms)), strict=True))
    for lost in np.flatnonzero(counts == 0).tolist():
        number_of_term.pop(terms[lost])
    return CandidateLexicon(words, terms, term_of, number_of_term, statistics)


def _terms_of(query: Query) -> list[str]:
    """The terms of a question, and of what is as good as some of them."""
    others = [name for other in query.alternatives for name in (*other.pattern, *(t.term for t in other.terms))]
    return [*(t.term for t in query.terms), *others]
