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

_SENTENCE_END = regex.compile(r"[.!?…。！？:]['\"”’»)\]]*[\d⁰¹²³⁴-⁹]{0,3}$")
_HYPHEN = regex.compile(r"\p{L}[\x02\u00ad\u2010-]$")
_GOES_ON = regex.compile(r"['\"“‘«(\[]*\p{Ll}|[,;)]")
_WORD = regex.compile(r"['\"“‘«(\[]*[\p{L}\p{N}]")


def joined(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, each whole at the place where it begins; what stood between its parts follows it."""
    taken: set[int] = set()
    for at, paragraph in enumerate(paragraphs):
        if at in taken:
            continue
        whole, last = paragraph, at
        while (following := _continuation(paragraphs, whole, last)) is not None:
            taken.add(following)
            whole = replace(whole, lines=[*whole.lines, *paragraphs[following].lines])
            last = following
        yield whole


def _continuation(paragraphs: Sequence[Paragraph], whole: Paragraph, at: int) -> int | None:
    """Where the paragraph whose last part is that at ``at`` goes on."""
    if whole.furniture or whole.kind not in _RUNNING or _is_closed(whole.lines):
        return None
    last = whole.lines[-1]
    for number in range(at + 1, min(at + 1 + _MOST_BETWEEN, len(paragraphs))):
        other = paragraphs[number]
        first = other.lines[0]
        if first.page > last.page + 1 or other.kind is BlockKind.HEADING:
            return None
        if other.furniture or other.kind is not BlockKind.PARAGRAPH or not _is_alike(last, first):
            continue
        apart = (first.page, first.region) != (last.page, last.region)
        return number if apart and _goes_on(last, first) else None
    return None


_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)


def _is_closed(lines: Sequence[PageLine]) -> bool:
    return bool(_SENTENCE_END.search(lines[-1].text)) or len(lines[-1].text) < 20 and len(lines) == 1


def _is_alike(last: PageLine, first: PageLine) -> bool:
    alike = abs(last.size - first.size) < 0.06 * last.size and last.font.bold == first.font.bold
    return alike and last.quarters == first.quarters and last.font.fixed == first.font.fixed


def _goes_on(last: PageLine, first: PageLine) -> bool:
    if marker(first.text):
        return False
    if _HYPHEN.search(last.text):
        return bool(_WORD.match(first.text))
    if _GOES_ON.match(first.text):
        return True
    left, right = last.room
    is_full = right - last.right < 0.12 * (right - left)
    is_indented = first.left - first.room[0] > 0.6 * first.size
    return is_full and not is_indented and bool(_WORD.match(first.text))
