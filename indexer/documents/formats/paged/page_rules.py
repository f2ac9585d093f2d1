"""The straight lines that are drawn on a PDF page from left to right and from top to bottom, as pdfium finds its paths."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from indexer.documents.formats.paged.layout.tables.rules import Rule, Rules

__all__ = ["PageRules"]

#: A page with more objects, or more points on its lines, is a drawing rather than a page with tables.
_MOST_OBJECTS, _MOST_POINTS = 20_000, 10_000
#: What is filled and no thicker than this, in points, is a line; what is shorter than the other is none.
_THICKEST, _SHORTEST = 2.5, 4.0
#: How far the ends of a line may be off its level, in points.
_SLANT = 0.6

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


class _Stroke(NamedTuple):
    """A line in the page's own coordinates, in points up from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class PageRules:
    """The lines of an open page."""

    def __init__(self, page: Any) -> None:
        self._box: tuple[float, float, float, float] = page.get_bbox()
        self._points = _MOST_POINTS
        strokes = list(self._strokes(page.raw))
        self._strokes_found = strokes if self._points > 0 else []

    def turned(self, quarters: int) -> Rules:
        """The lines in the frame of text that is turned by so many quarters counterclockwise in the file's own coordinates
        (Word)."""
        level, upright = [], []
        for stroke in self._strokes_found:
            left, top, right, bottom = _placed(stroke, self._box, quarters)
            if right - left >= bottom - top:
                level.append(Rule((top + bottom) / 2, left, right))
            else:
                upright.append(Rule((left + right) / 2, top, bottom))
        return Rules(tuple(level), tuple(upright))

    def _strokes(self, page: Any) -> Iterator[_Stroke]:
        count = pdfium.FPDFPage_CountObjects(page)
        if count > _MOST_OBJECTS:
            return
        kind_of, object_of = pdfium.FPDFPageObj_GetType, pdfium.FPDFPage_GetObject
        for number in range(count):
            found = object_of(page, number)
            if kind_of(found) == pdfium.FPDF_PAGEOBJ_PATH and self._points > 0:
                yield from self._of_path(found)

    def _of_path(self, path: Any) -> Iterator[_Stroke]:
        """The lines of a path: the sides of what is drawn with a pen, and what is filled and thin."""
        fill, pen = ctypes.c_int(), ctypes.c_int()
        count = pdfium.FPDFPath_CountSegments(path)
        self._points -= count
        if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(pen)) or self._points < 0:
            return
        for points in _outlines(path, count):
            if pen.value:
                yield from filter(None, (_side(a, b) for a, b in zip(points, points[1:], strict=False)))
            elif fill.value and (thin := _thin(points)):
                yield thin


def _outlines(path: Any, count: int) -> Iterator[list[Point]]:
    """The points of each outline of a path, on the page; one that is closed ends where it begins."""
    matrix = _matrix(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(_moved(x.value, y.value, matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _matrix(path: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix)):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _moved(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _side(one: Point, other: Point) -> _Stroke | None:
    """The line between two points, where it is level or upright."""
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if min(x1 - x0, y1 - y0) > _SLANT or max(x1 - x0, y1 - y0) < _SHORTEST:
        return None
    return _Stroke(x0, y0, x1, y1)


def _thin(points: list[Point]) -> _Stroke | None:
    """What a thin outline is a line of."""
    xs, ys = zip(*points, strict=True)
    stroke = _Stroke(min(xs), min(ys), max(xs), max(ys))
    width, height = stroke.right - stroke.left, stroke.top - stroke.bottom
    return stroke if min(width, height) <= _THICKEST and max(width, height) >= _SHORTEST else None


def _placed(
    stroke: _Stroke, box: tuple[float, float, float, float], quarters: int
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in the frame of a direction of text."""
    left, bottom, right, top = stroke
    x0, y0, x1, y1 = box
    if quarters == 0:
        return left - x0, y1 - top, right - x0, y1 - bottom
    if quarters == 1:
        return bottom - y0, left - x0, top - y0, right - x0
    if quarters == 2:
        return x1 - right, bottom - y0, x1 - left, top - y0
    return y1 - top, x1 - right, y1 - bottom, x1 - left
