"""The words of a block as they are read, and what of them is marked, until the block's text is known.

Readers set white space anew and put bullets or labels before the words; the words themselves stay. So a mark is carried
over by the letters that it covers, and where these are not the letters of the block, it is dropped: none is ever guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import NamedTuple

from indexer.documents.formats.raised_numbers import lowered, raised
from indexer.model import InlineKind, InlineMark

__all__ = ["MarkCollector", "MarkedWords", "link_target", "marks_of_block", "joined_words"]

_RUN = re.compile(r"\S+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LEADS = re.compile(r"(?:https?://|mailto:)[^\s/]", re.IGNORECASE)
_LINE_BREAK = re.compile(r"[\t\n\r]")
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_LONGEST_TARGET = 2000
#: Code points of raised or lowered words that are taken together.
_LONGEST_SHIFTED = 24


class MarkedWords(NamedTuple):
    """Words as they were read, and the marks in them: those of one kind are disjoint, and in their order."""

    words: str
    marks: tuple[InlineMark, ...]


class MarkCollector:
    """Collects the words of a block, and what opens and closes between them. Marks of one kind inside one another are the
    outermost of them; those that touch are one."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[InlineMark] = []
        self._latest: dict[InlineKind, int] = {}  # the number of the last mark of each kind
        self._open: dict[
            InlineKind, tuple[int, int, str]
        ] = {}  # how many are open, and the first one's start and target
        # What of the end is raised or lowered: the kind, the words as they were read, and what is before them.
        self._shifted: tuple[InlineKind, str, str] | None = None

    def write(self, words: str) -> str:
        """Appends words as they stand. Gives what stands now for lowered digits directly before, "" where they stay."""
        if not words:
            return ""
        changed = self._lower_before(words)
        self._parts.append(words)
        self._length += len(words)
        self._shifted = None
        return changed

    def _lower_before(self, words: str) -> str:
        """Lowered digits at the end, where ``words`` would make another number of them, in the characters for such."""
        if self._shifted is None or self._shifted[0] is not InlineKind.SUBSCRIPT:
            return ""
        kind, read, before = self._shifted
        shown = lowered(read, before, words)
        if shown == self._parts[-1]:
            return ""
        self._parts[-1] = shown
        self._unmark(kind, self._length - len(shown))
        return shown

    def shift(self, words: str, kind: InlineKind) -> str:
        """Appends words that are raised (SUPERSCRIPT) or lowered (SUBSCRIPT), as ``raised_numbers`` has them, and marked
        where they stay as they are. Gives what stands for these and those of the kind directly before: a number whose sign
        and digits come one after another is one number."""
        if not words:
            return ""
        before, first = self.ending[-2:], ""
        if self._shifted and self._shifted[0] is kind and len(self._shifted[1]) < _LONGEST_SHIFTED:
            _, first, before = self._shifted
            self._shifted = None
            self._parts.pop()
            self._length -= len(first)
            self._unmark(kind, self._length)
        words = first + words
        shown = raised(words, before) if kind is InlineKind.SUPERSCRIPT else lowered(words, before)
        start = self._length
        self.write(shown)
        if shown == words:
            self._keep(start, kind, "")
        self._shifted = kind, words, before
        return shown

    def _unmark(self, kind: InlineKind, start: int) -> None:
        """Ends the latest mark of a kind at ``start``, if it goes on behind that."""
        latest = self._latest.pop(kind, None)
        if latest is not None and self._marks[latest].end > start:
            self._marks[latest] = self._marks[latest]._replace(end=max(start, self._marks[latest].start))

    def begin(self, kind: InlineKind, target: str = "") -> None:
        """Opens a mark; a link without a target that leads anywhere is none, but has an end."""
        depth, start, first = self._open.get(kind, (0, self._length, target))
        self._open[kind] = (depth + 1, start, first)

    def end(self, kind: InlineKind) -> None:
        """Closes the mark of a kind that was opened last; without one nothing is closed."""
        if kind not in self._open:
            return
        depth, start, target = self._open[kind]
        if depth > 1:
            self._open[kind] = (depth - 1, start, target)
            return
        del self._open[kind]
        self._keep(start, kind, target)

    @contextmanager
    def inside(self, kinds: Collection[InlineKind], target: str = "") -> Iterator[None]:
        """What is written in the block is of these kinds, and leads to a ``target``, if that leads anywhere."""
        self.begin(InlineKind.LINK, target)
        for kind in kinds:
            self.begin(kind)
        yield
        for kind in (*kinds, InlineKind.LINK):
            self.end(kind)

    def mark(self, words: str, kind: InlineKind, target: str = "") -> None:
        """Appends words that are marked."""
        self.begin(kind, target)
        self.write(words)
        self.end(kind)

    @property
    def is_begun(self) -> bool:
        """Whether anything was written so far."""
        return bool(self._parts)

    @property
    def ending(self) -> str:
        """The last words that were written, two letters at least where there are so many."""
        return "".join(self._parts[-2:])

    @property
    def words(self) -> str:
        """The words so far."""
        return "".join(self._parts)

    def take(self) -> MarkedWords | None:
        """The words and their marks, None where nothing is marked; begins anew, with what is open still open."""
        for kind, (_, start, target) in self._open.items():
            self._keep(start, kind, target)
        taken = MarkedWords(self.words, tuple(self._marks)) if self._marks else None
        self._parts, self._length, self._marks, self._latest, self._shifted = [], 0, [], {}, None
        self._open = {kind: (depth, 0, target) for kind, (depth, _, target) in self._open.items()}
        return taken

    def _keep(self, start: int, kind: InlineKind, target: str) -> None:
        if start >= self._length or (kind is InlineKind.LINK and not target):
            return
        before = self._latest.get(kind)
        if before is not None and self._marks[before].end == start and self._marks[before].target == target:
            self._marks[before] = self._marks[before]._replace(end=self._length)  # such as two runs of one word
            return
        self._latest[kind] = len(self._marks)
        self._marks.append(InlineMark(start, self._length, kind, target))


