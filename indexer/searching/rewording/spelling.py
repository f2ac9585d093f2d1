"""Which word of the index was meant by one that it does not have?

Distance: optimal string alignment, one for a letter too many, missing, other, or two swapped (Damerau, Communications of
the ACM 7(3), 1964); by rapidfuzz, over all words of nearly the same length. What a dictionary has is no misspelling,
whatever the index has close to it: who asks for the "capital" of a country does not mean "coital".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from threading import Lock
from typing import NamedTuple, TypeVar
from unicodedata import name

from cachetools import LRUCache

from indexer.engines.protocol import WordList
from indexer.text.analysis.forms.unspaced import is_unspaced
from indexer.text.analysis.languages.dictionaries import is_word

__all__ = ["LikeWord", "Speller"]

_T = TypeVar("_T")

#: Words shorter than this are too close to too many others; from the second length on, two slips are still clear, and
#: one may be in the first letter ("france" is not a misspelt "trance").
_SHORTEST = 4
_LONG = 7

#: Half a word of two is at least this long, and such a word at most.
_HALF = 3
_LONGEST = 30

#: Letters of an alphabet, at most, with accents.
_ALPHABET = 200

#: Words whose likes are remembered, and corrections.
_REMEMBERED = 10_000


class LikeWord(NamedTuple):
    """A word of the index for which another may be a slip, the likeliest first: how many slips it takes, whether other
    letters are in it, whether it begins with another, and how many passages hold it (less than 0, so that most come
    first)."""

    slips: int
    other_letters: bool
    other_first: bool
    passages: int
    word: str


class Speller:
    """Corrects words by those of one generation; safe for many threads."""

    def __init__(self, words: WordList) -> None:
        self._words = words
        self._near: LRUCache[str, tuple[LikeWord, ...]] = LRUCache(_REMEMBERED)
        self._nearest: LRUCache[str, LikeWord | None] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def correct(self, word: str, languages: Sequence[str], *, name: bool = False) -> str | None:
        """The word most likely meant by ``word`` (folded, not of the index); None where none is close enough, or it is a
        word of one of the ``languages`` that the question may be in.

        The nearest word is taken; of several as near, one of the same letters in another order, then one with the same
        first letter, then the one that most passages hold. Words with digits are names of things and never corrected, and
        a ``name`` that the index does not have is one of something else ("Evernote", not "everyone"), but where a slip is
        all that it takes, or its letters in another order.
        """
        if is_word(word, languages):
            return None
        nearest = self._remembered(self._nearest, word, self._found_nearest)
        if nearest is None or (name and nearest.slips > 1 and nearest.other_letters):
            return None
        return nearest.word

    def near(self, word: str) -> tuple[LikeWord, ...]:
        """The words of the index with the same first letter that ``word`` (folded) may be a slip for, the likeliest
        first."""
        return self._remembered(self._near, word, self._found_near)

    def _remembered(self, known: LRUCache[str, _T], word: str, find: Callable[[str], _T]) -> _T:
        with self._lock:
            if word in known:
                return known[word]
        found = find(word)
        with self._lock:
            known[word] = found
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

    def _found_nearest(self, word: str) -> LikeWord | None:
        return min((*self.near(word), *self._near_of(word, self._starting_otherwise(word))), default=None)

    def _found_near(self, word: str) -> tuple[LikeWord, ...]:
        if not _may_be_slip(word):
            return ()
        from rapidfuzz import process  # most questions have no misspelt word, and need not wait for it
        from rapidfuzz.distance import OSA

        slips = 2 if len(word) >= _LONG else 1
        likely = {
            found: int(distance)
            for length in range(len(word) - slips, len(word) + slips + 1)
            for found, distance, _ in process.extract(
                word, self._words.letters(word[0], length), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
            if distance
        }
        return self._near_of(word, likely)

    def _near_of(self, word: str, likely: Mapping[str, int]) -> tuple[LikeWord, ...]:
        """Those of some words, each with how many slips it takes, that the index has."""
        counts = self._words.counts(likely)
        found = (
            LikeWord(likely[one], sorted(one) != sorted(word), one[0] != word[0], -count, one)
            for one, count in counts.items()
        )
        return tuple(sorted(found))

    def _starting_otherwise(self, word: str) -> dict[str, int]:
        """The words that one slip in the first letter makes of ``word``: for others, one slip is all that is allowed."""
        if not _may_be_slip(word):
            return {}
        likely = {word[1] + word[0] + word[2:]}
        if len(word) >= _LONG:
            letters = _of_one_script(word[0], self._words.first_letters())
            likely |= {word[1:], *(letter + word for letter in letters), *(letter + word[1:] for letter in letters)}
        return {one: 1 for one in likely if one[0] != word[0] and one.isalpha()}


def _may_be_slip(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and not is_unspaced(word)


def _of_one_script(letter: str, letters: Collection[str]) -> Sequence[str]:
    """Those of ``letters`` that are of the script of one; none of a script of syllables, where each would be looked up."""
    script = _script(letter)
    found = [each for each in letters if _script(each) == script]
    return found if len(found) <= _ALPHABET else ()


def _script(letter: str) -> str:
    """The script of a letter, by its name in Unicode."""
    return name(letter, "").partition(" ")[0]
