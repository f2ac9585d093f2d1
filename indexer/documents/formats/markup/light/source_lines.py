"""The lines of a file of light markup."""

from __future__ import annotations

from typing import NamedTuple

import regex

__all__ = ["SourceLine", "source_lines"]

_LINE_END = regex.compile(r"\r\n|\n|\r")


class SourceLine(NamedTuple):
    """A line without white space behind it, and its number, from 1."""

    number: int
    text: str

    @property
    def indent(self) -> int:
        """The white space before its text, in code points."""
        return len(self.text) - len(self.text.lstrip())


def source_lines(text: str) -> list[SourceLine]:
    """All lines of a text."""
    return [SourceLine(number, line.rstrip()) for number, line in enumerate(_LINE_END.split(text), start=1)]
