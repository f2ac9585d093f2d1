"""The tags of a page before it is parsed: each start tag gets its number, and nesting is bounded.

The parser keeps no places, so that a start tag carries its number in an attribute that no author can write: its name is
a code point that is no character. Where this scan and the parser do not agree on what a tag is, a number may stand in a
text or value, from where it is taken out; so it can make a line wrong, never a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from indexer.documents.formats.web.elements import FORMATTING, RAW, UNCOUNTED, VOID

__all__ = ["LINE", "NEWLINE_REFERENCE", "NUMBER", "MarkedSource", "marked_source", "without_marks"]

#: The attribute with a start tag's number. Code points U+FDD0 to U+FDEF are for use inside of programs (Unicode 23.7).
NUMBER = "\ufdd0"
#: A line break by reference (``&#10;``): it breaks no line of the file.
NEWLINE_REFERENCE = "\ufdd1"
#: White space that stands for a line break inside of a tag or comment: it counts a line, and is no text.
LINE = "\f"

#: Elements open at once that are counted; browsers stop at 512. The parser needs time in proportion to it.
_DEEPEST = 256
#: Formatting elements open at once: each block after them repeats all.
_DEEPEST_FORMATTING = 16

_RESERVED = regex.compile("[\ufdd0\ufdd1]")
_REFERENCE = regex.compile(r"&(?:#0*1[03](?!\d)|#[xX]0*[aAdD](?![\da-fA-F])|NewLine(?=;));?")
_MARK = regex.compile(f" {NUMBER}=[0-9]+")
#: A comment, a declaration or instruction, or a tag (section 13.2.5 of the HTML standard); each runs to the end where
#: it is not closed.
_TOKEN = regex.compile(
    r"<!--(?:-?>|(?:(?!--!?>).)*+(?:--!?>|\Z))"
    r"|<(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?)*+(?P<close>>|\Z)",
    regex.DOTALL,
)


#: What the parser drops before the first element or text.
_LEADING = regex.compile(r"(?:\s++|<!--(?:-?>|(?:(?!--!?>).)*+--!?>)|<[!?][^>]*+>|</[^>]*+>)*+", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class MarkedSource:
    """A page whose start tags are numbered; ``lines`` has the line that each one ends on, by its number, and ``first_line``
    is the one that anything begins on."""

    text: str
    first_line: int
    lines: tuple[int, ...]
    unclosed: Counter[str]
    stray: Counter[str]


def marked_source(text: str, line: int = 1) -> MarkedSource:
    """The page ``text``, which begins on ``line`` of its file, with numbered start tags and bounded nesting.

    ``unclosed`` and ``stray`` count the start tags without an end tag, and the end tags without a start tag, by name.
    """
    prepared = _prepared(text)
    leading = _LEADING.match(prepared)
    first_line = line + prepared.count("\n", 0, leading.end() if leading else 0)
    scan = _Scan(prepared, line)
    scan.run()
    return MarkedSource("".join(scan.parts), first_line, tuple(scan.lines), Counter(scan.open), scan.stray)


def without_marks(value: str) -> str:
    """A text or value without the numbers that are none of a start tag."""
    return _MARK.sub("", value) if NUMBER in value else value


def _prepared(text: str) -> str:
    text = _RESERVED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " "))
    return str(_REFERENCE.sub(NEWLINE_REFERENCE, text))


class _Scan:
    """Goes through the tokens once."""

    def __init__(self, text: str, line: int) -> None:
        self._text = text
        self._line = line
        self._xml = text.lstrip("\ufeff \n").startswith("<?xml")  # where "/>" ends any element
        self._reached = 0  # what of the text is in ``parts``
        self.parts: list[str] = []
        self.lines: list[int] = []
        self.open: list[str] = []
        self.stray: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()  # of the names in ``open``
        self._formatting: Counter[str] = Counter()  # open ones; the end of a block leaves them open
        self._left_out: Counter[str] = Counter()

    def run(self) -> None:
        for token in self._tokens():
            name = (token["name"] or "").lower()
            if not name:
                self._copy(token.end())
                self._fill(token.group().count("\n"))
            elif token["end"]:
                self._end_tag(token, name)
            else:
                self._start_tag(token, name)
        self._copy(len(self._text))

    def _tokens(self) -> Iterator[regex.Match[str]]:
        at = 0
        while (token := _TOKEN.search(self._text, at)) is not None:
            yield token
            at = token.end()
            name = (token["name"] or "").lower()
            if name in RAW and not token["end"] and not (self._xml and token.group().endswith("/>")):
                end = regex.compile(rf"</{name}(?=[\s/>])", regex.IGNORECASE).search(self._text, at)
                at = end.start() if end else len(self._text)

    def _copy(self, end: int) -> None:
        piece = self._text[self._reached : end]
        self._line += piece.count("\n")
        self._reached = end
        self.parts.append(piece)

    def _fill(self, lines: int) -> None:
        if lines:
            self.parts.append(LINE * lines)

    def _start_tag(self, token: regex.Match[str], name: str) -> None:
        if self._xml and name not in VOID and token.group().endswith("/>"):
            self._empty_element(token, name)
            return
        if not self._admits(name):
            self._leave_out(token)
            self._left_out[name] += 1
            return
        self._copy(token.end("name"))
        self.parts.append(f" {NUMBER}={len(self.lines)}")
        self._copy(token.end())
        skipped = name in ("pre", "listing", "textarea") and self._text.startswith("\n", token.end())
        self.lines.append(self._line + skipped)

    def _empty_element(self, token: regex.Match[str], name: str) -> None:
        """Ends an element of XHTML that is empty: in HTML all that follows would be in it."""
        self._copy(token.end())
        self.parts.append(f"</{name}>")

    def _admits(self, name: str) -> bool:
        """Whether another element may be opened, which is counted where it nests."""
        if name in VOID or name in UNCOUNTED or name in RAW:
            return True
        if name in FORMATTING:
            if self._formatting.total() >= _DEEPEST_FORMATTING:
                return False
            self._formatting[name] += 1
        elif len(self.open) >= _DEEPEST:
            return False
        else:
            self.open.append(name)
            self._counts[name] += 1
        return True

    def _end_tag(self, token: regex.Match[str], name: str) -> None:
        if self._left_out[name]:
            self._left_out[name] -= 1
            self._leave_out(token)
            return
        self._copy(token.end())
        self._fill(token.group().count("\n"))
        if name in FORMATTING:
            self._formatting[name] = max(self._formatting[name] - 1, 0)
        elif self._counts[name]:
            self._close(name)
        elif name not in UNCOUNTED and name not in RAW:
            self.stray[name] += 1

    def _close(self, name: str) -> None:
        """Closes the innermost element of a name, and all in it."""
        while True:
            closed = self.open.pop()
            self._counts[closed] -= 1
            if closed == name:
                return

    def _leave_out(self, token: regex.Match[str]) -> None:
        """Puts white space in place of a tag."""
        self._copy(token.start())
        self.parts.append(" " + LINE * token.group().count("\n"))
        self._line += token.group().count("\n")
        self._reached = token.end()
