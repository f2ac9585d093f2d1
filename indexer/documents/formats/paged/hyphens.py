"""Hyphens at the ends of lines: whether they belong to a word is decided by the document's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

__all__ = ["HYPHENS", "DocumentWords"]

#: What stands for a hyphen: pdfium gives U+0002 for one that ends a line.
HYPHENS = ("\x02", "\u00ad", "-", "\u2010")

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}'’]*(?:[-\u2010][\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*)*")
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}'’]+(?:[-\u2010][\p{L}\p{M}\p{N}'’]+)*$")
_AFTER = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
_INSIDE = regex.compile(r"[\x02\u00ad]")


#: Letters of scripts that are written without spaces: a line's end is none either.
UNSPACED = regex.compile(r"[\u2E80-\u312F\u31A0-\u31BF\u3200-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\U00020000-\U0003FFFF]")


class DocumentWords:
    """The words that stand whole on the lines of a document, and how often."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for line in lines:
            self._counts.update(word.lower() for word in _WORD.findall(line))

    def joined(self, before: str, after: str) -> str:
        """What stands between two lines: "" or "-" after a word that a hyphen at the end of ``before`` has broken, which
        is then dropped; " " where there is none, "" in scripts without spaces. ``before`` has its hyphen."""
        if not before or before[-1] not in HYPHENS:
            return "" if UNSPACED.match(before[-1:]) and UNSPACED.match(after) else " "
        head, tail = _BEFORE.search(before[:-1]), _AFTER.match(after)
        if head is None or tail is None:
            return "-"
        return "-" if self._keeps_hyphen(head.group(), tail.group(), before[-1]) else ""

    def _keeps_hyphen(self, head: str, tail: str, mark: str) -> bool:
        one, two = self._counts[(head + tail).lower()], self._counts[f"{head}-{tail}".lower()]
        if one != two:
            return two > one
        if mark == "\u00ad":
            return False
        if not tail[0].islower() or any(c.isdigit() for c in head + tail):
            return not (head.isupper() and tail.isupper() and head.isalpha())
        last = head.rpartition("-")[2]
        return len(last) > 3 and len(tail) > 3 and bool(self._counts[last.lower()] and self._counts[tail.lower()])

    def inside(self, text: str) -> str:
        """A line in which every mark for a hyphen that is not at its end is what it stands for; as long as before."""
        return _INSIDE.sub("-", text) if "\x02" in text or "\u00ad" in text else text
