"""What can be suggested of a generation, looked through by words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from indexer.engines.candidates import Integers
from indexer.engines.local.suggestions.suggestion_file import CHANGED, KINDS, SUGGESTIONS, SuggestionFile
from indexer.model import Suggestion
from indexer.model.stated.id_patterns import IdPatterns, admitting
from indexer.store.container import Container

__all__ = ["StoredSuggestions", "open_suggestions"]

#: The last code point: what begins with a prefix sorts before the prefix and this.
_LAST = "\U0010ffff"

#: Patterns on document ids whose texts are remembered.
_REMEMBERED = 64

Mask = NDArray[np.bool_]


def open_suggestions(folder: Path) -> dict[str, Container]:
    """The files of a generation's suggestions by their names, open but not read yet; raises IndexDamaged."""
    names = (SUGGESTIONS, CHANGED) if (folder / CHANGED).exists() else (SUGGESTIONS,)
    return {name: Container(folder / name) for name in names}


class _Part:
    """One file: of which of its keys documents are left, how many, and the best text that any of these has."""

    def __init__(self, file: SuggestionFile, replaced: Iterable[str]) -> None:
        self.file, self.documents = file, list(file.documents)
        self.keys, self.texts = list(file.keys), list(file.texts)
        gone = frozenset(replaced)
        self._alive = np.array([name not in gone for name in self.documents], bool)
        alive = self._alive[file.documents_of_key]
        self.counts = self._of_keys(np.add, alive.astype(np.int64))
        self.best = self._of_keys(np.minimum, np.where(alive, file.text_of_document, len(self.texts)))
        #: What StoredSuggestions calls each of the keys.
        self.numbers = np.arange(len(self.keys))
        #: What it calls the key that each text stands for, -1 where it stands for none.
        self.entry_of_text = np.full(len(self.texts) + 1, -1)

    def _of_keys(self, combine: np.ufunc, values: Integers) -> Integers:
        if not len(self.keys):
            return np.zeros(0, np.int64)
        result: Integers = combine.reduceat(values, self.file.documents_of_key_at[:-1])
        return result

    def holding(self, word: str, *, prefix: bool) -> Integers:
        """The entries whose text has a word, or one that begins so."""
        words, at = self.file.words, self.file.texts_of_word_at
        first, last = bisect_left(words, word), bisect_left(words, word + (_LAST if prefix else "\0"))
        entries = self.entry_of_text[self.file.texts_of_word[at[first] : at[last]]]
        return entries[entries >= 0]

    def admitted(self, pattern: IdPatterns) -> Integers:
        """The entries that stand in a document that the pattern admits."""
        admits = admitting(pattern)
        allowed = self._alive & np.array([admits is None or admits(name) for name in self.documents], bool)
        counts = self._of_keys(np.add, allowed[self.file.documents_of_key].astype(np.int64))
        return self.numbers[counts > 0]


