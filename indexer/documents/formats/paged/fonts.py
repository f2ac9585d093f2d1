"""What a PDF's font says of itself: bold, italic, letters of one width."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium
import regex

from indexer.documents.formats.paged.layout.boxed_words import Font

__all__ = ["font_of"]

# Flags of a font's descriptor: PDF 32000-1, table 123.
_FIXED, _ITALIC, _FORCE_BOLD = 1 << 0, 1 << 6, 1 << 18
_BOLD_FROM = 600

_BOLD = regex.compile(r"bold|black|heavy|demi(?!xt)|^(?:[A-Z]{6}\+)?(?:CM|SF)BX|-?Bd\b", regex.I)
_ITALIC_NAME = regex.compile(r"italic|oblique|^(?:[A-Z]{6}\+)?CMTI", regex.I)
_FIXED_NAME = regex.compile(r"courier|mono(?!type)|consol|typewriter|menlo|^(?:[A-Z]{6}\+)?(?:CM|SF)TT", regex.I)


def font_of(font: Any) -> Font:
    """The look of a pdfium font; a font without a name says it by its flags alone."""
    name = _name(font)
    flags = max(pdfium.FPDFFont_GetFlags(font), 0)
    bold = bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD) or pdfium.FPDFFont_GetWeight(font) >= _BOLD_FROM
    fixed = bool(_FIXED_NAME.search(name)) or bool(flags & _FIXED) and _has_one_width(font)
    return Font(name, bold, fixed, bool(_ITALIC_NAME.search(name)) or bool(flags & _ITALIC))


def _has_one_width(font: Any) -> bool:
    """Whether its narrow and wide letters are equally wide: some files call every font one of fixed pitch. A letter that
    the file leaves out has no width, or that of the whole square."""
    width = ctypes.c_float()
    widths = set()
    for letter in "ijltmwMW":
        if pdfium.FPDFFont_GetGlyphWidth(font, ord(letter), 1000.0, ctypes.byref(width)) and 0 < width.value < 999:
            widths.add(round(width.value))
    return len(widths) == 1


def _name(font: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    if length < 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.raw[: length - 1].decode("utf-8", "replace")
