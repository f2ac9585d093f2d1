"""What is laid out for paper in a plain text: running heads and feet, a centred title, headings that stand out from text
that is indented under them. RFCs, manual pages and standards are such texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import regex

from indexer.documents.formats.text.apparent.lines import Line, looks_like_heading

__all__ = ["centred_title", "outdented_headings", "running_lines"]

_DIGITS = regex.compile(r"\d+")
#: The foot of an RFC's page, also where the form feed behind it is lost (RFC 7322, section 3.1.2).
_PAGE = regex.compile(r"\[Page \d{1,4}\]\Z")

#: The share of lines that is indented where a text is laid out so, and by how much more than its headings.
_INDENTED, _DEEPER = 0.6, 3
#: The share of what stands at the margin that is headings; the first lines, with authors and dates, do not count.
_HEADS, _ABOVE = 0.6, 12

#: A centred title: among so many lines of the first page, so far from both sides of a page of this width, by about as much.
_FIRST_LINES, _FROM_SIDE, _WIDTH, _ABOUT = 30, 8, 72, 6
_TITLE_LINES = 3


def running_lines(text: str, lines: Sequence[Line]) -> set[int]:
    """The numbers, among the lines with text, of those that stand last or first on several pages with the same words; their
    digits may differ. Pages end with a form feed, or with "[Page 3]"."""
    if len(lines) < 2:
        return set()
    at_breaks = [edge for last in _last_of_pages(text, lines) for edge in (last, last + 1) if 0 <= edge < len(lines)]
    often = Counter(_without_digits(lines[at].text) for at in at_breaks)
    return {at for at in at_breaks if often[_without_digits(lines[at].text)] > 1}


def _last_of_pages(text: str, lines: Sequence[Line]) -> list[int]:
    """The last lines of the pages, by their numbers among those with text."""
    found = [at for at, line in enumerate(lines) if _PAGE.search(line.text)]
    if "\f" in text:
        ends = [line.end for line in lines]
        found += [at for at in range(len(ends) - 1) if "\f" in text[ends[at] : lines[at + 1].start]]
    return sorted(set(found))


def _without_digits(line: str) -> str:
    return " ".join(_DIGITS.sub("0", line).split())


def outdented_headings(lines: Sequence[Line], apart: Collection[int]) -> set[int] | None:
    """The headings of a text that is indented under them; None of a text that is not laid out so.

    They stand by themselves at the margin, or further in where they have a number. ``apart`` are lines that are no text.
    """
    text = [line for at, line in enumerate(lines) if at not in apart]
    margin = min((line.indent for line in text), default=0)
    if sum(line.indent >= margin + _DEEPER for line in text) < _INDENTED * len(text):
        return None
    found = {at for at in range(len(lines)) if at not in apart and _heads(lines, at, margin)}
    at_margin = [at for at, line in enumerate(lines) if line.indent == margin and at not in apart and at >= _ABOVE]
    heads = sum(at in found for at in at_margin)
    return found if heads > 1 and heads >= _HEADS * len(at_margin) else None


def _heads(lines: Sequence[Line], at: int, margin: int) -> bool:
    line = lines[at]
    if at + 1 == len(lines) or not looks_like_heading(line) or (at and lines[at - 1].number == line.number - 1):
        return False
    after = lines[at + 1]
    stands_out = after.number > line.number + 1 or after.indent > line.indent
    return stands_out and (line.indent == margin or line.depth > 1)


def centred_title(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The first and the line behind the last of a title that stands in the middle of the first page by itself; None
    without one."""
    at = 0
    while at < min(len(lines), _FIRST_LINES):
        end = at + 1
        while end < len(lines) and lines[end].number == lines[end - 1].number + 1:
            end += 1
        if end - at <= _TITLE_LINES and all(_is_centred(line) for line in lines[at:end]) and end < len(lines):
            return at, end
        at = end
    return None


def _is_centred(line: Line) -> bool:
    left, right = line.indent, _WIDTH - line.indent - len(line.text)
    return min(left, right) >= _FROM_SIDE and abs(left - right) <= _ABOUT and line.text[-1] not in ".,;:"
