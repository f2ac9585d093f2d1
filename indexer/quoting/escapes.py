"""A text -> what may stand in a page or in Markdown for it."""

from __future__ import annotations

import regex

__all__ = ["markdown_escaped", "printable"]

#: What HTML cannot carry: NUL, and halves of surrogate pairs that stand alone.
_UNPRINTABLE = regex.compile("[\0\ud800-\udfff]")

#: What Markdown reads as its own anywhere in a line, and at its beginning: items of a list, and rules below a heading.
_ANYWHERE = regex.compile(r"[\\`*_\[\]<>#|~]|&(?=#?\w+;)")
_AT_THE_BEGINNING = regex.compile(r"^\s*\K(?:[-+](?=\s|$)|\d+\K[.)](?=\s|$)|-(?=[-\s]*$)|=(?==*\s*$))")


def printable(text: str) -> str:
    """The text with what HTML cannot carry as U+FFFD, one for one."""
    if text.isascii() and "\0" not in text:  # seen at once, and true of most
        return str(text)
    return str(_UNPRINTABLE.sub("\ufffd", text))


def markdown_escaped(line: str) -> str:
    """A line whose characters Markdown shows as they are, whatever it begins with and wherever it stands."""
    return str(_AT_THE_BEGINNING.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\g<0>", line)))