class StoredSuggestions:
    """See the Protocol ``protocol.SuggestionReader``; immutable, and safe for many threads.

    Entries, one a key, are numbered as the keys of the first file are, then those that only the second has.
    """

    def __init__(self, opened: Mapping[str, Container]) -> None:
        """Reads the files that ``open_suggestions`` opened; raises IndexDamaged."""
        changed = SuggestionFile.read(opened[CHANGED]) if CHANGED in opened else None
        base = _Part(SuggestionFile.read(opened[SUGGESTIONS]), changed.replaced if changed else ())
        self._parts = [base, *([_Part(changed, ())] if changed else [])]
        self._keys = base.keys
        self._number_keys()
        self._texts: list[tuple[int, str]] = [(len(KINDS), "")] * len(self._keys)
        self._counts = np.zeros(len(self._keys), np.int64)
        self._choose_texts()
        self._alive = self._counts > 0
        by_key = sorted(range(len(self._keys)), key=self._keys.__getitem__)
        self._by_key, self._sorted_keys = np.array(by_key, np.int64), [self._keys[i] for i in by_key]
        self._place = self._places()
        self._admitted: LRUCache[IdPatterns, Mask] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def _number_keys(self) -> None:
        """Gives keys that both files have one number."""
        base = len(self._keys)
        for part in self._parts[1:]:
            for i, key in enumerate(part.keys):
                place = bisect_left(self._keys, key, 0, base)
                known = place < base and self._keys[place] == key
                part.numbers[i] = place if known else len(self._keys)
                if not known:
                    self._keys.append(key)

    def _choose_texts(self) -> None:
        """Of each key the best text that a document has."""
        for part in self._parts:
            kinds = part.file.kinds.tolist()
            self._counts[part.numbers] += part.counts
            for number, text in zip(part.numbers.tolist(), part.best.tolist(), strict=True):
                if text < len(kinds):
                    self._texts[number] = min(self._texts[number], (kinds[text], part.texts[text]))
        for part in self._parts:
            kinds = part.file.kinds.tolist()
            for number, text in zip(part.numbers.tolist(), part.best.tolist(), strict=True):
                if text < len(kinds) and self._texts[number] == (kinds[text], part.texts[text]):
                    part.entry_of_text[text] = number

    def _places(self) -> Integers:
        """Where each entry stands in order of worth: by kind, then what stands in more documents, then what is shorter."""
        alphabetical = np.zeros(len(self._keys), np.int64)
        alphabetical[self._by_key] = np.arange(len(self._keys))
        lengths = np.fromiter(map(len, self._keys), np.int64, len(self._keys))
        kinds = np.fromiter((kind for kind, _ in self._texts), np.int64, len(self._keys))
        places = np.zeros(len(self._keys), np.int64)
        places[np.lexsort((alphabetical, lengths, -self._counts, kinds))] = np.arange(len(self._keys))
        return places

    def suggestions(
        self, words: Sequence[tuple[str, bool]], *, unfinished: bool, limit: int, documents: IdPatterns | None = None
    ) -> tuple[tuple[str, Suggestion], ...]:
        """See the Protocol."""
        count = len(self._keys)
        fits = self._alive if documents is None else self._alive & self._in_documents(documents)
        shared = np.zeros(count, np.int64)
        for i, (word, needed) in enumerate(words):
            holding = self._holding(word, prefix=unfinished and i == len(words) - 1)
            fits = fits & holding if needed else fits
            shared += holding & (not needed)
        found = np.flatnonzero(fits)
        begins = self._starting(" ".join(word for word, _ in words))[found]
        worth = (begins * (len(words) + 1) + shared[found]) * -count + self._place[found]
        best = np.argpartition(worth, limit)[:limit] if len(found) > limit else np.arange(len(found))
        return tuple(self._suggestion(int(found[i])) for i in best[np.argsort(worth[best], kind="stable")])

    def _suggestion(self, number: int) -> tuple[str, Suggestion]:
        kind, text = self._texts[number]
        return self._keys[number], Suggestion(text, KINDS[kind])

    def _in_documents(self, pattern: IdPatterns) -> Mask:
        """Which entries stand in a document that the pattern admits."""
        with self._lock:
            if pattern in self._admitted:
                return self._admitted[pattern]
        found = self._mask(part.admitted(pattern) for part in self._parts)
        with self._lock:
            self._admitted[pattern] = found
        return found

    def _holding(self, word: str, *, prefix: bool) -> Mask:
        """Which entries have a word, or one that begins so."""
        return self._mask(part.holding(word, prefix=prefix) for part in self._parts)

    def _starting(self, key: str) -> Mask:
        """Which entries begin with what was typed."""
        first, last = bisect_left(self._sorted_keys, key), bisect_left(self._sorted_keys, key + _LAST)
        return self._mask([self._by_key[first:last]])

    def _mask(self, entries: Iterable[Integers]) -> Mask:
        mask = np.zeros(len(self._keys), bool)
        for some in entries:
            mask[some] = True
        return mask
