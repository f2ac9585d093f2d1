"""Where in a passage do the question's words stand?"""

from __future__ import annotations

from collections.abc import Iterable

from indexer.model import Passage, Span, spans_of
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Analyzer, Query

__all__ = ["Marks"]


class Marks:
    """Marks the candidates of one question."""

    def __init__(self, matches: Matches, analyzer: Analyzer, query: Query) -> None:
        self._matches, self._analyzer, self._query = matches, analyzer, query
        #: The places of the words that are marked, among the candidates' words, and their spans.
        self._at = at = matches.at[matches.terms.content[matches.which]]
        starts = matches.candidates.starts[at]
        self._spans = list(zip(starts.tolist(), (starts + matches.candidates.lengths[at]).tolist(), strict=True))

    def of(self, passage: Passage, place: int) -> tuple[Span, ...]:
        """The document spans of the words that matched, in the passage that is the candidate at ``place``, on the form that
        stands there: sorted and disjoint.

        Words that carry content are marked, others only where nothing else was asked; a phrase is marked as a whole.
        """
        spans = self._matched(place)
        if self._query.phrases:
            spans += _phrases(passage, self._analyzer, self._query)
        moved = passage.start
        return spans_of([(start + moved, end + moved) for start, end in _joined(spans)])

    def _matched(self, place: int) -> list[tuple[int, int]]:
        """The spans of the words of a passage's sentences that match a term with content."""
        a, b = self._at.searchsorted(self._matches.own_words(place)).tolist()
        return self._spans[a:b]


def _phrases(passage: Passage, analyzer: Analyzer, query: Query) -> list[tuple[int, int]]:
    sequence = analyzer.sequence(passage.text)
    spans = []
    for phrase in query.phrases:
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
