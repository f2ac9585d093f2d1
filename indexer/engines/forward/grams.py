"""Which words contain a run of four characters? For compounds, inflections that no stemmer knows, and misspelt words.

A gram is four characters of a word with a mark at either end ("_sex_" has "_sex" and "sex_"); words of one character
have none. Each is a 64-bit number: 16 bits a character, enough that two grams of one script never collide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.candidates import Floats, Grams, Integers
from indexer.engines.forward.layout import load, save

__all__ = ["GramIndex", "write_grams"]

_LENGTH = 4
_MARK = "\n"  # as no word contains it, all words can be read as one text
_NAMES = {"gram_keys": "<u8", "gram_at": "<u4", "gram_words": "<u4", "gram_counts": "<u4"}


def write_grams(folder: Path, words: Sequence[str], counts: Integers, passages: int) -> None:
    """Writes the grams of a vocabulary, of which ``counts`` says how many passages hold each word."""
    keys, owners = _grams_of(words)
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    distinct, starts = np.unique(keys, return_index=True)
    # A passage that holds two words with a gram is counted twice: cheap to know, and off by little.
    held = np.add.reduceat(counts[owners], starts) if len(starts) else np.empty(0, np.int64)
    arrays = (distinct, np.append(starts, len(keys)), owners, np.minimum(held, passages))
    for (name, dtype), values in zip(_NAMES.items(), arrays, strict=True):
        save(folder, f"forward-state.{name}", values, dtype)


class GramIndex:
    """The grams of a generation's vocabulary, memory-mapped."""

    def __init__(self, folder: Path, passages: int) -> None:
        self._keys, self._at, self._words, self._counts = (
            load(folder, f"forward-state.{name}", dtype) for name, dtype in _NAMES.items()
        )
        self._passages = passages

    def of_question(self, weights: Mapping[str, float]) -> Grams:
        """The grams of a question's words, each word with its weight; a gram counts once, by the heaviest word."""
        words = list(weights)
        keys, owners = _grams_of(words)
        by_weight = np.array([weights[word] for word in words])[owners] if len(keys) else np.empty(0)
        distinct, inverse = np.unique(keys, return_inverse=True)
        heaviest = np.zeros(len(distinct))
        np.maximum.at(heaviest, inverse, by_weight)
        places = np.minimum(np.searchsorted(self._keys, distinct), max(len(self._keys) - 1, 0))
        known = self._keys[places] == distinct if len(self._keys) else np.zeros(len(distinct), bool)
        counts = np.where(known, self._counts[places] if len(self._keys) else 0, 0).astype(np.float64)
        worth = heaviest * np.log(1 + (self._passages - counts + 0.5) / (counts + 0.5))
        return self._grams(worth[known], places[known], float(worth.sum()))

    def _grams(self, worth: Floats, places: Integers, ideal: float) -> Grams:
        words = [self._words[self._at[place] : self._at[place + 1]] for place in places.tolist()]
        return Grams(
            worth=worth,
            gram=np.repeat(np.arange(len(words)), [len(of_gram) for of_gram in words]),
            word=np.concatenate(words).astype(np.int64) if words else np.empty(0, np.int64),
            ideal=ideal,
        )


def _grams_of(words: Sequence[str]) -> tuple[NDArray[np.uint64], Integers]:
    """The grams of all words in order, and which word each is of; one that stands twice in a word comes twice."""
    text = _MARK + _MARK.join(words) + _MARK
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    if len(characters) < _LENGTH:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    marks = characters == ord(_MARK)
    owner = np.cumsum(marks)[: -_LENGTH + 1] - 1
    inside = ~(marks[1:-2] | marks[2:-1])  # a mark may begin or end a gram, not stand within
    packed = np.zeros(len(owner), np.uint64)
    for i in range(_LENGTH):
        shifted = characters[i : len(characters) - _LENGTH + 1 + i]
        packed = (packed << np.uint64(16)) | (shifted & np.uint64(0xFFFF))
    return packed[inside], owner[inside]
