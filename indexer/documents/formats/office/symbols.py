"""What a font says of its letters: that they are code, or symbols.

Those of symbol fonts have places of their own in old files and in w:sym; they are read as the characters that they show.
The places of Symbol are those of Adobe's Symbol encoding (PostScript Language Reference, appendix E.12); of Wingdings only
what stands for a word, a bullet or an arrow is known: its other pictures say nothing that can be searched.
"""

from __future__ import annotations

import regex

__all__ = ["is_code_font", "mend_symbols", "symbol"]

_CODE_FONT = regex.compile(r"(?i)courier|consolas|menlo|monaco|mono\b|monospace|source code|lucida console")
#: Where Windows keeps the 256 places of a symbol font: U+F000 to U+F0FF.
_PRIVATE = regex.compile("[\uf020-\uf0ff]")
_BASE = 0xF000

# fmt: off
_SYMBOL_LOW = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
)
_SYMBOL_TOP = "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOL = {
    **{0x20 + at: char for at, char in enumerate(_SYMBOL_LOW)},
    **{0xA0 + at: char for at, char in enumerate(_SYMBOL_HIGH)},
    **{0xF1 + at: char for at, char in enumerate(_SYMBOL_TOP)},
}
_WINGDINGS = {
    0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□",
    0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xAB: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩",
    0xF3: "⬄", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + n: "⓪①②③④⑤⑥⑦⑧⑨⑩"[n] for n in range(11)}, **{0x8B + n: "⓿❶❷❸❹❺❻❼❽❾❿"[n] for n in range(11)},
}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
# fmt: on


def symbol(font: str, code: int) -> str:
    """The character at a place of a font, 0 to 255 or U+F000 to U+F0FF; "" for a picture that says nothing.

    At a place of a font that is none of symbols stands the character of that number.
    """
    place = code - _BASE if _BASE <= code <= _BASE + 0xFF else code
    known = _FONTS.get(font.lower())
    if known is not None and place <= 0xFF:
        return known.get(place, "")
    if (
        font.lower().startswith(("wingdings", "webdings", "marlett", "zapf"))
        or place < 0x20
        or 0xD800 <= place < 0xE000
    ):
        return ""
    return chr(place) if place <= 0x10FFFF else ""


def mend_symbols(text: str, font: str = "") -> str:
    """The text with what a symbol font shows in the place of private characters: those of Symbol where none is named."""
    if _PRIVATE.search(text) is None:
        return text
    font = font if font.lower() in _FONTS else "symbol"
    return "".join(symbol(font, ord(char)) if _PRIVATE.match(char) else char for char in text)


def is_code_font(name: str) -> bool:
    """Whether a font of this name is one that code is set in: all its letters are as wide."""
    return _CODE_FONT.search(name) is not None
