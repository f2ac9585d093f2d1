"""How often does each term of the question stand in each run of the candidates? Counted once, read by every part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import idf, word_idf
from indexer.engines.candidates import Candidates, Floats, Integers, Lexicon, Run, WordSequence
from indexer.engines.forward.native import loaded_kernels
from indexer.searching.ranking.synonym_worth import joint_idf, standing
from indexer.text.analysis import Query, WeightedTerm

__all__ = ["Matches", "QuestionTerms", "StandingAlternative", "Typed"]

#: Shorter words are too like too many others.
_SHORTEST = 4


class Typed(NamedTuple):
    """The u words of a question, as typed, that words of a passage may be like: what each is worth (weight times idf), and
    which of the terms it is, -1 where no document has it."""

    words: tuple[str, ...]
    worth: Floats
    term: Integers


class StandingAlternative(NamedTuple):
    """A phrase that is as good as some of a question's terms: the numbers of its own terms, one after the other, the places
    of those that it stands for, what says so, and what an occurrence counts beside one of these."""

    pattern: tuple[int, ...]
    covered: tuple[int, ...]
    said: str
    weight: float


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The q terms of a question that the lexicon has, or an alternative for them: their numbers there (-1 where it has only
    the alternative), the typed words (numbers, too) of each, their idf (nats), weight in the question, and whether they
    carry content; ``exact_only`` says which match only as typed; ``signed`` is the length of each that was typed with signs
    or figures in it ("W-2"), 0 of others.

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
    signed: Integers
    exact_only: tuple[int, ...] = ()
    elsewhere: tuple[tuple[int, int], ...] = ()
    alternatives: tuple[StandingAlternative, ...] = ()

    @classmethod
    def of(cls, query: Query, lexicon: Lexicon) -> QuestionTerms:
        """The terms of ``query`` by their numbers in ``lexicon``."""
        terms, statistics = lexicon.number_of_term, lexicon.statistics
        content = {t.term for t in query.content}

        def idf_of(term: str) -> float | None:
            number = terms.get(term)
            return None if number is None else statistics.idf.item(number)

        joint = _in_all_languages(query, lexicon) | joint_idf(query, idf_of)
        known = [t for t in query.terms if t.term in terms or t.term in joint]
        numbers = np.array([terms.get(t.term, -1) for t in known], np.int64)
        idfs = np.array([joint[t.term] if t.term in joint else idf_of(t.term) for t in known], np.float64)
        rarest = idf(0, statistics.passages)
        worth = {t.term: t.weight * rarest for t in query.terms}
        worth |= {t.term: t.weight * float(own) for t, own in zip(known, idfs, strict=True)}
        place = {t.term: i for i, t in enumerate(known)}
        likely = [t for t in query.terms if len(t.exacts[0]) >= _SHORTEST and not _is_number(t.exacts[0])]
        return cls(
            names=tuple(t.term for t in known),
            numbers=numbers,
            words=tuple(
                tuple(n for e in t.exacts for name in _names(t) for n in lexicon.numbers_of_word(e, name))
                for t in known
            ),
            idf=idfs,
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
            signed=np.array([0 if t.typed.isalpha() else len(t.typed) for t in known], np.int64),
            exact_only=tuple(i for i, t in enumerate(known) if t.exact_only),
            elsewhere=tuple((i, terms[name]) for i, t in enumerate(known) for name in t.elsewhere if name in terms),
            alternatives=tuple(
                StandingAlternative(
                    tuple(terms[name] for name in other.pattern),
                    tuple(place[name] for name in other.covered if name in place),
                    other.said,
                    other.weight,
                )
                for other in standing(query, idf_of)
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
        self.statistics = candidates.lexicon.statistics
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
        #: r x q: how often each term stands in each run; an alternative counts its weight.
        self.counts: Floats = counts

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
        return self._runs[kind]

    @cached_property
    def _runs(self) -> dict[Run, Integers]:
        return {kind: np.flatnonzero(self.candidates.run_kind == kind) for kind in Run}

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
        sentences = np.bincount(found.passage_of_run[found.run_kind == Run.SENTENCE], minlength=len(found))
        return found.first_word[first], found.first_word[first + sentences]

    def own_words(self, place: int) -> tuple[int, int]:
        """The same of the candidate at ``place``."""
        firsts, lasts = self.own
        return int(firsts[place]), int(lasts[place])


def _names(term: WeightedTerm) -> tuple[str, ...]:
    """What a term is in each language."""
    return (term.term, *term.elsewhere)


def _in_all_languages(query: Query, lexicon: Lexicon) -> dict[str, float]:
    """The idf of terms that are others in other languages."""
    terms, statistics = lexicon.number_of_term, lexicon.statistics
    several = (term for term in query.terms if term.elsewhere)
    idfs = {t.term: [float(statistics.idf[terms[name]]) for name in _names(t) if name in terms] for t in several}
    return {term: word_idf(found, statistics.passages) for term, found in idfs.items() if len(found) > 1}


def _is_number(word: str) -> bool:
    """Whether a word is digits, as in 2024, 12.50 or 1.2.2024: another number is another thing, however alike."""
    return word.replace(".", "").isdecimal()
