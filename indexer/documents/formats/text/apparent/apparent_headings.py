"""Which lines of a plain text are headings by how they look, and which are one paragraph that was broken by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from indexer.documents.formats.text.apparent.lines import Line, looks_like_heading
from indexer.text.analysis import is_question

__all__ = ["WRAPPED_LEAST", "apparent_headings", "is_wrapped"]

#: Lines of at most this many code points may be one paragraph broken by hand; longer ones are paragraphs each.
_WRAPPED_LENGTH = 100
WRAPPED_LEAST = 40
#: A run of so many lines, the longest of so many code points, is broken by hand where this share of its lines is full.
_FILLED_LINES, _FILLED_LEAST, _FILLED = 3, 50, 0.7


#: "EMERGENCY CONTACT"; "Phone: 030 555 8812", which is no line in capitals itself.
_IN_CAPITALS = regex.compile(r"(?=.*\p{Lu}{3})[\p{Lu}\p{N} .,&/()'’-]{3,60}+(?<![.,])")
_FACT = regex.compile(r"(?=.*\p{Ll})\p{L}[^:.!?]{0,40}:[ \t]+\S")


def apparent_headings(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are headings: they look so, and something stands below them.

    Three or more in a row that ask nothing are a list or verse, and so is what ends a text; but number 1 that stands by
    itself, behind a title and what is said of it, heads what follows, and so does what stands by itself behind a list. A
    line of a hard-wrapped paragraph is none either.
    """
    if len(lines) < 2:
        return set()
    like: list[bool] = []
    for run in _runs(lines):
        width = _filled_width(run)
        for at in range(len(run)):
            before_like = at > 0 and like[-1]
            like.append(looks_like_heading(run[at]) and not _inside_wrap(run, at, width, before_like=before_like))
    asks = [found and is_question(line.text) for found, line in zip(like, lines, strict=True)]
    found: set[int] = set()
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and like[end] and not asks[end]:
            end += 1
        if end - at > 2 and _begins_numbering(lines, end - 1):
            found |= {at, end - 1}
        elif end - at > 2 and _stands_behind_list(lines, end - 1):
            found.add(end - 1)
        elif 0 < end - at <= 2 and end < len(lines):
            found.update(range(at, end))
        if end < len(lines) and asks[end] and end + 1 < len(lines) and not asks[end + 1]:
            found.add(end)
        at = max(end, at) + 1
    heads = _heads_of_facts(lines)
    return found - {at + 1 for at in heads} - _lines_of_a_form(lines) | heads


def _lines_of_a_form(lines: Sequence[Line]) -> set[int]:
    """The lines that say what something is, by its name, with another such line just above or below: "Chair: Ann Lee"."""
    says = [_FACT.match(line.text) is not None for line in lines]
    together = (
        (n, n + 1)
        for n, (line, after) in enumerate(pairwise(lines))
        if says[n] and says[n + 1] and after.number == line.number + 1
    )
    return {n for both in together for n in both}


def _heads_of_facts(lines: Sequence[Line]) -> set[int]:
    """The lines in capitals that begin a run of lines of a form: "LANDLORD", above "Name: Ann Lee"."""
    starts = (n for n, line in enumerate(lines) if n == 0 or line.number > lines[n - 1].number + 1)
    return {
        n
        for n in starts
        if n + 1 < len(lines)
        and lines[n + 1].number == lines[n].number + 1
        and _IN_CAPITALS.fullmatch(lines[n].text)
        and _FACT.match(lines[n + 1].text)
    }


def _stands_behind_list(lines: Sequence[Line], at: int) -> bool:
    """Whether line ``at`` stands by itself behind lines that follow one another: "Method", behind what is needed."""
    listed = lines[at - 2].number == lines[at - 1].number - 1
    return listed and at + 1 < len(lines) and lines[at - 1].number + 1 < lines[at].number < lines[at + 1].number - 1


def _begins_numbering(lines: Sequence[Line], at: int) -> bool:
    """Whether line ``at`` has the number 1, and empty lines on both sides with text behind them."""
    if at + 1 >= len(lines) or not lines[at].begins_numbering:
        return False
    return lines[at - 1].number + 1 < lines[at].number < lines[at + 1].number - 1


def _runs(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines that follow one another without an empty one between."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].number != lines[at - 1].number + 1:
            yield lines[start:at]
            start = at


def _inside_wrap(run: Sequence[Line], at: int, width: int, *, before_like: bool) -> bool:
    """Whether line ``at`` of a run is a line of a paragraph that was broken by hand; ``before_like`` says that the line
    before may be a heading."""
    line = run[at]
    before = run[at - 1] if at else None
    after = run[at + 1] if at + 1 < len(run) else None
    if before is not None and not before.ends and WRAPPED_LEAST <= len(before.text) <= _WRAPPED_LENGTH:
        return not before.is_bullet and not before.is_row and not (before_like and _in_title_case(before.text))
    if before is not None and before.text.endswith((",", ";")):
        return True
    if after is None:
        return at > 1 and _goes_on(run[at - 1], line, width)
    if _goes_on(line, after, width):
        rest = max(one.indent + len(one.text) for one in run[1:])
        fills = at == 0 and line.indent + len(line.text) <= rest and _goes_on(line, after, rest)
        return fills or not _in_title_case(line.text)
    return after.text[0].islower() or (is_wrapped([line, after]) and not _in_title_case(line.text))


def _filled_width(run: Sequence[Line]) -> int:
    """The width, in code points with what the lines are indented by, at which a run was evidently broken by hand: nearly
    every line has as many words as there is room for. 0 where it was not."""
    width = max(line.indent + len(line.text) for line in run)
    if len(run) < _FILLED_LINES or not _FILLED_LEAST <= max(len(line.text) for line in run) <= _WRAPPED_LENGTH:
        return 0
    if any(line.is_bullet or line.is_row for line in run[1:]):
        return 0
    full = sum(_goes_on(line, after, width) for line, after in pairwise(run))
    return width if full >= _FILLED * (len(run) - 1) else 0


def _goes_on(line: Line, after: Line, width: int) -> bool:
    """Whether a line ends only because the first word of the next one had no room in it."""
    return line.indent + len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > width > 0


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
    if _filled_width(run):
        return True
    full = sum(length >= 0.7 * widest for length in lengths[:-1])
    open_ended = sum(not line.ends for line in run[:-1])
    return full >= 0.6 * (len(run) - 1) and 2 * open_ended >= len(run) - 1
