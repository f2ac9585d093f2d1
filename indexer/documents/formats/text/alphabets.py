"""Which of two encodings of Latin letters a text is in: the one in which its letters are those of one language.

In cp1252 and cp1250 the same bytes are letters of Western and of Central Europe ("æ" and "ć", "³" and "ł"). A short text
says little by how often its letters are, but no language has both "æ" and "ñ", and none has "³" inside of words.
The letters are those of CLDR's main exemplars, https://cldr.unicode.org/, with accents that common loan words have.
"""

from __future__ import annotations

from collections import Counter

import regex

__all__ = ["in_latin_words", "western_or_central"]

# fmt: off
_WESTERN = [frozenset(letters) for letters in (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüßéà",  # German
    "áéíñóúü¿¡",  # Spanish
    "àáâãçéêíóôõúü",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "àçéèíïóòúü",  # Catalan
    "æøåéèêóòôâ",  # Danish, Norwegian
    "åäöéàü",  # Swedish
    "åäöšž",  # Finnish
    "äöõȭüšž",  # Estonian
    "áéíóúýðþæö",  # Icelandic
    "áàäéèëêíïóöúüû",  # Dutch
    "éèêëïöôçñâ",  # English
)]
_CENTRAL = [frozenset(letters) for letters in (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Slovene
    "âăîşţ",  # Romanian
)]
# fmt: on

#: What counts: letters beyond ASCII, signs inside of words or before them, and what is no character.
_COUNTED = regex.compile(
    r"[^\W\d_\x00-\x7f]|(?<=[^\W\d_])[¹²³¼½¾¿£¥](?=[^\W\d_])|\b[£³¼½¾¿¡](?=[^\W\d_])|[£¿¡](?=[^\W\d_])|\ufffd"
)
#: "õ" that is not Portuguese, in which it stands before an "e" only.
_ESTONIAN = regex.compile("õ(?!e)")
#: What no Western language has: "õ" at the end of a word, "œ" before letters that it is before in Polish, as "ś".
_NOT_WESTERN = regex.compile(r"õ\b|œ(?![cdinstu])")
#: A word without letters of ASCII; one letter alone may be French "à".
_FOREIGN_WORD = regex.compile(r"\b[^\x00-\x7f\W\d_]{2,}\b")


def western_or_central(raw: bytes) -> str | None:
    """The one of "cp1252" and "cp1250" in which more of the letters of ``raw`` are those of one language; None where as
    many are in both."""
    western, central, _ = _shares(raw)
    if western == central:
        return None
    return "cp1252" if western > central else "cp1250"


def in_latin_words(text: str, raw: bytes) -> str | None:
    """The one of "cp1252" and "cp1250" in which all letters of ``raw`` are those of one language, where ``text``, what
    another encoding makes of it, has letters of ASCII in each word: such words are of no other alphabet. None else."""
    if _FOREIGN_WORD.search(text):
        return None
    western, central, count = _shares(raw)
    return None if max(western, central) < count or not count else "cp1252" if western == count else "cp1250"


def _shares(raw: bytes) -> tuple[int, int, int]:
    """How many letters are those of one language in cp1252 and in cp1250, and of how many."""
    western, central = raw.decode("cp1252", "replace").lower(), raw.decode("cp1250", "replace").lower()
    western = _ESTONIAN.sub("ȭ", _NOT_WESTERN.sub("\ufffd", western))
    if "?" not in western:
        western = western.replace("¿", "\ufffd")
    places = [found.start() for found in _COUNTED.finditer(western)]
    return _most(western, places, _WESTERN), _most(central, places, _CENTRAL), len(places)


def _most(text: str, places: list[int], alphabets: list[frozenset[str]]) -> int:
    """How many of the characters at these places are letters of one alphabet, at most."""
    found = Counter(text[place] for place in places)
    return max(sum(found[letter] for letter in alphabet) for alphabet in alphabets)
