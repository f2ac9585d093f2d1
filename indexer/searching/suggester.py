"""What could be asked? The corpus's own questions, titles and headings, and words of the index for what is mistyped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from indexer.engines.local.suggestions import StoredSuggestions
from indexer.model import Suggestion, SuggestionKind
from indexer.model.id_patterns import admitting
from indexer.searching.finder import Finder
from indexer.text.analysis import Analyzer
from indexer.text.analysis.folding import fold_accents

__all__ = ["Suggester"]

#: The last code point: what begins with a prefix sorts before the prefix and this.
_LAST = "\U0010ffff"

#: A word is finished from the vocabulary from this many letters on, with at most so many words.
_FINISHED_FROM = 3
_FINISHED = 3


class Suggester:
    """Suggests questions over one generation; immutable, and safe for many threads."""

    def __init__(self, stored: StoredSuggestions, finder: Finder) -> None:
        self._stored, self._finder = stored, finder
        vocabulary = finder.forward.vocabulary
        counted = zip(vocabulary.words, vocabulary.word_counts.tolist(), strict=True)
        self._counts = {word: count for word, count in counted if count}
        self._vocabulary = sorted(self._counts)

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
        needed = self._needed(" ".join(mended).split(), open_end)
        for key, suggestion in self._stored.find(needed, unfinished=open_end, limit=limit + 1, documents=documents):
            found.setdefault(key, suggestion)
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

    def _needed(self, words: list[str], open_end: bool) -> list[tuple[str, bool]]:
        """Each word with whether a suggestion must hold it: one that says something, or may yet become one; all where none
        does."""
        analyzer = self._finder.analyzer
        content = [not analyzer.is_function_term(analyzer.term(word)) for word in words]
        content[-1] = content[-1] or open_end
        return list(zip(words, content if any(content) else [True] * len(words), strict=True))


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
