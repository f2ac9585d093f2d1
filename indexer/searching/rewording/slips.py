"""Words that others may be slips for, though a dictionary or the index has them: "singular 10 mg" means Singulair.

A word that is one says nothing of whether it was meant; what stands beside it does. Where the index has it beside neither
of its neighbours in the question, but a word one or two slips away beside one of them, that word is looked for, too. (That
neighbours tell such slips: A. R. Golding and D. Roth, Machine Learning 34, 1999.) And what a few passages have misspelt is
found with what all others have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from indexer.engines.bm25f import idf
from indexer.searching.rewording.spelling import LikeWord, Speller
from indexer.text.analysis import Analyzer, Query, WeightedTerm
from indexer.text.analysis.alternatives import SYNONYM_WEIGHT, Alternative
from indexer.text.analysis.languages.dictionaries import is_word

__all__ = ["Slips"]

#: Words of a question whose likes are looked for: of more, each has much else beside it to be found by.
_WORDS = 12

#: Pairs of words that are looked for in the index for a question, at most: each costs a search.
_PAIRS = 6

#: What a word counts of its worth that is likely to be meant, by its neighbours, and one that is surely.
_LIKELY, _SURE = 0.5, SYNONYM_WEIGHT

#: A word that a greater share of passages has, and more than so many, is no slip.
_COMMON, _SEVERAL = 0.01, 3

#: A word that is in no dictionary is misspelt in the index, too, where so many times as many passages have its like.
_MISSPELT = 100


class Slips:
    """Knows the likes of words in one generation; safe for many threads at once."""

    def __init__(
        self,
        speller: Speller,
        analyzer: Analyzer,
        together: Callable[[tuple[str, ...]], int],
        passages: int,
    ) -> None:
        """``together`` counts the passages that have words (folded) one right after the other, of all ``passages``."""
        self._speller, self._analyzer, self._together, self._passages = speller, analyzer, together, passages

    def of(self, query: Query, counts: Mapping[str, int], languages: Sequence[str]) -> Iterator[Alternative]:
        """What may be meant by words of a question; ``counts`` says how many passages have those of its terms that any has,
        ``languages`` are those that the question may be in."""
        quoted = frozenset().union(*query.phrases)
        typed = {
            t.term: t
            for t in query.terms
            if t.content and len(t.exacts) == 1 and not t.exact_only and t.exacts[0] not in quoted
        }
        if len(typed) > _WORDS:
            return
        beside, tries = _neighbours(query, typed), _PAIRS
        for name, term in typed.items():
            word, passages = term.exacts[0], counts.get(name, 0)
            if passages > max(_COMMON * self._passages, _SEVERAL):
                continue
            near = [one for one in self._speller.near(word) if self._analyzer.term(one.word) not in typed]
            spelt = bool(near) and is_word(word, languages)
            if passages or not spelt:  # that is meant, or what is nearest, unless its neighbours say otherwise
                near = [one for one in near if one.slips == (1 if passages else near[0].slips)]
            if passages and not spelt and (found := _commonest(near, _MISSPELT * passages)):
                yield self._alternative(term, found, passages, _SURE)
            elif len(near) > (not passages and not spelt):
                found, tries = self._beside(word, passages > 0, near, beside.get(name, ()), tries)
                if found:
                    yield self._alternative(term, found, passages, _LIKELY)

    def _alternative(self, term: WeightedTerm, meant: LikeWord, passages: int, share: float) -> Alternative:
        """A word beside one that so many passages have: it counts a ``share`` of its own worth."""
        own, other = (idf(min(count, self._passages), self._passages) for count in (passages, -meant.passages))
        new, said = self._analyzer.reworded(term, meant.word), f"{term.typed} = {meant.word}"
        return Alternative((term.term,), False, (new.term,), (new,), said, share * min(other / own, 1.0), slip=True)

    def _beside(
        self, word: str, known: bool, near: Sequence[LikeWord], pairs: Sequence[tuple[str, str]], tries: int
    ) -> tuple[LikeWord | None, int]:
        """The nearest word that the index has beside a neighbour, where it has ``word`` (which is ``known`` to it) beside
        none; and how many more pairs may be looked for."""
        if known:
            for pair in pairs:
                tries -= 1
                if self._together(pair):
                    return None, tries
        for one in near:
            for pair in pairs:
                if tries <= 0:
                    return None, 0
                tries -= 1
                if self._together(tuple(one.word if each == word else each for each in pair)):
                    return one, tries
        return None, tries


def _neighbours(query: Query, typed: dict[str, WeightedTerm]) -> dict[str, list[tuple[str, str]]]:
    """By term the pairs of words that a word makes with those before and behind it that carry content."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for a, b in pairwise(query.sequence):
        if a != b and a in typed and b in typed:
            for name in (a, b):
                pairs.setdefault(name, []).append((typed[a].exacts[0], typed[b].exacts[0]))
    return pairs


def _commonest(near: Sequence[LikeWord], least: int) -> LikeWord | None:
    """Of these words the one that most passages hold, if they are at least so many."""
    found = min(near, key=lambda one: one.passages, default=None)
    return found if found and -found.passages >= least else None
