"""What the corpus itself asks: its questions, titles and headings, kept with a generation.

<generation>/suggestions.arrays   texts in order of worth, their words, and which documents they stand in (see _Stored)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from indexer.engines.candidates import Integers
from indexer.errors import IndexDamaged
from indexer.model import Suggestion, SuggestionKind
from indexer.model.stated.id_patterns import admitting
from indexer.store.blobs import Texts, add_texts
from indexer.store.container import Container, ContainerWriter
from indexer.text.analysis import Analyzer, is_question
from indexer.text.analysis.folding import fold_accents
from indexer.text.analysis.placed_words import words_in_order

__all__ = ["SUGGESTIONS", "StoredSuggestions", "write_suggestions"]

#: The file of a generation that holds what can be suggested.
SUGGESTIONS = "suggestions.arrays"

#: Longer texts, in code points, are no questions to offer.
_LONGEST = 160

#: The last code point: what begins with a prefix sorts before the prefix and this.
_LAST = "\U0010ffff"

#: Patterns on document ids whose texts are remembered.
_REMEMBERED = 64

_KINDS = (SuggestionKind.QUESTION, SuggestionKind.TITLE, SuggestionKind.HEADING)


def write_suggestions(folder: Path, found: Iterable[tuple[str, SuggestionKind, str]], analyzer: Analyzer) -> None:
    """Writes the file of a generation from (document id, kind, text), replacing a link to an earlier one."""
    texts: dict[str, tuple[int, str, set[str]]] = {}
    for name, kind, text in found:
        clean = " ".join(text.split())
        if not 0 < len(clean) <= _LONGEST:
            continue
        kind = SuggestionKind.QUESTION if is_question(clean) else kind
        key = " ".join(word.text for word in words_in_order(clean, analyzer))
        rank = _KINDS.index(kind)
        if not key:
            continue
        best = texts.setdefault(key, (rank, clean, set()))
        best[2].add(name)
        if rank < best[0]:
            texts[key] = (rank, clean, best[2])
    ordered = sorted(texts.items(), key=lambda item: (item[1][0], -len(item[1][2]), len(item[0]), item[0]))
    _store(folder, ordered, analyzer)


def _store(folder: Path, ordered: Sequence[tuple[str, tuple[int, str, set[str]]]], analyzer: Analyzer) -> None:
    words: dict[str, list[int]] = {}
    for number, (_, (_, text, _)) in enumerate(ordered):
        for word in dict.fromkeys(form for token in analyzer.tokens(text) if (form := fold_accents(token.exact))):
            words.setdefault(word, []).append(number)
    documents = sorted({name for _, (_, _, names) in ordered for name in names})
    number_of = {name: i for i, name in enumerate(documents)}
    ordered_words = sorted(words)
    file = ContainerWriter()
    add_texts(file, "texts", [text for _, (_, text, _) in ordered])
    add_texts(file, "keys", [key for key, _ in ordered])
    file.add("kinds", np.array([rank for _, (rank, _, _) in ordered], np.uint8))
    add_texts(file, "words", ordered_words)
    _add_lists(file, "texts_of_word", [words[word] for word in ordered_words])
    add_texts(file, "documents", documents)
    _add_lists(file, "documents_of_text", [sorted(number_of[name] for name in names) for _, (_, _, names) in ordered])
    file.write(folder / SUGGESTIONS, {})


def _add_lists(file: ContainerWriter, name: str, lists: Sequence[Sequence[int]]) -> None:
    """Lists of numbers as one, and where each begins (and the last ends)."""
    file.add(name, np.array([number for numbers in lists for number in numbers], np.uint32))
    file.add(f"{name}_at", np.cumsum([0, *map(len, lists)], dtype=np.uint32))


class _Stored(NamedTuple):
    """What the file holds.

    Texts are numbered in order of worth: questions before titles before headings; each has as its key its words, folded.
    ``words`` are in order; ``texts_of_word`` lists which texts hold each, from ``texts_of_word_at`` on, and
    ``documents_of_text`` in which documents each text stands.
    """

    texts: list[str]
    keys: list[str]
    kinds: NDArray[np.uint8]
    words: list[str]
    texts_of_word: Integers
    texts_of_word_at: Integers
    documents: list[str]
    documents_of_text: Integers
    documents_of_text_at: Integers

    @classmethod
    def read(cls, folder: Path) -> _Stored:
        file = Container(folder / SUGGESTIONS)
        try:
            return cls(
                texts=list(Texts(file, "texts")),
                keys=list(Texts(file, "keys")),
                kinds=file.array("kinds"),
                words=list(Texts(file, "words")),
                texts_of_word=file.array("texts_of_word").astype(np.int64),
                texts_of_word_at=file.array("texts_of_word_at").astype(np.int64),
                documents=list(Texts(file, "documents")),
                documents_of_text=file.array("documents_of_text").astype(np.int64),
                documents_of_text_at=file.array("documents_of_text_at").astype(np.int64),
            )
        except KeyError as error:
            raise IndexDamaged.of_file(file.path, f"has no array {error}") from error


class StoredSuggestions:
    """See the Protocol ``protocol.SuggestionReader``; immutable, and safe for many threads."""

    def __init__(self, folder: Path) -> None:
        """Opens what ``write_suggestions`` wrote; raises IndexDamaged."""
        self._stored = _Stored.read(folder)
        self._by_key = np.array(sorted(range(len(self._stored.keys)), key=self._stored.keys.__getitem__), np.int64)
        self._sorted_keys = [self._stored.keys[i] for i in self._by_key.tolist()]
        self._admitted: LRUCache[str, NDArray[np.bool_]] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def suggestions(
        self, words: Sequence[tuple[str, bool]], *, unfinished: bool, limit: int, documents: str | None = None
    ) -> tuple[tuple[str, Suggestion], ...]:
        """See the Protocol."""
        count = len(self._stored.texts)
        fits = np.ones(count, bool) if documents is None else self._in_documents(documents)
        shared = np.zeros(count, np.int64)
        for i, (word, needed) in enumerate(words):
            holding = self._holding(word, prefix=unfinished and i == len(words) - 1)
            fits = fits & holding if needed else fits
            shared += holding & (not needed)
        found = np.flatnonzero(fits)
        begins = self._starting(" ".join(word for word, _ in words))[found]
        worth = (begins * (len(words) + 1) + shared[found]) * -count + found
        best = np.argpartition(worth, limit)[:limit] if len(found) > limit else np.arange(len(found))
        return tuple(self._suggestion(int(found[i])) for i in best[np.argsort(worth[best], kind="stable")])

    def _suggestion(self, number: int) -> tuple[str, Suggestion]:
        kind = _KINDS[int(self._stored.kinds[number])]
        return self._stored.keys[number], Suggestion(self._stored.texts[number], kind)

    def _in_documents(self, pattern: str) -> NDArray[np.bool_]:
        """Which texts stand in a document that the pattern admits."""
        with self._lock:
            if pattern in self._admitted:
                return self._admitted[pattern]
        found = self._admit(pattern)
        with self._lock:
            self._admitted[pattern] = found
        return found

    def _holding(self, word: str, *, prefix: bool) -> NDArray[np.bool_]:
        """Which texts hold a word, or one that begins so."""
        words = self._stored.words
        first, last = bisect_left(words, word), bisect_left(words, word + (_LAST if prefix else "\0"))
        mask = np.zeros(len(self._stored.texts), bool)
        at = self._stored.texts_of_word_at
        mask[self._stored.texts_of_word[at[first] : at[last]]] = True
        return mask

    def _starting(self, key: str) -> NDArray[np.bool_]:
        """Which texts begin with what was typed."""
        first, last = bisect_left(self._sorted_keys, key), bisect_left(self._sorted_keys, key + _LAST)
        mask = np.zeros(len(self._stored.texts), bool)
        mask[self._by_key[first:last]] = True
        return mask

    def _admit(self, documents: str) -> NDArray[np.bool_]:
        """Which texts stand in a document that the pattern admits."""
        admits = admitting(documents)
        allowed = np.array([admits is None or admits(name) for name in self._stored.documents], np.int64)
        if not len(allowed):
            return np.zeros(0, bool)
        of_text, at = self._stored.documents_of_text, self._stored.documents_of_text_at
        fits: NDArray[np.bool_] = np.add.reduceat(allowed[of_text], at[:-1]) > 0
        return fits
