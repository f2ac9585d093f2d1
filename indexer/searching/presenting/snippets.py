"""The few lines of a passage that are seen at once: those around its answer, or where its words stand closest. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from indexer.model import Hit, Passage, Span

__all__ = ["focus_of", "line_span", "snippet_span"]

#: Letters in a line of the page, and lines that are seen of a passage; what answers is seen to the end up to so many.
_LINE = 88
_LINES = 3
_MOST_LINES = 6

#: The longest line that stands for a passage, in code points, and what of it may stand before the words that matched.
_ONE_LINE = 130
_BEFORE = 40

#: Marked words so close to one another, in code points, are seen together.
_NEAR = 200


def focus_of(hit: Hit) -> Span:
    """What of a hit has to be seen: its answer; else where most of its marks are near one another; else its beginning."""
    if hit.answer is not None:
        return hit.answer
    densest = max((_cluster(hit.marks, i) for i in range(len(hit.marks))), key=len, default=())
    if densest:
        return Span(densest[0].start, densest[-1].end)
    return Span(hit.passage.start, hit.passage.start + 1)


def _cluster(marks: Sequence[Span], first: int) -> Sequence[Span]:
    """The marks from one on that are near it."""
    return [mark for mark in marks[first:] if mark.end - marks[first].start <= _NEAR]


def snippet_span(passage: Passage, focus: Span) -> Span:
    """The lines of a passage around ``focus``, a span of its document inside it: whole sentences as far as they fit, those
    that follow before those that precede; of what is too long a part, between words. All of it where little would be
    left."""
    first, last = _sentences_at(passage, focus)
    if last < first:
        return _between_words(passage, focus.start, _reached(passage, focus.start, passage.end, _LINES))
    start, end = passage.sentences[first].start, passage.sentences[last].end
    if _lines(passage, start, end) > _MOST_LINES:
        return _around(passage, focus, start, end)
    while _lines(passage, start, end) < _LINES:
        after = passage.sentences[last + 1].end if last + 1 < len(passage.sentences) else passage.end
        before = passage.sentences[first - 1].start if first else passage.start
        if after > end and _lines(passage, start, after) <= _LINES:
            end, last = after, last + 1
        elif before < start and _lines(passage, before, end) <= _LINES:
            start, first = before, first - 1
        else:
            break
    rest = _lines(passage, passage.start, start) + _lines(passage, end, passage.end)
    return Span(passage.start, passage.end) if rest <= 1 else Span(start, end)


def line_span(hit: Hit) -> Span:
    """What stands for a hit on one line: the sentence that answers, or where its words stand."""
    passage, focus = hit.passage, focus_of(hit)
    first, last = _sentences_at(passage, focus)
    start = passage.sentences[first].start if first <= last else focus.start
    if focus.start - start > _BEFORE:
        start = _between_words(passage, focus.start - _BEFORE, focus.start + 1).start
    end = max(passage.sentences[last].end if first <= last else passage.end, focus.end)
    return _between_words(passage, start, min(end, start + _ONE_LINE))


def _around(passage: Passage, focus: Span, start: int, end: int) -> Span:
    """Of a span that is too long, what begins where the focus does, and as many lines as may be seen."""
    if _lines(passage, start, focus.start) > 1:
        start = max(start, focus.start - _LINE // 2)
    return _between_words(passage, start, _reached(passage, start, end, _MOST_LINES))


def _sentences_at(passage: Passage, focus: Span) -> tuple[int, int]:
    """The first and the last sentence that a span touches; the last comes before the first where it touches none."""
    touched = [i for i, (start, end) in enumerate(passage.sentences) if start < focus.end and focus.start < end]
    return (touched[0], touched[-1]) if touched else (0, -1)


def _between_words(passage: Passage, start: int, end: int) -> Span:
    """A span inside the passage; what begins or ends neither with a sentence nor with a word is moved to where a word
    does, if that is near."""
    text, base = passage.text, passage.start
    a, b = max(start - base, 0), min(end - base, len(text))
    if a and start not in [sentence.start for sentence in passage.sentences]:
        a = next((i for i in range(a, min(a + 31, len(text))) if text[i - 1].isspace()), a)
    if b < len(text) and end not in [sentence.end for sentence in passage.sentences]:
        b = next((i for i in range(b, max(b - 30, a + 1), -1) if text[i].isspace()), b)
    return Span(base + a, base + max(b, a + 1))


def _reached(passage: Passage, start: int, end: int, lines: int) -> int:
    """Where so many lines of the page are full that begin at ``start``, at most ``end``: rows of a table are short ones."""
    at = start
    for line in passage.text[start - passage.start : end - passage.start].splitlines(keepends=True):
        taken = max(1, ceil(len(line.rstrip()) / _LINE))
        if taken >= lines:
            return min(at + min(len(line), lines * _LINE), end)
        at, lines = at + len(line), lines - taken
    return end


def _lines(passage: Passage, start: int, end: int) -> int:
    """About how many lines of the page a span takes."""
    text = passage.text[max(start - passage.start, 0) : end - passage.start].strip()
    return sum(max(1, ceil(len(line) / _LINE)) for line in text.splitlines())
