"""Commands of LaTeX that stand for characters, and accents."""

from __future__ import annotations

import unicodedata

__all__ = ["ACCENTS", "SIGNS", "accented"]

#: Combining characters of accents.
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "r": "\u030a", "k": "\u0328",
}  # fmt: skip
SIGNS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ",
    "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "S": "§", "P": "¶", "dag": "†", "ddag": "‡",
    "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€", "textregistered": "®", "texttrademark": "™",
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…", "textbackslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textless": "<", "textgreater": ">",
    "textunderscore": "_", "textbullet": "•", "textdegree": "°", "degree": "°", "textquotesingle": "'", "textquotedbl": '"',
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "lq": "‘", "rq": "’",
    "guillemotleft": "«", "guillemotright": "»", "textsection": "§", "textparagraph": "¶", "LaTeX": "LaTeX", "TeX": "TeX",
    "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "quad": " ", "qquad": " ", "newline": " ", "space": " ",
    "hfill": " ", "linebreak": " ", "slash": "/", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}",
    " ": " ", "\n": " ", "\r": " ", "\t": " ", ",": "\u2009", ";": " ", ":": " ", "\\": "\n", "tabularnewline": "\n",
}  # fmt: skip


def accented(accent: str, letters: str) -> str:
    """The letters with an accent on the first: "ö" of '"' and "o"."""
    letters = letters.replace("ı", "i").replace("ȷ", "j")
    return unicodedata.normalize("NFC", letters[:1] + ACCENTS[accent] + letters[1:]) if letters else ""
