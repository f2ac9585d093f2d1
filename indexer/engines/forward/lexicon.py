"""The numbers of all words of a generation, as ranking reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

    @property
    def number_of_term(self) -> Mapping[str, int]:
        """See the Protocol."""
        return self.vocabulary.number_of_term

    def alike(self, question_words: Sequence[str], among: NDArray[np.bool_]) -> Alike:
        """See the Protocol."""
        return self.grams.alike(question_words, among)
