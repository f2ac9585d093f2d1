"""Which word of the index was meant by one that it does not have?

Distance: optimal string alignment, one for a letter too many, missing, other, or two swapped (Damerau, Communications of
the ACM 7(3), 1964); by rapidfuzz, over all words of nearly the same length. What a dictionary has is no misspelling,
whatever the index has close to it: who asks for the "capital" of a country does not mean "coital".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock

from cachetools import LRUCache

from indexer.engines.protocol import WordList

__all__ = ["Speller"]

#: Words shorter than this are too close to too many others; from the second length on, two slips are still clear, and
#: one may be in the first letter ("france" is not a misspelt "trance").
_SHORTEST = 4
_LONG = 7

#: Half a word of two is at least this long, and such a word at most.
_HALF = 3
_LONGEST = 30

#: Corrections that are remembered.
_REMEMBERED = 10_000

#: The dictionaries that pyspellchecker brings, by the language of the index; words of other languages are all unknown.
_DICTIONARIES = {
    "arabic": "ar", "dutch": "nl", "english": "en", "french": "fr", "german": "de", "italian": "it",
    "portuguese": "pt", "russian": "ru", "spanish": "es",
}  # fmt: skip


@cache
def _dictionary(language: str) -> frozenset[str]:
    """The words of a language, case-folded; read (a tenth of a second) when the first unknown word is met."""
    from spellchecker import SpellChecker

    name = _DICTIONARIES.get(language)
    return frozenset() if name is None else frozenset(SpellChecker(language=name).word_frequency.dictionary)


class Speller:
    """Corrects words by those of one generation; safe for many threads."""

    def __init__(self, words: WordList, languages: Sequence[str]) -> None:
        """``languages`` are those that questions are asked in."""
        self._words, self._languages = words, languages
        self._corrected: LRUCache[str, str | None] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def correct(self, word: str) -> str | None:
        """The word most likely meant by ``word`` (folded, not of the index); None where none is close enough.

        The nearest word is taken; of several as near, one of the same letters in another order, then one with the same
        first letter, then the one that most passages hold. Words with digits are names of things and never corrected.
        """
        with self._lock:
            if word in self._corrected:
                return self._corrected[word]
        found = self._correct(word)
        with self._lock:
            self._corrected[word] = found
        return found

    def splits(self, word: str) -> list[tuple[str, str]]:
        """The ways in which ``word`` (folded, not of the index) is two words of the index written as one, the halves that
        most passages hold first."""
        halves = [(word[:at], word[at:]) for at in range(_HALF, min(len(word), _LONGEST) - _HALF + 1)]
        counts = self._words.counts({half for pair in halves for half in pair})
        both = {(a, b): min(counts[a], counts[b]) for a, b in halves if a in counts and b in counts}
        return sorted(both, key=lambda pair: (-both[pair], pair))

    def holds(self, word: str) -> bool:
        """Whether some passage has this very word (folded)."""
        return bool(self._words.counts((word,)))

    def _correct(self, word: str) -> str | None:
        if len(word) < _SHORTEST or not word.isalpha() or any(word in _dictionary(name) for name in self._languages):
            return None
        from rapidfuzz import process  # most questions have no misspelt word, and need not wait for it
        from rapidfuzz.distance import OSA

        slips = 2 if len(word) >= _LONG else 1
        likely = [
            (int(distance), found)
            for length in range(len(word) - slips, len(word) + slips + 1)
            for found, distance, _ in process.extract(
                word, self._words.letters(word[0], length), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
        ]
        likely += [(1, found) for found in self._starting_otherwise(word)]
        counts = self._words.counts({found for _, found in likely})
        keys = [
            (distance, sorted(found) != sorted(word), found[0] != word[0], -counts[found], found)
            for distance, found in likely
        ]
        return min(keys)[-1] if keys else None

    def _starting_otherwise(self, word: str) -> list[str]:
        """The words that one slip in the first letter makes of ``word``: for others, one slip is all that is allowed."""
        swapped = word[1] + word[0] + word[2:]
        likely = {swapped}
        if len(word) >= _LONG:
            letters = self._words.first_letters()
            likely |= {word[1:], *(letter + word for letter in letters), *(letter + word[1:] for letter in letters)}
        return [found for found in self._words.counts(likely) if found[0] != word[0] and found.isalpha()]
