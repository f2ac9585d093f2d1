"""Which bytes of an RTF file are which characters, by its code page and that of the font."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

from indexer.documents.formats.office.symbols import is_code_font, symbol

__all__ = ["RtfFonts"]

#: Code pages by the character set of a font (\\fcharset, RTF 1.9.1, "Font Table").
_BY_CHARACTER_SET = {
    0: 1252, 77: 10000, 78: 932, 79: 949, 80: 936, 81: 950, 83: 1255, 84: 1256, 85: 1253, 86: 1254, 87: 874, 88: 1250,
    89: 1251, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
    186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip
_NAMES = {
    10000: "mac_roman",
    65001: "utf-8",
    1361: "johab",
    10007: "mac_cyrillic",
    10006: "mac_greek",
    10029: "mac_latin2",
}
_CONTROL = bytes({*range(32)} - {9})
_SYMBOLS = 2
_USUAL = "cp1252"


@dataclass
class RtfFonts:
    """The fonts of a file by their numbers: code page, and name where it is one of symbols."""

    code_page: str = _USUAL
    default: int = 0
    _pages: dict[int, str] = field(default_factory=dict)
    _symbols: dict[int, str] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)

    def set_code_page(self, number: int) -> None:
        """The code page of what is in no font of another."""
        self.code_page = _codec(number) or self.code_page

    def set_character_set(self, font: int, number: int) -> None:
        """The character set of a font; 1 is that of the file."""
        if number == _SYMBOLS:
            self._symbols.setdefault(font, "symbol")
        elif page := _codec(_BY_CHARACTER_SET.get(number, 0)):
            self._pages[font] = page

    def set_font_page(self, font: int, number: int) -> None:
        """The code page that a font names itself."""
        if page := _codec(number):
            self._pages[font] = page

    def set_name(self, font: int, name: str) -> None:
        """The name of a font, or the next part of it."""
        self._names[font] = self._names.get(font, "") + name
        if font in self._symbols:
            self._symbols[font] = name.strip(" ;").lower()

    def sets_code(self, font: int | None) -> bool:
        """Whether a font is one for code, and not that of the whole file; None stands for that."""
        return font not in (None, self.default) and is_code_font(self._names.get(font or 0, ""))

    def name(self, raw: bytes) -> str:
        """Bytes of a name or property, which are in no font."""
        return raw.translate(None, _CONTROL).decode(self.code_page, "replace")

    def text(self, raw: bytes, font: int | None) -> str:
        """Bytes of a font as text; what is no character in it as U+FFFD."""
        number = self.default if font is None else font
        if number in self._symbols:
            return "".join(symbol(self._symbols[number], byte) for byte in raw)
        return raw.translate(None, _CONTROL).decode(self._pages.get(number, self.code_page), "replace")


def _codec(number: int) -> str:
    """Python's name for a code page; "" for none that it has."""
    name = _NAMES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name if number > 0 else ""
    except LookupError:
        return ""
