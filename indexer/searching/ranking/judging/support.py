"""How much of a question does a passage hold, and does it stand out? What the verdict and every mark are judged by.

A high score may come of the subject alone, which stands in each passage on it. So it is asked of a passage

- how much of the question's content two neighbouring sentences hold, each word by the root of its worth, since what is
  asked of a subject ("treatments") is often a common word; a word of the title counts nothing, as it stands beside every
  passage of the document;
- how much its own text holds, beside the worth of the rarest words: a few common words are soon found together;
- how common the commonest word is that it lacks: a rare one may be said otherwise, but what many others speak of and this
  one does not is not said here;
- whether it says what something is, where that is asked.

A compound and its parts are one word, and so are a word and its other spellings: what holds it lacks none of them, and one
that no document has is heard by as many of its letters as parts of it have that stand by themselves.

And of the best of what was found it is asked whether it stands out: by how much of its score it leads the next document,
and how many parts of the score say so, each for itself.

The weights tell best apart questions whose document is there and ones whose document was taken out, of three public sets
(``tests/benchmarks/verdicts.py``, whose limits they keep), and first hits that answer, that do not, and that come first
once what answers is out, of six documentations (``tests/benchmarks/field``): found by a logistic regression in which each
of the four counts the same, and from there by chance.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from math import exp, log1p, sqrt
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.engines.bm25f import idf
from indexer.engines.candidates import Floats, Run
from indexer.engines.forward.native import loaded_kernels
from indexer.model import PassageKind
from indexer.searching.ranking.evidence import reliance
from indexer.searching.ranking.fusion import Fused
from indexer.searching.ranking.judging.form_words import form_terms
from indexer.searching.ranking.judging.numbered_names import asks_for_another, has_another
from indexer.searching.ranking.judging.standing_out import standing_out
from indexer.searching.ranking.judging.subjects import asks_beside_unheard, missing_at, rare_subjects
from indexer.searching.ranking.judging.word_parts import heard_parts, same_words, weights_of_words
from indexer.searching.ranking.matching import FEW_PASSAGES, Matches
from indexer.text.analysis import Query
from indexer.text.analysis.forms.unspaced import pairs_a_word
from indexer.text.analysis.languages.wanted.definitions import must_define

__all__ = ["Support"]

_TABLE = list(PassageKind).index(PassageKind.TABLE)

#: What a word counts that no document has: there is often another word for the same.
_UNHEARD = 0.4

#: What a syllable of Korean counts where a passage has it: it is looked for where the word that it is of stands nowhere,
#: and stands in many others.
_SYLLABLE = 0.3

#: Whole numbers up to this one count what is asked for.
_COUNTS = 10

#: A number as the analysis writes it.
_NUMBER = regex.compile(r"\d+(\.\d+)?")

#: One that is measured decides, however small: "the current for 6 mm sheet".
_MEASURED = regex.compile(
    r"(?<![\p{L}\p{N}.,])(\d{1,2})\s?(?:[mck]?m|k?g|mg|m?l|[kmg]b|volts?|v|amperes?|amps?|watts?|k?w|inch(?:es)?|°[cf]?)(?![\p{L}\p{N}])",
    regex.IGNORECASE,
)

#: What decides between sentences that hold as much counts so little that it decides nothing else.
_TIE = 1e-6


#: What a passage loses that does not say what something is, where that is asked: log odds.
_UNDEFINED = 1.0


class _Weights(NamedTuple):
    """What the parts count (what no document has is taken away), and the sum from which a question is answered."""

    sentences: float
    evidence: float
    lead: float
    agreement: float
    lacking: float
    meaning: float
    unheard: float
    line: float


#: By words alone, and where there is a part for meaning: log odds.
_WORDS = _Weights(1.87, 0.8, 1.86, 1.15, 1.6, 0.0, 4.09, 2.03)
_MEANING = _Weights(1.63, 0.61, 3.81, 0.95, 0.66, 3.37, 2.47, 4.32)


class Support:
    """How well the candidates of one question support an answer."""

    def __init__(
        self, matches: Matches, query: Query, ranked: Fused, order: Sequence[int], twins: Collection[int] = ()
    ) -> None:
        """``order`` are the places of the candidates that match, best first; ``twins`` those that say nearly the same as
        the first."""
        terms, form = matches.terms, form_terms(query)
        self._matches = matches
        known = set(terms.names)
        parts = heard_parts(query, known)
        weights = weights_of_words(query, terms, parts)
        self._root: Floats = np.sqrt(weights * terms.idf) * terms.content
        self._form = np.array([name in form for name in terms.names], bool)
        self._same = same_words(query, terms.names)
        self._surety = np.array([_SYLLABLE if _is_syllable(name) else 1.0 for name in terms.names], np.float64)
        self._rarest = rarest = idf(0, matches.statistics.passages)
        unheard = [t for t in query.content if not (t.term in known or t.term in form or t.of)]
        measured = frozenset(_MEASURED.findall(query.typed.words))
        self._lacks_figure = (
            any(_is_figure(t.term) or not measured.isdisjoint(t.exacts) for t in unheard)
            or asks_for_another(matches, query)
            or asks_beside_unheard(matches, query)
        )
        self._query, self._subjects = query, rare_subjects(matches, query)
        self._worth: Floats = weights * terms.idf * terms.content
        lacking = {t.term: max(1.0 - sum(parts.get(t.term, {}).values()), 0.0) for t in unheard}
        self._unheard_worth = sum(lacking[t.term] * t.weight * rarest for t in unheard)
        # In an index of few passages it says less that no document has a word.
        self._telling = min(1.0, log1p(matches.statistics.passages) / log1p(FEW_PASSAGES))
        self._unheard = self._telling * _UNHEARD * sum(sqrt(lacking[t.term] * t.weight * rarest) for t in unheard)
        self._meaning: Floats | None = None
        if "meaning" in ranked.given:
            self._meaning = ranked.given["meaning"] / max(terms.ideal * reliance(matches), 1e-9)
        self._undefined = np.zeros(len(matches.candidates), bool)
        if "definition" in ranked.given and must_define(query.typed.words):
            self._undefined = ranked.given["definition"] <= 0
        self._lead, self._agreement = standing_out(ranked, matches.candidates.documents, order, twins)

    @cached_property
    def unheard(self) -> float:
        """The share in [0, 1] of the content, by worth, that no document has; words of the question's form left out. All
        of it where no document has a figure that is asked for, or none beside the name that it is asked for with: what is
        said of .25 mg does not answer for 25 mg, nor what an Aero 5 costs for an Aero 7."""
        return self._unheard_beside(self._worth)

    def unheard_at(self, place: int) -> float:
        """The same for the candidate at ``place``, beside what is known there: words of its title alone stand beside all
        that the document says. Nothing where it is a table of which the question names a column and a row, as nothing of a
        table says what its cells do ("which medal did Ana win": no table has "win")."""
        if self._subjects and not self._matches.holding[place, self._subjects].all():
            return 1.0
        if missing_at(self._matches, self._query, place) or has_another(self._matches, self._query, place):
            return 1.0
        if not (self._unheard_worth or self._lacks_figure):
            return 0.0
        crossing = not self._lacks_figure and self._is_crossed(place)
        only_titled = self._matches.titled[place] & ~self._matches.held_by_text[place]
        return 0.0 if crossing else self._unheard_beside(self._worth * ~only_titled)

    def _unheard_beside(self, worth: Floats) -> float:
        if self._lacks_figure:
            return 1.0
        known = float(worth[~self._form].sum())
        return self._unheard_worth / max(known + self._unheard_worth, 1e-9)

    def _is_crossed(self, place: int) -> bool:
        """Whether a table's header has one part of the content that is known, and one of its rows all the rest."""
        matches = self._matches
        found, content = matches.candidates, matches.terms.content & ~self._form
        if found.kinds[place] != _TABLE:
            return False
        runs = slice(int(found.first_run[place]), int(found.first_run[place + 1]))
        kinds, held = found.run_kind[runs], matches.counts[runs] > 0
        header = held[kinds == Run.CONTEXT].any(axis=0) & content
        above = held[(kinds == Run.TITLE) | (kinds == Run.HEADING)].any(axis=0)
        rows = held[kinds == Run.SENTENCE]
        rest = content & ~header & ~above
        return bool(header.any() and rest.any() and (rows | ~rest).all(axis=1).any())

    def confidence(self, place: int) -> float:
        """How sure it is that the candidate at ``place`` answers, in (0, 1): 0.5 on the line."""
        return 1 / (1 + exp(self._weights.line - float(self._reached[place])))

    @property
    def _weights(self) -> _Weights:
        return _WORDS if self._meaning is None else _MEANING

    @cached_property
    def _reached(self) -> Floats:
        """n: what the candidates reach of all that counts; for all at once, which takes no longer than for a few."""
        weights, (held, in_text, lacking) = self._weights, self._supported()
        reached: Floats = (
            weights.sentences * held
            + weights.evidence * in_text
            + weights.lead * self._lead
            + weights.agreement * self._agreement
            - weights.lacking * lacking
            - weights.unheard * self._telling * self.unheard
            - _UNDEFINED * self._undefined
        )
        return reached if self._meaning is None else reached + weights.meaning * self._meaning

    def _supported(self) -> Floats | tuple[Floats, Floats, Floats]:
        """What each candidate holds together, what its text holds, and how common the commonest word is that it lacks."""
        matches, terms, kernels = self._matches, self._matches.terms, loaded_kernels()
        if kernels is None:
            return self._held(), self._in_text(), self._commonest_lacking()
        found = matches.candidates
        of_terms = (self._root, self._worth, terms.content, self._form, terms.idf, self._surety, self._alone)
        same = np.array(self._same, np.int64).reshape(-1, 2)
        of_runs = (matches.counts, found.run_kind, found.first_run)
        supported: Floats = kernels.supported(
            *of_runs, matches.held, *of_terms, same, float(self._unheard), self._rarest, _TIE
        )
        return supported

    @property
    def _alone(self) -> Floats:
        """q: what each term counts that a text holds."""
        alone: Floats = self._worth / [pairs_a_word(name) for name in self._matches.terms.names]
        return alone

    def _held(self) -> Floats:
        """n: the share of the content, words of form and title left out, that each candidate holds together."""
        titled = self._matches.titled
        each = self._root * ~self._form * ~titled
        total = each.sum(axis=1) + self._unheard
        shares: Floats = (each * self._surety * self._with_wholes(self._held_together())).sum(axis=1) / np.maximum(
            total, 1e-9
        )
        return np.where(total > 1e-9, shares, titled.any(axis=1))

    def _with_wholes(self, held: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """n x q: what is held, where what holds a word holds its parts, and other spellings of it."""
        held = held.copy()
        for part, whole in self._same:
            held[:, part] |= held[:, whole]
        return held

    def _in_text(self) -> Floats:
        """n: the worth of the content that the text of each candidate holds, as a multiple of the rarest word's, by the
        logarithm."""
        return np.log1p(self._matches.held_by_text @ self._alone / self._rarest)

    def _commonest_lacking(self) -> Floats:
        """n: how common the commonest word of the content is that each candidate lacks: from 0 for one that hardly any
        passage has, or where none is lacking, to 1 for one that all have."""
        terms = self._matches.terms
        known = self._with_wholes(self._matches.holding) | ~terms.content | self._form
        lacking = np.where(known, np.inf, terms.idf).min(axis=1, initial=self._rarest)
        common: Floats = 1 - lacking / self._rarest
        return common

    def _held_together(self) -> NDArray[np.bool_]:
        """n x q: what the two neighbouring sentences with most of it hold (of equals, those that add most to what stands
        beside the text), and what stands beside."""
        matches = self._matches
        sentences = matches.runs(Run.SENTENCE)
        owner, pairs = matches.candidates.passage_of_run[sentences], matches.counts[sentences] > 0
        neighbours = owner[1:] == owner[:-1]
        pairs[:-1] |= (
            pairs[1:] & neighbours[:, None]
        )  # the last of a passage stays alone, and has no more than its pair
        held: NDArray[np.bool_] = matches.beside.copy()
        if len(owner):
            worth = pairs @ self._worth + _TIE * ((pairs & ~matches.beside[owner]) @ self._worth)
            firsts = np.flatnonzero(np.append(True, ~neighbours))
            sizes = np.append(firsts[1:], len(owner)) - firsts
            most = np.repeat(np.maximum.reduceat(worth, firsts), sizes)
            best = np.flatnonzero(worth == most)[::-1]
            chosen = np.zeros(len(held), np.int64)
            chosen[owner[best]] = best  # of several as good the first, which is set last
            held[owner[firsts]] |= pairs[chosen[owner[firsts]]]
        return held


def _is_syllable(term: str) -> bool:
    """Whether a term is one syllable of Korean."""
    return len(term) == 1 and "\uac00" <= term <= "\ud7a3"


def _is_figure(term: str) -> bool:
    """Whether a term is a number that may well decide: small whole ones count things ("3 ways to …")."""
    return _NUMBER.fullmatch(term) is not None and (float(term) > _COUNTS or "." in term)
