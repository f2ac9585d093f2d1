"""Spans that overlap in any way -> elements that nest. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from indexer.model import Span
from indexer.quoting import escapes

__all__ = ["Element", "escaped", "nested"]

#: What a string has that is not written as it is: what means something in HTML, and what HTML cannot carry.
_TO_CHANGE = re.compile("[&<>\"'\0\ud800-\udfff]")


@dataclass(slots=True, eq=False)
class Element:
    """Tags around ``[start, end)``, which is not empty; ``again`` opens what is left of it where it has to be cut."""

    start: int
    end: int
    rank: int
    opening: Markup
    again: Markup
    closing: Markup


def nested(text: str, span: Span, elements: Iterable[Element]) -> Markup:
    """``text[span.start:span.end]`` as HTML with these elements, which lie in the span; without tags it is just that text.

    A longer element is outside of a shorter one, of two like ones that of the lower rank. Where two overlap without
    nesting, that of the higher rank is closed and opened anew at the border.
    """
    ordered = sorted(elements, key=lambda each: (each.start, -each.end, each.rank))
    simple = _nesting(text, span, ordered)
    if simple is not None:
        return Markup("".join(simple))  # noqa: S704  # each of them is HTML
    nest = _Nest(text, span.start)
    for element in ordered:
        nest.write(element.start)
        nest.open(element)
    nest.write(span.end)
    return Markup("".join(nest.parts))  # noqa: S704  # each of them is HTML


def _nesting(text: str, span: Span, ordered: Sequence[Element]) -> list[str] | None:
    """The pieces of a text with elements that nest as they are, as most do; None where two overlap otherwise."""
    parts: list[str] = []
    around: list[Element] = []
    at = span.start
    for element in ordered:
        start = element.start
        while around and around[-1].end <= start:
            last = around.pop()
            if at < last.end:
                parts.append(escaped(text[at : last.end]))
                at = last.end
            parts.append(last.closing)
        if around and around[-1].end < element.end:
            return None
        if at < start:
            parts.append(escaped(text[at:start]))
            at = start
        parts.append(element.opening)
        around.append(element)
    for last in reversed(around):
        if at < last.end:
            parts.append(escaped(text[at : last.end]))
            at = last.end
        parts.append(last.closing)
    parts.append(escaped(text[at : span.end]))
    return parts


def escaped(text: str) -> str:
    """A plain text as it stands in a page, with what HTML cannot carry as U+FFFD; most is given back as it is."""
    return text if _TO_CHANGE.search(text) is None else escape(escapes.printable(text))


class _Nest:
    """Writes a text from ``at`` on, with the elements that are open around it, outermost first."""

    def __init__(self, text: str, at: int) -> None:
        self._text, self._at = text, at
        self._open: list[Element] = []
        self.parts: list[str] = []

    def write(self, to: int) -> None:
        """Goes on to an offset; what ends before it, or there, is closed."""
        while self._open and (end := min(each.end for each in self._open)) <= to:
            self._plain(end)
            lowest = next(place for place, each in enumerate(self._open) if each.end == end)
            above = self._close(lowest)
            self._begin([each for each in above if each.end > end])
        self._plain(to)

    def open(self, element: Element) -> None:
        """Begins an element where the text is; what ends before it and is of a later layer goes on inside it."""
        lowest = next(
            (n for n, each in enumerate(self._open) if each.end < element.end and each.rank > element.rank),
            len(self._open),
        )
        above = self._close(lowest)
        outside = [each for each in above if each.end >= element.end]
        self._begin([*outside, element, *(each for each in above if each.end < element.end)])

    def _plain(self, to: int) -> None:
        if self._at < to:
            self.parts.append(escaped(self._text[self._at : to]))
            self._at = to

    def _begin(self, elements: Sequence[Element]) -> None:
        self.parts += [each.opening for each in elements]
        self._open += elements

    def _close(self, lowest: int) -> list[Element]:
        """Closes the open elements from number ``lowest`` on, and gives them back, outermost first."""
        above = self._open[lowest:]
        del self._open[lowest:]
        for each in reversed(above):
            if self._at == each.start and self.parts[-1] is each.opening:
                self.parts.pop()  # nothing stands in it so far: it was not begun
            else:
                self.parts.append(each.closing)
                each.start, each.opening = self._at, each.again
        return above
