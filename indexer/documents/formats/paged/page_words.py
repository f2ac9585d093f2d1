"""The words of a PDF page with their boxes, as pdfium finds its characters."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import atan2, hypot, pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
import regex

from indexer.documents.formats.paged.fonts import font_of
from indexer.documents.formats.paged.layout.boxed_words import Font, Frame, Word

__all__ = ["PageWords", "words_of"]

#: A space as wide as this share of the font's size parts two words; pdfium and poppler take about as much.
_SPACE = 0.1
#: So wide a space is enough where pdfium takes it for one: letters that lean over fill some of it.
_HINTED_SPACE = 0.03
#: Scripts without spaces: one that stands between two of their letters takes no room where it only fills the file.
_UNSPACED = regex.compile(r"[\u2E80-\u312F\u31A0-\u31BF\u3200-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\U00020000-\U0003FFFF]")
_UNSPACED_GAP = 0.3
#: A letter further back than this share of the size is no accent on the one before it: another word begins.
_BACK = 0.5
#: Letters stand on one line while their feet differ by no more than this share of the size.
_LEVEL = 0.02
_SPACES = frozenset((9, 10, 13, 32, 0xA0, 0x2002, 0x2003, 0x2009, 0x200A, 0x202F, 0x3000))


@dataclass(slots=True)
class PageWords:
    """The words of each direction of text on a page, in the order of the file, and how much of it cannot be read.

    Directions are quarter turns counterclockwise on the page as it is displayed. ``letters`` are all that are no white
    space, ``strange`` those of them that name no character: control characters, private use, and what the font has no
    Unicode for.
    """

    words: dict[int, list[Word]] = field(default_factory=dict)
    frames: dict[int, Frame] = field(default_factory=dict)
    letters: int = 0
    strange: int = 0


class _Look(NamedTuple):
    """How the letters of a text object are written, and where their feet are (in the file's own coordinates)."""

    size: float
    font: Font
    turned: int  # in the file's own coordinates
    foot: float


class _Letter(NamedTuple):
    """A character in its frame; ``look`` of the text object that it is of."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    look: _Look


def words_of(page: Any, number: int) -> PageWords:
    """The words of an open page (from 1); what stands outside its crop box is not seen, and left out."""
    textpage = page.get_textpage()
    try:
        reader = _PageReader(page, textpage.raw, number)
        reader.read()
        return reader.found
    finally:
        textpage.close()


class _PageReader:
    """Goes through the characters of a page once, and puts them together to words."""

    def __init__(self, page: Any, raw: Any, number: int) -> None:
        self.found = PageWords()
        self._raw = raw
        self._number = number
        self._turns = page.get_rotation() // 90
        self._box = page.get_bbox()
        self._width, self._height = page.get_size()
        self._fonts: dict[int, Font] = {}
        self._open: list[_Letter] = []
        self._spaced = True  # white space stands before the next word
        self._white = False  # the file has white space before the next letter
        self._hinted = False  # pdfium believes that a space stands before the next letter

    def read(self) -> None:
        for letter in self._letters():
            if letter is None:
                self._white = True
            else:
                self._take(letter)
        self._finish()

    # -- letters ------------------------------------------------------------------------------------------------------

    def _letters(self) -> Iterator[_Letter | None]:
        """The characters in the file's order; None for white space that stands in it."""
        raw, rect, look = self._raw, pdfium.FS_RECTF(), None
        at_rect, unicode_of, box_of = ctypes.byref(rect), pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        last, high = (0.0, 0.0), 0
        for i in range(pdfium.FPDFText_CountChars(raw)):
            code = unicode_of(raw, i)
            if 0xD800 <= code < 0xDC00:  # the first half of a character that UTF-16 needs two for
                high = code
                continue
            if high and 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            if code in _SPACES:
                self._hinted = bool(pdfium.FPDFText_IsGenerated(raw, i))
                if not self._hinted:
                    yield None
                look = None
                continue
            box_of(raw, i, at_rect)
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            level = (left, right) if look is not None and look.turned % 2 else (bottom, top)
            if look is None or level != last:
                look = self._look(i)
                last = (left, right) if look.turned % 2 else (bottom, top)
            if left >= right or bottom >= top:
                left, bottom, right, top = self._ink(i)
            yield self._placed(self._character(code, i), left, bottom, right, top, look)

    def _character(self, code: int, i: int) -> str:
        self.found.letters += 1
        if code < 32 or 0xD800 <= code < 0xF900 or code in (0xFFFD, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
            if code in (2, 0xFFFE):
                return "\x02"
            self.found.strange += 1
            return "" if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
        return chr(code)

    def _look(self, i: int) -> _Look:
        raw, matrix, x, y = self._raw, pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(raw, i, ctypes.byref(matrix))
        pdfium.FPDFText_GetCharOrigin(raw, i, ctypes.byref(x), ctypes.byref(y))
        size = pdfium.FPDFText_GetFontSize(raw, i)
        turned = (round(atan2(matrix.b, matrix.a) / (pi / 2)) + 2 * (size < 0)) % 4
        return _Look(
            abs(size) * (hypot(matrix.c, matrix.d) or 1.0) or 1.0,
            self._font(i),
            turned,
            y.value if turned % 2 == 0 else x.value,
        )

    def _font(self, i: int) -> Font:
        font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(self._raw, i))
        if not font:
            return Font()
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            self._fonts[address] = font_of(font)
        return self._fonts[address]

    def _ink(self, i: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._raw, i, *map(ctypes.byref, (left, right, bottom, top)))
        return left.value, bottom.value, right.value, top.value

    def _placed(self, text: str, left: float, bottom: float, right: float, top: float, look: _Look) -> _Letter:
        """The letter in the frame of its direction: from the page's own coordinates (up from the lower left)."""
        x0, y0, x1, y1 = self._box
        turned, foot = look.turned, look.foot
        if turned == 0:
            return _Letter(text, left - x0, y1 - top, right - x0, y1 - bottom, y1 - foot, look)
        if turned == 1:
            return _Letter(text, bottom - y0, left - x0, top - y0, right - x0, foot - x0, look)
        if turned == 2:
            return _Letter(text, x1 - right, bottom - y0, x1 - left, top - y0, foot - y0, look)
        return _Letter(text, y1 - top, x1 - right, y1 - bottom, x1 - left, x1 - foot, look)

    # -- words --------------------------------------------------------------------------------------------------------

    def _take(self, letter: _Letter) -> None:
        if self._open and not self._goes_on(letter):
            self._finish(letter)
        self._spaced |= self._white and not self._open
        self._hinted = self._white = False
        self._open.append(letter)

    def _goes_on(self, letter: _Letter) -> bool:
        last = self._open[-1]
        size = last.look.size
        if self._white and not self._only_fills(last, letter):
            return False
        if last.look.turned != letter.look.turned or abs(last.base - letter.base) > _LEVEL * size:
            return False
        if last.left == letter.left and last.right == letter.right:
            return True  # several characters of one glyph
        return not self._is_wide(_gap(last, letter), size) and abs(size - letter.look.size) < 0.15 * size

    def _only_fills(self, last: _Letter, letter: _Letter) -> bool:
        """Whether a space of the file stands between letters of a script without spaces, and takes no room there."""
        unspaced = _UNSPACED.match(last.text) and _UNSPACED.match(letter.text)
        return bool(unspaced) and _gap(last, letter) < _UNSPACED_GAP * last.look.size

    def _finish(self, following: _Letter | None = None) -> None:
        if not self._open:
            return
        letters, first = self._open, self._open[0]
        text = "".join(letter.text for letter in letters)
        turned = first.look.turned
        if text and self._is_seen(letters, turned):
            self._words(turned).append(_word(text, letters, self._spaced))
        self._spaced = following is not None and self._is_apart(letters[-1], following)
        self._open = []

    def _is_apart(self, last: _Letter, letter: _Letter) -> bool:
        """Whether white space is seen between two letters that are of two words or pieces of one."""
        if last.look.turned != letter.look.turned or last.bottom < letter.top or letter.bottom < last.top:
            return True
        return self._is_wide(_gap(last, letter), min(last.look.size, letter.look.size))

    def _is_wide(self, gap: float, size: float) -> bool:
        return not -_BACK * size < gap < (_HINTED_SPACE if self._hinted else _SPACE) * size

    def _words(self, turned: int) -> list[Word]:
        if turned not in self.found.words:
            self.found.words[turned] = []
            quarters = (turned - self._turns) % 4
            self.found.frames[turned] = Frame(self._number, quarters, self._width, self._height)
        return self.found.words[turned]

    def _is_seen(self, letters: list[_Letter], turned: int) -> bool:
        x0, y0, x1, y1 = self._box
        width, height = (x1 - x0, y1 - y0) if turned % 2 == 0 else (y1 - y0, x1 - x0)
        first, last = letters[0], letters[-1]
        x, y = (first.left + last.right) / 2, (first.top + first.bottom) / 2
        return bool(0 <= x <= width and 0 <= y <= height)


def _gap(last: _Letter, letter: _Letter) -> float:
    """The white space between two letters as they are read."""
    return last.left - letter.right if _is_backward(letter.text) else letter.left - last.right


def _is_backward(text: str) -> bool:
    """Whether a character is of a script that runs from right to left: Hebrew, Arabic and their kin."""
    return "\u0590" <= text[:1] <= "\u08ff" or "\ufb1d" <= text[:1] <= "\ufdff" or "\ufe70" <= text[:1] <= "\ufefc"


def _word(text: str, letters: list[_Letter], spaced: bool) -> Word:
    first = letters[0]
    return Word(
        text,
        min(letter.left for letter in letters),
        min(letter.top for letter in letters),
        max(letter.right for letter in letters),
        max(letter.bottom for letter in letters),
        first.base,
        first.look.size,
        first.look.font,
        spaced,
        any(_is_backward(letter.text) for letter in letters),
    )
