"""How often does each term of the question stand in each run of the candidates? Counted once, read by every part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import idf
from indexer.engines.candidates import Candidates, Floats, Integers, Lexicon, Run
from indexer.text.analysis import Query

__all__ = ["Matches", "QuestionTerms", "Typed"]

#: Shorter words are too like too many others.
_SHORTEST = 4


class Typed(NamedTuple):
    """The u words of a question, as typed, that words of a passage may be like: what each is worth (weight times idf), and
    which of the terms it is, -1 where no document has it."""

    words: tuple[str, ...]
    worth: Floats
    term: Integers


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The q terms of a question that the lexicon has: their numbers there, the typed words (numbers, too) of each,
    their idf (nats), weight in the question, and whether they carry content.

    ``ideal`` is what all terms of the question are worth together, those that no document has included (each counts as
    the rarest there could be); ``ideal_content`` the same for terms that carry content; ``norm`` is the Euclidean norm of
    what each is worth.
    """

    names: tuple[str, ...]
    numbers: Integers
    words: tuple[tuple[int, ...], ...]
    idf: Floats
    weights: Floats
    content: NDArray[np.bool_]
    ideal: float
    ideal_content: float
    norm: float
    typed: Typed

    @classmethod
    def of(cls, query: Query, lexicon: Lexicon) -> QuestionTerms:
        """The terms of ``query`` by their numbers in ``lexicon``."""
        terms, words, statistics = lexicon.number_of_term, lexicon.number_of_word, lexicon.statistics
        content = {t.term for t in query.content}
        known = [t for t in query.terms if t.term in terms]
        numbers = np.array([terms[t.term] for t in known], np.int64)
        rarest = idf(0, statistics.passages)
        worth = {t.term: t.weight * rarest for t in query.terms}
        worth |= {t.term: t.weight * float(statistics.idf[n]) for t, n in zip(known, numbers, strict=True)}
        place = {t.term: i for i, t in enumerate(known)}
        likely = [t for t in query.terms if len(t.exacts[0]) >= _SHORTEST and not _is_number(t.exacts[0])]
        return cls(
            names=tuple(t.term for t in known),
            numbers=numbers,
            words=tuple(tuple(words[e] for e in t.exacts if e in words) for t in known),
            idf=statistics.idf[numbers],
            weights=np.array([t.weight for t in known], np.float64),
            content=np.array([t.term in content for t in known], bool),
            ideal=sum(worth.values()),
            ideal_content=sum(w for term, w in worth.items() if term in content),
            norm=sqrt(sum(w * w for w in worth.values())),
            typed=Typed(
                tuple(t.exacts[0] for t in likely),
                np.array([worth[t.term] for t in likely], np.float64),
                np.array([place.get(t.term, -1) for t in likely], np.int64),
            ),
        )

    @property
    def unknown(self) -> float:
        """The share in [0, 1] of the content, by worth, that no document has."""
        known = float(self.worth[self.content].sum())
        return 1 - min(known / max(self.ideal_content, 1e-9), 1.0)

    @property
    def worth(self) -> Floats:
        """What each term can earn at most: weight times idf."""
        return self.weights * self.idf


class Matches:
    """The counts of one question's terms over its candidates."""

    def __init__(self, candidates: Candidates, terms: QuestionTerms) -> None:
        self.candidates, self.terms = candidates, terms
        self.statistics = statistics = candidates.lexicon.statistics
        place = np.full(len(statistics.idf), -1, np.int64)
        place[terms.numbers] = np.arange(len(terms.numbers))
        which = place[candidates.terms]
        #: The words that match: where they stand among the candidates' words, and which term each is of.
        self.at = np.flatnonzero(which >= 0)
        self.which = which[self.at]
        runs, width = len(candidates.run_kind), len(terms.numbers)
        flat = candidates.run_of_word[self.at] * width + self.which
        #: r x q: how often each term stands in each run.
        self.counts: Floats = np.bincount(flat, minlength=runs * width).reshape(runs, width).astype(np.float64)

    def runs(self, kind: Run) -> Integers:
        """The places of the runs of a kind."""
        return np.flatnonzero(self.candidates.run_kind == kind)

    def best(self, values: Floats, runs: Integers) -> Floats:
        """n: the largest of ``values`` (>= 0), one for each of ``runs``, of each passage; 0 where it has none."""
        best = np.zeros(len(self.candidates))
        np.maximum.at(best, self.candidates.passage_of_run[runs], values)
        return best

    def sums(self, runs: Integers) -> Floats:
        """n x q: how often each term stands in those of ``runs`` that are of each passage."""
        sums = np.zeros((len(self.candidates), self.counts.shape[1]))
        np.add.at(sums, self.candidates.passage_of_run[runs], self.counts[runs])
        return sums

    def lengths(self, runs: Integers) -> Floats:
        """n: the words that ``runs`` have together in each passage."""
        found = self.candidates
        lengths = np.bincount(found.passage_of_run[runs], weights=found.run_words[runs], minlength=len(found))
        return lengths.astype(np.float64)

    @cached_property
    def holding(self) -> NDArray[np.bool_]:
        """n x q: whether a passage, its title, headings or context hold each term."""
        holding = np.zeros((len(self.candidates), self.counts.shape[1]), bool)
        holding[self.candidates.passage_of_run[self.candidates.run_of_word[self.at]], self.which] = True
        return holding


def _is_number(word: str) -> bool:
    """Whether a word is digits, as in 2024, 12.50 or 1.2.2024: another number is another thing, however alike."""
    return word.replace(".", "").isdecimal()
