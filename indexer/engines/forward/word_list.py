"""The words of a generation to look up by their letters: for spelling, and for finishing what is being typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from indexer.engines.forward.vocabulary import Vocabulary

__all__ = ["ForwardWordList"]


class ForwardWordList:
    """See the Protocol ``protocol.WordList``; two threads may gather words at once, which costs time and nothing else."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def counts(self, words: Collection[str]) -> dict[str, int]:
        """See the Protocol."""
        number_of, counts = self._vocabulary.number_of_word.number, self._vocabulary.word_counts
        return {word: counts.item(number) for word in words if (number := number_of(word)) >= 0}

    def beginning(self, prefix: str) -> Mapping[str, int]:
        """See the Protocol."""
        counts = self._vocabulary.word_counts
        return {word: int(counts[number]) for word, number in self._vocabulary.number_of_word.beginning(prefix).items()}

    def letters(self, first: str, length: int) -> Sequence[str]:
        """See the Protocol."""
        return self._by_shape.get((first, length), ())

    def first_letters(self) -> Collection[str]:
        """See the Protocol."""
        return {first for first, _ in self._by_shape}

    @cached_property
    def _by_shape(self) -> dict[tuple[str, int], list[str]]:
        """The words of letters alone, by the first and how many they are."""
        words: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._vocabulary.number_of_word:
            if word.isalpha():
                words[word[0], len(word)].append(word)
        return dict(words)
