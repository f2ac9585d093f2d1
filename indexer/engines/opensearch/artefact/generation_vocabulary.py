"""The words and terms of a generation, to look up: as they were when all was written, and as they are since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer.engines.candidates import Integers
from indexer.engines.opensearch.artefact.counted_texts import CountedTexts
from indexer.engines.opensearch.artefact.vocabulary_files import CHANGES, VOCABULARY, VocabularyFile, letters_key
from indexer.store.blobs import text_bytes

__all__ = ["ArtefactWords", "GenerationVocabulary"]


class GenerationVocabulary:
    """Immutable, mapped, and safe for many threads; no look-up takes longer where there are more words."""

    def __init__(self, folder: Path) -> None:
        """Opens what ``write_vocabulary`` wrote; raises IndexDamaged."""
        self.all, changes = VocabularyFile(folder / VOCABULARY), folder / CHANGES
        self.later = VocabularyFile(changes) if changes.exists() else None
        self.totals = (self.later or self.all).totals

    def frequencies(self, terms: Sequence[str]) -> Integers:
        """How many passages hold each of many terms, in any field; 0 where none does."""
        return _counts(terms, self.all.terms, self.later.terms if self.later else None)

    def word_counts(self, words: Sequence[str]) -> Integers:
        """The same for words."""
        return _counts(words, self.all.words, self.later.words if self.later else None)


def _counts(texts: Sequence[str], before: CountedTexts, later: CountedTexts | None) -> Integers:
    wanted = list(map(text_bytes, texts))
    counts = before.counts(wanted)
    if later is not None:
        now = later.counts(wanted)
        counts = np.where(now >= 0, now, counts)
    return np.maximum(counts, 0)


class ArtefactWords:
    """See the Protocol ``protocol.WordList``."""

    def __init__(self, vocabulary: GenerationVocabulary) -> None:
        self._vocabulary = vocabulary

    def counts(self, words: Collection[str]) -> dict[str, int]:
        """See the Protocol."""
        wanted = list(words)
        counts = self._vocabulary.word_counts(wanted).tolist()
        return {word: count for word, count in zip(wanted, counts, strict=True) if count}

    def beginning(self, prefix: str) -> Mapping[str, int]:
        """See the Protocol."""
        start, later = text_bytes(prefix), self._vocabulary.later
        found = dict(self._vocabulary.all.words.beginning(start))
        found.update(later.words.beginning(start) if later else ())
        return {text.decode("utf-8", "surrogatepass"): found[text] for text in sorted(found) if found[text]}

    def letters(self, first: str, length: int) -> Sequence[str]:
        """See the Protocol."""
        key, later = (ord(first) << 32) + length, self._vocabulary.later
        found = self._vocabulary.all.of_letters(key)
        if later is None:
            return found
        changed = later.of_letters(key)
        held = self._vocabulary.word_counts(changed).tolist()
        gone = {word for word, count in zip(changed, held, strict=True) if not count}
        return [word for word in dict.fromkeys([*found, *changed]) if word not in gone]

    def first_letters(self) -> Collection[str]:
        """See the Protocol."""
        return self._first_letters

    @cached_property
    def _first_letters(self) -> frozenset[str]:
        """The letters whose words are not all gone."""
        sizes: Counter[str] = Counter()
        for key, size in self._vocabulary.all.sizes().items():
            sizes[chr(key >> 32)] += size
        if self._vocabulary.later is not None:
            changed = [word.decode("utf-8", "surrogatepass") for word, _ in self._vocabulary.later.words]
            letters = [word for word in changed if letters_key(word)]
            before = self._vocabulary.all.words.counts(list(map(text_bytes, letters)))
            now = self._vocabulary.word_counts(letters)
            for word, change in zip(letters, ((now > 0).astype(int) - (before > 0)).tolist(), strict=True):
                sizes[word[0]] += change
        return frozenset(letter for letter, size in sizes.items() if size > 0)
