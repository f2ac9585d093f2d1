"""The passages that ranking looks into, as flat arrays: what an index hands up and every formula reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Alike",
    "Candidates",
    "Floats",
    "Integers",
    "KnownPlaces",
    "Lexicon",
    "Run",
    "Statistics",
    "StandingWords",
    "WordSequence",
]

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


class Run(IntEnum):
    """What a run of words is: a sentence of the passage, its title, one of its headings, or its context."""

    SENTENCE = 0
    TITLE = 1
    HEADING = 2
    CONTEXT = 3


class StandingWords(Protocol):
    """Where the words of candidates stand: looked up for those of which it is asked, a tenth of all."""

    def of(self, words: Integers) -> tuple[Integers, Integers]:
        """Where each of these words (by their places among all) begins, from the start of its passage, title or heading,
        and how long it is: code points."""


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """The same of words of which all is known already."""

    starts: Integers
    lengths: Integers

    def of(self, words: Integers) -> tuple[Integers, Integers]:
        """See the Protocol."""
        return self.starts[words], self.lengths[words]


@dataclass(frozen=True, slots=True)
class Candidates:
    """n passages, their r runs (in order of passage, sentences first), and the t words of these (in order of run).

    ``ids`` and ``documents`` (n) are passage and document ids, ``kinds`` (n) positions of a PassageKind in its enumeration;
    ``question_and_answer`` (n) says which are of that kind, their first run then being the question; ``passage_of_run``,
    ``run_kind`` (a Run) and ``run_words`` (length in words) are of length r; ``run_of_word``, ``words`` and ``terms``
    (numbers in the ``lexicon``) of length t; ``standing`` says where words stand.
    ``first_run`` (n + 1) and ``first_word`` (r + 1) say where each begins.
    """

    ids: tuple[str, ...]
    documents: tuple[str, ...]
    kinds: NDArray[np.uint8]
    question_and_answer: NDArray[np.bool_]
    first_run: Integers
    passage_of_run: Integers
    run_kind: NDArray[np.uint8]
    run_words: Integers
    first_word: Integers
    run_of_word: Integers
    words: Integers
    standing: StandingWords
    terms: Integers
    lexicon: Lexicon

    def __len__(self) -> int:
        return len(self.ids)


class WordSequence:
    """The words of candidates as they follow one another: of those that begin at one place, as a whole and its first part
    do, the last."""

    def __init__(self, found: Candidates) -> None:
        """Of one question's candidates."""
        self._found = found
        self._starts, self._lengths = found.standing.of(np.arange(len(found.words)))
        last = (np.diff(found.run_of_word) != 0) | (np.diff(self._starts) != 0)
        self._kept = np.flatnonzero(np.append(last, np.ones(min(len(found.terms), 1), bool)))

    def places(self, pattern: tuple[int, ...]) -> Integers:
        """k x p: the places of the words of each of the k occurrences of a pattern of p terms."""
        if len(pattern) == 1:
            return np.flatnonzero(self._found.terms == pattern[0])[:, None]
        terms, runs = self._found.terms[self._kept], self._found.run_of_word[self._kept]
        count = max(len(terms) - len(pattern) + 1, 0)
        same = runs[:count] == runs[len(pattern) - 1 :][:count]
        for step, term in enumerate(pattern):
            same &= terms[step : step + count] == term
        places: Integers = self._kept[np.flatnonzero(same)[:, None] + np.arange(len(pattern))]
        return places

    def overlapped(self, places: Integers, own: Integers) -> NDArray[np.bool_]:
        """k: in which of the occurrences at ``places`` (k x p) one of the words at ``own`` (ascending) begins."""
        run_of_word, starts, first, last = self._found.run_of_word, self._starts, places[:, 0], places[:, -1]
        length = int(starts.max(initial=0)) + int(self._lengths.max(initial=0)) + 1
        begins = run_of_word[own] * length + starts[own]
        run = run_of_word[first] * length
        ends = starts[last] + self._lengths[last]
        within: NDArray[np.bool_] = np.searchsorted(begins, run + starts[first]) < np.searchsorted(begins, run + ends)
        return within


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a generation knows of its words as a whole: ``passages``, the idf (nats) of each term of the vocabulary, the
    number of words there, and the average length in words of the runs of each kind that a passage has together."""

    passages: int
    idf: Floats
    words: int
    average: dict[Run, float]


@dataclass(frozen=True, slots=True)
class Alike:
    """Words of the vocabulary that are written much like words of a question, in p pairs.

    ``question_word`` and ``word`` (p) are the place of the question's word among those given, and the number of the
    vocabulary's; ``share`` (p) is how much of their letters they have in common, in (0, 1].
    """

    question_word: Integers
    word: Integers
    share: Floats


class Lexicon(Protocol):
    """Numbers for words and terms, and what is known of them in the whole generation.

    It is read together with the candidates that brought it: one index numbers all its words once, another only those that
    some candidates and their question have. Numbers of one lexicon mean nothing to another.
    """

    @property
    def words(self) -> Sequence[str]:
        """The words (folded, unstemmed) by number."""

    @property
    def terms(self) -> Sequence[str]:
        """The terms by number."""

    @property
    def number_of_term(self) -> Mapping[str, int]:
        """The number of each term that some passage of the generation holds."""

    def numbers_of_word(self, word: str, term: str | None = None) -> Sequence[int]:
        """The numbers of a word that some passage of the generation holds: one for each term that it matches by ("who"
        may be a name in capitals, too), or that of ``term`` alone."""

    def among(self, words: frozenset[str]) -> NDArray[np.bool_]:
        """Which of the lexicon's words, by number, are one of ``words`` (constant ones: an index may remember these)."""

    @property
    def statistics(self) -> Statistics:
        """What the generation knows of these words."""

    def alike(self, question_words: Sequence[str], among: NDArray[np.bool_]) -> Alike:
        """The words ``among`` the lexicon's (a mask by number) that are written much like one of ``question_words``."""
