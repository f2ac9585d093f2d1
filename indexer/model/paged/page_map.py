"""Where the words of a document's text stand on the pages of its file, so that they can be lit on a page's picture."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Box", "PageMap", "PageShape", "WordBox"]

#: Sides of boxes are stored as so many parts of the page's width or height.
_PARTS = 65_535

_HEAD = struct.Struct("<II")
_SHAPE = struct.Struct("<ff")


class Box(NamedTuple):
    """A rectangle on a page (from 1) as it is displayed, cropped and rotated: fractions of its width and height in [0, 1],
    from the left and from the top."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class WordBox(NamedTuple):
    """The box of ``text[start:end]``, a word or a part of one that stands on one line; code points."""

    start: int
    end: int
    box: Box


class PageShape(NamedTuple):
    """Width and height of a page as it is displayed, in points (1/72 inch; for a picture, in pixels), and its label."""

    width: float
    height: float
    label: str = ""


@dataclass(frozen=True)
class PageMap:
    """Boxes of words in order of the text, and the shapes of all pages. ``packed`` is all of it, compressed."""

    packed: bytes

    @classmethod
    def of(cls, words: Iterable[WordBox], shapes: Sequence[PageShape]) -> PageMap:
        """The map of these words, sorted by ``start``, and of all pages of the file in their order."""
        columns: list[array[int]] = [
            array(code) for code in "IIIHHHH"
        ]  # steps from start to start, lengths, pages, sides
        reached = 0
        for start, end, (page, *sides) in words:
            for column, value in zip(columns, (start - reached, end - start, page, *map(_stored, sides)), strict=True):
                column.append(value)
            reached = start
        labels = "\0".join(shape.label for shape in shapes).encode("utf-8", "replace")
        raw = b"".join(
            (
                _HEAD.pack(len(columns[0]), len(shapes)),
                *(_SHAPE.pack(shape.width, shape.height) for shape in shapes),
                *map(_little_endian, columns),
                labels,
            )
        )
        return cls(zlib.compress(raw, 6))

    @cached_property
    def _columns(self) -> tuple[tuple[PageShape, ...], list[int], tuple[tuple[int, ...], ...]]:
        raw = memoryview(zlib.decompress(self.packed))
        count, pages = _HEAD.unpack_from(raw)
        at = _HEAD.size
        sizes = [_SHAPE.unpack_from(raw, at + i * _SHAPE.size) for i in range(pages)]
        at += pages * _SHAPE.size
        columns = []
        for letter, width in ("I", 4), ("I", 4), ("I", 4), *[("H", 2)] * 4:
            columns.append(struct.unpack_from(f"<{count}{letter}", raw, at))
            at += width * count
        labels = bytes(raw[at:]).decode("utf-8").split("\0") if pages else []
        shapes = tuple(PageShape(width, height, label) for (width, height), label in zip(sizes, labels, strict=True))
        return shapes, list(accumulate(columns[0])), tuple(columns[1:])

    @property
    def shapes(self) -> tuple[PageShape, ...]:
        """Those of all pages, the first one first."""
        return self._columns[0]

    def words(self, pages: range | None = None) -> Iterator[WordBox]:
        """All boxes, or those on these pages, in order of the text."""
        _, starts, (lengths, numbers, *columns) = self._columns
        for i, page in enumerate(numbers):
            if pages is None or page in pages:
                sides = (column[i] / _PARTS for column in columns)
                yield WordBox(starts[i], starts[i] + lengths[i], Box(page, *sides))

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """The boxes of ``text[start:end]`` in its order. Where the span has only some letters of a word, its share of
        the word's width."""
        _, starts, (lengths, pages, *sides) = self._columns
        for i in range(max(bisect_right(starts, start) - 1, 0), len(starts)):
            first, length = starts[i], lengths[i]
            if first >= end:
                return
            if first + length > start:
                left, top, right, bottom = (column[i] / _PARTS for column in sides)
                width = (right - left) / length
                right = left + width * (min(end, first + length) - first)
                yield Box(pages[i], left + width * max(start - first, 0), top, right, bottom)


def _little_endian(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def _stored(side: float) -> int:
    return round(min(max(side, 0.0), 1.0) * _PARTS)
