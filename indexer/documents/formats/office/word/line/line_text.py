"""The text of one paragraph as it grows: white space as it is shown, pages that begin in it, what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import regex

from indexer.documents.formats.office.xml_names import XmlElement
from indexer.documents.formats.text.mark_collector import MarkCollector
from indexer.model import InlineKind

__all__ = ["Attachment", "LineText", "NoteReference"]

_SPACE = regex.compile(r"[ \t\r\n]+")


class NoteReference(NamedTuple):
    """A mark that leads to a note: the part's kind ("footnotes"), the note's id there, its number as it is shown."""

    part: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """What hangs on a paragraph and stands behind it: one of these."""

    box: XmlElement | None = None  # paragraphs and tables in a frame
    picture: str = ""  # its words
    words: str = ""  # of a drawing
    chart: str = ""  # the relationship that leads to it
    diagram: str = ""


class LineText:
    """Collects the text of a paragraph. White space is one space, but where the author's is kept, as in code."""

    def __init__(self, *, keeps_space: bool = False) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._keeps_space = keeps_space
        self._ends_in_space = True
        self._page = 0  # the page of its first character
        self._page_starts: list[tuple[int, int]] = []
        self.attachments: list[Attachment] = []
        self.notes: list[NoteReference] = []
        self.readings: list[str] = []
        self.marks = MarkCollector()  # of the same text, without what is written before it

    @property
    def extent(self) -> tuple[int, int]:
        """A measure that grows with whatever is added."""
        return self._length, len(self.attachments)

    def add(self, text: str, page: int = 0, shift: InlineKind | None = None) -> None:
        """Appends text, which stands on ``page`` (0 where that is not known), raised or lowered where ``shift`` says so."""
        if not self._keeps_space:
            text = _SPACE.sub(" ", text)
            if self._ends_in_space and text.startswith(" "):
                text = text[1:]
        if text:
            self._see(page)
            self._append(text, shift)

    def end_line(self) -> None:
        """Appends a line break, which takes the place of a space before it."""
        if not self._keeps_space and self._ends_in_space:
            if self._parts and self._parts[-1].endswith(" "):
                self._parts[-1] = self._parts[-1][:-1] + "\n"
            return
        self._append("\n")

    def prefix(self, text: str) -> None:
        """Sets what is written before the text, such as a number."""
        self._parts.insert(0, text)
        self._length += len(text)
        self._page_starts = [(offset + len(text), page) for offset, page in self._page_starts]

    @property
    def text(self) -> str:
        """All so far, without white space around."""
        text = "".join(self._parts)
        return text.strip("\n").rstrip() if self._keeps_space else text.strip()

    @property
    def untrimmed(self) -> str:
        """All so far, as far as the text of another paragraph may follow on it."""
        return "".join(self._parts)

    @property
    def first_page(self) -> int:
        """The page of its first character; 0 where that is not known."""
        return self._page

    @property
    def page_starts(self) -> list[tuple[int, int]]:
        """Where in ``text`` pages begin, after the first, and their numbers."""
        whole = "".join(self._parts)
        shift = whole.index(self.text) if self.text else 0
        return [(offset - shift, page) for offset, page in self._page_starts if 0 < offset - shift < len(self.text)]

    def _see(self, page: int) -> None:
        if page and not self._page:
            self._page = page
        elif page and page > (self._page_starts[-1][1] if self._page_starts else self._page):
            self._page_starts.append((self._length, page))

    def _append(self, text: str, shift: InlineKind | None = None) -> None:
        if shift is None:
            if before := self.marks.write(text):
                self._parts[-1] = before
            self._parts.append(text)
        else:
            shown = self.marks.shift(text, shift)
            if len(shown) > len(text):
                self._parts.pop()  # what is shown begins with it
            self._parts.append(shown)
        self._length += len(text)
        self._ends_in_space = text[-1].isspace()
