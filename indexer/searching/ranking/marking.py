"""Where in a passage do the question's words stand?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from indexer.engines.candidates import Integers
from indexer.model import Passage, Span, spans_of
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Analyzer, Query

__all__ = ["Marks"]


class Marks:
    """Marks the candidates of one question."""

    def __init__(self, matches: Matches, analyzer: Analyzer, query: Query) -> None:
        self._matches, self._analyzer, self._query = matches, analyzer, query
        self._little_in: dict[str, frozenset[int]] = {}
        marked = matches.terms.content[matches.which]
        at = matches.at[marked]
        #: From which of the marked words on, and up to which, those of each candidate stand; where each begins and ends.
        self._first, self._last = (at.searchsorted(words).tolist() for words in matches.own)
        self._which: list[int] = matches.which[marked].tolist()
        starts = matches.begins[marked]
        self._starts: list[int] = starts.tolist()  # read piece by piece: quicker of a list
        self._ends: list[int] = (starts + matches.sizes[marked]).tolist()

    def of(self, passage: Passage, place: int) -> tuple[Span, ...]:
        """The document spans of the words that matched, in the passage that is the candidate at ``place``, on the form that
        stands there: sorted and disjoint.

        Words that carry content are marked, others only where nothing else was asked; a phrase is marked as a whole. Where
        a question does not tell its language, a word of it that says little in that of the passage is another.
        """
        spans = self._matched(place, self._little(passage.written_in))
        phrases = [phrase for phrase, words in self._words_of_phrases if self._has_all(place, words)]
        if phrases:
            spans += _phrases(passage, self._analyzer, phrases)
        moved = passage.start
        return spans_of([(start + moved, end + moved) for start, end in _joined(spans)])

    def _matched(self, place: int, but: frozenset[int]) -> list[tuple[int, int]]:
        """The spans of the words of a passage's sentences that match a term with content, ``but`` for some terms."""
        own = slice(self._first[place], self._last[place])
        spans = zip(self._starts[own], self._ends[own], strict=True)
        if not but:
            return list(spans)
        return [span for span, which in zip(spans, self._which[own], strict=True) if which not in but]

    def _little(self, language: str) -> frozenset[int]:
        """The terms of the question that carry content by themselves, but say little in a language ("of" in English, where
        German is among the languages); none where no other one is left."""
        if self._query.asked_in or len(self._analyzer.languages) < 2:
            return frozenset()
        if language not in self._little_in:
            own, content = self._analyzer.in_language(language), self._query.content
            says_little = {t.term for t in content if all(own.is_function_term(own.term(word)) for word in t.exacts)}
            known = enumerate(self._matches.terms.names) if len(says_little) < len(content) else ()
            self._little_in[language] = frozenset(place for place, name in known if name in says_little)
        return self._little_in[language]

    @cached_property
    def _words_of_phrases(self) -> list[tuple[tuple[str, ...], list[Integers]]]:
        """Each phrase of the query, and where each of its words stands among the candidates' words."""
        found = self._matches.candidates
        return [
            (phrase, [np.flatnonzero(np.isin(found.words, found.lexicon.numbers_of_word(word))) for word in phrase])
            for phrase in self._query.phrases
        ]

    def _has_all(self, place: int, words: Sequence[Integers]) -> bool:
        """Whether the passage that is the candidate at ``place`` has each of some words, by where they stand: without them,
        it need not be read for a phrase."""
        first, last = self._matches.own_words(place)
        return all(np.searchsorted(at, first) < np.searchsorted(at, last) for at in words)


def _phrases(passage: Passage, analyzer: Analyzer, phrases: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    sequence = analyzer.sequence(passage.text)
    spans = []
    for phrase in phrases:
        for i in range(len(sequence) - len(phrase) + 1):
            run = sequence[i : i + len(phrase)]
            if tuple(t.exact for t in run) == phrase:
                spans.append((run[0].start, run[-1].end))
    return spans


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
