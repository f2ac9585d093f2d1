"""Words in boxes, and the lines that they make."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

__all__ = ["CellPlace", "Font", "Frame", "PageLine", "Word", "most_usual"]


class Font(NamedTuple):
    """What of a font tells a heading or code from the body."""

    name: str = ""
    bold: bool = False
    fixed: bool = False  # all its letters have the same width
    italic: bool = False


class Word(NamedTuple):
    """A word, or a piece of one that stands on a line: its text, and where that is in the frame of its line.

    Sides and ``base`` (where its letters stand) are in points from the left and the top, ``size`` is that of the font in
    points. ``spaced`` says that white space stands before it in the file,
    ``backward`` that it is written from right to left, ``typed`` that the space is a character of the file.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    font: Font
    spaced: bool
    backward: bool = False
    typed: bool = False


class Frame(NamedTuple):
    """A page turned so that its text runs from left to right: ``quarters`` counterclockwise turns of the text on the page
    as it is displayed, which is ``width`` by ``height`` points."""

    page: int
    quarters: int
    width: float
    height: float

    def shares(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A box in this frame as shares of the displayed page: left, top, right, bottom in [0, 1]."""
        width, height = self.width, self.height
        if self.quarters == 1:
            left, top, right, bottom = top, height - right, bottom, height - left
        elif self.quarters == 2:
            left, top, right, bottom = width - right, height - bottom, width - left, height - top
        elif self.quarters == 3:
            left, top, right, bottom = width - bottom, left, width - top, right
        return _share(left, width), _share(top, height), _share(right, width), _share(bottom, height)


def _share(side: float, whole: float) -> float:
    return min(max(side / whole, 0.0), 1.0)


class CellPlace(NamedTuple):
    """The cell of a table with ruled lines in which a line stands: the number of the table among those of its direction on
    the page, and row and column from 0."""

    table: int
    row: int
    column: int


@dataclass(slots=True)
class PageLine:
    """Words beside each other on one line, in reading order; ``text`` has them with their spaces.

    ``spans`` has start and end of each word in ``text``, ``boxes`` four shares of the displayed page for each word.
    ``gaps`` are the offsets in ``text`` where a wide space ends and the next cell of a table may begin, ``edges`` the
    left and right side of each such cell. ``room`` are the sides of the column that it stands in, ``cell`` is that of
    the ruled table around it; ``ruled`` says that a line is drawn above it, below the one before.
    """

    page: int
    text: str
    spans: array[int]
    boxes: array[float]
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    font: Font
    first_width: float  # of its first word
    quarters: int = 0
    backward: bool = False
    gaps: tuple[int, ...] = ()
    edges: tuple[tuple[float, float], ...] = ()
    room: tuple[float, float] = (0.0, 0.0)
    region: int = 0
    cell: CellPlace | None = None
    ruled: bool = False
    shares: tuple[float, float, float, float] = field(default=(0.0, 0.0, 0.0, 0.0))

    def part(self, number: int) -> PageLine:
        """What stands in one of the cells that its gaps part (from 0), as a line."""
        starts, ends = (0, *self.gaps), (*self.gaps, len(self.text))
        start, end = starts[number], starts[number] + len(self.text[starts[number] : ends[number]].rstrip())
        inside = [i for i in range(0, len(self.spans), 2) if start <= self.spans[i] < end]
        spans = array("I", (self.spans[i + j] - start for i in inside for j in (0, 1)))
        boxes = array("f", (side for i in inside for side in self.boxes[2 * i : 2 * i + 4]))
        left, right = self.edges[number]
        text = self.text[start:end]
        width = (right - left) * len(text.split(" ", 1)[0]) / max(len(text), 1)
        changed = replace(self, text=text, spans=spans, boxes=boxes, left=left, right=right, first_width=width)
        changed.gaps, changed.edges = (), ()
        return changed

    def words(self) -> Iterator[tuple[int, int, tuple[float, float, float, float]]]:
        """Start and end of each word in ``text``, and its box."""
        spans, boxes = self.spans, self.boxes
        for i in range(0, len(spans), 2):
            left, top, right, bottom = boxes[2 * i : 2 * i + 4]
            yield spans[i], spans[i + 1], (left, top, right, bottom)


def most_usual(words: Sequence[Word]) -> Word:
    """The word whose size and font most letters of these words have."""
    weights: dict[tuple[float, Font], int] = {}
    for word in words:
        look = (round(word.size, 1), word.font)
        weights[look] = weights.get(look, 0) + len(word.text)
    best = max(weights, key=lambda look: weights[look])
    return next(word for word in words if (round(word.size, 1), word.font) == best)
