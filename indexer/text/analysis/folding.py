"""Forms under which words are equal: compatibility forms, case and accents folded."""

from __future__ import annotations

from unicodedata import combining, normalize

import regex

__all__ = ["fold_accents", "fold_case"]

#: Apostrophes that people and typesetters use, hyphens of several lengths: one of each is enough to match by.
_SAME = {ord(c): "'" for c in "\u2019\u2018\u02bc\uff07\u00b4`"} | {ord(c): "-" for c in "\u2010\u2011\uff0d"}

#: Soft hyphens, zero-width joiners and the like are no part of a word's identity.
_INVISIBLE = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}

#: Letters that no Unicode decomposition splits, but that readers type without their stroke or ligature.
_STROKES = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})

_LATIN_OR_GREEK = regex.compile(r"[\p{Latin}\p{Greek}]")


def fold_case(word: str) -> str:
    """The word in NFKC and case-folded, with plain apostrophes and hyphens: "Ｄｏｎ’ｔ" is "don't"."""
    return normalize("NFKC", normalize("NFKC", word).translate(_SAME).translate(_INVISIBLE).casefold())


def fold_accents(word: str) -> str:
    """A case-folded word without the accents of Latin and Greek letters: "naïve" is "naive".

    Marks of other scripts are letters in all but name (Devanagari vowels, Cyrillic й) and stay; only ё is folded.
    """
    if word.isascii():
        return word
    kept: list[str] = []
    after_latin = False
    for char in normalize("NFD", word):
        if not combining(char):
            after_latin = bool(_LATIN_OR_GREEK.match(char))
        elif after_latin or (char == "\u0308" and kept[-1:] == ["\u0435"]):
            continue
        kept.append(char)
    return normalize("NFC", "".join(kept)).translate(_STROKES)
