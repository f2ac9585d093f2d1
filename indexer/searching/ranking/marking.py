"""Where in a passage do the question's words stand?"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from indexer.engines.candidates import Run
from indexer.model import Passage, Span
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Analyzer, Query

__all__ = ["marks_of"]


def marks_of(passage: Passage, matches: Matches, place: int, analyzer: Analyzer, query: Query) -> tuple[Span, ...]:
    """The document spans of the words that matched, in the passage that is the candidate at ``place``, on the form that
    stands there: sorted and disjoint.

    Words that carry content are marked, others only where nothing else was asked; a phrase is marked as a whole.
    """
    spans = _matched(matches, place)
    if query.phrases:
        spans += _phrases(passage, analyzer, query)
    return tuple(Span(start + passage.start, end + passage.start) for start, end in _joined(spans))


def _matched(matches: Matches, place: int) -> list[tuple[int, int]]:
    """The spans of the words of a passage's sentences that match a term with content."""
    found = matches.candidates
    first, last = found.first_run[place], found.first_run[place + 1]
    last = first + int((found.run_kind[first:last] == Run.SENTENCE).sum())
    a, b = np.searchsorted(matches.at, (found.first_word[first], found.first_word[last]))
    inside = matches.at[a:b][matches.terms.content[matches.which[a:b]]]
    starts = found.starts[inside]
    return list(zip(starts.tolist(), (starts + found.lengths[inside]).tolist(), strict=True))


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
