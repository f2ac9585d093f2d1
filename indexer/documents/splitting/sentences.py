"""Sentences of a paragraph, as spans: NLTK's Punkt with our own abbreviations and joining rules.

Punkt (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32(4), 2006)
usually learns its abbreviations from a corpus that NLTK downloads; ours are written down here instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import regex

from indexer.documents.splitting.abbreviations import ENGLISH, MAY_STAND_LAST, UNITS
from indexer.documents.splitting.sentence_breaks import SentenceBreaks
from indexer.documents.splitting.sentence_joins import goes_on
from indexer.model import Span, spans_of
from indexer.text.analysis.languages.function_words import OF_ANY_LANGUAGE
from indexer.text.nltk_parts import nltk_module

__all__ = ["SentenceSplitter"]

#: Ends that need no white space behind them, or that Punkt takes for the middle: those of Chinese, Japanese, Armenian,
#: Ethiopic, Burmese, Khmer and the scripts of India, the Arabic ones, half-width marks between Chinese or Japanese; and a
#: quotation that closes by what opens one elsewhere: »Ja.« „Ja.“
_MORE_ENDS = regex.compile(
    r"""(?:[。！？｡։።፧။។।॥؟۔]+|(?<=[\p{Han}\p{Hiragana}\p{Katakana}])[?!]+(?=["”’」』）\p{Han}\p{Hiragana}\p{Katakana}「『“（]))
        [」』）”’》】〉〕»)\]]*
      | [.?!…][“«‹]\s+
      | (?:\p{Nd}{4}\s?гг?|[IVX]\s?вв?)\.\s+(?=\p{Lu})""",
    regex.VERBOSE,
)

#: Years, centuries and hours, whose letter Punkt takes for an initial: "w 1999 r. Warszawa", "à 8 h. Il part".
_NO_INITIAL = regex.compile(r"(?:\p{Nd}{4} r|[IVX] w|\p{Nd} h)\.\s+(?=\p{Lu})")


#: Sentence ends, also beyond the Latin script: the Arabic question mark and Urdu full stop, the danda, the ellipsis.
_ENDS = (".", "?", "!", "؟", "۔", "।", "…")


class SentenceSplitter:
    """Finds the sentences of a text; holds Punkt's tables, so make one and keep it."""

    def __init__(self) -> None:
        punkt = nltk_module("nltk.tokenize.punkt")
        parameters = punkt.PunktParameters()
        never_last = ENGLISH - MAY_STAND_LAST - UNITS
        parameters.abbrev_types = set(never_last)
        for word in (word for word in OF_ANY_LANGUAGE if len(word) > 1):
            parameters.add_ortho_context(word, punkt._ORTHO_LC)  # so that "vitamin C. The" is not taken for an initial
        tokenizer = punkt.PunktSentenceTokenizer(parameters, lang_vars=_marks(punkt))
        self._breaks = SentenceBreaks(tokenizer, never_last)

    def spans(self, text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """The sentences of ``text[start:end]`` as spans of ``text``: sorted, disjoint, without outer white space.

        Whatever is not white space lies in exactly one of them.
        """
        end = len(text) if end is None else end
        piece = text[start:end]
        found: list[tuple[int, int]] = []
        first = 0
        for cut in (*self._cuts(piece), len(piece)):
            last = cut
            while first < last and piece[first].isspace():
                first += 1
            while first < last and piece[last - 1].isspace():
                last -= 1
            if first < last:
                found.append((start + first, start + last))
            first = cut
        return spans_of(found)

    def _cuts(self, piece: str) -> Iterator[int]:
        """Where sentences begin, but for the first."""
        starts = self._breaks.starts(piece) if _could_end(piece) else set()
        if not piece.isascii():
            starts |= {m.end() for m in _MORE_ENDS.finditer(piece)}
        if " r. " in piece or " w. " in piece or " h. " in piece:
            starts |= {m.end() for m in _NO_INITIAL.finditer(piece)}
        previous = 0
        for start in sorted(starts - {0}):
            if start < len(piece) and not goes_on(piece, previous, start):
                yield start
                previous = start


def _marks(punkt: Any) -> Any:
    """What Punkt takes for ends of sentences."""

    class Marks(punkt.PunktLanguageVars):  # type: ignore[misc]  # NLTK has no types
        sent_end_chars = _ENDS

    return Marks()


def _could_end(piece: str) -> bool:
    """Whether any sentence mark is followed by white space: Punkt, the slow part, is only asked then."""
    return _END_INSIDE.search(piece) is not None


_END_INSIDE = regex.compile(r"[.?!؟۔।…][\"'”’)\]»]*\s")
