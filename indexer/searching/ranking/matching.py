"""How often does each term of the question stand in each run of the candidates? Counted once, read by every part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Candidates, Floats, Integers, Run, WordSequence
from indexer.engines.forward.native import loaded_kernels
from indexer.searching.ranking.question_terms import QuestionTerms

__all__ = ["FEW_PASSAGES", "Matches"]

#: In an index of fewer passages nearly all words are as rare, so that their worth does not say what is asked for.
FEW_PASSAGES = 100


class Matches:
    """The counts of one question's terms over its candidates."""

    def __init__(self, candidates: Candidates, terms: QuestionTerms) -> None:
        self.candidates, self.terms = candidates, terms
        self.statistics = candidates.lexicon.statistics
        self._runs: dict[Run, Integers] = {}
        #: The words that match: where they stand among the candidates' words, which term each is of or stands for, and what
        #: it counts: one, or its share of an alternative.
        self.at, self.which, counts = self._found()
        self.share: Floats = np.ones(len(self.at))
        self._times = self.share  # what share of an occurrence it is
        #: n x a: whether a passage, its title, headings or context have one of the alternatives where they do not have the
        #: very words that it stands for.
        self.by_alternative = np.zeros((len(candidates), len(terms.alternatives)), bool)
        if terms.alternatives:
            self._take_alternatives()
            counts = self._counted(self.at, self.which, self.share)
        #: r: what each sentence defines, once that was looked for (``evidence.defined_by_sentences``).
        self.defined: Floats | None = None
        #: r x q: how often each term stands in each run; an alternative counts its weight.
        self.counts: Floats = counts

    @property
    def of_few_passages(self) -> bool:
        """Whether the index has fewer than ``FEW_PASSAGES``."""
        return self.statistics.passages < FEW_PASSAGES

    def _found(self) -> tuple[Integers, Integers, Floats]:
        """The words that match, which term each is, and how often each term stands in each run: without alternatives."""
        candidates, terms, kernels = self.candidates, self.terms, loaded_kernels()
        runs, width = len(candidates.run_kind), len(terms.numbers)
        own = np.flatnonzero(terms.numbers >= 0)
        if kernels is not None and not terms.exact_only:
            elsewhere = np.array(terms.elsewhere, np.int64).reshape(-1, 2)
            numbers = np.concatenate([elsewhere[:, 1], terms.numbers[own]])
            places = np.concatenate([elsewhere[:, 0], own])
            found: tuple[Integers, Integers, Floats] = kernels.matching(
                candidates.terms, candidates.run_of_word, numbers, places, runs, width
            )
            return found
        place = np.full(len(self.statistics.idf), -1, np.int32)  # small, so that what is looked up stays in the cache
        for number, other in terms.elsewhere:
            place[other] = number
        place[terms.numbers[own]] = own
        which = place[candidates.terms]
        for number in terms.exact_only:
            which[(which == number) & ~np.isin(candidates.words, terms.words[number])] = -1
        at = np.flatnonzero(which >= 0)
        held = which[at].astype(np.int64)
        return at, held, self._counted(at, held, np.ones(len(at)))

    def _take_alternatives(self) -> None:
        """Adds the places of alternatives: each word of one stands for all terms that it covers, but for those that stand
        there themselves, as "w2" and "2" do in "W-2"."""
        found, own = self.candidates, (self.at, self.which)
        at, which, share, times = [self.at], [self.which], [self.share], [self._times]
        words = WordSequence(found)
        for number, other in enumerate(self.terms.alternatives):
            places = words.places(other.pattern)
            for covered in other.covered:
                new = places[~words.overlapped(places, own[0][own[1] == covered])]
                self.by_alternative[found.passage_of_run[found.run_of_word[new[:, 0]]], number] = True
                at.append(new.ravel())
                which.append(np.full(new.size, covered, np.int64))
                times.append(np.full(new.size, 1 / len(other.pattern)))
                share.append(times[-1] * other.weight)
        order = np.argsort(np.concatenate(at), kind="stable")
        self.at, self.which = np.concatenate(at)[order], np.concatenate(which)[order]
        self.share, self._times = np.concatenate(share)[order], np.concatenate(times)[order]

    def _counted(self, at: Integers, which: Integers, each: Floats) -> Floats:
        """r x q: how often each term stands in each run, by the words ``at`` some places."""
        runs, width = len(self.candidates.run_kind), len(self.terms.numbers)
        flat = self.candidates.run_of_word[at] * width + which
        return np.bincount(flat, each, minlength=runs * width).reshape(runs, width).astype(np.float64)

    @property
    def alone(self) -> NDArray[np.bool_]:
        """Which of the words that match are an occurrence by themselves, and no part of an alternative of several words."""
        whole: NDArray[np.bool_] = self._times == 1
        return whole

    @property
    def begins(self) -> Integers:
        """Where each of the words that match begins: code points, as ``candidates.StandingWords`` counts them."""
        return self._standing[0]

    @property
    def sizes(self) -> Integers:
        """How long each of them is, in code points."""
        return self._standing[1]

    @cached_property
    def _standing(self) -> tuple[Integers, Integers]:
        return self.candidates.standing.of(self.at)

    def occurrences(self, places: Sequence[int]) -> Integers:
        """k x q x 4: how often each term, or an alternative for it, stands in each field of the candidates at ``places``;
        fields in the order of Run."""
        found, shape, kernels = self.candidates, (len(places), len(self.terms.numbers), len(Run)), loaded_kernels()
        number: Integers = np.full(len(found), -1, np.int64)
        number[list(places)] = np.arange(len(places))
        if kernels is not None:
            of_runs = (found.run_of_word, found.run_kind, found.passage_of_run)
            standing: Integers = kernels.occurrences(self.at, self.which, self._times, *of_runs, number, *shape)
            return standing
        run = found.run_of_word[self.at]
        passage = number[found.passage_of_run[run]]
        mine = passage >= 0
        flat = (passage[mine] * shape[1] + self.which[mine]) * shape[2] + found.run_kind[run[mine]]
        counts = np.bincount(flat, self._times[mine], minlength=shape[0] * shape[1] * shape[2])
        return np.rint(counts.reshape(shape)).astype(np.int64)

    def runs(self, kind: Run) -> Integers:
        """The places of the runs of a kind."""
        found = self._runs.get(kind)
        if found is None:
            same = self.candidates.run_kind == int(kind)  # numpy takes six times as long for what is of an enumeration
            found = self._runs[kind] = np.flatnonzero(same)
        return found

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

    @property
    def holding(self) -> NDArray[np.bool_]:
        """n x q: whether a passage, its title, headings or context hold each term."""
        return self.held[0]

    @cached_property
    def shares(self) -> Floats:
        """n: the share in [0, 1] of the question's content, by worth, that each candidate holds."""
        content, worth = self.terms.content, self.terms.worth
        shares: Floats = self.holding[:, content] @ worth[content] / max(self.terms.ideal_content, 1e-9)
        return shares

    @property
    def titled(self) -> NDArray[np.bool_]:
        """n x q: whether a passage's title holds each term."""
        return self.held[1]

    @property
    def beside(self) -> NDArray[np.bool_]:
        """n x q: whether a passage's title, headings or context hold each term."""
        return self.held[2]

    @property
    def held_by_text(self) -> NDArray[np.bool_]:
        """n x q: whether a passage's own sentences hold each term."""
        return self.held[3]

    @cached_property
    def held(self) -> tuple[NDArray[np.bool_], ...]:
        """These four, as tables that nobody changes."""
        found, terms, kernels = self.candidates, len(self.terms.numbers), loaded_kernels()
        if kernels is not None:
            of_runs = (found.run_of_word, found.run_kind, found.passage_of_run)
            held: tuple[NDArray[np.bool_], ...] = kernels.held(self.at, self.which, *of_runs, len(found), terms)
            return held
        run = found.run_of_word[self.at]
        kind, passage = found.run_kind[run], found.passage_of_run[run]
        return tuple(
            self._held_where(wanted, passage)
            for wanted in (kind >= 0, kind == Run.TITLE, kind != Run.SENTENCE, kind == Run.SENTENCE)
        )

    def _held_where(self, wanted: NDArray[np.bool_], passage: Integers) -> NDArray[np.bool_]:
        """n x q: by what matches in each ``passage`` where it is ``wanted``."""
        held = np.zeros((len(self.candidates), len(self.terms.numbers)), bool)
        held[passage[wanted], self.which[wanted]] = True
        return held

    @cached_property
    def own(self) -> tuple[Integers, Integers]:
        """n: from which on, and up to which, of the candidates' words those of the sentences of each stand."""
        found = self.candidates
        first = found.first_run[:-1]
        sentences = np.bincount(found.passage_of_run[self.runs(Run.SENTENCE)], minlength=len(found))
        return found.first_word[first], found.first_word[first + sentences]

    def own_words(self, place: int) -> tuple[int, int]:
        """The same of the candidate at ``place``."""
        firsts, lasts = self.own
        return int(firsts[place]), int(lasts[place])

    def words_at(self, place: int) -> range:
        """The places of all words of the candidate at ``place``, and of what stands above it."""
        first, last = self.candidates.first_word[self.candidates.first_run[place : place + 2]].tolist()
        return range(first, last)
