"""Which words have runs of four characters in common? For compounds, inflections that no stemmer knows, misspelt words.

A gram is four characters of a word with a mark at either end ("_sex_" has "_sex" and "sex_"); words of one character
have none. Each is a 64-bit number: 16 bits a character, enough that two grams of one script never collide.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.candidates import Alike, Floats, Integers
from indexer.engines.forward.layout import load, save

__all__ = ["GramIndex", "write_grams"]

_LENGTH = 4

#: Words that have a smaller share of their grams in common, or fewer ("pill" and "ill"), are not like one another.
_LEAST = 0.4
_COMMON = 2

_MARK = "\n"  # as no word contains it, all words can be read as one text
_NAMES = {"gram_keys": "<u8", "gram_at": "<u4", "gram_words": "<u4"}


def write_grams(folder: Path, words: Sequence[str]) -> None:
    """Writes the grams of a vocabulary, and for each the words that have it."""
    keys, owners = _grams_of(words)
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    first = (np.diff(keys, prepend=np.uint64(0)) != 0) | (np.diff(owners, prepend=-1) != 0)  # "banana" has "anan" once
    keys, owners = keys[first], owners[first]
    distinct, starts = np.unique(keys, return_index=True)
    for (name, dtype), values in zip(_NAMES.items(), (distinct, np.append(starts, len(keys)), owners), strict=True):
        save(folder, f"forward-state.{name}", values, dtype)


class GramIndex:
    """The grams of a generation's vocabulary, memory-mapped."""

    def __init__(self, folder: Path, words: Sequence[str]) -> None:
        """The grams in ``folder`` of the vocabulary's ``words``."""
        self._keys, self._at, self._words = (
            load(folder, f"forward-state.{name}", dtype) for name, dtype in _NAMES.items()
        )
        self._vocabulary = words

    def alike(self, asked: Sequence[str], among: NDArray[np.bool_]) -> Alike:
        """The words ``among`` the vocabulary's (a mask) that share enough of their grams with one that is
        ``asked`` for: twice those in common by those of both (L. R. Dice, Ecology 26(3), 1945)."""
        found = [self._having(word, among) for word in asked]
        return Alike(
            asked=np.repeat(np.arange(len(asked)), [len(words) for words, _ in found]),
            word=np.concatenate([words for words, _ in found] or [np.empty(0, np.int64)]),
            share=np.concatenate([shares for _, shares in found] or [np.empty(0)]),
        )

    def _having(self, asked: str, among: NDArray[np.bool_]) -> tuple[Integers, Floats]:
        """The words of the vocabulary that are like one, and how much."""
        grams = np.unique(_grams_of([asked])[0])
        holding = np.concatenate([self._words[a:b] for a, b in self._places(grams)] or [np.empty(0, np.uint32)])
        words, common = np.unique(holding[among[holding]], return_counts=True)
        enough = (common >= _COMMON) & (2 * common >= _LEAST * (len(grams) + common))  # it has at least these
        words, common = words[enough].astype(np.int64), common[enough]
        theirs = np.array([len(self._vocabulary[word]) + 3 - _LENGTH for word in words.tolist()], np.int64)
        shares = np.minimum(2 * common / (len(grams) + theirs), 1.0)
        return words[shares >= _LEAST], shares[shares >= _LEAST]

    def _places(self, grams: NDArray[np.uint64]) -> list[tuple[int, int]]:
        """Where the words stand of those grams that any word has."""
        if not len(self._keys):
            return []
        places = np.minimum(np.searchsorted(self._keys, grams), len(self._keys) - 1)
        places = places[self._keys[places] == grams]
        return list(zip(self._at[places].tolist(), self._at[places + 1].tolist(), strict=True))


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
