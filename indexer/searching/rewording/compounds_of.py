"""The compounds of the index that a question's word ends, or begins: "Kraftwerk" meets "Kernkraftwerk", behind itself.

The words of the index are gone through once, in order of their letters from the last to the first; after that each
question looks up a bounded number of places. Where many passages have the word itself, they are what is wanted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import idf
from indexer.engines.protocol import WordList
from indexer.searching.rewording.decompounding import in_compounding_language
from indexer.text.analysis import OF_ANOTHER, Analyzer, Query, WeightedTerm
from indexer.text.analysis.alternatives import Alternative
from indexer.text.analysis.folding import fold_accents

__all__ = ["CompoundsOf"]

#: Letters of a word whose compounds are looked for, at least; what a compound has more; and letters of a compound, at most.
_WHOLE, _MORE, _LONGEST = 6, 3, 40

#: Words of a question whose compounds are looked for, at most, and compounds of one.
_WORDS, _COMPOUNDS = 4, 4

#: Words with one ending that are looked at, at most: the shortest, which have least that is not asked for.
_LOOKED_AT = 32

#: A word that so many passages have needs no compounds to be found.
_ENOUGH = 100

#: What a compound counts of its worth beside the word itself.
_WORTH = 0.3

#: How words of these languages are inflected; what a stemmer makes one of is one.
_ENDINGS = ("", "e", "en", "es", "s", "er", "ern", "n", "et", "ene", "a", "ar", "erna", "arna")


class CompoundsOf:
    """Knows the compounds of one generation; two threads may gather them at once, which costs time and nothing else."""

    def __init__(self, words: WordList, analyzer: Analyzer, passages: int) -> None:
        self._words, self._analyzer, self._passages = words, analyzer, passages

    def of(self, query: Query, counts: Mapping[str, int], languages: Collection[str]) -> Iterator[Alternative]:
        """The compounds of a question's words, where the ``languages`` that it may be in, or the one that it tells, have
        such; ``counts`` says how many passages have those of its terms that any has."""
        if not in_compounding_language(query, languages):
            return
        there = {t.term for t in query.terms}
        likely = [
            t
            for t in query.terms
            if t.content and len(t.exacts[0]) >= _WHOLE and t.exacts[0].isalpha() and counts.get(t.term, 0) < _ENOUGH
        ]
        for term in sorted(likely, key=lambda t: counts.get(t.term, 0))[:_WORDS]:
            found = self._with_end(term)
            for word in sorted(found, key=lambda word: (-found[word], word))[:_COMPOUNDS]:
                new = self._analyzer.reworded(term, word)
                if new.term not in there:
                    yield self._alternative(term, new, counts.get(term.term, 0), found[word])

    def _alternative(self, term: WeightedTerm, new: WeightedTerm, own: int, others: int) -> Alternative:
        worths = [idf(min(count, self._passages), self._passages) for count in (own, others)]
        weight = _WORTH * min(worths[1] / worths[0], 1.0)
        return Alternative((term.term,), False, (new.term,), (new,), f"{term.typed} = {new.exacts[0]}", weight)

    def _with_end(self, term: WeightedTerm) -> dict[str, int]:
        """The compounds that a word ends, in whatever form, the commonest form of each, with how many passages have it."""
        stem = term.term.removesuffix(OF_ANOTHER)
        words = sorted({word for end in _ENDINGS for word in self._ending(stem + end)}, key=len)[:_LOOKED_AT]
        counts = self._words.counts(words)
        found: dict[str, str] = {}
        for word in sorted(counts, key=lambda word: (-counts[word], word)):
            of = self._analyzer.term(word).removesuffix(OF_ANOTHER)
            if of.endswith(stem) and len(of) >= len(stem) + _MORE:
                found.setdefault(of, word)
        return {word: counts[word] for word in found.values()}

    def _ending(self, end: str) -> Collection[str]:
        """The words with this end, whatever their accents."""
        keys, words = self._backwards
        key = end[::-1].encode()
        first, last = (int(np.searchsorted(keys, each)) for each in (key, key + b"\xff"))
        return [word.decode() for word in words[first:last].tolist()]

    @cached_property
    def _backwards(self) -> tuple[NDArray[np.bytes_], NDArray[np.bytes_]]:
        """The words of letters alone that may be compounds: without accents, from the last letter to the first, in order;
        and as they are."""
        lengths = range(_WHOLE + _MORE, _LONGEST + 1)
        found = (
            word
            for first in self._words.first_letters()
            if fold_accents(first).isascii()
            for length in lengths
            for word in self._words.letters(first, length)
        )
        words = np.array([coded for word in found if len(coded := word.encode()) <= _LONGEST], f"S{_LONGEST}")
        keys = np.array([fold_accents(word.decode())[::-1].encode() for word in words.tolist()], f"S{_LONGEST}")
        order = np.argsort(keys, kind="stable")
        return keys[order], words[order]
