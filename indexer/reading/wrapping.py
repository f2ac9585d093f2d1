"""Which lines of a text belong to one paragraph?

Some writers break their paragraphs by hand, some give each paragraph a line of its own, poets and lists break on
purpose. What tells them apart: a hand-wrapped line ends where the next word would not have fitted any more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.reading.lines import Line

__all__ = ["paragraphs_of"]

#: Longer lines (in code points) were not broken by hand, but are paragraphs each.
_WIDEST = 120
#: A page is not set narrower than this; shorter lines end on purpose.
_NARROWEST = 40
#: A line that ends below this share of the width had room for another word.
_FULL = 0.85
#: The lines of a verse or of a list without bullets.
_VERSE_WIDTH = 60
_VERSE_LINES = 3

_FIRST_WORD = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|\S+")


def paragraphs_of(run: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The paragraphs of lines that stand together without a blank line between them."""
    joins = _joins(run)
    if 2 * sum(joins) < len(joins) and _is_verse(run):
        return [tuple(run)]
    paragraphs: list[list[Line]] = [[run[0]]]
    for line, joined in zip(run[1:], joins, strict=True):
        if joined:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [tuple(lines) for lines in paragraphs]


def _joins(run: Sequence[Line]) -> list[bool]:
    """For each line but the first, whether it goes on with the paragraph of the line before."""
    pairs = list(zip(run, run[1:], strict=False))
    width = _width(run)
    tight = [_had_no_room(a, b, width) for a, b in pairs]
    # In a wrapped text most full lines end in mid-sentence; lines that all end sentences are paragraphs each.
    wrapped = 2 * sum(full and not a.ends for full, (a, _) in zip(tight, pairs, strict=True)) >= sum(tight)
    return [
        (wrapped and full and not _begins_anew(a, b)) or _runs_on(a, b)
        for full, (a, b) in zip(tight, pairs, strict=True)
    ]


def _width(run: Sequence[Line]) -> int:
    """The width that the run was set to, in code points; 0 where its lines are paragraphs."""
    lengths = [len(line.text) for line in run if len(line.text) <= _WIDEST]
    width = max(lengths, default=0)
    return width if width >= _NARROWEST and len(lengths) >= 0.8 * len(run) else 0


def _had_no_room(line: Line, following: Line, width: int) -> bool:
    word = _FIRST_WORD.match(following.text)
    room = len(line.text) + 1 + (len(word.group()) if word else 0)
    return 0 < width and len(line.text) <= _WIDEST and room > _FULL * width


def _begins_anew(line: Line, following: Line) -> bool:
    """Whether a line begins a paragraph although the one before is full: indented, or that one was set as a heading."""
    if following.indent > line.indent and line.ends:
        return True
    return _in_title_case(line.text) and not (following.begins_lower or _in_title_case(following.text))


def _runs_on(line: Line, following: Line) -> bool:
    """Whether a sentence obviously goes on: no end mark, and lower case behind it."""
    return following.begins_lower and not line.ends and len(line.text) <= _WIDEST


def _in_title_case(text: str) -> bool:
    """Whether the longer words of a line begin in upper case, as in English headings."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _is_verse(run: Sequence[Line]) -> bool:
    """Whether lines were broken on purpose: short all, and few of them sentences."""
    if len(run) < _VERSE_LINES or any(len(line.text) > _VERSE_WIDTH for line in run):
        return False
    return 3 * sum(line.ends and not line.text.endswith(":") for line in run) <= len(run)
