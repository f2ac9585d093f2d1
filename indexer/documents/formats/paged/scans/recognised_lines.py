"""The words that are recognised on the picture of a page -> its lines, as if they were written there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from PIL import Image

from indexer.documents.formats.paged.layout.boxed_words import Font, Frame, PageLine, Word
from indexer.documents.formats.paged.layout.page_lines import lines_of
from indexer.documents.formats.paged.scans.doubts import doubts
from indexer.documents.formats.paged.scans.tesseract import RecognisedWord, recognise

__all__ = ["RecognisedLines", "recognised_lines"]

#: Shares of a font's size: how high letters are that reach up, down, both ways or neither.
_HEIGHTS = {(True, True): 0.93, (True, False): 0.72, (False, True): 0.69, (False, False): 0.48}
_REACH_DOWN = frozenset("gjpqyçßQ,;()[]{}|/@µ§")
_REACH_UP = frozenset("bdfhijklt()[]{}|/!?\"'“”‘’*%&#@$€£ßäöüéèáíóúñ")
#: Words are as large as most of their page where they differ by no more than this share: so exact are their boxes.
_ALIKE = 0.15


class RecognisedLines(NamedTuple):
    """The lines of a page in reading order, and what is in doubt of them; "" for nothing."""

    lines: tuple[PageLine, ...]
    doubts: str


def recognised_lines(picture: Image.Image, number: int, width: float, height: float) -> RecognisedLines:
    """The lines on the picture of a page (from 1), which is shown ``width`` by ``height`` points.

    Raises ReadingError where words cannot be recognised, with the command that mends it.
    """
    seen = recognise(picture)
    frame = Frame(number, -seen.turns % 4, width, height)
    lines = tuple(lines_of(_placed(seen.words, frame), frame))
    return RecognisedLines(lines, doubts(seen.words) if lines else "")


def _placed(words: Sequence[RecognisedWord], frame: Frame) -> Iterator[Word]:
    """The words in points of the frame; those of a paragraph are of one size, those of a line stand on one base."""
    width, height = (frame.height, frame.width) if frame.quarters % 2 else (frame.width, frame.height)
    usual = median(_size(word, height) for word in words) if words else 0.0
    for _, paragraph in groupby(words, key=lambda word: word.paragraph):
        members = list(paragraph)
        size = median(_size(word, height) for word in members)
        size = round((usual if abs(size - usual) <= _ALIKE * usual else size) * 2) / 2 or 0.5
        for _, line in groupby(members, key=lambda word: word.line):
            row = list(line)
            base = median(_foot(word, height, size) for word in row)
            for text, *_, left, top, right, bottom in row:
                sides = left * width, top * height, right * width, bottom * height
                yield Word(text, *sides, base, size, Font(), spaced=True)


def _size(word: RecognisedWord, height: float) -> float:
    return (word.bottom - word.top) * height / _HEIGHTS[_reaches(word.text)]


def _foot(word: RecognisedWord, height: float, size: float) -> float:
    return word.bottom * height - (0.21 * size if _reaches(word.text)[1] else 0.0)


def _reaches(text: str) -> tuple[bool, bool]:
    up = any(letter in _REACH_UP or letter.isupper() or letter.isdigit() for letter in text)
    return up, any(letter in _REACH_DOWN for letter in text)
