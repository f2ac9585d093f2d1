"""What could be asked? The corpus's own questions, titles and headings, and words of the index for what is mistyped.

<generation>/suggestions.npz   texts in order of worth, their words, and which documents they stand in (see _Stored)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged
from indexer.model import Suggestion, SuggestionKind
from indexer.model.id_patterns import admitting
from indexer.searching.finder import Finder
from indexer.store.numpy_lock import OPENING
from indexer.text.analysis import Analyzer, is_question
from indexer.text.analysis.folding import fold_accents

__all__ = ["SUGGESTIONS", "Suggester", "write_suggestions"]

#: The file of a generation that holds what can be suggested.
SUGGESTIONS = "suggestions.npz"

#: Longer texts, in code points, are no questions to offer.
_LONGEST = 160

#: The last code point: what begins with a prefix sorts before the prefix and this.
_LAST = "\U0010ffff"

#: A word is finished from the vocabulary from this many letters on, with at most so many words.
_FINISHED_FROM = 3
_FINISHED = 3

_KINDS = (SuggestionKind.QUESTION, SuggestionKind.TITLE, SuggestionKind.HEADING)

Integers = NDArray[np.int64]


def write_suggestions(folder: Path, found: Iterable[tuple[str, SuggestionKind, str]], analyzer: Analyzer) -> None:
    """Writes the file of a generation from (document id, kind, text), replacing a link to an earlier one."""
    texts: dict[str, tuple[int, str, set[str]]] = {}
    for name, kind, text in found:
        clean = " ".join(text.split())
        if not 0 < len(clean) <= _LONGEST:
            continue
        kind = SuggestionKind.QUESTION if is_question(clean) else kind
        key = " ".join(word.text for word in _words(clean, analyzer))
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
    held = sorted(words)
    path = folder / SUGGESTIONS
    path.unlink(missing_ok=True)
    np.savez(
        path,
        allow_pickle=False,
        texts=_packed([text for _, (_, text, _) in ordered]),
        keys=_packed([key for key, _ in ordered]),
        kinds=np.array([rank for _, (rank, _, _) in ordered], np.uint8),
        words=_packed(held),
        **_lists("word", [words[word] for word in held]),
        documents=_packed(documents),
        **_lists("text", [sorted(number_of[name] for name in names) for _, (_, _, names) in ordered]),
    )


def _packed(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Texts as bytes, separated by NUL: none holds one, as their white space was joined or they are ids."""
    return np.frombuffer("\0".join(t.replace("\0", "\ufffd") for t in texts).encode("utf-8", "surrogatepass"), np.uint8)


def _lists(name: str, lists: Sequence[Sequence[int]]) -> dict[str, NDArray[np.uint32]]:
    """Lists of numbers as one, and where each begins."""
    at = np.cumsum([0, *map(len, lists)], dtype=np.uint32)
    return {f"{name}_at": at, f"{name}_has": np.array([n for numbers in lists for n in numbers], np.uint32)}


class _Stored(NamedTuple):
    """The arrays of a generation. Texts are numbered in order of worth: questions before titles before headings."""

    texts: list[str]
    keys: list[str]
    kinds: NDArray[np.uint8]
    words: list[str]
    word_at: Integers
    word_has: Integers
    documents: list[str]
    text_at: Integers
    text_has: Integers

    @classmethod
    def read(cls, folder: Path) -> _Stored:
        path = folder / SUGGESTIONS
        if not path.exists():  # of a generation made before there were any: the next run of indexing makes it
            nothing = np.zeros(1, np.int64)
            return cls([], [], np.zeros(0, np.uint8), [], nothing, nothing[:0], [], nothing, nothing[:0])
        try:
            with OPENING, path.open("rb") as file, np.load(file, allow_pickle=False) as held:
                packed = {n: held[n].tobytes().decode("utf-8", "surrogatepass") for n in _PACKED}
                listed = {n: text.split("\0") if text else [] for n, text in packed.items()}
                numbers = {n: held[n].astype(np.int64) for n in ("word_at", "word_has", "text_at", "text_has")}
                return cls(kinds=held["kinds"], **listed, **numbers)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise IndexDamaged(f"{path} cannot be read ({error!r}).") from error


_PACKED = ("texts", "keys", "words", "documents")


