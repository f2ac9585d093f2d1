"""Which characters are the same but for form: a text as its letters and digits alone.

Folding is by code point, so that every folded character knows where it came from: compatibility decomposition (Unicode
Standard Annex 15, https://www.unicode.org/reports/tr15/) where it leaves what is said as it is, case folding, and again,
which makes "ﬁ" two letters and "É" an e with its accent. Superscripts, circled and enclosed figures stay what they are:
"10⁶" is not "106". A fraction is its two numbers; what stands between them is said by ``streams``.
"""

from __future__ import annotations

import re
from unicodedata import category, decimal, decomposition, normalize

import regex

__all__ = ["FRACTIONS", "VOWEL_MARKS", "fold", "folded", "folded_length", "is_ignored", "is_own_sign", "rewritten"]

#: Marks without a look of their own: variation selectors, the grapheme joiner.
_SELECTORS = frozenset({"\u034f", *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))})
#: The signs for vowels and for reading aloud of Hebrew and Arabic, which most texts leave out, and what only draws a word
#: out: a text with them has the words of one without.
VOWEL_MARKS = regex.compile(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06ed]"
)
_IGNORED = _SELECTORS | {char for char in map(chr, range(0x0591, 0x06EE)) if VOWEL_MARKS.match(char)}

_MARKS = regex.compile(r"\p{M}{2,}")

#: Raised and lowered, but read as if they stood on the line.
_READ_AS_LETTERS = frozenset("ªº™℠")

#: Code points that are a number above another one.
FRACTIONS = regex.compile(r"[¼-¾⅐-⅟↉]")

#: Letters that print mostly leaves without their dots, decomposed: ё.
_PRINTED_AS = {"\u0435\u0308": "\u0435"}

_RAISED = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₐₑₕₖₗₘₙₒₚₛₜₓ", "0123456789aehklmnopstx")
_ORDINAL = str.maketrans("ᵗʰˢⁿᵈʳ", "thsndr")

#: Another way of writing the same: a power (10^6), a lowered figure behind a letter (H₂O), degrees (° C), ordinals (5ᵗʰ),
#: an i under an accent, which PDF has without its dot.
_REWRITTEN = regex.compile(
    r"(?P<power>\^(?<=[\p{L}\p{N})\]]\^)[+\-\u2212]?\d+)"
    r"|(?P<lowered>[\u2080-\u2089]++(?<=\p{L}[\u2080-\u2089]+)(?![.,]?\d))"
    r"|(?P<degrees>[°º][ \u00a0\u202f]?[CFcfＣＦｃｆ](?![\p{L}\p{N}]))"
    r"|(?P<ordinal>(?:ᵗʰ|ˢᵗ|ⁿᵈ|ʳᵈ)(?<=\d..))"
    r"|(?P<dotless>ı(?=[\u0300-\u036f]))"
)
#: What each of them begins with; looked for first, as a set of characters is found ten times as fast.
_BEGINS = re.compile("[\\^°º₀-₉ᵗˢⁿʳı]")


def _read(char: str) -> str:
    """A character decomposed as far as it says the same."""
    parts = decomposition(char).split()
    if not parts:
        return char
    kind, codes = (parts[0], parts[1:]) if parts[0].startswith("<") else ("", parts)
    letters = [chr(int(code, 16)) for code in codes]
    if letters[0] == " ":  # an accent by itself, which people type for an apostrophe
        return ""
    enclosed = kind in ("<compat>", "<square>") and any(letter.isdecimal() for letter in letters)
    if enclosed or (kind in ("<super>", "<sub>", "<circle>") and char not in _READ_AS_LETTERS) or char in "℃℉":
        return char
    return "".join(map(_read, letters))


def is_own_sign(char: str) -> bool:
    """Whether a character of a folded text is a figure or letter that its place or frame makes another one: ², ①."""
    return decomposition(char).startswith("<")


class _Folds(dict[int, str | None]):
    """What each code point folds to, found when first asked for; None where it is neither letter, digit nor mark."""

    def __missing__(self, code: int) -> str | None:
        read = "".join(map(_read, "".join(map(_read, chr(code))).casefold()))
        read = _PRINTED_AS.get(read, read)
        kept = "".join(_figure(c) for c in normalize("NFD", read) if _is_kept(c))
        self[code] = kept or None
        return self[code]


def _is_kept(char: str) -> bool:
    return (category(char)[0] in "LNM" and char not in _IGNORED) or is_own_sign(char)


def _figure(char: str) -> str:
    """A decimal digit of any script as the ASCII one; other characters as they are."""
    return str(decimal(char)) if char.isdecimal() else char


_FOLDS = _Folds()


def is_ignored(char: str) -> bool:
    """Whether a character has no look of its own and belongs to the one before it."""
    return char in _IGNORED


def rewritten(text: str) -> str:
    """The text, as long as it was, with other ways of writing the same thing made one: "10^6" as "10⁶", "H₂O" as "H2O"."""
    parts: list[str] = []
    done = 0
    for begin in _BEGINS.finditer(text):
        found = _REWRITTEN.match(text, begin.start()) if begin.start() >= done else None
        if found is not None:
            parts += [text[done : found.start()], _one_way(found)]
            done = found.end()
    return "".join([*parts, text[done:]]) if parts else text


def _one_way(found: regex.Match[str]) -> str:
    written: str = found.group()
    if found.lastgroup == "power":
        return "\u2060" + written[1:].translate(_RAISED)
    if found.lastgroup == "degrees":
        return ("℃" if written[-1] in "CcＣｃ" else "℉").rjust(len(written), "\u2060")
    if found.lastgroup == "dotless":
        return "i"
    return written.translate(_LOWERED if found.lastgroup == "lowered" else _ORDINAL)


def fold(text: str) -> str:
    """The letters and digits of ``text``, folded: what two texts share that differ in form alone."""
    return folded(rewritten(text))


def folded(text: str) -> str:
    """As ``fold``, of a text that is rewritten already."""
    chars = text.translate(_FOLDS)
    return chars if chars.isascii() else _MARKS.sub(lambda run: normalize("NFD", run.group()), chars)


def folded_length(code: int) -> int:
    """How many characters a code point folds to."""
    return len(_FOLDS[code] or "")
