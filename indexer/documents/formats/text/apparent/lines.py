"""The lines of a plain text, and what each looks like on its own."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from indexer.text.analysis import is_question

__all__ = ["BULLET", "Line", "lines_of", "looks_like_heading"]

#: Where a line begins behind another, by the locator's count. Not str.splitlines, which also splits at U+2028, form feeds
#: and more.
_BEHIND_END = regex.compile(r"(?<=\n)|(?<=\r)(?!\n)")

BULLET = regex.compile(r"([ \t]*)(?:[-*+•➤◦▪‣–✓✔→►●○]|\(?(?:\d{1,3}|\p{L})[.)])[ \t]+(?=\S)")
_RULER = regex.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_BEHIND_LETTER = (".", ")")
_SEPARATORS = "-=_*~#"
_SEPARATOR = regex.compile(r"[ \t]*([-=_*~#])(?:[ \t]*\1){2,}[ \t]*$")
_END_MARKS = (".", ",", ";", ":", "!", "。", "！", "…", "|")
_CLOSING = "\"'”’)]»」』"
#: What somebody says, to its end.
_SAID = regex.compile(r"""[.,!?…。！？؟—-]["'”’»」』]++\Z""")
#: What somebody begins to say, or what a dash leads to.
_OPEN = regex.compile(r"""\A[^"]*+(?<!\d)"[^"]*+\Z|(?:\A|\s)“[^”]*+\Z|(?:--|[—–])\Z""")
#: A line of a table of contents: what leads the eye to the number of a page.
_LEADER = regex.compile(r"(?:\.{4,}+|(?:\. ?){5,}+|…{2,}+)[ \t]*+[\divxlc]{1,6}\Z")
_NUMBERED = regex.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?[ \t]+(?=\p{Lu})")

#: "CHAPTER 1. Loomings." has a stop behind its name, as many a book prints it.
_CHAPTER = regex.compile(
    r"(?i:chapter|chapitre|kapitel|cap[ií]tulo|capitolo|hoofdstuk|глава) (?:\d{1,3}|[IVXLC]+)[.:] \p{Lu}[^.]*\.\Z"
)
_HEADING_LENGTH = 100
_LEADING_LENGTH = 200
_HEADING_WORDS = 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text in it: its span without outer white space, its number from 1, its text."""

    start: int
    end: int
    number: int
    text: str
    indent: int

    @property
    def is_bullet(self) -> bool:
        if self.text[0].isalpha() and self.text[1:2] not in _BEHIND_LETTER:
            return False
        return BULLET.match(self.text) is not None

    @property
    def is_quoted(self) -> bool:
        return self.text.startswith(">")

    @property
    def is_row(self) -> bool:
        return "|" in self.text

    @property
    def is_ruler(self) -> bool:
        """Whether it parts a table's header from its rows."""
        return "|" in self.text and _RULER.match(self.text) is not None

    @property
    def is_separator(self) -> bool:
        return self.text[0] in _SEPARATORS and _SEPARATOR.match(self.text) is not None

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(_CLOSING).endswith((".", "!", "?", ":", "…", "。", "！", "？", "؟"))

    @property
    def is_of_contents(self) -> bool:
        """Whether it leads to a page: "3.1 General rules ........ 12"."""
        return len(self.text) <= _LEADING_LENGTH and _LEADER.search(self.text) is not None

    @property
    def depth(self) -> int:
        """The depth that a number before a heading tells ("2.1" is 2); 0 without one."""
        match = _NUMBERED.match(self.text)
        return match.group(1).count(".") + 1 if match else 0

    @property
    def begins_numbering(self) -> bool:
        """Whether it has the number 1, and no other before or behind it ("1. Budget")."""
        match = _NUMBERED.match(self.text)
        return match is not None and match.group(1) == "1"


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank."""
    found = []
    plain = "\r" not in text  # as of nearly all
    end_length = 1 if plain else 0
    at = 0
    for number, line in enumerate(text.split("\n") if plain else _BEHIND_END.split(text), start=1):
        inner = line.strip()
        if inner:
            indent = len(line) - len(line.lstrip())
            found.append(Line(at + indent, at + indent + len(inner), number, inner, indent))
        at += len(line) + end_length
    return found


def looks_like_heading(line: Line) -> bool:
    """Whether a line could be a heading by itself: short, no end mark (or a question), not beginning in lower case."""
    text = line.text
    if len(text) > _HEADING_LENGTH or text[0].islower() or (text.endswith(_END_MARKS) and not _CHAPTER.match(text)):
        return False
    if line.is_quoted or line.is_row or line.is_separator or len(text.split()) > _HEADING_WORDS:
        return False
    if _SAID.search(text) or _OPEN.search(text):
        return False
    if line.is_bullet and not (line.depth and not is_question(text)):
        return False
    return any(char.isalnum() for char in text)
