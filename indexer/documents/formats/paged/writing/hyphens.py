"""Words at the ends of lines: whether a hyphen belongs to one, or one goes on with none, is decided by the document's own
words, and for cells of tables, which break words anywhere, by the dictionary of its language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import regex

from indexer.documents.formats.paged.writing.hyphenated_words import (
    goes_within,
    is_compound,
    is_ending,
    language_of,
    shares_its_end,
    writes_compounds_whole,
)
from indexer.model.stated.language_names import language_named
from indexer.text.analysis.languages.dictionaries import has_dictionary, is_word

__all__ = ["DocumentWords"]

#: What stands for a hyphen: pdfium gives U+0002 for one that ends a line.
_HYPHENS = ("\x02", "\u00ad", "-", "\u2010")

#: A word without the raised number of a note behind it.
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{Nd}'’]*(?:[-\u2010][\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}'’]*)*")
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{Nd}'’]+(?:[-\u2010][\p{L}\p{M}\p{Nd}'’]+)*$")
_AFTER = regex.compile(r"[\p{L}\p{M}\p{Nd}'’]+")
#: More hyphens a line than this are none.
_MOST_HYPHENS = 1.5
_INSIDE = regex.compile(r"[\x02\u00ad]")

#: The piece of a word that ends a line, and one that begins the next: small letters, but for the first of a word.
_LAST_PIECE = regex.compile(r"(?<![\p{L}\p{M}\p{Nd}'’\-\u2010])\p{L}[\p{Ll}\p{M}]*$")
_NEXT_PIECE = regex.compile(r"\p{Ll}[\p{Ll}\p{M}]*+(?![\p{L}\p{Nd}'’\-\u2010])")
#: Pieces of at most so many letters are often words cut short, or units; from so many on a dictionary tells words.
_SHORT, _TELLING = 4, 2
#: The most lines on which a broken word stands.
_MOST_PIECES = 5

#: Letters of scripts that are written without spaces: a line's end is none either.
UNSPACED = regex.compile(r"[\u2E80-\u312F\u31A0-\u31BF\u3200-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\U00020000-\U0003FFFF]")


class DocumentWords:
    """The words that stand whole on the lines of a document, and how often; the pieces of broken ones are none."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        marks: Counter[str] = Counter()
        count, broken = 0, False
        for line in lines:
            goes_on = line[-1:] in _HYPHENS and bool(line)
            words = _WORD.findall(line)
            self._counts.update(word.lower() for word in words[broken : len(words) - goes_on])
            if "\x02" in line or "\u00ad" in line:
                marks.update(_INSIDE.findall(line[:-1]))
            count, broken = count + 1, goes_on
        self._language = language_of(self._counts)
        self._dictionary = language_named(self._language)
        #: Marks of which most lines have more than hyphens are likely: the file uses them for spaces.
        self._spaces = {mark for mark, uses in marks.items() if uses > _MOST_HYPHENS * count}

    def joined(self, before: str, after: str) -> tuple[str, str]:
        """A line that another follows, and what then stands between the two: the hyphen at its end is dropped where it
        has broken a word. Between is " ", or "" inside a word and in scripts without spaces."""
        text = self.inside(before)
        if not self._is_hyphenated(before):
            return text, "" if UNSPACED.match(before[-1:]) and UNSPACED.match(after) else " "
        head, tail = _BEFORE.search(before[:-1]), _AFTER.match(after)
        if head is None or tail is None:
            return text, " " if before[-2:-1].isspace() else ""
        if not self._counts[(head.group() + tail.group()).lower()]:
            goes_on = after[tail.end() : tail.end() + 1] in ("-", "\u2010")
            if goes_on and len(head.group()) > 2 and goes_within(tail.group()):
                return text, ""
            if not goes_on and shares_its_end(tail.group(), self._language):
                return text, " "
        return text if self._keeps_hyphen(head.group(), tail.group(), before[-1]) else text[:-1], ""

    def unhyphenated(self, lines: Sequence[str]) -> frozenset[int]:
        """The numbers of those lines of a cell whose last word goes on on the next, though no hyphen says so."""
        found: set[int] = set()
        for number, line in enumerate(lines[:-1]):
            head = None if number in found else _LAST_PIECE.search(line)
            if head is not None:
                pieces = [head.group(), *_next_pieces(lines[number + 1 : number + _MOST_PIECES])]
                ends = (end for end in range(len(pieces), 1, -1) if self._are_one(pieces[:end]))
                found.update(range(number, number + next(ends, 1) - 1))
        return frozenset(found)

    def _are_one(self, pieces: Sequence[str]) -> bool:
        """Whether pieces are a word of the document or of its language, and the longest of them is none. Where all are
        short the document must have the word, and none of them is one: "Rec" may stand above "on", "h" above "mm"."""
        if not has_dictionary(self._dictionary):
            return False
        whole, length = "".join(pieces).lower(), max(map(len, pieces))
        is_short = length <= _SHORT
        if not self._counts[whole] and (is_short or not is_word(whole, [self._dictionary])):
            return False
        least = _TELLING if is_short else length
        return length >= least and not any(
            is_word(one.lower(), [self._dictionary]) for one in pieces if len(one) >= least
        )

    def _is_hyphenated(self, line: str) -> bool:
        """Whether a line ends with a hyphen."""
        return line[-1:] in _HYPHENS and bool(line) and line[-1] not in self._spaces

    def _keeps_hyphen(self, head: str, tail: str, mark: str) -> bool:
        one, two = self._counts[(head + tail).lower()], self._counts[f"{head}-{tail}".lower()]
        if one != two:
            return two > one
        if mark == "\u00ad":
            return False
        if not tail[0].islower() or any(c.isdigit() for c in head + tail):
            return not (head.isupper() and tail.isupper() and head.isalpha())
        if len(head) > 1 < len(tail) and head.isupper():
            return True  # as in "JSON-aware"
        if is_ending(tail, self._language):
            return False
        if is_compound(head.lower(), tail.lower(), self._language):
            return True
        if writes_compounds_whole(self._language):
            return False
        last = head.rpartition("-")[2]
        return len(last) > 3 and len(tail) > 3 and bool(self._counts[last.lower()] and self._counts[tail.lower()])

    def inside(self, text: str) -> str:
        """A line in which every mark for a hyphen is what it stands for; as long as before."""
        if "\x02" not in text and "\u00ad" not in text:
            return text
        return str(_INSIDE.sub(lambda found: " " if found.group() in self._spaces else "-", text))


def _next_pieces(lines: Iterable[str]) -> Iterator[str]:
    """The pieces that begin lines, up to the first with more behind it."""
    for line in lines:
        piece = _NEXT_PIECE.match(line)
        if piece is None:
            return
        yield piece.group()
        if piece.end() < len(line):
            return
