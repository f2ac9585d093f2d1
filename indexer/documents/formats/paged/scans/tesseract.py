"""A picture -> its words, recognised by Tesseract (https://github.com/tesseract-ocr/tesseract), the program."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pytesseract
from PIL import Image

from indexer.documents.formats.paged.scans.languages import chosen_languages
from indexer.documents.steps import begin_step
from indexer.documents.workers.guard import may_start
from indexer.errors import ReadingError

__all__ = ["RecognisedWord", "mean_confidence", "recognise"]

#: Where all words together are recognised with less confidence (0 to 100), the page may stand on its side or its head.
_DOUBTFUL = 70.0

#: Words with less are what Tesseract makes of lines, stamps and photographs.
_NO_WORD = 30.0

#: The pixels of a picture as it is looked at: more only cost time. A longer side of fewer makes letters too small.
_MOST_PIXELS = 20_000_000
_LEAST_SIDE = 1800

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


def mean_confidence(words: Iterable[RecognisedWord]) -> float:
    """The mean of the confidence in all letters; 0.0 without any."""
    counted = [(len(word.text), word.confidence) for word in words]
    return sum(size * trust for size, trust in counted) / max(sum(size for size, _ in counted), 1)


def recognise(picture: Image.Image) -> tuple[RecognisedWord, ...]:
    """The words of a picture in reading order, whichever side of it is up.

    Raises ReadingError where Tesseract or a language is missing, with the command that brings it.
    """
    _require_languages(chosen_languages())
    if picture.width * picture.height < _LEAST_PIXELS:
        return ()
    picture = _fit(picture)
    best = _words(picture)
    if len(best) > 1 and mean_confidence(best) < _DOUBTFUL:
        for turns in (2, 1, 3):
            turned = _words(picture.rotate(90 * turns, expand=True))
            if mean_confidence(turned) > max(mean_confidence(best), _DOUBTFUL):
                best = tuple(_turned_back(word, turns) for word in turned)
    return best


def _fit(picture: Image.Image) -> Image.Image:
    """The picture in grey and of a size at which letters are recognised."""
    grey = picture.convert("L")
    pixels, side = grey.width * grey.height, max(grey.size)
    factor = min((_MOST_PIXELS / pixels) ** 0.5, max(1.0, min(3.0, _LEAST_SIDE / side)))
    size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
    return grey if size == grey.size else grey.resize(size, Image.Resampling.LANCZOS)


def _words(picture: Image.Image) -> tuple[RecognisedWord, ...]:
    """What Tesseract sees in a picture that stands upright."""
    begin_step()
    with may_start(pytesseract.pytesseract.tesseract_cmd):
        found = pytesseract.image_to_data(
            picture, lang="+".join(chosen_languages()), config="--psm 3", output_type=pytesseract.Output.DICT
        )
    width, height = picture.size
    rows = zip(*(found[name] for name in _COLUMNS), strict=True)
    return tuple(
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
        if str(text).strip() and float(trust) >= _NO_WORD
    )


_COLUMNS = ("text", "conf", "block_num", "par_num", "line_num", "left", "top", "width", "height")


def _turned_back(word: RecognisedWord, turns: int) -> RecognisedWord:
    """The word with its box on the picture before that was turned left by so many quarters."""
    left, top, right, bottom = word[4:]
    for _ in range(turns):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return word._replace(left=left, top=top, right=right, bottom=bottom)


def _require_languages(languages: tuple[str, ...]) -> None:
    missing = [language for language in languages if language not in _installed_languages()]
    if missing:
        packages = " ".join(f"tesseract-ocr-{language.lower().replace('_', '-')}" for language in missing)
        raise ReadingError(
            f"its words are a picture, and Tesseract cannot read {', '.join(missing)} (PASSAGEWAY_OCR_LANGUAGES) yet: "
            f"apt install {packages}"
        )


@cache
def _installed_languages() -> frozenset[str]:
    try:
        with may_start(pytesseract.pytesseract.tesseract_cmd):
            return frozenset(pytesseract.get_languages())
    except pytesseract.TesseractNotFoundError:
        raise ReadingError(
            "its words are a picture, and the program that reads such, Tesseract, is not installed: "
            "apt install tesseract-ocr"
        ) from None
