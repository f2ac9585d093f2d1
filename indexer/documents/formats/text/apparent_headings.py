"""Which lines of a plain text are headings by how they look, and which are one paragraph that was broken by hand."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.documents.formats.text.lines import Line, looks_like_heading
from indexer.text.analysis import is_question

__all__ = ["WRAPPED_LEAST", "apparent_headings", "is_wrapped"]

#: Lines of at most this many code points may be one paragraph broken by hand; longer ones are paragraphs each.
_WRAPPED_LENGTH = 100
WRAPPED_LEAST = 40


def apparent_headings(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are headings: they look so, and something stands below them.

    Three or more in a row that ask nothing are a list or verse, and so is what ends a text; but number 1 that stands by
    itself, behind a title and what is said of it, heads what follows. A line of a hard-wrapped paragraph is none either.
    """
    like = [looks_like_heading(line) and not _inside_wrap(lines, i) for i, line in enumerate(lines)]
    asks = [found and is_question(line.text) for found, line in zip(like, lines, strict=True)]
    found: set[int] = set()
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and like[end] and not asks[end]:
            end += 1
        if end - at > 2 and _begins_numbering(lines, end - 1):
            found |= {at, end - 1}
        elif 0 < end - at <= 2 and end < len(lines):
            found.update(range(at, end))
        if end < len(lines) and asks[end] and end + 1 < len(lines) and not asks[end + 1]:
            found.add(end)
        at = max(end, at) + 1
    return found


def _begins_numbering(lines: Sequence[Line], at: int) -> bool:
    """Whether line ``at`` has the number 1, and empty lines on both sides with text behind them."""
    if at + 1 >= len(lines) or not lines[at].begins_numbering:
        return False
    return lines[at - 1].number + 1 < lines[at].number < lines[at + 1].number - 1


def _inside_wrap(lines: Sequence[Line], at: int) -> bool:
    """Whether line ``at`` is a line of a paragraph that was broken by hand."""
    line = lines[at]
    before = lines[at - 1] if at and lines[at - 1].number == line.number - 1 else None
    after = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].number == line.number + 1 else None
    if before is not None and not before.ends and WRAPPED_LEAST <= len(before.text) <= _WRAPPED_LENGTH:
        return not before.is_bullet and not before.is_row and not _in_title_case(before.text)
    if after is None:
        return False
    return after.text[0].islower() or (is_wrapped([line, after]) and not _in_title_case(line.text))


def _in_title_case(text: str) -> bool:
    """Whether most longer words of a line begin in upper case, as in English headings."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= 1 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def is_wrapped(run: Sequence[Line]) -> bool:
    """Whether lines are one paragraph broken by hand: of about one width, mostly in mid-sentence."""
    if len(run) < 2:
        return False
    lengths = [len(line.text) for line in run]
    widest = max(lengths)
    if not WRAPPED_LEAST <= widest <= _WRAPPED_LENGTH:
        return False
    full = sum(length >= 0.7 * widest for length in lengths[:-1])
    open_ended = sum(not line.ends for line in run[:-1])
    return full >= 0.6 * (len(run) - 1) and 2 * open_ended >= len(run) - 1
