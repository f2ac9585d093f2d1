"""A picture -> its words, recognised by Tesseract (https://github.com/tesseract-ocr/tesseract), the program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pytesseract
from PIL import Image

from indexer.documents.formats.paged.scans.languages import chosen_languages
from indexer.documents.steps import begin_step
from indexer.documents.workers.guard import may_start
from indexer.errors import ReadingError

__all__ = ["RecognisedWords", "RecognisedWord", "installed_languages", "mean_confidence", "recognise"]

#: Threads of its own cost Tesseract more than they bring on a page, and all where others work beside it.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

#: Where all words together are recognised with less confidence (0 to 100), the page may stand on its side or its head.
_DOUBTFUL = 70.0

#: Words with less are what Tesseract makes of lines, stamps and photographs.
_NO_WORD = 30.0

#: The pixels of a picture as it is looked at: more only cost time. A longer side of fewer makes letters too small.
_MOST_PIXELS = 20_000_000
_LEAST_SIDE = 1800
_LONGEST_SIDE = 32_000  # Tesseract's own limit is 32,767

#: Smaller pictures are icons.
_LEAST_PIXELS = 2000


class RecognisedWord(NamedTuple):
    """A word with Tesseract's confidence in it (0 to 100), its paragraph and line on the page, and its box: fractions of
    the picture's width and height, from the left and from the top."""

    text: str
    confidence: float
    paragraph: tuple[int, int]
    line: int
    left: float
    top: float
    right: float
    bottom: float


class RecognisedWords(NamedTuple):
    """The words of a picture, on the picture as it is when it was turned left by so many quarters: their boxes, too."""

    words: tuple[RecognisedWord, ...]
    turns: int


def _turned(word: RecognisedWord, turns: int) -> RecognisedWord:
    """The word with its box on the picture turned left by so many quarters."""
    left, top, right, bottom = word[4:]
    for _ in range(turns):
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    return word._replace(left=left, top=top, right=right, bottom=bottom)


def _turns_to_upright(words: tuple[RecognisedWord, ...], shape: float) -> int:
    """The quarters to the left by which lines that run down or up the picture run across it: Tesseract reads such too.

    ``shape`` is the height of the picture for a width of 1.
    """
    across = down = 0.0
    for word, after in pairwise(words):
        if (word.paragraph, word.line) == (after.paragraph, after.line):
            across += abs(after.left + after.right - word.left - word.right)
            down += (after.top + after.bottom - word.top - word.bottom) * shape
    return 0 if abs(down) <= across else 1 if down > 0 else 3


def mean_confidence(words: Iterable[RecognisedWord]) -> float:
    """The mean of the confidence in all letters; 0.0 without any."""
    counted = [(len(word.text), word.confidence) for word in words]
    return sum(size * trust for size, trust in counted) / max(sum(size for size, _ in counted), 1)


def recognise(picture: Image.Image) -> RecognisedWords:
    """The words of a picture in reading order, whichever side of it is up.

    Raises ReadingError where Tesseract or a language is missing, with the command that brings it.
    """
    _require_languages(chosen_languages())
    if picture.width * picture.height < _LEAST_PIXELS:
        return RecognisedWords((), 0)
    picture = _fit(picture)
    best, turns = _words(picture), 0
    if len(best) > 1 and mean_confidence(best) < _DOUBTFUL:
        for quarters in (2, 1, 3):
            turned = _words(picture.rotate(90 * quarters, expand=True))
            if mean_confidence(turned) > max(mean_confidence(best), _DOUBTFUL):
                best, turns = turned, quarters
    on_side = _turns_to_upright(
        best, picture.height / picture.width if turns % 2 == 0 else picture.width / picture.height
    )
    return RecognisedWords(tuple(_turned(word, on_side) for word in best), (turns + on_side) % 4)


def _fit(picture: Image.Image) -> Image.Image:
    """The picture in grey and of a size at which letters are recognised."""
    grey = picture.convert("L")
    pixels, side = grey.width * grey.height, max(grey.size)
    factor = min((_MOST_PIXELS / pixels) ** 0.5, _LONGEST_SIDE / side, max(1.0, min(3.0, _LEAST_SIDE / side)))
    size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
    return grey if size == grey.size else grey.resize(size, Image.Resampling.LANCZOS)


def _words(picture: Image.Image) -> tuple[RecognisedWord, ...]:
    """What Tesseract sees in a picture that stands upright."""
    begin_step()
    found = _recognised(picture)
    width, height = picture.size
    rows = zip(*(found[name] for name in _COLUMNS), strict=True)
    seen = (
        RecognisedWord(
            text.strip(),
            float(trust),
            (block, paragraph),
            line,
            x / width,
            y / height,
            (x + w) / width,
            (y + h) / height,
        )
        for text, trust, block, paragraph, line, x, y, w, h in rows
        if str(text).strip()
    )
    lines = groupby(seen, key=lambda word: (word.paragraph, word.line))
    return tuple(word for _, line in lines for word in _without_marks(list(line)))


def _without_marks(line: list[RecognisedWord]) -> Iterator[RecognisedWord]:
    """A line without what is made of rules and stamps; what has letters and stands between words is a word, however it was
    recognised: without it the line would say something else."""
    sure = [at for at, word in enumerate(line) if word.confidence >= _NO_WORD]
    for at, word in enumerate(line):
        if word.confidence >= _NO_WORD or sure and sure[0] < at < sure[-1] and any(map(str.isalnum, word.text)):
            yield word


def _recognised(picture: Image.Image) -> dict[str, list[Any]]:
    """Tesseract's table of a picture, by columns."""
    languages = "+".join(chosen_languages())
    try:
        with may_start(pytesseract.pytesseract.tesseract_cmd):
            table: dict[str, list[Any]] = pytesseract.image_to_data(
                picture, lang=languages, config="--psm 3", output_type=pytesseract.Output.DICT
            )
    except pytesseract.TesseractError as error:
        raise ReadingError(f"text recognition failed ({' '.join(str(error.message).split())[:100]})") from error
    return table


_COLUMNS = ("text", "conf", "block_num", "par_num", "line_num", "left", "top", "width", "height")


def _require_languages(languages: tuple[str, ...]) -> None:
    missing = [language for language in languages if language not in installed_languages()]
    if missing:
        packages = " ".join(f"tesseract-ocr-{language.lower().replace('_', '-')}" for language in missing)
        raise ReadingError(
            f"text recognition lacks {', '.join(missing)} (PASSAGEWAY_OCR_LANGUAGES): apt install {packages}"
        )


@cache
def installed_languages() -> frozenset[str]:
    """Those that Tesseract has, by its names; raises ReadingError where it is not installed."""
    try:
        with may_start(pytesseract.pytesseract.tesseract_cmd):
            return frozenset(pytesseract.get_languages())
    except pytesseract.TesseractNotFoundError:
        raise ReadingError(
            "text recognition needs the program Tesseract, which is not installed: apt install tesseract-ocr"
        ) from None
