"""Stems of languages that Snowball has no stemmer for: endings are taken off where enough of the word is left.

Light stemming takes off what inflects, not what derives, and does for search what heavier analysis does (J. Savoy, "Light
stemming approaches for the French, Portuguese, German and Hungarian languages", SAC 2006). The lists are of single
languages; words come case-folded and without accents (``folding``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex

__all__ = ["LIGHT_STEMS", "light_stem"]

#: The endings of A. Ramanathan and D. Rao, "A lightweight stemmer for Hindi" (EACL workshop, 2003), the longest first.
_HINDI = """
ाएंगी ाएंगे ाऊंगी ाऊंगा
ाएगी ाएगा ाओगी ाओगे एंगी ेंगी एंगे ेंगे ूंगी ूंगा ातीं नाओं नाएं ताओं ताएं ियां ियों
ाकर ाइए ाईं ाया ेगी ेगा ोगी ोगे ाने ाना ाते ाती ाता तीं ाओं ाएं ुओं ुएं ुआं
कर ाओ िए ाई ाए ने नी ना ते ीं ती ता ां ों ें
ो े ू ु ी ि ा
"""
#: One sound in two writings: candrabindu, and a nasal before a consonant, are written as anusvara; nukta is left out.
_HINDI_NASAL = regex.compile(r"\u0901|[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u0939])")
_NUKTA = "\u093c"

#: What Persian nouns and adjectives take on: plural (with whose they are), comparison, indefiniteness and the written
#: ezafe (of the classes of K. Taghva, R. Beckley and M. Sadeh, "A stemming algorithm for the Farsi language", ITCC 2005;
#: others of theirs, as "an" and "at", cost); "ye" comes in the form that folding gives it. And what stands before verbs.
_PERSIAN = "هايشان هايمان هايتان هايم هايت هايش هايي هاي ها ترين تر ي"
_PERSIAN_BEFORE = ("نمي", "مي")

#: Endings of Greek nouns, adjectives and verbs (declensions and the present and past of the active voice).
_GREEK = """
ματων ματοσ ματα ουμε ουνε ουσα ουσε ησεισ ησουν ησε ησαν ηκαν ηκε θηκε θηκαν ονται εται ονταν οταν ουν ουσ ιων ιου ιοσ
ιεσ ιασ εισ εων εωσ οσ ησ ασ ων οι αι εσ ου ισ υσ εα ια ιο ιε ει αν μα η α ο ι ε υ ω
"""

#: The letters of a Turkish word that stand for it: F. Can and others, "Information retrieval on Turkish texts", JASIST
#: 59(3), 2008, found five to do as well as a lemmatiser.
_TURKISH_LETTERS = 5

#: Hebrew letters that look otherwise at the end of a word; particles that are written to it; plurals.
_HEBREW_FINAL = str.maketrans("ךםןףץ", "כמנפצ")
_HEBREW_BEFORE = regex.compile(r"^(?:ו?(?:ש?[הבלמ]|כש[הבל]?|ש|כ)|ו)(?=.{3})")
_HEBREW = "יות ים ות"


def _without(endings: str, least: int) -> Callable[[str], str]:
    """What takes the longest of these endings off where so many letters are left."""
    pattern = regex.compile(rf"(?<=.{{{least}}})(?:{'|'.join(sorted(endings.split(), key=len, reverse=True))})$")

    def stem(word: str) -> str:
        # Searched from the left: the longest ending that leaves enough is found first.
        return str(pattern.sub("", word, count=1))

    return stem


def _hindi() -> Callable[[str], str]:
    ending = _without(_HINDI, 2)
    return lambda word: ending(_HINDI_NASAL.sub("\u0902", word.replace(_NUKTA, "")))


def _persian() -> Callable[[str], str]:
    ending = _without(_PERSIAN, 2)

    def stem(word: str) -> str:
        before = next((b for b in _PERSIAN_BEFORE if word.startswith(b) and len(word) > len(b) + 2), "")
        return ending(word[len(before) :])

    return stem


def _hebrew() -> Callable[[str], str]:
    ending = _without(_HEBREW.translate(_HEBREW_FINAL), 2)
    return lambda word: ending(_HEBREW_BEFORE.sub("", word.translate(_HEBREW_FINAL)))


def _turkish() -> Callable[[str], str]:
    return lambda word: word[:_TURKISH_LETTERS]


_MAKERS: dict[str, Callable[[], Callable[[str], str]]] = {
    "greek": lambda: _without(_GREEK, 3),
    "hebrew": _hebrew,
    "hindi": _hindi,
    "persian": _persian,
    "turkish": _turkish,
}

#: Languages that have such stems.
LIGHT_STEMS = frozenset(_MAKERS)


@cache
def light_stem(language: str) -> Callable[[str], str]:
    """What takes a word of one of these languages to its stem."""
    return _MAKERS[language]()
