"""Which word of the index was meant by one that it does not have?

Distance: optimal string alignment, one for a letter too many, missing, other, or two swapped (Damerau, Communications of
the ACM 7(3), 1964); by rapidfuzz, over all words of nearly the same length. What a dictionary has is no misspelling,
whatever the index has close to it: who asks for the "capital" of a country does not mean "coital".
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from indexer.engines.forward.vocabulary import Vocabulary

__all__ = ["Speller"]

#: Words shorter than this are too close to too many others; from the second length on, two slips are still clear, and
#: one may be in the first letter ("france" is not a misspelt "trance").
_SHORTEST = 4
_LONG = 7

#: Half a word of two is at least this long, and such a word at most.
_HALF = 3
_LONGEST = 30

#: The dictionaries that pyspellchecker brings, by the language of the index; words of other languages are all unknown.
_DICTIONARIES = {
    "arabic": "ar", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "italian": "it",
    "portuguese": "pt", "russian": "ru", "spanish": "es",
}  # fmt: skip


@cache
def _dictionary(language: str) -> frozenset[str]:
    """The words of a language, case-folded; read (a tenth of a second) when the first unknown word is met."""
    name = _DICTIONARIES.get(language)
    return frozenset() if name is None else frozenset(SpellChecker(language=name).word_frequency.dictionary)


class Speller:
    """Corrects words by the vocabulary of one generation; safe for many threads."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self._vocabulary, self._language = vocabulary, language
        self._cached = lru_cache(maxsize=10_000)(self._correct)

    def correct(self, word: str) -> str | None:
        """The word most likely meant by ``word`` (folded, not of the index); None where none is close enough.

        The nearest word is taken; of several as near, one of the same letters in another order, then one with the same
        first letter, then the one that most passages hold. Words with digits are names of things and never corrected.
        """
        return self._cached(word)

    def splits(self, word: str) -> list[tuple[str, str]]:
        """The ways in which ``word`` (folded, not of the index) is two words of the index written as one, the halves that
        most passages hold first."""
        counts, numbers = self._vocabulary.word_counts, self._vocabulary.number_of_word
        found = [(word[:at], word[at:]) for at in range(_HALF, min(len(word), _LONGEST) - _HALF + 1)]
        held = {
            (a, b): min(int(counts[numbers[a]]), int(counts[numbers[b]])) for a, b in found if {a, b} <= numbers.keys()
        }
        return sorted(held, key=lambda halves: (-held[halves], halves))

    def holds(self, word: str) -> bool:
        """Whether some passage has this very word (folded)."""
        return word in self._vocabulary.number_of_word

    def _correct(self, word: str) -> str | None:
        if len(word) < _SHORTEST or not word.isalpha() or word in _dictionary(self._language):
            return None
        slips = 2 if len(word) >= _LONG else 1
        counts, numbers = self._vocabulary.word_counts, self._vocabulary.number_of_word
        likely = [
            (int(distance), found)
            for length in range(len(word) - slips, len(word) + slips + 1)
            for found, distance, _ in process.extract(
                word, self._words.get((word[0], length), []), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
        ]
        likely += [(1, found) for found in self._starting_otherwise(word)]
        keys = [
            (distance, sorted(found) != sorted(word), found[0] != word[0], -int(counts[numbers[found]]), found)
            for distance, found in likely
        ]
        return min(keys)[-1] if keys else None

    def _starting_otherwise(self, word: str) -> list[str]:
        """The words that one slip in the first letter makes of ``word``: for others, one slip is all that is allowed."""
        swapped = word[1] + word[0] + word[2:]
        likely = {swapped}
        if len(word) >= _LONG:
            letters = {first for first, _ in self._words}
            likely |= {word[1:], *(letter + word for letter in letters), *(letter + word[1:] for letter in letters)}
        return [found for found in likely if found[0] != word[0] and found.isalpha() and self.holds(found)]

    @cached_property
    def _words(self) -> dict[tuple[str, int], list[str]]:
        """The words of letters alone, by the first and how many they are; two threads may make this at once."""
        words: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._vocabulary.number_of_word:
            if word.isalpha():
                words[word[0], len(word)].append(word)
        return dict(words)
