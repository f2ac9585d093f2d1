"""Forms under which words are equal: compatibility forms, case and accents folded."""

from __future__ import annotations

from unicodedata import combining, normalize

import regex

__all__ = ["fold_accents", "fold_case", "one_tone_place", "written_out"]

#: Apostrophes that people and typesetters use, hyphens of several lengths: one of each is enough to match by.
_SAME = {ord(c): "'" for c in "\u2019\u2018\u02bc\uff07\u00b4`"} | {ord(c): "-" for c in "\u2010\u2011\uff0d"}

#: Soft hyphens, zero-width joiners and the like are no part of a word's identity.
_INVISIBLE = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}

#: Letters that no Unicode decomposition splits, but that readers type without their stroke or ligature.
_STROKES = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})

#: Where Vietnamese writes the tone of "oa", "oe" and "uy" at the end of a syllable: on the first vowel, or on the second.
_TONE = regex.compile(r"(?<=(?<!q)[ou])([\u0300\u0301\u0303\u0309\u0323])([aey])$")

_LATIN_OR_GREEK = regex.compile(r"[\p{Latin}\p{Greek}]")
_LATIN_GREEK_OR_CYRILLIC = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}]")

#: How German and Nordic letters are written where a keyboard does not have them.
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})

#: Arabic and Hebrew vowel marks, Arabic letters that only lengthen a line, and forms of one letter.
_VOWELS = regex.compile(
    r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"
)
_ARABIC = str.maketrans("أإآٱىةیکھۀ", "اااايهيكهه")
_ARABIC_OR_HEBREW = regex.compile(r"[\p{Arabic}\p{Hebrew}]")


def fold_case(word: str) -> str:
    """The word in NFKC and case-folded, with plain apostrophes and hyphens: "Ｄｏｎ’ｔ" is "don't"."""
    if word.isascii() and "`" not in word:  # as most are, and in these steps nothing else becomes of them
        return word.lower()
    return normalize("NFKC", normalize("NFKC", word).translate(_SAME).translate(_INVISIBLE).casefold())


def fold_accents(word: str) -> str:
    """A case-folded word without the accents of Latin and Greek letters: "naïve" is "naive"; of Arabic and Hebrew without
    vowel marks, alef, yeh and teh marbuta in one form each.

    Marks of other scripts are letters in all but name (Devanagari vowels, Cyrillic й) and stay; only ё is folded.
    """
    if word.isascii():
        return word
    if _ARABIC_OR_HEBREW.search(word):
        word = _VOWELS.sub("", normalize("NFC", word).translate(_ARABIC)) or word
    if _LATIN_GREEK_OR_CYRILLIC.search(word) is None:  # nothing of what follows is for other scripts
        return normalize("NFC", word)
    kept: list[str] = []
    after_latin = False
    for char in normalize("NFD", word):
        if not combining(char):
            after_latin = bool(_LATIN_OR_GREEK.match(char))
        elif after_latin or (char == "\u0308" and kept[-1:] == ["\u0435"]):
            continue
        kept.append(char)
    return normalize("NFC", "".join(kept)).translate(_STROKES)


def written_out(word: str) -> str:
    """A case-folded word with its umlauts written as two letters: "fürth" is "fuerth" where keyboards have no ü."""
    return word if word.isascii() else word.translate(_WRITTEN_OUT)


def one_tone_place(word: str) -> str:
    """A case-folded word of Vietnamese with the tone on the second of two vowels, where both are usual: "hòa" is "hoà"."""
    return word if word.isascii() else normalize("NFC", _TONE.sub(r"\2\1", normalize("NFD", word)))
