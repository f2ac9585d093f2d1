"""Headings that are underlined, and code behind a double colon: what many manuals in plain text are laid out by.

See https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html, "Sections" and "Literal Blocks". Only these two are
read here: directives, roles and their options are lines of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from indexer.documents.formats.text.apparent.lines import Line

__all__ = ["UnderlinedHeading", "code_blocks", "is_laid_out_by_lines", "underlined_headings"]

_UNDERLINE = regex.compile(r"([!-/:-@\[-`{-~])\1{2,}")
_CODE_DIRECTIVE = regex.compile(
    r"\.\.[ \t]+(?:code|code-block|sourcecode|parsed-literal|highlight|math|productionlist)::"
)
_DIRECTIVE = regex.compile(r"\.\.(?:[ \t]|$)")
_NAMED = regex.compile(r"\.\.[ \t]+[\w:-]+::(?:[ \t]|$)")
_OPTION = regex.compile(r":[\w-]+:")

#: So many underlined headings say that a text has no others.
_ENOUGH = 2
_DEEPEST = 6


class UnderlinedHeading(NamedTuple):
    """A heading: the number of its line among the lines with text, the first and the one behind the last of the lines that
    belong to it, and its level."""

    line: int
    first: int
    end: int
    level: int


def underlined_headings(lines: Sequence[Line]) -> dict[int, UnderlinedHeading]:
    """The headings by their first line; those with another line, or with one above as well, are a level of their own, in
    the order in which they come."""
    styles: list[tuple[str, bool]] = []
    found: dict[int, UnderlinedHeading] = {}
    at = 0
    while at < len(lines):
        heading = _heading(lines, at)
        if heading is None:
            at += 1
            continue
        line, end = heading
        style = (lines[end - 1].text[0], line > at)
        if style not in styles:
            styles.append(style)
        found[at] = UnderlinedHeading(line, at, end, min(styles.index(style) + 1, _DEEPEST))
        at = end
    return found


def is_laid_out_by_lines(headings: dict[int, UnderlinedHeading], lines: Sequence[Line]) -> bool:
    """Whether a text is one whose headings are underlined: it has several, or one and a directive (``.. note::``)."""
    return len(headings) >= _ENOUGH or (len(headings) == 1 and any(_NAMED.match(line.text) for line in lines))


def _heading(lines: Sequence[Line], at: int) -> tuple[int, int] | None:
    """The line of the heading that begins at ``at``, and the line behind it; None where none begins."""
    over = _UNDERLINE.fullmatch(lines[at].text) is not None
    line, end = (at + 1, at + 3) if over else (at, at + 2)
    if end > len(lines) or _follows(lines, at) or not all(_follows(lines, other) for other in range(at + 1, end)):
        return None
    text, under = lines[line].text, lines[end - 1].text
    if not _UNDERLINE.fullmatch(under) or _UNDERLINE.fullmatch(text) or _DIRECTIVE.match(text):
        return None
    if over and lines[at].text != under:
        return None
    short = len(under) < len(text) or (lines[line].indent > 0 and not over)
    return None if short or lines[end - 1].indent else (line, end)


def _follows(lines: Sequence[Line], at: int) -> bool:
    """Whether a line follows the one before it without a blank line between."""
    return at > 0 and lines[at].number == lines[at - 1].number + 1


def code_blocks(lines: Sequence[Line]) -> dict[int, int]:
    """The pieces of code: what is indented behind "::" and a blank line. By first line, with the line behind the last."""
    found: dict[int, int] = {}
    at = 0
    while at < len(lines):
        introduced = lines[at].text.endswith("::") and not _DIRECTIVE.match(lines[at].text)
        directive = _CODE_DIRECTIVE.match(lines[at].text) is not None
        first = at + 1
        if directive:
            while first < len(lines) and _follows(lines, first) and _OPTION.match(lines[first].text):
                first += 1
        end = first
        while end < len(lines) and lines[end].indent > lines[at].indent:
            end += 1
        if (introduced or directive) and end > first and not _follows(lines, first):
            found[first] = end
            at = end
        else:
            at += 1
    return found
