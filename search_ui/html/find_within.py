"""A place in one document by what a reader types: words, wherever they stand, or a line of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import regex

from indexer.messages import Phrase, phrase
from indexer.model import Document, Span

__all__ = ["LONGEST", "FoundWords", "found_words", "last_line", "offset_of_line", "word_at"]

#: The longest words looked for in a document, in code points.
LONGEST = 200

#: Places that are counted, at most.
_MOST = 100_000

#: Signs that are typed in place of those that are printed.
_TYPED = {"'": "['’‘ʼ]", '"': '["“”„«»]', "-": "[-‐‑–—\u00ad]"}


@dataclass(frozen=True, slots=True)
class FoundWords:
    """The places of ``words`` in a document, in order, and the ``number`` of the one that is shown, from 1; 0 where there
    is none."""

    words: str
    places: tuple[Span, ...]
    number: int

    @property
    def shown(self) -> Span | None:
        """The place that is shown."""
        return self.places[self.number - 1] if self.number else None

    @property
    def count(self) -> Phrase:
        """How many there are, in words."""
        count = len(self.places)
        return phrase("{count:,} or more", count=count) if count == _MOST else phrase("{count:,}", count=count)


def found_words(document: Document, words: str, *, number: int | None = None, since: int = 0) -> FoundWords:
    """Every place of words in a document, also inside longer words, whatever their case, white space and kind of quotation
    marks; shown is that of this ``number`` (from 1), else the first from the offset ``since`` on, else the first."""
    pattern = r"\s+".join("".join(_TYPED.get(sign, regex.escape(sign)) for sign in word) for word in words.split())
    matches = regex.finditer(pattern, document.text, regex.IGNORECASE) if pattern else iter(())
    places = tuple(islice((Span(*match.span()) for match in matches), _MOST))
    if number is None:
        number = 1 + next((at for at, place in enumerate(places) if place.start >= since), 0)
    return FoundWords(words, places, min(max(number, 1), len(places)))


def offset_of_line(document: Document, line: int) -> int | None:
    """Where a line of the file (from 1) begins in the text, or its block, or the last one before it; None
    where the document does not know its lines."""
    found = None
    for block in document.blocks:
        if block.locator.lines and (found is None or block.locator.lines[0] <= line):
            found = block
    if found is None or found.locator.lines is None:
        return None
    text, (first, last) = document.text[found.start : found.end], found.locator.lines
    starts = [0, *(end.end() for end in regex.finditer(r"\r\n|[\r\n]", text))]
    wanted = line - first
    return found.start + (starts[wanted] if len(starts) == last - first + 1 and 0 < wanted < len(starts) else 0)


def last_line(document: Document) -> int | None:
    """The last line of the file that a document knows of; None where it knows none."""
    return max((block.locator.lines[1] for block in document.blocks if block.locator.lines), default=None)


def word_at(text: str, offset: int) -> Sequence[Span]:
    """The first word from an offset on, as spans of a mark; none where no word follows."""
    found = regex.compile(r"\S+").search(text, offset)
    return [Span(*found.span())] if found else []
