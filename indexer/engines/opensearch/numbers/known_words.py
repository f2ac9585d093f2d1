"""The words of packed passages, numbered as they are met: each is looked at once, however many passages have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers

__all__ = ["KnownWords"]

#: Room for so many words, or terms, to begin with.
_ROOM = 1 << 12

#: The count of a term that nobody has asked for.
_UNKNOWN = -1


class KnownWords:
    """Words as they are written in passages of one generation, by number; threads may share it. It only grows."""

    def __init__(self) -> None:
        #: The words, and the terms, by number.
        self.words: list[str] = []
        self.terms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._of_term: dict[str, int] = {}
        self._term_of: Integers = np.zeros(_ROOM, np.int64)
        self._counts: Integers = np.full(_ROOM, _UNKNOWN)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, written: Sequence[str]) -> NDArray[np.int32]:
        """The numbers of words as they are written (a tab before a term that is another)."""
        found = np.fromiter(map(self._numbers.get, written, repeat(-1)), np.int32, len(written))
        new = np.flatnonzero(found < 0)
        if len(new):
            with self._lock:
                found[new] = [self._numbered(written[place]) for place in new.tolist()]
        return found

    def _numbered(self, written: str) -> int:
        number = self._numbers.get(written)
        if number is None:
            number = len(self.words)
            word, _, term = written.partition("\t")
            self._term_of = _with_room(self._term_of, number, 0)
            self._term_of[number] = self._numbered_term(term or word)
            self.words.append(word)
            self._numbers[written] = number  # last: who finds it finds all of it
        return number

    def _numbered_term(self, term: str) -> int:
        number = self._of_term.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self._counts = _with_room(self._counts, number, _UNKNOWN)
            self.terms.append(term)
        return number

    def written(self, numbers: NDArray[np.int32]) -> list[str]:
        """Words as they are written."""
        pairs = [(self.words[number], self.terms[self._term_of[number]]) for number in numbers.tolist()]
        return [word if word == term else f"{word}\t{term}" for word, term in pairs]

    def terms_of(self, numbers: Integers) -> Integers:
        """The number of the term of each of some words."""
        result: Integers = self._term_of[numbers]
        return result

    def number_of_term(self, term: str) -> int:
        """The number of a term, -1 of one that no passage had."""
        return self._of_term.get(term, -1)

    def counts(self, terms: Integers, frequencies: Callable[[Sequence[str]], Integers]) -> Integers:
        """How many passages of the generation hold each of these terms; ``frequencies``, which says so, is asked once of
        each."""
        new = terms[self._counts[terms] == _UNKNOWN]
        if len(new):
            found = frequencies([self.terms[number] for number in new.tolist()])
            with self._lock:  # or what is noted may be lost with the room that was too small
                self._counts[new] = found
        result: Integers = self._counts[terms]
        return result


def _with_room(values: Integers, place: int, empty: int) -> Integers:
    """The same values, with room for one at ``place``."""
    if place < len(values):
        return values
    return np.concatenate([values, np.full(len(values), empty)])
