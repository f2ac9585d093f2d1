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
        marked = matches.terms.content[matches.which]
        at = matches.at[marked]
        #: From which of the marked words on, and up to which, those of each candidate stand; where each begins and ends.
        self._first, self._last = (at.searchsorted(words).tolist() for words in matches.own)
        starts = matches.begins[marked]
        self._starts: list[int] = starts.tolist()  # read piece by piece: quicker of a list
        self._ends: list[int] = (starts + matches.sizes[marked]).tolist()

    def of(self, passage: Passage, place: int) -> tuple[Span, ...]:
        """The document spans of the words that matched, in the passage that is the candidate at ``place``, on the form that
        stands there: sorted and disjoint.

        Words that carry content are marked, others only where nothing else was asked; a phrase is marked as a whole.
        """
        spans = self._matched(place)
        phrases = [phrase for phrase, words in self._words_of_phrases if self._has_all(place, words)]
        if phrases:
            spans += _phrases(passage, self._analyzer, phrases)
        moved = passage.start
        return spans_of([(start + moved, end + moved) for start, end in _joined(spans)])

    def _matched(self, place: int) -> list[tuple[int, int]]:
        """The spans of the words of a passage's sentences that match a term with content."""
        of_passage = slice(self._first[place], self._last[place])
        return list(zip(self._starts[of_passage], self._ends[of_passage], strict=True))

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
