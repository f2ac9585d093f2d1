"""The text of one block, put together of the texts and pictures in it, with the lines of the file it stands on."""

from __future__ import annotations

from typing import NamedTuple

import regex

from indexer.documents.formats.text.mark_collector import MarkCollector, MarkedWords
from indexer.documents.formats.web.tag_scan import LINE, NEWLINE_REFERENCE
from indexer.model import InlineKind

__all__ = ["BlockText", "InlineText"]

_SPACE = regex.compile(r"[ \t\n\r]+")
_WORD_CHARACTER = regex.compile(r"\w")


class BlockText(NamedTuple):
    """What stood in a block: the words of pictures before its text, the text, those behind it, the text's lines of the
    file, and what of the text is marked."""

    before: list[str]
    text: str
    behind: list[str]
    lines: tuple[int, int] | None
    marked: MarkedWords | None


class InlineText:
    """Collects what stands in a block; white space is one space, but where the author's is kept."""

    def __init__(self, first_line: int, last_line: int) -> None:
        """What is collected stands on these lines of the file."""
        self._last_line = last_line
        self._line = first_line
        self._words = MarkCollector()
        self._before: list[str] = []  # words of pictures before all text
        self._behind: list[str] = []  # words of pictures behind the text so far
        self._lines: tuple[int, int] | None = None
        self._keeps_space = False
        self.begun = False

    def at_line(self, line: int) -> None:
        """Says which line of the file comes next; 0 where it is not known."""
        if line:
            self._line = line

    def add(self, text: str, *, keeps_space: bool) -> None:
        """Appends text as it stands between tags."""
        inner = text.strip(" \t\r\n" + LINE)
        if inner:
            self._settle_pictures()
            before = text[: text.index(inner[0])]
            first = self._line + _breaks(before)
            self._reach(first, first + _breaks(inner))
        self._line += _breaks(text)
        text = text.replace(LINE, "").replace(NEWLINE_REFERENCE, "\n")
        self._keeps_space = self._keeps_space or keeps_space
        self._words.write(text if keeps_space else _SPACE.sub(" ", text))

    def part(self, white_space: str) -> None:
        """Appends white space that is none of the file's: a line break, or a space around what stands for itself."""
        self._words.write(white_space)

    def begin(self, kind: InlineKind, target: str) -> None:
        """What follows is marked; ``target`` is where a link leads."""
        self._words.begin(kind, target)

    def end(self, kind: InlineKind) -> None:
        """The mark of a kind that began last ends."""
        self._words.end(kind)

    def add_picture(self, words: str, *, apart: bool) -> None:
        """Appends the words that stand for a picture; ``apart`` where they are a block of their own unless text is before
        and behind them. A sign, such as an emoji, always stands in the text."""
        if not apart or not _WORD_CHARACTER.search(words):
            self.add(f" {words} " if _WORD_CHARACTER.search(words) else words, keeps_space=False)
        elif self.begun:
            self._behind.append(words)
        else:
            self._before.append(words)

    def _settle_pictures(self) -> None:
        """Text follows: pictures behind text before it stand inside of text."""
        if self._behind:
            self._words.write("".join(f" {words} " for words in self._behind))
            self._behind.clear()
        self.begun = True

    def _reach(self, first: int, last: int) -> None:
        first, last = min(first, self._last_line), min(last, self._last_line)
        self._lines = (min(self._lines[0], first), max(self._lines[1], last)) if self._lines else (first, last)

    def take(self) -> BlockText:
        """What stood in the block; begins anew, and what is marked goes on in the next one where its element does."""
        text = self._words.words
        if self._keeps_space:
            text = text.strip("\n")
        else:
            text = "\n".join(_SPACE.sub(" ", line).strip() for line in text.split("\n"))
        taken = BlockText(self._before, text, self._behind, self._lines, self._words.take())
        self._before, self._behind, self._lines = [], [], None
        self._keeps_space = self.begun = False
        return taken

    @property
    def line(self) -> tuple[int, int]:
        """The line that is reached, as a range."""
        line = min(self._line, self._last_line)
        return line, line


def _breaks(text: str) -> int:
    return text.count("\n") + text.count(LINE)
