"""The numbers of all words of a generation, as ranking reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Alike, Statistics
from indexer.engines.forward.grams import GramIndex
from indexer.engines.forward.vocabulary import Vocabulary

__all__ = ["GenerationLexicon"]


@dataclass(frozen=True, slots=True)
class GenerationLexicon:
    """See the Protocol ``candidates.Lexicon``; one serves all questions of a generation."""

    vocabulary: Vocabulary
    statistics: Statistics
    grams: GramIndex
    _among: dict[frozenset[str], NDArray[np.bool_]] = field(default_factory=dict)

    @property
    def words(self) -> Sequence[str]:
        """See the Protocol."""
        return self.vocabulary.words

    @property
    def terms(self) -> Sequence[str]:
        """See the Protocol."""
        return self.vocabulary.terms

    def numbers_of_word(self, word: str, term: str | None = None) -> Sequence[int]:
        """See the Protocol."""
        numbers = self.vocabulary.number_of_word.of(word)
        if term is None:
            return numbers
        wanted, term_of = self.vocabulary.number_of_term.number(term), self.vocabulary.term_of
        return [number for number in numbers if term_of.item(number) == wanted]

    def among(self, words: frozenset[str]) -> NDArray[np.bool_]:
        """See the Protocol."""
        found = self._among.get(words)
        if found is None:
            found = np.zeros(self.statistics.words, bool)
            found[[number for word in words for number in self.numbers_of_word(word)]] = True
            self._among[words] = found
        return found

    @property
    def number_of_term(self) -> Mapping[str, int]:
        """See the Protocol."""
        return self.vocabulary.number_of_term

    def alike(self, question_words: Sequence[str], among: NDArray[np.bool_]) -> Alike:
        """See the Protocol."""
        return self.grams.alike(question_words, among)
