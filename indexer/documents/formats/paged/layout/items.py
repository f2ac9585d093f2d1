"""Items of lists, by their bullets or by numbers that go up, and how deep they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from indexer.documents.formats.paged.layout.paragraphs import Paragraph, marker
from indexer.model import BlockKind

__all__ = ["with_items"]

#: Paragraphs that may stand between an item and the next one.
_MOST_BETWEEN = 4

_SHAPE = regex.compile(r"[\p{L}\p{N}]+")


def with_items(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, those that are items with their depth: how far they stand in among the items around them."""
    numbered = _numbered(paragraphs)
    lefts: list[float] = []
    for at, paragraph in enumerate(paragraphs):
        if paragraph.furniture or paragraph.kind is not BlockKind.LIST_ITEM and at not in numbered:
            if paragraph.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not paragraph.furniture:
                lefts = []
            yield paragraph
            continue
        line = paragraph.lines[0]
        left = line.room[1] - line.right if line.backward else line.left - line.room[0]
        while lefts and lefts[-1] > left + 0.5 * line.size:
            lefts.pop()
        if not lefts or left > lefts[-1] + 0.5 * line.size:
            lefts.append(left)
        yield replace(paragraph, kind=BlockKind.LIST_ITEM, level=len(lefts))


def _numbered(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Where paragraphs begin with numbers of one shape that go up by one."""
    found: set[int] = set()
    last: dict[str, tuple[int, int]] = {}
    for at, paragraph in enumerate(paragraphs):
        mark = marker(paragraph.lines[0].text)
        if paragraph.kind is not BlockKind.PARAGRAPH or paragraph.furniture or not mark:
            continue
        shape, value = _SHAPE.sub("1" if mark.strip("()[].").isdigit() else "a", mark), _value(mark)
        before, number = last.get(shape, (-_MOST_BETWEEN - 2, 0))
        if value == number + 1 and at - before <= _MOST_BETWEEN + 1 and number:
            found.update((before, at))
        last[shape] = (at, value)
    return found


def _value(mark: str) -> int:
    inner = mark.strip("()[].")
    if inner.isdigit():
        return int(inner)
    return ord(inner.lower()) - ord("a") + 1 if len(inner) == 1 else _ROMAN.get(inner.lower(), 0)


_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
