"""A file of LaTeX: its tokens, which braces belong together, and on which lines its characters stand."""

from __future__ import annotations

from bisect import bisect_right

import regex

__all__ = ["TOKEN", "LatexSource"]

TOKEN = regex.compile(
    r"(?P<comment>%[^\r\n]*+(?:\r\n|\n|\r|$)[ \t]*+)|(?P<paragraph>(?:\r\n|\n|\r)[ \t]*+(?:(?:\r\n|\n|\r)[ \t]*+)++)"
    r"|\\(?:url|nolinkurl|path)[ \t]*+\{(?P<address>[^{}\r\n]{0,2000}+)\}|\\(?P<link>href[ \t]*+\{[^{}\r\n]{0,2000}+\})"
    r"|\\(?P<command>[A-Za-z@]++\*?+|[^A-Za-z@]|$)|(?P<math>\$\$?+)|(?P<brace>[{}])|(?P<sign>[~&])"
    r"|(?P<text>[^\\%{}$~&\r\n]++|\r\n|\n|\r)",
    regex.DOTALL,
)
_LINE_END = regex.compile(r"\r\n|\n|\r")
_OPTION = regex.compile(r"\[(?:[^\[\]{}]|\{[^{}]{0,300}+\}){0,300}+\]")
_SPACE = regex.compile(r"[ \t]*+(?:(?:\r\n|\n|\r)[ \t]*+)?+")


class LatexSource:
    """``text`` with what is found in one pass through it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._closing: dict[int, int] = {}
        open_ones: list[int] = []
        for token in TOKEN.finditer(text):
            if token["brace"] == "{":
                open_ones.append(token.start())
            elif token["brace"] and open_ones:
                self._closing[open_ones.pop()] = token.start()

    def line(self, at: int) -> int:
        """The line, from 1, of a character."""
        return bisect_right(self._starts, at)

    def group(self, at: int) -> tuple[int, int, int] | None:
        """The argument in braces at ``at``: where what is in it begins and ends, and where what is behind it begins."""
        at = self._behind_space(at)
        end = self._closing.get(at)
        return None if end is None else (at + 1, end, end + 1)

    def option(self, at: int) -> tuple[int, int, int] | None:
        """The same for an argument in brackets, of at most some hundred characters."""
        at = self._behind_space(at)
        found = _OPTION.match(self.text, at)
        return (at + 1, found.end() - 1, found.end()) if found else None

    def _behind_space(self, at: int) -> int:
        space = _SPACE.match(self.text, at)
        return int(space.end()) if space else at
