"""Words of a text and their spans, before any folding."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

__all__ = [
    "ALNUM",
    "APOSTROPHE",
    "CALL",
    "GROUP",
    "MAX_WORD",
    "NUMBER",
    "POWER",
    "SEGMENT",
    "SIGN",
    "UNSPACED",
    "chunks",
    "grouped",
    "words",
]

#: A longer run of letters is no word that anyone asks for (base64, a 1 MB line); it is cut into pieces of this size.
MAX_WORD = 64

#: Letters of scripts that put no space between words, and of Korean, where particles are written to them.
UNSPACED = r"[[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〇]&&[\p{L}\p{M}\p{Nl}]]"
#: What stands inside a word and is no letter of it.
_INNER = r"\p{M}\u00ad\u200c\u200d\u2060"
#: A letter or digit with its marks.
ALNUM = rf"[[\p{{L}}\p{{N}}]--{UNSPACED}][{_INNER}]*+"
_DIGITS = rf"(?:\p{{Nd}}[{_INNER}]*+)++"

#: Stands for the space between groups of digits ("1 000"), so that a number is one piece between white space.
GROUP = "\ue000"

APOSTROPHE = r"['\u2019\u2018\u02bc\uff07]"

#: A number with its separators, of three digits each where they could be something else as well.
NUMBER = rf"{_DIGITS}(?:[.,\u066b\u066c]{_DIGITS}|(?:{APOSTROPHE}|{GROUP})\p{{Nd}}{{3}}(?!\p{{Nd}}))*+"
#: A power: 10⁶, 10^-6.
POWER = r"(?:\^[\-\u2212]?\p{Nd}++|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]++)"
#: What makes another name of a word that it stands behind: C++, C#, A*.
SIGN = r"(?:(?:\+\+|[+#]|(?<=(?<![\p{L}\p{N}*])\p{L})\*)(?![\p{L}\p{N}+#*])|\+\+(?=\p{Nd}))"
SEGMENT = rf"(?:(?:{NUMBER}(?:{POWER})?+(?:{ALNUM})*+|(?:{ALNUM})++)(?:{SIGN})?+)"

#: No sign of a name stands behind what is none of white space, brackets and quotation marks.
_AT_START = r"(?<![^\s\x1c-\x1f(\[{\"“„'‘`])"

#: What may stand before a word and be part of it: a number's sign, its point (.25), the signs of a name (.NET, --flag,
#: $HOME, @media, #1234, __init__, C:\Users).
_LEAD = (
    rf"{_AT_START}[A-Za-z]:\\(?=\p{{L}})|"  # before what may be nothing: "C" is a word as well
    r"(?:(?<![^\s\x1c-\x1f(\[{<>=≤≥:~/])[\-\u2212](?=\.?\p{Nd}))?+(?:(?<![\p{L}\p{N}.,])\.(?=\p{Nd}))?+"
    rf"|(?<![\p{{L}}\p{{N}}\-.])--(?=\p{{L}})"
    rf"|{_AT_START}(?:[.$@]|__)(?=\p{{L}})|{_AT_START}#(?=[\p{{L}}\p{{Nd}}])"
)

#: What says behind a name that it is called: foo().
CALL = "()"

#: An initialism (U.S.), a fraction (1/2), per cent, a degree of temperature, a word with what is joined to it (don't,
#: post-coital, node.js, action_log, 3.5, 25mg), or a run of characters of a script without spaces.
_WORD = regex.compile(
    rf"(?P<initials>(?<![\p{{L}}\p{{N}}])(?:\p{{L}}\.){{2,}}(?!\p{{L}}))"
    r"|(?P<ratio>(?<![\p{L}\p{N}/.,])\p{Nd}{1,3}[/\u2044]\p{Nd}{1,3}(?![\p{L}\p{N}/\u2044]|[.,\-]\p{Nd}))"
    rf"|(?P<percent>(?<=\p{{Nd}})[%٪]|(?<![^\s\x1c-\x1f])%(?![^\s\x1c-\x1f.,;:)]))"
    rf"|(?P<degree>°[CF](?!\p{{L}}))"
    rf"|(?P<word>(?:{_LEAD}){SEGMENT}(?:(?:{APOSTROPHE}|[\-\u2010\u2011.&]|_{{1,3}}){SEGMENT})*+"
    rf"(?:(?<=\p{{L}}|\p{{N}}){re.escape(CALL)})?+)"
    rf"|(?P<run>(?:{UNSPACED}[{_INNER}]*+)++)",
    regex.VERSION1,
)

_SPACES = " \u00a0\u2007\u2009\u202f"
_COULD_GROUP = re.compile(rf"\d[{_SPACES}]\d\d\d")  # quickly seen of a text that it has none, as of most
_COULD_IN_ASCII = re.compile(r" [0-9]{3}")  # the same in a third of the time
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)")


def grouped(text: str) -> str:
    """The text, as long as before, with GROUP for the spaces between the digits of a number."""
    if (text.isascii() and _COULD_IN_ASCII.search(text) is None) or _COULD_GROUP.search(text) is None:
        return text
    return _GROUPED.sub(lambda found: re.sub(r"\s", GROUP, found.group()), text)


def chunks(text: str) -> list[str]:
    """What stands between white space: no word reaches over it, or depends on what is behind it."""
    return grouped(text).split()


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind ("word", "initials", "ratio", "percent", "degree" or "run"), start and end of each word in order; of
    text that is ``grouped``."""
    for match in _WORD.finditer(text):
        yield match.lastgroup or "word", match.start(), match.end()
