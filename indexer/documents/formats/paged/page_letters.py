"""The letters of a PDF page with their boxes, as pdfium finds its characters."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from enum import IntEnum
from math import atan2, hypot, pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from indexer.documents.formats.paged.fonts import font_of
from indexer.documents.formats.paged.layout.boxed_words import Font
from indexer.documents.formats.paged.scans.drawn_areas import DrawnAreas

__all__ = ["Before", "Letter", "LetterLook", "PageLetters"]

_SPACES = frozenset(code for code in range(0x3001) if chr(code).isspace() and not 0x1C <= code < 0x20)
#: Sides of letters of one text object differ by no more than this share of the size.
_SLACK = 0.02
#: What pdfium gives for a hyphen that ends a line.
_HYPHENS = (2, 0xFFFE)


class Before(IntEnum):
    """What stands before a letter: nothing, what pdfium takes for a space, or a space that is in the file."""

    NOTHING = 0
    HINT = 1
    SPACE = 2


class LetterLook(NamedTuple):
    """How the letters of a text object are written: size in points, font, quarter turns counterclockwise in the file's own
    coordinates, there the level of their feet, how far they are turned beyond those quarters (radians), and whether they
    are bare: drawn without ink where nothing else shows them."""

    size: float
    font: Font
    turned: int
    foot: float
    tilt: float = 0.0
    is_bare: bool = False


class Letter(NamedTuple):
    """A character (or none, where it has no Unicode) and its sides in the frame of its direction, in points from the left
    and from the top of the page as it is turned for that."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    look: LetterLook
    before: Before


class PageLetters:
    """The letters of a page in the file's order.

    ``count`` are those that have been given, ``strange`` those of them that name no character: control characters, private
    use, and what the font has no Unicode for. ``box`` are the sides of the page (its crop box: left, bottom, right, top).
    """

    def __init__(self, page: Any, raw: Any) -> None:
        self.count = self.strange = 0
        self.box: tuple[float, float, float, float] = page.get_bbox()
        self._raw = raw
        self._fonts: dict[int, Font] = {}
        self._drawn = DrawnAreas(page)

    def __iter__(self) -> Iterator[Letter]:
        raw, rect, look, before = self._raw, pdfium.FS_RECTF(), None, Before.SPACE
        at_rect, box_of = ctypes.byref(rect), pdfium.FPDFText_GetLooseCharBox
        low = high = slack = 0.0
        for i, code in self._codes():
            if code in _SPACES:
                if before is not Before.SPACE:
                    before = Before.HINT if pdfium.FPDFText_IsGenerated(raw, i) else Before.SPACE
                look = None
                continue
            box_of(raw, i, at_rect)
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            if look is None or look.turned or abs(bottom - low) > slack or abs(top - high) > slack:
                look = self._look(i)
                low, high, slack = bottom, top, _SLACK * look.size
            if left >= right or bottom >= top:
                left, bottom, right, top = self._ink(i)
            yield Letter(self._character(code), *self._placed(left, bottom, right, top, look), look, before)
            before = Before.NOTHING

    def _codes(self) -> Iterator[tuple[int, int]]:
        """Index and code point of each character; two halves of UTF-16 are one, at the second."""
        raw, unicode_of, high = self._raw, pdfium.FPDFText_GetUnicode, 0
        for i in range(pdfium.FPDFText_CountChars(raw)):
            code = unicode_of(raw, i)
            if code < 0xD800:
                yield i, code
            elif code < 0xDC00:
                high = code
                continue
            elif high and code < 0xE000:
                yield i, 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            else:
                yield i, code
            high = 0

    def _character(self, code: int) -> str:
        self.count += 1
        if 32 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xF900 <= code < 0xFFFD or 0x10000 <= code < 0xF0000:
            return chr(code)
        if code in _HYPHENS:
            return "\x02"
        self.strange += 1
        if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return ""
        return chr(code) if code > 0x9F else "\ufffd"  # what has no picture in any program

    def _look(self, i: int) -> LetterLook:
        raw, matrix, x, y = self._raw, pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(raw, i, ctypes.byref(matrix))
        pdfium.FPDFText_GetCharOrigin(raw, i, ctypes.byref(x), ctypes.byref(y))
        size = pdfium.FPDFText_GetFontSize(raw, i)
        angle = atan2(matrix.b, matrix.a)
        quarters = round(angle / (pi / 2))
        turned = (quarters + 2 * (size < 0)) % 4
        foot = y.value if turned % 2 == 0 else x.value
        height = abs(size) * (hypot(matrix.c, matrix.d) or 1.0) or 1.0
        written = pdfium.FPDFText_GetTextObject(raw, i)
        is_bare = pdfium.FPDFTextObj_GetTextRenderMode(written) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        is_bare = is_bare and not self._drawn.has(x.value, y.value + 0.3 * height if turned == 0 else y.value)
        return LetterLook(height, self._font(written), turned, foot, angle - quarters * pi / 2, is_bare)

    def _font(self, written: Any) -> Font:
        font = pdfium.FPDFTextObj_GetFont(written)
        if not font:
            return Font()
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            self._fonts[address] = font_of(font)
        return self._fonts[address]

    def _ink(self, i: int) -> tuple[float, float, float, float]:
        """The box of what is drawn, for a font that does not say how high its letters are."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._raw, i, *map(ctypes.byref, (left, right, bottom, top)))
        return left.value, bottom.value, right.value, top.value

    def _placed(
        self, left: float, bottom: float, right: float, top: float, look: LetterLook
    ) -> tuple[float, float, float, float, float]:
        """Left, top, right, bottom and feet in the frame of its direction, from the page's own coordinates (up from the
        lower left)."""
        x0, y0, x1, y1 = self.box
        turned, foot = look.turned, look.foot
        if turned == 0:
            return left - x0, y1 - top, right - x0, y1 - bottom, y1 - foot
        if turned == 1:
            return bottom - y0, left - x0, top - y0, right - x0, foot - x0
        if turned == 2:
            return x1 - right, bottom - y0, x1 - left, top - y0, foot - y0
        return y1 - top, x1 - right, y1 - bottom, x1 - left, x1 - foot
