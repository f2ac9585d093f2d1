"""Hyphens at the ends of lines: whether they belong to a word is decided by the document's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

__all__ = ["DocumentWords"]

#: What stands for a hyphen: pdfium gives U+0002 for one that ends a line.
_HYPHENS = ("\x02", "\u00ad", "-", "\u2010")

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}'’]*(?:[-\u2010][\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*)*")
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}'’]+(?:[-\u2010][\p{L}\p{M}\p{N}'’]+)*$")
_AFTER = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
#: More hyphens a line than this are none.
_MOST_HYPHENS = 1.5
_INSIDE = regex.compile(r"[\x02\u00ad]")


#: Letters of scripts that are written without spaces: a line's end is none either.
UNSPACED = regex.compile(r"[\u2E80-\u312F\u31A0-\u31BF\u3200-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\U00020000-\U0003FFFF]")
#: English words that are written with a hyphen wherever they stand before others or behind them; what follows the first
#: without one ("selfish", "wellness"); tens, and what counts on from them; what stands within longer compounds.
_BEFORE_HYPHEN, _ENDINGS = {"self", "well"}, {"ish", "less", "ness", "hood"}
_BEHIND_HYPHEN = {"based", "driven", "free", "friendly", "level", "related", "scale", "shaped", "sized", "term", "year"}
_TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
_ONES = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
_ONES |= {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
_WITHIN = {"and", "by", "of", "the", "to"}


def _is_compound(head: str, tail: str) -> bool:
    """Whether a hyphen between two pieces in small letters is written wherever they stand: "state-of-the-", "art"."""
    inner, _, last = head.rpartition("-")
    if len(last) == 1 or "-" in inner or inner and last in _WITHIN:
        return True  # as in "x-ray" and "up-to-date"; nobody breaks a word behind one letter
    if last in _TENS:
        return tail in _ONES
    return last in _BEFORE_HYPHEN and tail not in _ENDINGS or tail in _BEHIND_HYPHEN and len(last) > 3


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
        return text if self._keeps_hyphen(head.group(), tail.group(), before[-1]) else text[:-1], ""

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
        if _is_compound(head.lower(), tail.lower()):
            return True
        last = head.rpartition("-")[2]
        return len(last) > 3 and len(tail) > 3 and bool(self._counts[last.lower()] and self._counts[tail.lower()])

    def inside(self, text: str) -> str:
        """A line in which every mark for a hyphen is what it stands for; as long as before."""
        if "\x02" not in text and "\u00ad" not in text:
            return text
        return str(_INSIDE.sub(lambda found: " " if found.group() in self._spaces else "-", text))
