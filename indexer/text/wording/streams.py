"""A text as its letters and digits alone, folded (``folds``), each with its offset and what stands before it (``gaps``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.model import Span
from indexer.text.wording.editors_marks import without_editors_marks
from indexer.text.wording.folds import FRACTIONS, folded, folded_length, is_ignored, is_own_sign, rewritten
from indexer.text.wording.gaps import EITHER, Codes, Gap, gap_code, kind_of, symbols_of

__all__ = ["Stream", "is_unspaced"]

#: A whole number with commas (12,34,567 in India, too), apostrophes, spaces, or several points between its thousands. A
#: plain space may as well part two numbers, so that it takes two of them.
_THOUSANDS = regex.compile(
    r"""(?<![\d.,'’])(?=\d{1,3}[,.'’\ \u00a0\u2009\u202f]\d\d)(?:
      (?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?!\d|,\d)
    | \d{1,3}(?:['’]\d{3})+(?![\d'’])
    | \d{1,3}(?:(?:\.\d{3}){2}(?![\d.])|(?:\.\d{3})+(?=,\d{1,2}(?!\d)))
    | (?<!\d[\ \u00a0\u2009\u202f])\d{1,3}(?:(?:[\u00a0\u2009\u202f]\d{3})+|(?:\ \d{3}){2,})
      (?!\d|[\ \u00a0\u2009\u202f]\d))""",
    regex.VERBOSE,
)
_BETWEEN_THOUSANDS = regex.compile(r"[,.'’ \u00a0\u2009\u202f]")
#: A plain space between thousands beside a fraction, a currency or a unit: it may be there or not.
_SPACED_THOUSANDS = regex.compile(
    r"""(?<![\d.,'’])(?<!\d[\ \u00a0\u2009\u202f])\d{1,3}\ (?=\d{3}(?:
        [.,]\d{1,2}(?!\d|[.,]\d)
      | (?!\d|[\ \u00a0\u2009\u202f]\d)(?:(?<=\p{Sc}\s?\d{1,3}\ \d{3})|\s?(?:\p{Sc}|[%‰°]|(?:
            euros?|EUR|USD|GBP|CHF|dollars?|pounds?|francs?|Franken|kr|kronor|kroner|zł|złotych|Kč|Ft|lei|руб|грн|kg|g|mg|t|
            km|m|cm|mm|m²|km²|ha|l|ml|W|kW|kWh|MW|MWh|GB|MB|kB|bar|hPa|V|rpm|kcal|kJ)(?![\p{L}\p{N}])))))""",
    regex.VERBOSE,
)
#: A star that rates (5*), or multiplies (5*3); what is between two others is emphasised.
_STARS = regex.compile(
    r"(?P<emphasis>(?<![\w*])\*{1,3}(?=[^\s*])[^*]{0,400}(?<=[^\s*])\*{1,3})|(?P<times>(?<=\d)\*(?=\d))|(?<=\d)\*+(?!\w)"
)
#: Parts of words that make another word with a hyphen than without it: re-sign, co-op, un-ionised.
_PREFIXES = ("re", "co", "un", "de", "dis", "in", "im", "ex", "extra", "multi")
_HYPHENS = frozenset("-\u2010\u2011\uff0d")
#: What stands inside of a number.
_INSIDE = np.array([ord(char) for char in ".,:/·'’\u2044٫٬．，／"], dtype=np.uint32)

_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々]")
#: What a draft may hold of HTML and Markdown that a reader of plain text leaves as it is.
_MARKUP = regex.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|\]\([^()\s]{1,500}\)|&(?:nbsp|shy|quot|ldquo|rdquo|mdash|ndash);")


def is_unspaced(char: str) -> bool:
    """Whether a character is of a script that puts no space between words."""
    return char > "\u0e00" and _UNSPACED.match(char) is not None


@dataclass(frozen=True)
class Stream:
    """A text with its folded characters ``chars``, the offset in the text of each (``starts``), and the ``gaps`` before
    each as codes of ``gaps.gap_code`` (the first one is HARD). ``plain`` is the text, as long, with one writing for what
    has several."""

    text: str
    plain: str
    chars: str
    starts: NDArray[np.int64]
    gaps: Codes

    @classmethod
    def of(cls, text: str, *, markup: bool = False, editors_marks: bool = False) -> Stream:
        """The stream of ``text``; with ``markup``, tags and link targets in it are no words, with ``editors_marks`` neither
        is what an editor put in ([sic])."""
        plain = _MARKUP.sub(lambda found: "*" * len(found.group()), text) if markup else text
        plain = without_editors_marks(plain, "\u2060") if editors_marks else plain
        plain = _THOUSANDS.sub(lambda found: _BETWEEN_THOUSANDS.sub("\u2060", found.group()), plain)
        plain = rewritten(_SPACED_THOUSANDS.sub(lambda found: found.group()[:-1] + EITHER, plain))
        plain = _STARS.sub(_star, plain) if "*" in plain else plain
        codes = _codes(plain)
        distinct, place = np.unique(codes, return_inverse=True)
        lengths = np.array([folded_length(code) for code in distinct.tolist()], dtype=np.int64)
        starts = np.repeat(np.arange(len(codes)), lengths[place])
        chars = folded(plain)
        return cls(text, plain, chars, starts, _gaps(plain, chars, codes, starts))

    @classmethod
    def has_markup(cls, text: str) -> bool:
        """Whether ``markup`` would make a difference."""
        return _MARKUP.search(text) is not None

    def span(self, first: int, last: int) -> Span:
        """The code points of the text that the characters ``[first, last)`` came from, not empty."""
        end = int(self.starts[last - 1]) + 1
        # Marks that fold to nothing and stand on the last letter are part of it.
        while end < len(self.text) and is_ignored(self.text[end]):
            end += 1
        return Span(int(self.starts[first]), end)

    @cached_property
    def word_starts(self) -> NDArray[np.int64]:
        """Where words begin, as places in ``chars``; a hyphenated word is several, a number with its point one."""
        if not self.chars:
            return np.zeros(0, dtype=np.int64)
        kind = kind_of(self.gaps)
        parts = (kind == Gap.HARD) | (kind == Gap.SOFT) | (kind == Gap.PREFIX)
        step = np.diff(self.starts, prepend=-2)
        begins = parts & (step > 1) & ~self._inside_numbers
        begins |= (kind == Gap.HARD) & (step == 1)  # a fraction behind a whole number
        begins |= (kind == Gap.SOFT) & _unspaced(self.chars)
        begins[0] = True
        return np.flatnonzero(begins)

    @cached_property
    def _inside_numbers(self) -> NDArray[np.bool_]:
        """Which digits stand in a number with the one before them, with a point or the like between."""
        digits = _digits(_codes(self.chars))
        inside: NDArray[np.bool_] = (
            digits & np.concatenate(([False], digits[:-1])) & (np.diff(self.starts, prepend=-2) == 2)
        )
        inside &= symbols_of(self.gaps) != 0
        inside[inside] = np.isin(_codes(self.plain)[self.starts[inside] - 1], _INSIDE)
        return inside

    def in_number(self, at: int) -> bool:
        """Whether the characters at ``at - 1`` and ``at`` are of one number: 1.5, 10⁶, 1½."""
        step = int(self.starts[at] - self.starts[at - 1])
        if step <= 1:
            return not (is_unspaced(self.chars[at - 1]) or is_unspaced(self.chars[at]))
        raised = step == 2 and self.plain[self.starts[at] - 1] == "\u2060" and is_own_sign(self.chars[at])
        return raised or bool(self._inside_numbers[at])

    def words_between(self, first: int, last: int) -> int:
        """The number of words that begin in the characters ``[first, last)``."""
        low, high = np.searchsorted(self.word_starts, [first, last])
        return int(high - low)


def _codes(chars: str) -> NDArray[np.uint32]:
    return np.frombuffer(chars.encode("utf-32-le", "surrogatepass"), "<u4")


def _digits(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    digits: NDArray[np.bool_] = (codes >= ord("0")) & (codes <= ord("9"))
    return digits


def _unspaced(chars: str) -> NDArray[np.bool_]:
    """Which characters are of scripts that put no space between words: each begins one."""
    found = np.zeros(len(chars), dtype=bool)
    if not chars.isascii():
        found[[match.start() for match in _UNSPACED.finditer(chars)]] = True
    return found


def _star(found: regex.Match[str]) -> str:
    stars: str = found.group()
    if found["emphasis"]:
        return stars
    return "×" if found["times"] else "★" * len(stars)


def _gaps(text: str, chars: str, codes: NDArray[np.uint32], starts: NDArray[np.int64]) -> Codes:
    if not chars:
        return np.zeros(0, dtype=np.uint32)
    digits = _digits(_codes(chars))
    mixed = digits[1:] != digits[:-1]
    step = np.diff(starts)
    between = np.minimum(starts[:-1] + 1, len(codes) - 1)
    gaps = np.full(len(chars), Gap.HARD, dtype=np.uint32)
    gaps[1:][step <= 1] = Gap.NONE
    gaps[1:][mixed] = Gap.SOFT
    single_space = (step == 2) & (codes[between] == ord(" "))
    for at in (np.flatnonzero((step > 1) & ~single_space) + 1).tolist():
        gap = text[starts[at - 1] + 1 : starts[at]]
        hyphen = gap in _HYPHENS and not digits[at]
        if hyphen and _is_prefix(chars, gaps, at):
            gaps[at] = Gap.PREFIX
        else:
            gaps[at] = gap_code(gap, bool(digits[at - 1]), bool(digits[at]))
    _part_fractions(text, gaps, starts, digits)
    unspaced = _unspaced(chars)
    free = unspaced[1:] & unspaced[:-1] & (gaps[1:] <= Gap.HARD)
    gaps[1:][free] = Gap.SOFT
    return gaps


def _is_prefix(chars: str, gaps: Codes, at: int) -> bool:
    """Whether the word that ends before ``at`` is a part that makes another word with a hyphen than without."""
    for part in _PREFIXES:
        first = at - len(part)
        if chars.endswith(part, 0, at) and first >= 0 and (first == 0 or kind_of(gaps[first]) != Gap.NONE):
            return bool((gaps[first + 1 : at] == Gap.NONE).all())
    return False


def _part_fractions(text: str, gaps: Codes, starts: NDArray[np.int64], digits: NDArray[np.bool_]) -> None:
    """Parts the two numbers of a fraction as a stroke does, and it from a digit beside it: "1½" is "1 1/2", not "112"."""
    if text.isascii():
        return
    for fraction in FRACTIONS.finditer(text):
        first, last = np.searchsorted(starts, [fraction.start(), fraction.end()]).tolist()
        gaps[first + 1 : first + 2] = gap_code("/", True, True)
        for at in (first, last):
            if 0 < at < len(gaps) and digits[at] and digits[at - 1] and starts[at] - starts[at - 1] == 1:
                gaps[at] = Gap.HARD
