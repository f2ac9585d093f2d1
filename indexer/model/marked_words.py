"""What an author set apart inside of a line: code, strong words, links and their kin. They are beside the text: none of its
letters, and no offset in it, depends on them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

__all__ = ["InlineKind", "InlineMark", "require_marks"]


class InlineKind(StrEnum):
    """How words are set apart from those around them."""

    CODE = "code"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LINK = "link"


class InlineMark(NamedTuple):
    """``document.text[start:end]`` is of this kind; ``target`` is where a link leads, as its author wrote it: http, https,
    mailto, or a path beside the document's own. It is "" for all other kinds."""

    start: int
    end: int
    kind: InlineKind
    target: str = ""


def require_marks(marks: Iterable[InlineMark], length: int) -> None:
    """Marks are non-empty, inside a text of ``length`` code points, sorted, and disjoint from others of their kind.

    Raises ValueError for others. Marks of two kinds may overlap in any way.
    """
    reached: dict[InlineKind, int] = {}
    last = 0
    for start, end, kind, _ in marks:
        if not max(last, reached.get(kind, 0)) <= start < end <= length:
            raise ValueError(f"the mark [{start}, {end}) of {kind.value} is out of order in a text of {length}")
        reached[kind], last = end, start
