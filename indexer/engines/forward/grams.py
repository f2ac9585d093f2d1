"""Which words have runs of four characters in common? For compounds, inflections that no stemmer knows, misspelt words.

A gram is four characters of a word with a mark at either end ("_sex_" has "_sex" and "sex_"); words of one character
have none. Each is a 64-bit number: 16 bits a character, enough that two grams of one script never collide.

In forward-state.arrays: ``gram_keys``, the distinct grams, ascending; ``gram_words``, the numbers of the words that have
each, and ``gram_at``, where those of each gram begin (and the last end); ``gram_counts``, how many grams each word has.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from threading import Lock

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from indexer.engines.candidates import Alike, Floats, Integers
from indexer.engines.forward.native import loaded_kernels
from indexer.store.container import Column, Container, ContainerWriter, smallest

__all__ = ["GramIndex", "add_grams", "alike_of"]

_LENGTH = 4

#: Words that have a smaller share of their grams in common, or fewer ("pill" and "ill"), are not like one another.
_LEAST = 0.4
_COMMON = 2

#: Words of questions of which it is remembered which are like them.
_REMEMBERED = 4096

_MARK = "\uffff"  # no character, nor the low half of one: no word contains it, and all can be read as one text
_NO_CHARACTER = ord(_MARK)


def add_grams(file: ContainerWriter, words: Sequence[str], before: Container | None = None) -> None:
    """Adds the grams of a vocabulary to a file that is written, and for each the words that have it. ``before`` has those
    of its first words."""
    if before is None:
        keys, owners = _grams_of(words)
    else:
        known = len(before.array("gram_counts"))
        keys, owners = _with_more(before, *_grams_of(words[known:]), known)
    distinct, starts = np.unique(keys, return_index=True)
    file.add("gram_keys", distinct)
    file.add("gram_at", smallest(np.append(starts, len(keys))))
    file.add("gram_words", owners.astype(np.uint32))
    file.add("gram_counts", smallest(np.bincount(owners, minlength=len(words))))


class GramIndex:
    """The grams of a generation's vocabulary, each proven when it is read."""

    def __init__(self, file: Container) -> None:
        """Those that ``add_grams`` added to the file."""
        self._file = file
        self._known: LRUCache[str, tuple[Integers, Floats]] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def alike(self, question_words: Sequence[str], among: NDArray[np.bool_]) -> Alike:
        """The words ``among`` the vocabulary's (a mask) that share enough of their grams with one of
        ``question_words``: twice those in common by those of both (L. R. Dice, Ecology 26(3), 1945)."""
        distinct = list(dict.fromkeys(question_words))
        with self._lock:
            known = {word: of for word in distinct if (of := self._known.get(word)) is not None}
        new = [word for word in distinct if word not in known]
        if new:
            known |= zip(new, _alike_in(self._file, new), strict=True)
            with self._lock:
                self._known.update((word, known[word]) for word in new)
        found = [known[word] for word in question_words]
        if not found:
            return Alike(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
        owner = np.repeat(np.arange(len(found)), [len(words) for words, _ in found])
        words, shares = (np.concatenate(each) for each in zip(*found, strict=True))
        kept = among[words]
        return Alike(question_word=owner[kept], word=words[kept], share=shares[kept])


def _alike_in(file: Container, question_words: Sequence[str]) -> list[tuple[Integers, Floats]]:
    """For each of some words those of a whole vocabulary that are like it, ascending, and how much."""
    kernels = loaded_kernels()
    if kernels is not None:
        keys, owners = _grams_of_few(question_words)
        starts, ends = _held_at(file, keys)
        held = file.column("gram_words").within(starts, ends), file.array("gram_counts")
        words, shares, at = kernels.alike_words(owners, len(question_words), starts, ends, *held, _COMMON, _LEAST)
        return [(words[a:b], shares[a:b]) for a, b in pairwise(at.tolist())]
    keys, owners = _grams_of(question_words)
    which, words = _holding(file, keys)
    found = _alike(owners, owners[which], words, file.column("gram_counts"))
    edges = np.searchsorted(found.question_word, np.arange(len(question_words) + 1)).tolist()
    return [(found.word[a:b].copy(), found.share[a:b].copy()) for a, b in pairwise(edges)]


def _holding(file: Container, grams: NDArray[np.uint64]) -> tuple[Integers, Integers]:
    """Which of some grams is held by which word, for all that are."""
    starts, ends = _held_at(file, grams)
    sizes = ends - starts
    ranges = np.arange(int(sizes.sum())) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    words = file.column("gram_words").within(starts, ends)[ranges]
    return np.repeat(np.arange(len(grams)), sizes), words.astype(np.int64)


def _held_at(file: Container, grams: NDArray[np.uint64]) -> tuple[Integers, Integers]:
    """From where to where in ``gram_words`` those stand that have each of some grams."""
    keys, at = file.array("gram_keys"), file.array("gram_at")
    if not len(keys):
        return np.zeros(len(grams), np.int64), np.zeros(len(grams), np.int64)
    places = np.minimum(np.searchsorted(keys, grams), len(keys) - 1)
    starts = at[places].astype(np.int64)
    return starts, np.where(keys[places] == grams, at[places + 1].astype(np.int64), starts)


def alike_of(question_words: Sequence[str], words: Sequence[str], among: NDArray[np.bool_]) -> Alike:
    """The same among ``words`` whose grams nobody has stored."""
    keys, owners = _grams_of(question_words)
    places = np.flatnonzero(among)
    places = places[_sharing([words[place] for place in places.tolist()], np.sort(keys))]
    grams, of_word = _grams_of([words[place] for place in places.tolist()])
    first, last = np.searchsorted(grams, keys, "left"), np.searchsorted(grams, keys, "right")
    counts: Integers = np.zeros(len(words), np.int64)
    counts[places] = np.bincount(of_word, minlength=len(places))
    sizes = last - first
    at = np.arange(int(sizes.sum())) + np.repeat(first - (np.cumsum(sizes) - sizes), sizes)
    return _alike(owners, np.repeat(owners, sizes), places[of_word[at]], counts)


def _sharing(words: Sequence[str], keys: NDArray[np.uint64]) -> Integers:
    """Which of some words have any of these grams (ascending): of thousands few do, and only theirs are put in order."""
    grams, owner = _all_grams(words)
    if not len(keys):
        return np.empty(0, np.int64)
    at = np.minimum(np.searchsorted(keys, grams), len(keys) - 1)
    return np.unique(owner[keys[at] == grams])


def _alike(owners: Integers, sharing: Integers, words: Integers, counts: Column | Integers) -> Alike:
    """Of the grams of question words (``owners``: which each is of), one a place: which word of the question shares it
    (``sharing``) with which of the vocabulary; ``counts`` says how many grams each of these has."""
    pairs = np.sort(sharing * len(counts) + words)
    starts = np.flatnonzero(_changes(pairs))
    common = np.append(starts[1:], len(pairs)) - starts
    which, found = np.divmod(pairs[starts], max(len(counts), 1))
    theirs = np.bincount(owners)[which] if len(which) else which
    shares = 2 * common / (theirs + counts[found])
    kept = (common >= _COMMON) & (shares >= _LEAST)
    return Alike(question_word=which[kept], word=found[kept], share=shares[kept])


def _grams_of(words: Sequence[str]) -> tuple[NDArray[np.uint64], Integers]:
    """The grams of all words, smallest first, and which word each is of; one that stands twice in a word comes once."""
    return _distinct(*_all_grams(words))


def _grams_of_few(words: Sequence[str]) -> tuple[NDArray[np.uint64], Integers]:
    """The same of so few words that a loop is quicker than arrays: word by word, as they stand."""
    keys: list[int] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        codes = [_NO_CHARACTER, *(ord(letter) & 0xFFFF for letter in word), _NO_CHARACTER]
        grams = {
            a << 48 | b << 32 | c << 16 | d for a, b, c, d in zip(codes, codes[1:], codes[2:], codes[3:], strict=False)
        }
        keys += grams
        owners += [number] * len(grams)
    return np.array(keys, np.uint64), np.array(owners, np.int64)


def _all_grams(words: Sequence[str]) -> tuple[NDArray[np.uint64], Integers]:
    """The grams of all words as they stand, and which word each is of."""
    text = _MARK + _MARK.join(words) + _MARK
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    if len(characters) < _LENGTH:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    marks = characters == _NO_CHARACTER
    owner = np.cumsum(marks)[: -_LENGTH + 1] - 1
    inside = ~(marks[1:-2] | marks[2:-1])  # a mark may begin or end a gram, not stand within
    packed = np.zeros(len(owner), np.uint64)
    for i in range(_LENGTH):
        shifted = characters[i : len(characters) - _LENGTH + 1 + i]
        packed = (packed << np.uint64(16)) | (shifted & np.uint64(0xFFFF))
    return packed[inside], owner[inside]


def _with_more(
    before: Container, keys: NDArray[np.uint64], owners: Integers, known: int
) -> tuple[NDArray[np.uint64], Integers]:
    """The grams of the first ``known`` words and those of the words behind them, in order."""
    at: Integers = before.array("gram_at").astype(np.int64)
    old = np.repeat(before.array("gram_keys"), at[1:] - at[:-1])
    places = np.searchsorted(old, keys, side="right")  # behind those of the same gram: owners ascend
    words = before.array("gram_words").astype(np.int64)
    return np.insert(old, places, keys), np.insert(words, places, owners + known)


def _distinct(keys: NDArray[np.uint64], owners: Integers) -> tuple[NDArray[np.uint64], Integers]:
    """The pairs by key, each once: "beriberi" has "beri" once, or it would not be wholly like itself. Owners ascend."""
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    first = _changes(keys) | _changes(owners)
    return keys[first], owners[first]


def _changes(values: NDArray[np.uint64] | Integers) -> NDArray[np.bool_]:
    """Whether each of some values is another than the one before it; the first is."""
    return np.append(np.ones(min(len(values), 1), bool), values[1:] != values[:-1])
