"""Sentences of a paragraph, as spans: NLTK's Punkt with our own abbreviations and joining rules.

Punkt (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32(4), 2006)
usually learns its abbreviations from a corpus that NLTK downloads; ours are written down here instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import regex

from indexer.documents.splitting.sentence_breaks import SentenceBreaks
from indexer.model import Span
from indexer.text.nltk_parts import nltk_module

__all__ = ["SentenceSplitter"]

#: Abbreviations that rarely end a sentence, without their final stop, lower case.
_ABBREVIATIONS = [
    "dr",
    "prof",
    "mr",
    "mrs",
    "ms",
    "mx",
    "st",
    "sr",
    "jr",
    "rev",
    "hon",
    "gen",
    "col",
    "sgt",
    "capt",
    "lt",
    "gov",
    "pres",
    "e.g",
    "i.e",
    "cf",
    "viz",
    "vs",
    "v",
    "al",
    "approx",
    "ca",
    "no",
    "nos",
    "vol",
    "pp",
    "p",
    "ed",
    "eds",
    "fig",
    "figs",
    "tab",
    "eq",
    "eqs",
    "sec",
    "ch",
    "chap",
    "app",
    "ref",
    "refs",
    "resp",
    "incl",
    "excl",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "a.m",
    "p.m",
    "u.s",
    "u.k",
    "u.n",
    "e.u",
    "d.c",
    "ph.d",
    "m.d",
    "b.sc",
    "m.sc",
    "b.a",
    "m.a",
    "inc",
    "ltd",
    "co",
    "corp",
    "dept",
    "univ",
    "assoc",
    "est",
    "mg",
    "ml",
    "kg",
    "cm",
    "mm",
    "km",
    "hr",
    "hrs",
    "min",
    "sp",
    "spp",
    "var",
    "subsp",
    "bzw",
    "z.b",
    "d.h",
    "usw",
    "evtl",
    "ggf",
    "sog",
    "ca",
    "bspw",
    "art",
    "env",
    "m",
    "mme",
    "mlle",
    "sra",
]

#: Those that end one as often as not: only a lower-case continuation joins them (by the rule below).
_ALSO_FINAL = frozenset({"etc", "al", "inc", "ltd", "co", "corp", "a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "usw"})

_INITIAL = regex.compile(r"(?:^|[\s(\[])\p{Lu}\.$")
_SHORTENED = regex.compile(r"[\p{L}.]+(?=\.$)")
_CONTINUES = regex.compile(r"[\s\"'”’)\]»]*[\p{Ll},;:]")
_ASIAN_END = regex.compile(r"[。！？｡]+[」』）”’]*")


#: Sentence ends, also beyond the Latin script: the Arabic question mark and Urdu full stop, the danda, the ellipsis.
_ENDS = (".", "?", "!", "؟", "۔", "।", "…")


class SentenceSplitter:
    """Finds the sentences of a text; holds Punkt's tables, so make one and keep it."""

    def __init__(self) -> None:
        punkt = nltk_module("nltk.tokenize.punkt")
        parameters = punkt.PunktParameters()
        parameters.abbrev_types = set(_ABBREVIATIONS) - _ALSO_FINAL
        self._abbreviations = frozenset(parameters.abbrev_types)
        tokenizer = punkt.PunktSentenceTokenizer(parameters, lang_vars=_marks(punkt))
        self._breaks = SentenceBreaks(tokenizer, self._abbreviations)

    def spans(self, text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """The sentences of ``text[start:end]`` as spans of ``text``: sorted, disjoint, without outer white space.

        Whatever is not white space lies in exactly one of them.
        """
        end = len(text) if end is None else end
        piece = text[start:end]
        cuts = [0, *self._cuts(piece), len(piece)]
        found = (_stripped(piece, a, b) for a, b in zip(cuts, cuts[1:], strict=False))
        return tuple(Span(start + a, start + b) for a, b in found if a < b)

    def _cuts(self, piece: str) -> Iterator[int]:
        """Where sentences begin, but for the first."""
        starts = self._breaks.starts(piece) if _could_end(piece) else set()
        if not piece.isascii():
            starts |= {m.end() for m in _ASIAN_END.finditer(piece)}
        previous = 0
        for start in sorted(starts - {0}):
            if start < len(piece) and not self._belongs_together(piece, previous, start):
                yield start
                previous = start

    def _belongs_together(self, piece: str, previous: int, start: int) -> bool:
        """Whether what Punkt parted at ``start`` is one sentence: it goes on in lower case, or an initial stands there."""
        before = piece[max(previous, start - 40) : start].rstrip()
        if before.endswith(("。", "！", "？", "｡")):
            return False
        if not piece[start].isupper() and _CONTINUES.match(piece, start):
            return True
        if not before.endswith("."):
            return False
        plain = before[:-1].rpartition(" ")[2]
        if len(plain) > 1 and plain.isalpha():  # as most are: it comes out as it would by the long way
            return plain.lower() in self._abbreviations
        word = _SHORTENED.search(before)
        return bool(_INITIAL.search(before)) or (word is not None and word.group().lower() in self._abbreviations)


def _marks(punkt: Any) -> Any:
    """What Punkt takes for ends of sentences."""

    class Marks(punkt.PunktLanguageVars):  # type: ignore[misc]  # NLTK has no types
        sent_end_chars = _ENDS

    return Marks()


def _could_end(piece: str) -> bool:
    """Whether any sentence mark is followed by white space: Punkt, the slow part, is only asked then."""
    return _END_INSIDE.search(piece) is not None


_END_INSIDE = regex.compile(r"[.?!؟۔।…][\"'”’)\]»]*\s")


def _stripped(piece: str, start: int, end: int) -> tuple[int, int]:
    inner = piece[start:end].lstrip()
    start = end - len(inner)
    return start, start + len(inner.rstrip())
