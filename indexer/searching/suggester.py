"""What could be asked? The corpus's own questions, titles and headings, and words of the index for what is mistyped."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from functools import cached_property

import regex

from indexer.engines import GenerationReader
from indexer.model import Passage, Suggestion, SuggestionKind
from indexer.model.stated.id_patterns import IdPatterns
from indexer.searching.finder import Finder
from indexer.text.analysis.placed_words import PlacedWord, words_in_order

__all__ = ["Suggester"]

#: A word is finished from the vocabulary from this many letters on, with at most so many words; after others from fewer on,
#: with those of so many that stand beside them.
_FINISHED_FROM, _FINISHED_FROM_BESIDE = 3, 2
_FINISHED = 3
_CONSIDERED = 100

#: What has been typed may be a whole word already: a longer one that stands so many times less often is not what is meant,
#: but the name of something ("snapshotsummary" where "snapshot" is on every page).
_TIMES_RARER = 20

#: Passages that are looked through for examples, and content words that a question needs to say what it is about.
_LOOKED_THROUGH = 240
_TELLING = 2

#: So many examples that name their subject are enough: others may be about anything.
_ENOUGH = 3

#: An example is no longer, in code points, and one sentence.
_LONGEST = 90
_SENTENCE_INSIDE = regex.compile(r"[.!?:]\s")

#: Words that stand for what was named before: a question with one of them says by itself not what it is about.
_POINTING = regex.compile(
    r"""\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those|one|ones|such|so|
    er|sie|es|ihn|ihm|ihr|ihre[mnrs]?|dies|diese[mnrs]?|das|solche[mnrs]?|
    il|ils|elle|elles|cela|ça|ce|cet|cette|ces|lui|leurs?|
    ello|él|ella|ellos|ellas|esto|eso|este|esta|estos|estas|ese|esa|su|sus)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: So many examples in the language that is asked for are enough: others may be their translations.
_OWN = 3


