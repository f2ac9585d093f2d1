"""The words of a generation: numbers that never change, the term each matches by, and how many passages hold them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers
from indexer.engines.forward.forward_files import ForwardFiles, open_part
from indexer.errors import IndexDamaged
from indexer.store.blobs import Halving, Texts, add_texts, text_bytes
from indexer.store.container import Array, Container, ContainerWriter

__all__ = ["SortedNumbers", "Vocabulary", "WordNumbers", "in_order"]

#: Texts whose number is remembered, and numbers whose text is: they are read in microseconds.
_REMEMBERED = 10_000


class Vocabulary:
    """The words (exact forms, folded but unstemmed, accents kept) and terms of a generation, read-only.

    ``words[i]`` is the word of number i, ``term_of[i]`` the number of its term; ``word_counts`` and ``term_counts`` say
    how many passages hold each, in any field; those that only earlier generations had count 0, and neither
    ``number_of_word`` nor ``number_of_term`` knows them. Words and terms are read one by one, when they are asked for.
    """

    def __init__(self, folder: Path, files: ForwardFiles, state: Container) -> None:
        """Raises IndexDamaged where the parts do not fit together."""
        parts = [open_part(folder, number) for number, _, _ in files.parts]
        self.words = _Numbered([Texts(part, "words") for part in parts])
        self.terms = _Numbered([Texts(part, "terms") for part in parts])
        self.term_of: Integers = np.concatenate(
            [np.empty(0, np.int64), *(part.array("term_of") for part in parts)], dtype=np.int64
        )
        self.word_counts, self.term_counts = state.array("word_counts"), state.array("term_counts")
        sizes = (len(self.words), len(self.terms))
        if sizes != (len(self.word_counts), len(self.term_counts)) or len(self.term_of) != sizes[0]:
            raise IndexDamaged.of_file(state.path, "does not fit the vocabulary beside it")
        self.number_of_word = SortedNumbers(state.array("words_sorted"), self.words)
        self.number_of_term = SortedNumbers(state.array("terms_sorted"), self.terms)


class _Numbered(Sequence[str]):
    """The texts of several parts, numbered through all of them."""

    def __init__(self, parts: Sequence[Texts]) -> None:
        self._parts = parts
        self._starts = [0, *accumulate(len(part) for part in parts)]
        self._read = lru_cache(_REMEMBERED)(partial(_text, parts, self._starts))

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return list(self)[number]
        return self._read(number)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._parts)

    def bytes(self, number: int) -> bytes:
        """A text as it is stored."""
        return _bytes(self._parts, self._starts, number)

    def heads(self) -> NDArray[np.uint64]:
        """The first bytes of all texts, as ``Blobs.heads`` has them; raises IndexDamaged."""
        return np.concatenate([np.empty(0, np.uint64), *(part.bytes.heads() for part in self._parts)])


def _bytes(parts: Sequence[Texts], starts: Sequence[int], number: int) -> bytes:
    part = bisect_right(starts, number) - 1
    if not 0 <= part < len(parts):
        raise IndexError(number)
    return parts[part].bytes[number - starts[part]]


def _text(parts: Sequence[Texts], starts: Sequence[int], number: int) -> str:
    return _bytes(parts, starts, number).decode("utf-8", "surrogatepass")


class SortedNumbers(Mapping[str, int]):
    """The numbers of some texts by text, looked up by halves; of a text that has several numbers, the highest."""

    def __init__(self, order: Array, texts: _Numbered) -> None:
        """``order`` has the numbers in order of their texts, those of one text ascending."""
        self._sorted = _Sorted(order, texts)
        #: The highest number of a text, -1 where it has none; and all, ascending.
        self.number: Callable[[str], int] = lru_cache(_REMEMBERED)(self._sorted.number)
        self.of: Callable[[str], tuple[int, ...]] = lru_cache(_REMEMBERED)(self._sorted.numbers)

    def __getitem__(self, text: str) -> int:
        number = self.number(text)
        if number < 0:
            raise KeyError(text)
        return number

    def get(self, text: str, default: Any = None) -> Any:
        """As of any mapping, without an error made for what it has not: most questions ask for such."""
        number = self.number(text)
        return number if number >= 0 else default

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.number(text) >= 0

    def __iter__(self) -> Iterator[str]:
        texts = list(self._sorted.texts)  # read one after the other: one at a time takes ten times as long
        return iter(dict.fromkeys(map(texts.__getitem__, self._sorted.order.tolist())))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def beginning(self, prefix: str) -> dict[str, int]:
        """The texts that begin with ``prefix``, in their order, and their numbers."""
        found: dict[str, int] = {}
        start = text_bytes(prefix)
        for number in self._sorted.order[self._sorted.place(start) :].tolist():
            text = self._sorted.texts.bytes(number)
            if not text.startswith(start):
                break
            found[text.decode("utf-8", "surrogatepass")] = number
        return found


class _Sorted:
    """Some texts in their order, by their numbers; those of one text ascend."""

    def __init__(self, order: Array, texts: _Numbered) -> None:
        self.order, self.texts, self._halving = order, texts, Halving(len(order))

    def place(self, wanted: bytes) -> int:
        """Where a text stands first, or would stand."""
        return self._halving.place(wanted, self._at, self._heads)

    def numbers(self, text: str) -> tuple[int, ...]:
        """All numbers of a text."""
        first, last = self._halving.span(text_bytes(text), self._at, self._heads)
        return tuple(self.order[first:last].tolist())

    def number(self, text: str) -> int:
        """The highest number of a text, -1 where it has none."""
        found = self.numbers(text)
        return found[-1] if found else -1

    def _at(self, place: int) -> bytes:
        return self.texts.bytes(self.order.item(place))

    def _heads(self) -> NDArray[np.uint64]:
        return self.texts.heads()[self.order]


def in_order(texts: Sequence[str], counts: Integers, before: Array | None = None) -> NDArray[np.uint32]:
    """The numbers of the texts that some passage holds, in order of the texts, those of one text ascending. Few differ from
    those in order ``before``: those are put in, or taken out."""
    held = counts > 0
    if before is None:
        return np.array(sorted(np.flatnonzero(held).tolist(), key=texts.__getitem__), np.uint32)
    stay = before[held[before]]
    held[stay] = False
    come = sorted(np.flatnonzero(held).tolist(), key=lambda number: (texts[number], number))
    places = [bisect_right(stay, (texts[number], number), key=lambda n: (texts[n], n)) for number in come]
    return np.insert(stay, np.array(places, np.int64), np.array(come, np.uint32)).astype(np.uint32)


class WordNumbers:
    """Gives words and terms their numbers while writing: those of the generation before, then new ones."""

    def __init__(self, before: Vocabulary | None) -> None:
        words, terms = (list(before.words), list(before.terms)) if before else ([], [])
        self.term_of = before.term_of.tolist() if before else []
        self._terms = {term: i for i, term in enumerate(terms)}
        self._words = {(word, terms[t]): i for i, (word, t) in enumerate(zip(words, self.term_of, strict=True))}

    def __len__(self) -> int:
        return len(self._words)

    @property
    def words(self) -> list[str]:
        """The words in order of their numbers."""
        return [word for word, _ in self._words]

    @property
    def terms(self) -> list[str]:
        """The terms in order of their numbers."""
        return list(self._terms)

    def number(self, word: str, term: str) -> int:
        """The number of a word that matches by ``term``; the same word may match by two (as in two scripts)."""
        found = self._words.get((word, term))
        if found is None:
            found = self._words[word, term] = len(self.term_of)
            self.term_of.append(self._terms.setdefault(term, len(self._terms)))
        return found

    def write(self, path: Path, words: int, terms: int) -> None:
        """Writes the part of the vocabulary that has the words and terms from these numbers on."""
        file = ContainerWriter(path.parent)
        add_texts(file, "words", self.words[words:])
        add_texts(file, "terms", self.terms[terms:])
        file.add("term_of", np.array(self.term_of[words:], np.uint32))
        file.write(path, {})
