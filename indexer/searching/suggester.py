"""What could be asked? The corpus's own questions, titles and headings, and words of the index for what is mistyped."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.engines import GenerationReader
from indexer.model import Suggestion, SuggestionKind
from indexer.searching.finder import Finder
from indexer.text.analysis.placed_words import PlacedWord, words_in_order

__all__ = ["Suggester"]

#: A word is finished from the vocabulary from this many letters on, with at most so many words.
_FINISHED_FROM = 3
_FINISHED = 3


class Suggester:
    """Suggests questions over one generation; immutable, and safe for many threads."""

    def __init__(self, reader: GenerationReader, finder: Finder) -> None:
        self._reader, self._finder = reader, finder

    def suggest(self, typed: str, *, limit: int = 8, documents: str | None = None) -> tuple[Suggestion, ...]:
        """Up to ``limit`` questions that begin with, or hold, what was typed; only of documents whose ids fit the shell
        pattern ``documents``.

        Words that no document has are corrected where one is clearly meant; the last word may be unfinished. What was
        typed itself is not suggested.
        """
        words = words_in_order(typed, self._finder.analyzer)
        if not words or limit < 1:
            return ()
        open_end = words[-1].end == len(typed)
        texts = [word.text for word in words]
        mended = self._mended(texts, open_end, documents)
        found: dict[str, Suggestion] = {}
        if mended != texts:
            found[" ".join(mended)] = Suggestion(_replaced(typed, words, mended), SuggestionKind.CORRECTION)
        for key, suggestion in self._reader.suggestions(
            self._needed(" ".join(mended).split(), open_end), unfinished=open_end, limit=limit + 1, documents=documents
        ):
            found.setdefault(key, suggestion)
        if open_end and len(found) < limit:
            for finished in self._finished(mended, documents):
                suggestion = Suggestion(_replaced(typed, words, finished), SuggestionKind.COMPLETION)
                found.setdefault(" ".join(finished), suggestion)
        found.pop(" ".join(texts), None)
        return tuple(found.values())[:limit]

    def _mended(self, words: list[str], open_end: bool, documents: str | None) -> list[str]:
        """The words with misspelt ones corrected; the last, which may be unfinished, only where no word begins so."""
        mended = []
        for i, word in enumerate(words):
            known = bool(self._reader.frequencies([self._finder.analyzer.term(word)]))
            if not known and open_end and i == len(words) - 1:
                known = bool(self._reader.words.beginning(word))
            meant = None if known else self._finder.correction(word)
            mended.append(meant if meant and self._stands(meant, documents) else word)
        return mended

    def _finished(self, words: list[str], documents: str | None) -> list[list[str]]:
        """The words with the last one finished by the commonest that begin so, one inflection each."""
        last, term = words[-1], self._finder.analyzer.term
        if len(last) < _FINISHED_FROM:
            return []
        stems: dict[str, str] = {}
        for word, _ in sorted(self._reader.words.beginning(last).items(), key=lambda pair: (-pair[1], pair[0])):
            if term(word) != term(last) and len(stems) < _FINISHED:
                stems.setdefault(term(word), word)
        return [[*words[:-1], word] for word in stems.values() if self._stands(word, documents)]

    def _stands(self, word: str, documents: str | None) -> bool:
        return documents is None or self._finder.holds(word, documents)

    def _needed(self, words: Sequence[str], open_end: bool) -> list[tuple[str, bool]]:
        """The words, each with whether a text must hold it: those with content or, where there are none, all."""
        analyzer = self._finder.analyzer
        content = [not analyzer.is_function_term(analyzer.term(word)) for word in words]
        content[-1] = content[-1] or open_end
        return list(zip(words, content if any(content) else [True] * len(words), strict=True))


def _replaced(typed: str, words: Sequence[PlacedWord], others: Sequence[str]) -> str:
    """What was typed with other words in place of those that differ."""
    parts, reached = [], 0
    for word, other in zip(words, others, strict=True):
        parts += [typed[reached : word.start], other if other != word.text else typed[word.start : word.end]]
        reached = word.end
    return " ".join(("".join(parts) + typed[reached:]).split())
