"""Paragraphs that go on in the next column or on the next page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.paragraphs import Paragraph, marker
from indexer.model import BlockKind

__all__ = ["joined"]

#: How many blocks may stand between the two parts: notes, pictures with their captions, tables.
_MOST_BETWEEN = 30

#: Shares of its column that a line leaves empty which is full, or nearly.
_FULL, _NEARLY_FULL = 0.12, 0.35

_SENTENCE_END = regex.compile(r"[.!?…。！？:]['\"”’»)\]]*[\d⁰¹²³⁴-⁹]{0,3}$")
_HYPHEN = regex.compile(r"\p{L}[\x02\u00ad\u2010-]$")
_GOES_ON = regex.compile(r"['\"“‘«(\[]*\p{Ll}|[,;)]")
_WORD = regex.compile(r"['\"“‘«(\[]*[\p{L}\p{N}]")


def joined(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, each whole at the place where it begins; what stood between its parts follows it."""
    following: dict[int, int] = {}
    taken: set[int] = set()
    for at in reversed(range(len(paragraphs))):  # who stands closest before a part has the best claim on it
        number = _continuation(paragraphs, at)
        if number is not None and number not in taken:
            following[at] = number
            taken.add(number)
    for at, paragraph in enumerate(paragraphs):
        if at in taken:
            continue
        lines, last = paragraph.lines, at
        while last in following:
            last = following[last]
            lines = [*lines, *paragraphs[last].lines]
        yield replace(paragraph, lines=lines)


def _continuation(paragraphs: Sequence[Paragraph], at: int) -> int | None:
    """Where the paragraph ``at`` goes on: in the first like it that may, or in the one behind that where the first
    stands below a caption and only the other begins within a sentence."""
    if paragraphs[at].furniture or paragraphs[at].kind not in _RUNNING or _is_closed(paragraphs[at].lines):
        return None
    last, found = paragraphs[at].lines[-1], None
    for number in _alike(paragraphs, at):
        first = paragraphs[number].lines[0]
        if (first.page, first.region) == (last.page, last.region) or not _goes_on(last, first):
            break
        if found is not None:
            is_open = not _is_closed(paragraphs[found].lines)
            return found if is_open or not _GOES_ON.match(first.text) else number
        found = number
        of_figure = paragraphs[number - 1].kind is BlockKind.CAPTION
        if not of_figure or _GOES_ON.match(first.text) or _HYPHEN.search(last.text):
            break
    return found


def _alike(paragraphs: Sequence[Paragraph], at: int) -> Iterator[int]:
    """The paragraphs behind another that are written like it, up to the next heading and page but one."""
    last = paragraphs[at].lines[-1]
    for number in range(at + 1, min(at + 1 + _MOST_BETWEEN, len(paragraphs))):
        other = paragraphs[number]
        if other.lines[0].page > last.page + 1 or other.kind is BlockKind.HEADING:
            return
        if not other.furniture and other.kind is BlockKind.PARAGRAPH and _is_alike(last, other.lines[0]):
            yield number


_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)


def _is_closed(lines: Sequence[PageLine]) -> bool:
    return bool(_SENTENCE_END.search(lines[-1].text)) or len(lines[-1].text) < 20 and len(lines) == 1


def _is_alike(last: PageLine, first: PageLine) -> bool:
    alike = abs(last.size - first.size) < 0.06 * last.size and last.font.bold == first.font.bold
    return alike and last.quarters == first.quarters and last.font.fixed == first.font.fixed


def _goes_on(last: PageLine, first: PageLine) -> bool:
    """Whether a sentence that ``last`` leaves open goes on with ``first``: a broken word always does, a small letter after
    a line that is nearly full, any other word after a full one."""
    if marker(first.text):
        return False
    if _HYPHEN.search(last.text):
        return bool(_WORD.match(first.text))
    left, right = last.room
    empty = (last.left - left if last.backward else right - last.right) / max(right - left, 1.0)
    if _GOES_ON.match(first.text):
        return empty < _NEARLY_FULL
    is_indented = first.left - first.room[0] > 0.6 * first.size
    return empty < _FULL and not is_indented and bool(_WORD.match(first.text))
