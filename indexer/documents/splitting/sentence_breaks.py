"""Where Punkt parts a text into sentences, found with a fraction of its work.

NLTK's Punkt looks for the marks that may end a sentence by a slow search, and makes objects of the words beside each to
decide. Most marks stand behind a plain word that is no abbreviation, where its rules always come to an end of a sentence;
only the others are put to Punkt itself. What comes out is what ``PunktSentenceTokenizer.span_tokenize`` gives, of whichever
release of NLTK there is (a test holds the two together).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

__all__ = ["SentenceBreaks"]

#: Decisions of Punkt that are remembered: the same abbreviations come again before the same words.
_REMEMBERED = 20_000

#: White space as NLTK's patterns see it, which are of the module ``regex``: without the separators U+001C to U+001F.
_SPACE = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

#: The white space at which Punkt begins the word before a mark.
_WORD_SPACE = " \t\n\r\x0b\x0c"
_OTHER_SPACE = re.compile("[\t\n\r\x0b\x0c]")

#: What can begin the part of a sentence that stands behind its mark: the characters that NLTK's own pattern takes there.
_CLOSING = frozenset("\"')]}\u2018\u2019\u201c\u201d\xab\xbb")

#: What Punkt may take for part of an ellipsis, or for white space with nothing behind it.
_PERHAPS_NO_WORD = frozenset(".\x1c\x1d\x1e\x1f")

#: The end of a sentence, and where the next one begins.
_Break = tuple[int, int]


class SentenceBreaks:
    """What one tokenizer of Punkt does that knows ``abbreviations``, and has learned nothing else."""

    def __init__(self, punkt: Any, abbreviations: frozenset[str]) -> None:
        marks = punkt._lang_vars
        after = rf"(?P<after>{marks._re_non_word_chars}|[{_SPACE}]+(?P<next>[^{_SPACE}]+))"
        self._marks = re.compile(rf"{marks._re_sent_end_chars}(?={after})").finditer
        self._realigned = marks.re_boundary_realignment.match
        self._abbreviations = abbreviations
        self._is_break = lru_cache(_REMEMBERED)(punkt.text_contains_sentbreak)

    def starts(self, text: str) -> set[int]:
        """Where the sentences of a text begin; what closes one (a quotation mark) stands before the start of the next."""
        found, whole = list(self._breaks(text)), len(text.rstrip())
        starts, begin = set[int](), 0
        for place, (end, following) in enumerate(found):
            closing = None
            if text[following : following + 1] in _CLOSING:
                end_of_next = found[place + 1][0] if place + 1 < len(found) else whole
                closing = self._realigned(text[following:end_of_next])
            if begin < end or closing:
                starts.add(begin)
            begin = following + (closing.end() if closing else 0)
        return starts | {begin} if begin < whole else starts

    def _breaks(self, text: str) -> Iterator[_Break]:
        """Each mark that ends a sentence. Of several in one word, the last one counts."""
        start = stop = 0  # of the word before the last mark
        last: re.Match[str] | None = None
        plain = _OTHER_SPACE.search(text) is None
        for mark in self._marks(text):
            place = mark.start()
            space = text.rfind(" ", stop, place) if plain else _last_space(text, stop, place)
            first = space + 1 if space > stop else start
            if last is not None and stop <= first and self._ends(text[start:stop], last):
                yield last.end(), _next(last)
            last, start, stop = mark, first, place
        if last is not None and self._ends(text[start:stop], last):
            yield last.end(), _next(last)

    def _ends(self, word: str, mark: re.Match[str]) -> bool:
        """Whether a mark behind a word ends a sentence: always, where that is of letters alone, and no abbreviation, nor
        one letter; and behind a bracket, where it is a word of its own."""
        if (mark.group("next") or " ")[0] not in _PERHAPS_NO_WORD:
            if word.endswith(")"):
                return True
            if word.isalpha() and (mark.group() != "." or (len(word) > 1 and word.lower() not in self._abbreviations)):
                return True
        return bool(self._is_break(f"{word}{mark.group()}{mark.group('after')}"))


def _next(mark: re.Match[str]) -> int:
    """Where a sentence begins that follows a mark."""
    found = mark.start("next")
    return mark.end() if found < 0 else found


def _last_space(text: str, start: int, end: int) -> int:
    """The last white space in ``text[start:end]``, -1 for none."""
    found = text.rfind(" ", start, end)
    if _OTHER_SPACE.search(text, max(found, start), end) is None:
        return found
    return max(text.rfind(space, start, end) for space in _WORD_SPACE)
