"""A text as its letters and digits alone, folded, each with its offset and what stands before it.

Folding is by code point, so that every folded character knows where it came from: compatibility decomposition (NFKD of
Unicode Standard Annex 15), case folding, and again, which makes "ﬁ" two letters and "É" an e with its accent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from unicodedata import category, normalize

import numpy as np
import regex
from numpy.typing import NDArray

from indexer.model import Span
from indexer.text.wording.gaps import Codes, Gap, gap_code, kind_of, symbols_of

__all__ = ["Stream", "fold", "is_unspaced"]

#: Marks without a look of their own: variation selectors, the grapheme joiner.
_IGNORED = frozenset({"\u034f", *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))})

_MARKS = regex.compile(r"\p{M}{2,}")
_THOUSANDS = regex.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d|,\d)")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々]")
#: What a draft may hold of HTML and Markdown that a reader of plain text leaves as it is.
_MARKUP = regex.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|\]\([^()\s]{1,500}\)|&(?:nbsp|shy|quot|ldquo|rdquo|mdash|ndash);")


class _Folds(dict[int, str | None]):
    """What each code point folds to, found when first asked for; None where it is neither letter, digit nor mark."""

    def __missing__(self, code: int) -> str | None:
        folded = normalize("NFKD", normalize("NFKD", chr(code)).casefold())
        kept = "".join(c for c in folded if category(c)[0] in "LNM" and c not in _IGNORED)
        self[code] = kept or None
        return self[code]


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The letters and digits of ``text``, folded: what two texts share that differ in form alone."""
    folded = text.translate(_FOLDS)
    return folded if folded.isascii() else _MARKS.sub(lambda run: normalize("NFD", run.group()), folded)


def is_unspaced(char: str) -> bool:
    """Whether a character is of a script that puts no space between words."""
    return char > "\u0e00" and _UNSPACED.match(char) is not None


@dataclass(frozen=True)
class Stream:
    """A text with its folded characters ``chars``, the offset in the text of each (``starts``), and the ``gaps`` before
    each as codes of ``gaps.gap_code`` (the first one is HARD)."""

    text: str
    chars: str
    starts: NDArray[np.int64]
    gaps: Codes

    @classmethod
    def of(cls, text: str, *, markup: bool = False) -> Stream:
        """The stream of ``text``; with ``markup``, tags and link targets in it are no words."""
        plain = _MARKUP.sub(lambda found: "*" * len(found.group()), text) if markup else text
        plain = _THOUSANDS.sub(lambda found: found.group().replace(",", "\u2060"), plain)
        codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), "<u4")
        distinct, place = np.unique(codes, return_inverse=True)
        lengths = np.array([len(_FOLDS[code] or "") for code in distinct.tolist()], dtype=np.int64)
        starts = np.repeat(np.arange(len(codes)), lengths[place])
        chars = fold(plain)
        return cls(text, chars, starts, _gaps(plain, chars, codes, starts))

    @classmethod
    def has_markup(cls, text: str) -> bool:
        """Whether ``markup`` would make a difference."""
        return _MARKUP.search(text) is not None

    def span(self, first: int, last: int) -> Span:
        """The code points of the text that the characters ``[first, last)`` came from, not empty."""
        end = int(self.starts[last - 1]) + 1
        # Marks that fold to nothing and stand on the last letter are part of it.
        while end < len(self.text) and self.text[end] in _IGNORED:
            end += 1
        return Span(int(self.starts[first]), end)

    @cached_property
    def word_starts(self) -> NDArray[np.int64]:
        """Where words begin, as places in ``chars``; a hyphenated word is several, a number with its point one."""
        if not self.chars:
            return np.zeros(0, dtype=np.int64)
        kind = kind_of(self.gaps)
        apart = np.diff(self.starts, prepend=-2) > 1
        digits = _digits(_codes(self.chars))
        inner = digits & np.concatenate(([False], digits[:-1])) & (np.diff(self.starts, prepend=-2) == 2)
        inner &= symbols_of(self.gaps) != 0
        begins = ((kind == Gap.HARD) | (kind == Gap.SOFT)) & apart & ~inner
        begins |= (kind == Gap.SOFT) & _unspaced(self.chars)
        begins[0] = True
        return np.flatnonzero(begins)

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
        gaps[at] = gap_code(gap, bool(digits[at - 1]), bool(digits[at]))
    unspaced = _unspaced(chars)
    free = unspaced[1:] & unspaced[:-1] & (gaps[1:] <= Gap.HARD)
    gaps[1:][free] = Gap.SOFT
    return gaps