class Suggester:
    """Suggests questions over one generation; immutable, and safe for many threads."""

    def __init__(self, reader: GenerationReader, finder: Finder) -> None:
        self._reader, self._finder = reader, finder

    def suggest(self, typed: str, *, limit: int = 8, documents: IdPatterns | None = None) -> tuple[Suggestion, ...]:
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

    def examples(self, language: str = "") -> tuple[str, ...]:
        """Questions that stand in the corpus with an answer, those that say what they are about, from each folder in turn;
        those of documents in a ``language`` ("english") before others, and where there are enough of them, alone. The
        same each time."""
        own = [question for question, written_in in self._examples.items() if language and written_in == language]
        return tuple(own if len(own) >= _OWN else dict.fromkeys((*own, *self._examples)))

    @cached_property
    def _examples(self) -> dict[str, str]:
        """Examples, each with the language of its document: those that name the subject of their document or section; where
        there are few, also others that can be understood alone; where there is none, as they come."""
        passages = [(p, question) for p in self._reader.questions(_LOOKED_THROUGH) if (question := _question(p))]
        telling = [(p, question) for p, question in passages if self._stands_alone(question)]
        named = [(p, question) for p, question in telling if self._names_subject(p, question)]
        others = telling or passages if len(named) < _ENOUGH else ()
        best = [*_spread(named), *_spread(others)]
        languages = self._reader.written_in({passage.document_id for passage, _ in best})
        return {question: languages.get(passage.document_id, "") for passage, question in best}

    def _names_subject(self, passage: Passage, question: str) -> bool:
        """Whether a question has a word of what its document or a heading above it is called: without, it may be about
        anything."""
        above = [name for name in (passage.title, *passage.headings) if name.strip() != question]
        return not self._content(question).isdisjoint(self._content(" ".join(above)))

    def _stands_alone(self, question: str) -> bool:
        """Whether a question can be understood by who has not read what stands above it."""
        if _POINTING.search(question) or len(question) > _LONGEST or _SENTENCE_INSIDE.search(question):
            return False
        return len(self._content(question)) >= _TELLING

    def _content(self, text: str) -> set[str]:
        """The stems of a text's content words."""
        analyzer = self._finder.analyzer
        terms = {analyzer.term(word.text) for word in words_in_order(text, analyzer)}
        return {term for term in terms if not analyzer.is_function_term(term)}

    def _mended(self, words: list[str], open_end: bool, documents: IdPatterns | None) -> list[str]:
        """The words with misspelt ones corrected; the last, which may be unfinished, only where no word begins so."""
        mended = []
        for i, word in enumerate(words):
            known = bool(self._reader.frequencies([self._finder.analyzer.term(word)]))
            if not known and open_end and i == len(words) - 1:
                known = bool(self._reader.words.beginning(word))
            meant = None if known else self._finder.questions.correction(word)
            mended.append(meant if meant and self._stands(meant, documents) else word)
        return mended

    def _finished(self, words: list[str], documents: IdPatterns | None) -> list[list[str]]:
        """The words with the last one finished by the commonest that begin so, one inflection each: after others by those
        that stand in passages with them, where any do."""
        *before, last = words
        known = self._beginning(last) if len(last) >= (_FINISHED_FROM_BESIDE if before else _FINISHED_FROM) else []
        beside = self._finder.beside(before, known, documents) if before and known else []
        enough = beside or (known if len(last) >= _FINISHED_FROM else [])
        ends = [word for word in enough[:_FINISHED] if beside or self._stands(word, documents)]
        return [[*before, word] for word in ends]

    def _beginning(self, last: str) -> list[str]:
        """The words that begin so, the commonest first, one inflection each and none of the word itself, down to those that
        are too rare beside it."""
        term = self._finder.analyzer.term
        counts = self._reader.words.beginning(last)
        itself = max((count for word, count in counts.items() if term(word) == term(last)), default=0)
        stems: dict[str, str] = {}
        for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            if count * _TIMES_RARER < itself or len(stems) == _CONSIDERED:
                break
            if term(word) != term(last):
                stems.setdefault(term(word), word)
        return list(stems.values())

    def _stands(self, word: str, documents: IdPatterns | None) -> bool:
        return documents is None or self._finder.holds(word, documents)

    def _needed(self, words: Sequence[str], open_end: bool) -> list[tuple[str, bool]]:
        """The words, each with whether a text must hold it: those with content or, where there are none, all."""
        analyzer = self._finder.analyzer
        content = [not analyzer.is_function_term(analyzer.term(word)) for word in words]
        content[-1] = content[-1] or open_end
        return list(zip(words, content if any(content) else [True] * len(words), strict=True))


def _question(passage: Passage) -> str:
    """The question that a passage answers, on one line; "" where its first sentence asks nothing."""
    first = passage.sentences[0].end - passage.start if passage.sentences else 0
    question = " ".join(passage.text[:first].split())
    return question if question.endswith(("?", "\uff1f", "\u061f")) else ""


def _spread(found: Iterable[tuple[Passage, str]]) -> Iterable[tuple[Passage, str]]:
    """Passages from each folder in turn, and within one from each document in turn."""
    folders: dict[str, dict[str, deque[tuple[Passage, str]]]] = {}
    for one in found:
        folder = one[0].path.rpartition("/")[0]
        folders.setdefault(folder, {}).setdefault(one[0].document_id, deque()).append(one)
    turns = [deque(_in_turn(documents.values())) for _, documents in sorted(folders.items())]
    return _in_turn(turns)


def _in_turn(rows: Iterable[deque[tuple[Passage, str]]]) -> Iterable[tuple[Passage, str]]:
    """The first of each row, then the second of each, until none is left."""
    left = [row for row in rows if row]
    while left:
        for row in left:
            yield row.popleft()
        left = [row for row in left if row]


def _replaced(typed: str, words: Sequence[PlacedWord], others: Sequence[str]) -> str:
    """What was typed with other words in place of those that differ."""
    parts, reached = [], 0
    for word, other in zip(words, others, strict=True):
        parts += [typed[reached : word.start], other if other != word.text else typed[word.start : word.end]]
        reached = word.end
    return " ".join(("".join(parts) + typed[reached:]).split())