class Suggester:
    """Suggests questions over one generation; immutable, and safe for many threads."""

    def __init__(self, folder: Path, finder: Finder) -> None:
        """Opens what ``write_suggestions`` wrote; raises IndexDamaged."""
        self._held = _Stored.read(folder)
        self._finder = finder
        self._by_key = np.array(sorted(range(len(self._held.keys)), key=self._held.keys.__getitem__), np.int64)
        self._sorted_keys = [self._held.keys[i] for i in self._by_key.tolist()]
        vocabulary = finder.forward.vocabulary
        counted = zip(vocabulary.words, vocabulary.word_counts.tolist(), strict=True)
        self._counts = {word: count for word, count in counted if count}
        self._vocabulary = sorted(self._counts)
        self._admitted = lru_cache(maxsize=64)(self._admit)

    def suggest(self, typed: str, *, limit: int = 8, documents: str | None = None) -> tuple[Suggestion, ...]:
        """Up to ``limit`` questions that begin with, or hold, what was typed; only of documents whose ids fit the shell
        pattern ``documents``.

        Words that no document has are corrected where one is clearly meant; the last word may be unfinished. What was
        typed itself is not suggested.
        """
        words = _words(typed, self._finder.analyzer)
        if not words or limit < 1:
            return ()
        open_end = words[-1].end == len(typed)
        asked = [word.text for word in words]
        mended = self._mended(asked, open_end, documents)
        found: dict[str, Suggestion] = {}
        if mended != asked:
            found[" ".join(mended)] = Suggestion(_replaced(typed, words, mended), SuggestionKind.CORRECTION)
        for number in self._texts(" ".join(mended).split(), open_end, limit + 1, documents):
            kind = _KINDS[int(self._held.kinds[number])]
            found.setdefault(self._held.keys[number], Suggestion(self._held.texts[number], kind))
        if open_end and len(found) < limit:
            for finished in self._finished(mended, documents):
                suggestion = Suggestion(_replaced(typed, words, finished), SuggestionKind.COMPLETION)
                found.setdefault(" ".join(finished), suggestion)
        found.pop(" ".join(asked), None)
        return tuple(found.values())[:limit]

    def _mended(self, words: list[str], open_end: bool, documents: str | None) -> list[str]:
        """The words with misspelt ones corrected; the last, which may be unfinished, only where no word begins so."""
        mended = []
        for i, word in enumerate(words):
            known = self._finder.forward.holds(self._finder.analyzer.term(word))
            if not known and open_end and i == len(words) - 1:
                known = bool(self._beginning(word))
            meant = None if known else self._finder.correction(word)
            mended.append(meant if meant and self._stands(meant, documents) else word)
        return mended

    def _finished(self, words: list[str], documents: str | None) -> list[list[str]]:
        """The words with the last one finished by the commonest that begin so, one inflection each."""
        last, term = words[-1], self._finder.analyzer.term
        if len(last) < _FINISHED_FROM:
            return []
        stems: dict[str, str] = {}
        for word in sorted(self._beginning(last), key=lambda word: (-self._counts[word], word)):
            if term(word) != term(last) and len(stems) < _FINISHED:
                stems.setdefault(term(word), word)
        return [[*words[:-1], word] for word in stems.values() if self._stands(word, documents)]

    def _stands(self, word: str, documents: str | None) -> bool:
        return documents is None or self._finder.holds(word, admitting(documents))

    def _beginning(self, prefix: str) -> list[str]:
        first, last = bisect_left(self._vocabulary, prefix), bisect_left(self._vocabulary, prefix + _LAST)
        return self._vocabulary[first:last]

    def _texts(self, words: list[str], open_end: bool, limit: int, documents: str | None) -> list[int]:
        """The best texts that hold the words: those that begin with them first, then by the function words they share."""
        count = len(self._held.texts)
        analyzer = self._finder.analyzer
        content = [not analyzer.is_function_term(analyzer.term(word)) for word in words]
        content[-1] = content[-1] or open_end
        if not any(content):
            content = [True] * len(words)
        fits = np.ones(count, bool) if documents is None else self._admitted(documents)
        shared = np.zeros(count, np.int64)
        for i, (word, needed) in enumerate(zip(words, content, strict=True)):
            holding = self._holding(word, prefix=open_end and i == len(words) - 1)
            fits = fits & holding if needed else fits
            shared += holding & (not needed)
        found = np.flatnonzero(fits)
        worth = (self._starting(" ".join(words))[found] * (len(words) + 1) + shared[found]) * -count + found
        best = np.argpartition(worth, limit)[:limit] if len(found) > limit else np.arange(len(found))
        return [int(found[i]) for i in best[np.argsort(worth[best], kind="stable")]]

    def _holding(self, word: str, *, prefix: bool) -> NDArray[np.bool_]:
        """Which texts hold a word, or one that begins so."""
        words = self._held.words
        first, last = bisect_left(words, word), bisect_left(words, word + (_LAST if prefix else "\0"))
        mask = np.zeros(len(self._held.texts), bool)
        mask[self._held.word_has[self._held.word_at[first] : self._held.word_at[last]]] = True
        return mask

    def _starting(self, key: str) -> NDArray[np.bool_]:
        """Which texts begin with what was typed."""
        first, last = bisect_left(self._sorted_keys, key), bisect_left(self._sorted_keys, key + _LAST)
        mask = np.zeros(len(self._held.texts), bool)
        mask[self._by_key[first:last]] = True
        return mask

    def _admit(self, documents: str) -> NDArray[np.bool_]:
        """Which texts stand in a document that the pattern admits."""
        admits = admitting(documents)
        allowed = np.array([admits is None or admits(name) for name in self._held.documents], np.int64)
        if not len(allowed):
            return np.zeros(0, bool)
        fits: NDArray[np.bool_] = np.add.reduceat(allowed[self._held.text_has], self._held.text_at[:-1]) > 0
        return fits


class _Word(NamedTuple):
    """A word as it is compared, and where it stands in what was typed."""

    text: str
    start: int
    end: int


def _words(text: str, analyzer: Analyzer) -> list[_Word]:
    """The words of a text in order, the parts of a hyphenated word rather than its whole."""
    by_position = {token.position: token for token in analyzer.tokens(text)}
    return [
        _Word(fold_accents(by_position[p].exact), by_position[p].start, by_position[p].end) for p in sorted(by_position)
    ]


def _replaced(typed: str, words: Sequence[_Word], others: Sequence[str]) -> str:
    """What was typed with other words in place of those that differ."""
    parts, reached = [], 0
    for word, other in zip(words, others, strict=True):
        parts += [typed[reached : word.start], other if other != word.text else typed[word.start : word.end]]
        reached = word.end
    return " ".join(("".join(parts) + typed[reached:]).split())