def joined_words(parts: Sequence[tuple[str, MarkedWords | None]], between: str = " ") -> MarkedWords | None:
    """Texts, each with what is marked in it, in a row; None where nothing is."""
    if not any(marked for _, marked in parts):
        return None
    words: list[str] = []
    marks: list[InlineMark] = []
    at = 0
    for text, marked in parts:
        inner = marked or MarkedWords(text, ())
        marks += [InlineMark(start + at, end + at, kind, target) for start, end, kind, target in inner.marks]
        words.append(inner.words)
        at += len(inner.words) + len(between)
    return MarkedWords(between.join(words), tuple(marks))


def marks_of_block(marked: MarkedWords, text: str, start: int) -> list[InlineMark]:
    """The marks of a block's ``text``, which begins at ``start`` of its document and ends in these words: sorted, and each
    without the white space at its ends. Empty where it has other words."""
    core = marked.words.strip()
    if core and text.endswith(core):  # mostly no white space is set anew inside of it
        by = len(text) - len(core) - marked.words.index(core[0])
        found = [_trimmed(text, mark, by, start) for mark in marked.marks]
    else:
        found = _carried(marked, text, start)
    return sorted((mark for mark in found if mark.start < mark.end), key=_order)


def _order(mark: InlineMark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.kind


def _trimmed(text: str, mark: InlineMark, by: int, start: int) -> InlineMark:
    """A mark moved by so much, without white space at its ends, in a document where the text is at ``start``."""
    first, end, kind, target = mark
    first, end = max(first + by, 0), min(end + by, len(text))
    while first < end and text[first].isspace():
        first += 1
    while first < end and text[end - 1].isspace():
        end -= 1
    return InlineMark(first + start, end + start, kind, target)


def _carried(marked: MarkedWords, text: str, start: int) -> list[InlineMark]:
    """The marks by the number of the letters that they cover."""
    runs = _Runs(marked.words)
    letters, own = "".join(marked.words.split()), "".join(text.split())
    if not letters or not own.endswith(letters):
        return []
    target_runs, before = _Runs(text), len(own) - len(letters)
    found = []
    for first, end, kind, target in marked.marks:
        low, high = runs.count(first), runs.count(end)
        if low < high:
            at = target_runs.place(before + low), target_runs.place(before + high - 1) + 1
            found.append(InlineMark(at[0] + start, at[1] + start, kind, target))
    return found


class _Runs:
    """The letters of a text by number: those that are no white space."""

    def __init__(self, text: str) -> None:
        spans = [run.span() for run in _RUN.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._counts = [0, *accumulate(end - start for start, end in spans)]

    def count(self, offset: int) -> int:
        """How many letters are before an offset."""
        run = bisect_right(self._starts, offset) - 1
        if run < 0:
            return 0
        return min(self._counts[run] + offset - self._starts[run], self._counts[run + 1])

    def place(self, number: int) -> int:
        """The offset of a letter, from 0."""
        run = bisect_right(self._counts, number) - 1
        return self._starts[run] + number - self._counts[run]


def link_target(address: str) -> str:
    """Where a link leads: an address of http, https or mailto, or a path beside the document's own; "" for all others, as
    those of scripts, of data, and of a place in the same document."""
    target = _LINE_BREAK.sub("", address).strip().replace(" ", "%20")
    if not target or len(target) > _LONGEST_TARGET or target.startswith(("#", "//", "\\")) or _CONTROL.search(target):
        return ""
    return target if not _SCHEME.match(target) or _LEADS.match(target) else ""
