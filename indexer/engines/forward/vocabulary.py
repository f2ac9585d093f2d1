"""The words of a generation: numbers that never change, the term each matches by, and how many passages hold them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.forward.layout import Manifest, load, save
from indexer.errors import IndexDamaged

__all__ = ["Vocabulary", "WordNumbers"]


class Vocabulary:
    """The words (exact forms, folded but unstemmed, accents kept) and terms of a generation, read-only.

    ``words[i]`` is the word of number i, ``term_of[i]`` the number of its term; ``word_counts`` and ``term_counts`` say
    how many passages hold each, in any field; those that only earlier generations held count 0, and neither
    ``number_of_word`` nor ``number_of_term`` knows them.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.words: list[str] = []
        self.terms: list[str] = []
        parts = []
        for number, words, terms in manifest.parts:
            self.words += _lines(folder / f"vocabulary-{number:06}.words.txt", words)
            self.terms += _lines(folder / f"vocabulary-{number:06}.terms.txt", terms)
            parts.append(load(folder, f"vocabulary-{number:06}.term_of", "<u4"))
        self.term_of: NDArray[np.uint32] = np.concatenate(parts) if parts else np.empty(0, np.uint32)
        if len(self.term_of) != len(self.words) or (len(self.term_of) and int(self.term_of.max()) >= len(self.terms)):
            raise IndexDamaged(f"the vocabulary in {folder} does not fit together.")
        self.word_counts = load(folder, "forward-state.word_counts", "<u4")
        self.term_counts = load(folder, "forward-state.term_counts", "<u4")
        self.number_of_term = _held(self.terms, self.term_counts)
        self.number_of_word = _held(self.words, self.word_counts)


class WordNumbers:
    """Gives words and terms their numbers while writing: those of the generation before, then new ones."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        held = Vocabulary(folder, manifest) if manifest.parts else None
        words, terms = (held.words, held.terms) if held else ([], [])
        self._before = (len(words), len(terms))
        self.term_of = held.term_of.tolist() if held else []
        self._terms = {term: i for i, term in enumerate(terms)}
        self._words = {(word, terms[t]): i for i, (word, t) in enumerate(zip(words, self.term_of, strict=True))}

    def __len__(self) -> int:
        return len(self._words)

    @property
    def words(self) -> list[str]:
        """The words in order of their numbers."""
        return [word for word, _ in self._words]

    @property
    def terms(self) -> int:
        """How many terms there are."""
        return len(self._terms)

    def number(self, word: str, term: str) -> int:
        """The number of a word that matches by ``term``; the same word may match by two (as in two scripts)."""
        found = self._words.get((word, term))
        if found is None:
            found = self._words[word, term] = len(self.term_of)
            self.term_of.append(self._terms.setdefault(term, len(self._terms)))
        return found

    def write(self, folder: Path, number: int) -> tuple[int, int, int]:
        """Writes what is new as part ``number``; returns the part's entry in the manifest."""
        words, terms = self._before
        new_words = [word for word, _ in list(self._words)[words:]]
        new_terms = list(self._terms)[terms:]
        name = f"vocabulary-{number:06}"
        for kind, lines in (("words", new_words), ("terms", new_terms)):
            (folder / f"{name}.{kind}.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
        save(folder, f"{name}.term_of", np.array(self.term_of[words:], np.uint32), "<u4")
        return number, len(new_words), len(new_terms)


def _held(names: Sequence[str], counts: NDArray[np.uint32]) -> dict[str, int]:
    """The numbers of the names that some passage holds; raises IndexDamaged."""
    if len(names) != len(counts):
        raise IndexDamaged(f"the vocabulary has {len(names)} names, but counts of {len(counts)}.")
    return dict(compress(zip(names, range(len(names)), strict=True), counts.tolist()))


def _lines(path: Path, count: int) -> Sequence[str]:
    try:
        found = path.read_bytes().decode("utf-8").split("\n")[:-1] if path.exists() else None
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{path} cannot be read ({error!r}).") from error
    if found is None or len(found) != count:
        raise IndexDamaged(f"{path} does not have its {count} lines.")
    return found
