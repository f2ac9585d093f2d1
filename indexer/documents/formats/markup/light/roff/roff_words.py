"""Escapes of roff inside of text: characters by name, fonts, and what is not printed."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

import regex

from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.model import InlineKind

__all__ = ["FONTS", "TWO_FONTS", "in_font", "shown_text"]

#: Characters by their names in groff_char(7) and mandoc_char(7), but for those of drawings and of set theory.
_NAMED = {
    "em": "—", "en": "–", "hy": "-", "mi": "−", "pl": "+", "mu": "×", "di": "÷", "+-": "±", "lq": "“", "rq": "”", "oq": "‘",
    "cq": "’", "aq": "'", "dq": '"', "ga": "`", "aa": "´", "Bq": "„", "bq": "‚", "Fo": "«", "Fc": "»", "fo": "‹", "fc": "›",
    "bu": "•", "ci": "○", "sq": "□", "dg": "†", "dd": "‡", "ps": "¶", "sc": "§", "co": "©", "rg": "®", "tm": "™", "de": "°",
    "ha": "^", "ti": "~", "rs": "\\", "sl": "/", "ba": "|", "br": "|", "bv": "|", "or": "|",
    "ul": "_", "ru": "_", "lB": "[",
    "rB": "]", "lC": "{", "rC": "}", "la": "⟨", "ra": "⟩", "at": "@", "sh": "#", "Do": "$", "Cs": "¤", "Po": "£", "Ye": "¥",
    "Eu": "€", "eu": "€", "ct": "¢", "<=": "≤", ">=": "≥", "!=": "≠", "==": "≡", "~~": "≈", "~=": "≅", "ap": "∼", "if": "∞",
    "->": "→", "<-": "←", "<>": "↔", "ua": "↑", "da": "↓", "rA": "⇒", "lA": "⇐", "12": "½", "14": "¼", "34": "¾", "S1": "¹",
    "S2": "²", "S3": "³", "ss": "ß", "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "O/": "Ø", "o/": "ø", "-D": "Ð", "Sd": "ð",
    "TP": "Þ", "Tp": "þ", ".i": "ı", "r!": "¡", "r?": "¿", "ff": "ff", "fi": "fi", "fl": "fl", "Fi": "ffi", "Fl": "ffl",
    "/L": "Ł", "/l": "ł", "vS": "Š", "vs": "š", "vZ": "Ž", "vz": "ž", "mc": "µ",
    "OK": "✓", "rh": "☞", "lh": "☜", "no": "¬", "mo": "∈", "es": "∅", "sr": "√", "f/": "/",
    "nb": "⊄", "%0": "‰", "fm": "′", "sd": "″", "lf": "⌊", "rf": "⌋", "lc": "⌈", "rc": "⌉", "an": "―", "wp": "℘", "Of": "ª",
    "Om": "º", "pc": "·", "md": "·", "a^": "¯", "ad": "¨", "ac": "¸", "ah": "ˇ", "ao": "˚", "ho": "˛",
}  # fmt: skip
_GREEK = dict(zip("abgdezyhiklmncoprstufxqw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_NAMED |= {f"*{name}": sign for name, sign in _GREEK.items()}
_NAMED |= {f"*{name.upper()}": sign.upper() for name, sign in _GREEK.items()}
_ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", ":": "\u0308", "~": "\u0303", ",": "\u0327", "o": "\u030a"}
#: Strings that are there without being defined.
_STRINGS = {"lq": "“", "rq": "”", "R": "®", "Tm": "™", "S": "", "Lq": "“", "Rq": "”", "q": '"', "Am": "&", "Ba": "|"}

#: Fonts by their names; all others are as the text around them.
FONTS = {
    "B": InlineKind.STRONG, "CB": InlineKind.STRONG, "3": InlineKind.STRONG, "I": InlineKind.EMPHASIS,
    "CI": InlineKind.EMPHASIS, "2": InlineKind.EMPHASIS, "BI": InlineKind.STRONG, "4": InlineKind.STRONG,
    "CW": InlineKind.CODE, "C": InlineKind.CODE, "CR": InlineKind.CODE,
}  # fmt: skip

#: Macros of man that set their arguments in two fonts by turns, without spaces between them.
TWO_FONTS = frozenset(["BR", "RB", "BI", "IB", "IR", "RI"])

#: Code points of a string that a page defines, and that it may print often.
_LONGEST_STRING = 200

_NAME = r"(?:\((?P<{0}two>..)|\[(?P<{0}long>[^\]\n]{{0,100}})\]|(?P<{0}one>[^(\[]))"
_ESCAPE = regex.compile(
    r"\\(?:(?P<comment>[\"#])|f"
    + _NAME.format("font")
    + r"|\*"
    + _NAME.format("string")
    + r"|(?:\((?P<two>..)|\[(?P<long>[^\]\n]{0,100})\]|C'(?P<named>[^'\n]{0,100})')"
    + r"|N'(?P<code>\d{1,7})'|[hvwlLoxXDbZAB](?P<mark>['\"|^@])(?P<drawn>.{0,200}?)(?P=mark)|z(?=.)"
    + r"|s(?:[+\-]?\([+\-]?\d\d|[+\-]?\[[^\]\n]{0,20}\]|'[^'\n]{0,20}'|[+\-]?[1-3]\d|[+\-]?\d)"
    + r"|[nkmMgFVYO](?:[+\-]?\(..|[+\-]?\[[^\]\n]{0,100}\]|[+\-]?.)|(?P<char>.)|$)",
    regex.DOTALL,
)
_CHARS = {
    "-": "-",
    "e": "\\",
    "\\": "\\",
    "'": "´",
    "`": "`",
    " ": "\u00a0",
    "~": "\u00a0",
    "0": " ",
    ".": ".",
    "t": "\t",
    "_": "_",
}


def shown_text(text: str, strings: Mapping[str, str], signs: MarkSigns) -> str:
    """What is printed of a text; its fonts become signs. ``strings`` are those that the page defines."""
    if "\\" not in text:
        return text
    runs: list[tuple[str, str]] = [("", "")]
    at, font, before = 0, "", ""
    for found in _ESCAPE.finditer(text):
        if found.start() < at:
            continue
        runs.append((font, text[at : found.start()]))
        at = found.end()
        if found["comment"]:
            at = len(text)
        elif (name := _named(found, "font")) is not None:
            font, before = (before if name in ("P", "") else name), font
        elif (name := _named(found, "string")) is not None:
            value = strings.get(name, _STRINGS.get(name, ""))[:_LONGEST_STRING]
            runs.append((font, shown_text(value, {}, signs)))
        else:
            runs.append((font, _character(found)))
    runs.append((font, text[at:]))
    return _in_runs(runs, signs)


def in_font(words: str, name: str, signs: MarkSigns) -> str:
    """Words in a font of this name, as signs say it."""
    return signs.around(words, FONTS[name]) if name in FONTS and words.strip() else words


def _in_runs(runs: list[tuple[str, str]], signs: MarkSigns) -> str:
    parts: list[str] = []
    at = 0
    while at < len(runs):
        end = at
        while end < len(runs) and runs[end][0] == runs[at][0]:
            end += 1
        parts.append(in_font("".join(words for _, words in runs[at:end]), runs[at][0], signs))
        at = end
    return "".join(parts)


def _named(found: regex.Match[str], kind: str) -> str | None:
    return next((found[kind + size] for size in ("two", "long", "one") if found[kind + size] is not None), None)


def _character(found: regex.Match[str]) -> str:
    if (name := found["two"] or found["long"] or found["named"]) is not None:
        return _by_name(name)
    if found["code"]:
        return _of_code(int(found["code"]))
    return _CHARS.get(found["char"], "") if found["char"] else ""


def _by_name(name: str) -> str:
    if name in _NAMED:
        return _NAMED[name]
    if regex.fullmatch(r"u[0-9A-F]{4,6}(?:_[0-9A-F]{4,6})*", name):
        return "".join(_of_code(int(code, 16)) for code in name[1:].split("_"))
    if regex.fullmatch(r"char\d{1,3}", name):
        return _of_code(int(name[4:]))
    if len(name) == 2 and name[0] in _ACCENTS and name[1].isalpha():
        return normalize("NFC", name[1] + _ACCENTS[name[0]])
    return ""


def _of_code(code: int) -> str:
    return chr(code) if 31 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
