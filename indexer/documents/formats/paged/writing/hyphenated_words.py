"""Words that are written with a hyphen wherever they stand, by language: what a line's end has not broken.

English compounds ("well-known"); French pronouns behind their verb, and compounds ("avait-il", "peut-être"); Russian
particles ("что-то"); Romanian articles ("într-un"); and the first of two words that share their end ("Vor- und Nachteile").
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

__all__ = ["goes_within", "is_compound", "is_ending", "language_of", "shares_its_end", "writes_compounds_whole"]

#: What a text of a language has in nearly every sentence, and others hardly have; the share of all words from which on
#: it is in that language.
_USUAL = {
    "fr": frozenset(["les", "des", "est", "une", "dans", "que", "pour", "qui", "du", "au"]),
    "de": frozenset(["und", "der", "die", "das", "nicht", "mit", "ist", "den", "von", "für"]),
    "nl": frozenset(["het", "een", "van", "niet", "zijn", "voor", "met", "ook", "deze"]),
    "en": frozenset(["the", "of", "and", "to", "is", "that", "with", "for", "are"]),
    "ru": frozenset(["и", "в", "не", "на", "что", "с", "это", "как", "по", "из"]),
    "ro": frozenset(["și", "este", "care", "din", "la", "cu", "pentru", "sau", "într", "dintr"]),
}
_SHARE = 0.06

#: English words that are written with a hyphen wherever they stand before others or behind them; what follows the first
#: without one ("selfish", "wellness"); tens, and what counts on from them; what stands within longer compounds.
_BEFORE_HYPHEN, _ENDINGS = {"self", "well", "third", "built"}, {"ish", "less", "ness", "hood"}
_BEHIND_WORDS = """
based driven free friendly level related scale shaped sized term year aware centric consuming defined enabled hosted
lived oriented quality specific
"""
_BEHIND_HYPHEN = frozenset(_BEHIND_WORDS.split())
_TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
_ONES = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
_ONES |= {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
_WITHIN = {"and", "by", "of", "the", "to"}

#: French: what stands behind a hyphen wherever it does, and what does so behind the last letters of a verb.
_FRENCH_BEHIND = {"même", "mêmes", "être", "nous", "vous", "moi", "toi", "je", "là", "uns", "unes", "ci"}
_FRENCH_VERBS = {
    **dict.fromkeys(("il", "elle", "on", "ils", "elles"), ("t", "d")),
    **dict.fromkeys(("tu",), ("s", "x")),
    **dict.fromkeys(("y", "en"), ("s", "z")),
    "ce": ("est", "'est", "’est"),
}
_FRENCH_BEHIND_CI = {"dessus", "dessous", "après", "joint", "jointe", "contre", "avant", "devant"}
_FRENCH_BEFORE = {"demi", "vice", "avant", "après", "arrière", "quasi", "nord", "sud", "au", "là"}
#: Words that begin or end so, and have no hyphen: "voilà", "merci", "avantage".
_WHOLE_WORDS = """
ceci voilà holà merci souci delà celà avantage avantages avantageux auprès aussi
"""
_FRENCH_WHOLE = frozenset(_WHOLE_WORDS.split())
#: German: two adjectives of equal rank ("klinisch-theoretische").
_GERMAN_BEFORE = regex.compile(r"(?:isch|lich)\Z")
_GERMAN_BEHIND = regex.compile(r"\A.{3,}(?:isch|lich|ell|iv|al)(?:e[mnrs]?)?\Z")
_RUSSIAN_BEHIND = {"либо", "нибудь", "таки"}
_BEFORE_TO_WORDS = """
что кто где как когда какой какая какое какие какого почему куда чей кого чего кому чем откуда
"""
_RUSSIAN_BEFORE_TO = frozenset(_BEFORE_TO_WORDS.split())
_ROMANIAN_BEFORE = {"într", "dintr", "printr"}

#: What stands between two words that share their end.
_CONJUNCTIONS = {"de": {"und", "oder", "bzw", "sowie"}, "nl": {"en", "of"}, "en": {"and", "or", "to"}}


def language_of(counts: Mapping[str, int]) -> str:
    """The language of a text by how often its words, in small letters, occur in it: of those known here, or ""."""
    whole = sum(counts.values())
    shares = {name: sum(counts.get(word, 0) for word in usual) for name, usual in _USUAL.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > _SHARE * whole else ""


def is_compound(head: str, tail: str, language: str) -> bool:
    """Whether a hyphen between two pieces in small letters is written wherever they stand: "state-of-the-", "art"."""
    inner, _, last = head.rpartition("-")
    if len(last) == 1 or len(tail) == 1:
        return True  # as in "x-ray" and "a-t-il": nobody breaks a word behind one letter, or before one
    if writes_compounds_whole(language):
        return _GERMAN_BEFORE.search(last) is not None and _GERMAN_BEHIND.search(tail) is not None
    if "-" in inner or inner and last in _WITHIN:
        return True  # as in "up-to-date"
    if language == "fr":
        return _is_french(last, tail)
    if language == "ru":
        by_ending = last == "по" and tail.endswith(("ски", "цки", "ому", "ему"))
        return by_ending or last == "кое" or tail in _RUSSIAN_BEHIND or tail == "то" and last in _RUSSIAN_BEFORE_TO
    if language == "ro":
        return last in _ROMANIAN_BEFORE
    if last in _TENS:
        return tail in _ONES
    return last in _BEFORE_HYPHEN and tail not in _ENDINGS or tail in _BEHIND_HYPHEN and len(last) > 3


def _is_french(head: str, tail: str) -> bool:
    if head + tail in _FRENCH_WHOLE:
        return False
    if head == "au":
        return tail.startswith("de")
    if head == "ci":
        return tail in _FRENCH_BEHIND_CI
    return tail in _FRENCH_BEHIND or head in _FRENCH_BEFORE or head.endswith(_FRENCH_VERBS.get(tail, ()))


def is_ending(tail: str, language: str) -> bool:
    """Whether what is a word itself ends others behind a hyphen that is none of theirs: "consider-", "able"."""
    return language == "en" and tail in ("able", "ably")


def writes_compounds_whole(language: str) -> bool:
    """Whether two words become one without a hyphen, so that both being words says nothing of it."""
    return language in ("de", "nl")


def goes_within(tail: str) -> bool:
    """Whether what stands between two hyphens is within a longer compound, as in "head-", "to-toe"."""
    return tail in _WITHIN or tail in ("in", "on")


def shares_its_end(tail: str, language: str) -> bool:
    """Whether what stands behind a hyphen parts two words that share their end, so that no word was broken there."""
    return tail in _CONJUNCTIONS.get(language, ())
