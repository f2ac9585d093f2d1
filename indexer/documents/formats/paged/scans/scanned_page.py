"""A page of a PDF that is a picture of its words -> its lines, as if they were written there."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from indexer.documents.formats.paged.layout.boxed_words import Font, Frame, PageLine, Word
from indexer.documents.formats.paged.layout.page_lines import lines_of
from indexer.errors import ReadingError, install

if TYPE_CHECKING:
    from indexer.documents.formats.paged.scans.tesseract import RecognisedWord

__all__ = ["ScannedLines", "has_pictures", "scanned_lines"]

#: Dots an inch at which a page is drawn to be looked at, and the most of all.
_RESOLUTION = 300
_MOST_PIXELS = 20_000_000

#: Pages of a file that are looked at: as many as a thick book has. Each takes seconds.
_MOST_PAGES = 1000

#: Shares of a font's size: how high letters are that reach up, down, both ways or neither.
_HEIGHTS = {(True, True): 0.93, (True, False): 0.72, (False, True): 0.69, (False, False): 0.48}
_REACH_DOWN = frozenset("gjpqyçßQ,;()[]{}|/@µ§")
_REACH_UP = frozenset("bdfhijklt()[]{}|/!?\"'“”‘’*%&#@$€£ßäöüéèáíóúñ")


class ScannedLines(NamedTuple):
    """The lines of a page in reading order, and what is in doubt of them; "" for nothing."""

    lines: tuple[PageLine, ...]
    doubts: str


def has_pictures(page: Any) -> bool:
    """Whether an open page shows a picture."""
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def scanned_lines(page: Any, number: int) -> ScannedLines:
    """The lines that are recognised on an open page (from 1).

    Raises ReadingError where that cannot be done, with the command that mends it.
    """
    if number > _MOST_PAGES:
        raise ReadingError(f"text is recognised on the first {_MOST_PAGES:,} pages of a file")
    if find_spec("pytesseract") is None:
        raise ReadingError(f"text recognition reads it: {install('ocr')}")
    from indexer.documents.formats.paged.scans.doubts import doubts
    from indexer.documents.formats.paged.scans.tesseract import recognise

    width, height = page.get_size()
    scale = min(_RESOLUTION / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    seen = recognise(page.render(scale=scale, grayscale=True).to_pil())
    frame = Frame(number, -seen.turns % 4, width, height)
    lines = tuple(lines_of(_placed(seen.words, frame), frame))
    return ScannedLines(lines, doubts(seen.words) if lines else "")


def _placed(words: tuple[RecognisedWord, ...], frame: Frame) -> Iterator[Word]:
    """The words in points of the frame; those of a paragraph are of one size, those of a line stand on one base."""
    width, height = (frame.height, frame.width) if frame.quarters % 2 else (frame.width, frame.height)
    for _, paragraph in groupby(words, key=lambda word: word.paragraph):
        members = list(paragraph)
        size = round(median(_size(word, height) for word in members) * 2) / 2 or 0.5
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
