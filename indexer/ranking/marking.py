"""Where in a passage do the question's words stand?"""

from __future__ import annotations

from collections.abc import Iterable

from indexer.analysis import Analyzer, Query
from indexer.records import Passage, Span

__all__ = ["marks_of"]


def marks_of(passage: Passage, analyzer: Analyzer, query: Query) -> tuple[Span, ...]:
    """The document spans of the words that matched, on the form that stands there: sorted and disjoint.

    Words that carry content are marked, others only where nothing else was asked; a phrase is marked as a whole.
    """
    spans = analyzer.places(passage.text, {t.term for t in query.content})
    if query.phrases:
        spans += _phrases(passage, analyzer, query)
    return tuple(Span(start + passage.start, end + passage.start) for start, end in _joined(spans))


def _phrases(passage: Passage, analyzer: Analyzer, query: Query) -> list[tuple[int, int]]:
    sequence = list({t.position: t for t in analyzer.tokens(passage.text)}.values())
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
