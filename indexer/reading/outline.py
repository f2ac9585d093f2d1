"""Which pieces of a plain text are headings, and which is its title?

Nothing marks a heading in a plain text but its looks and its place: a short line without an end mark, where something
stands below it that is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.analysis import is_question
from indexer.reading.lines import BULLET, looks_like_heading, number_depth, ruler_mark
from indexer.reading.pieces import Piece, Shape

__all__ = ["Outline", "outline_of"]

_TITLE_LENGTH = 150
_NO_TITLE_ENDS = (",", ";", ":", "，", "；", "：")
_SENTENCE_ENDS = (".", "!", "。", "！", "…")
#: More headings than this in a row, with nothing below them, are a list or a verse.
_MOST_IN_A_ROW = 2
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings by number of their piece, with their level (1 for the title); those whose next piece underlines
    them; the title, which need not be a heading.
    """

    levels: dict[int, int]
    underlined: frozenset[int]
    title: str | None


def outline_of(pieces: Sequence[Piece], *, titled: bool) -> Outline:
    """The outline of a text; ``titled`` says that the title is known, so that the first line is not taken for it."""
    underlined = frozenset(at for at in range(len(pieces)) if _is_underlined(pieces, at))
    # Separating lines are looked through: they neither are headings nor stand below one as its text.
    seen = [at for at, piece in enumerate(pieces) if piece.shape is not Shape.RULER]
    headings = {seen[n] for n in _headings([pieces[at] for at in seen])} | underlined
    if not any(at not in headings for at in seen):
        return Outline({}, frozenset(), None)
    title = None if titled else _title(pieces, seen, headings)
    levels = _levels(pieces, sorted(headings - {title}), underlined)
    if title is None:
        return Outline(levels, underlined, None)
    text = pieces[title].first.text
    if title in underlined or not text.endswith(_SENTENCE_ENDS):
        levels[title] = 1
    return Outline(levels, underlined, " ".join(text.lstrip("# ").split()) or None)


def _is_underlined(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a line of its own stands right on a ruler of "=" or "-"."""
    if at + 1 >= len(pieces) or not _stands_alone(pieces, at) or pieces[at + 1].after_blank:
        return False
    line, below = pieces[at].first, pieces[at + 1]
    mark = ruler_mark(below.first) if below.shape is Shape.RULER else None
    solid = mark in ("=", "-") and " " not in below.first.text
    return solid and len(line.text) <= _TITLE_LENGTH and not line.text.endswith((*_SENTENCE_ENDS, *_NO_TITLE_ENDS))


def _stands_alone(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is one line of text that nothing above runs over into."""
    piece = pieces[at]
    if piece.shape is not Shape.TEXT or len(piece.lines) > 1:
        return False
    above = pieces[at - 1] if at else None
    return above is None or piece.after_blank or above.shape is not Shape.TEXT or above.last.ends


def _headings(pieces: Sequence[Piece]) -> set[int]:
    """The numbers of the pieces that are headings by their looks, and have below them what a heading has."""
    like: list[bool] = []
    for at in range(len(pieces)):
        like.append(_could_head(pieces, at, after_heading=bool(like) and like[-1]))
    asks = [found and is_question(piece.first.text) for found, piece in zip(like, pieces, strict=True)]
    found: set[int] = set()
    at = 0
    while at < len(pieces):
        end = at + 1
        if asks[at]:
            found.update({at} if end < len(pieces) and not like[end] else ())
        elif like[at]:
            while end < len(pieces) and like[end] and not asks[end]:
                end += 1
            found.update(range(at, end) if end - at <= _MOST_IN_A_ROW and end < len(pieces) else ())
        at = end
    return found


def _could_head(pieces: Sequence[Piece], at: int, *, after_heading: bool) -> bool:
    if pieces[at].shape is Shape.ITEM:
        return _is_numbered_heading(pieces, at)
    alone = _stands_alone(pieces, at) or (after_heading and len(pieces[at].lines) == 1)
    return alone and pieces[at].shape is Shape.TEXT and looks_like_heading(pieces[at].first.text)


def _is_numbered_heading(pieces: Sequence[Piece], at: int) -> bool:
    """ "1. Methods" looks like a list item, but heads the text below it where no other item is next to it."""
    piece = pieces[at]
    mark = BULLET.match(piece.first.text)
    if mark is None or not mark.group(1).endswith(".") or len(piece.lines) > 1 or piece.first.indent:
        return False
    above = pieces[at - 1] if at else None
    below = pieces[at + 1] if at + 1 < len(pieces) else None
    if below is None or below.shape is not Shape.TEXT or looks_like_heading(below.first.text) and len(below.lines) == 1:
        return False
    led = above is not None and (above.shape is Shape.ITEM or above.last.text.endswith(":"))
    return not led and looks_like_heading(piece.first.text[mark.end() :])


def _title(pieces: Sequence[Piece], seen: Sequence[int], headings: set[int]) -> int | None:
    """The number of the piece that is the title: a short first line that stands as one."""
    first, below = seen[0], pieces[seen[1]] if len(seen) > 1 else None
    line = pieces[first].first
    if below is None or pieces[first].shape is not Shape.TEXT or len(pieces[first].lines) > 1:
        return None
    if len(line.text) > _TITLE_LENGTH or line.text.endswith(_NO_TITLE_ENDS):
        return None
    if is_question(line.text) and _is_first_of_several(pieces, sorted(headings)):
        return None
    longer = below.shape is not Shape.TEXT or len(below.first.text) > len(line.text) or len(below.lines) > 1
    stands = below.after_blank or longer or seen[1] in headings or first in headings
    return first if stands else None


def _is_first_of_several(pieces: Sequence[Piece], headings: Sequence[int]) -> bool:
    """Whether a text begins with the first of its questions and answers rather than with a question for a title."""
    return len(headings) > 1 and all(is_question(pieces[at].first.text) for at in headings[:2])


def _levels(pieces: Sequence[Piece], headings: Sequence[int], underlined: frozenset[int]) -> dict[int, int]:
    """The levels of the headings but the title: 2 and below; questions that follow a heading at once stand under it."""
    doubly = any(at in underlined and ruler_mark(pieces[at + 1].first) == "=" for at in headings)
    levels: dict[int, int] = {}
    asking = False
    for at in headings:
        text = pieces[at].first.text
        if is_question(text):
            levels[at] = 3 if asking else 2
            continue
        asking = at + 1 in headings and is_question(pieces[at + 1].first.text)
        lower = doubly and at in underlined and ruler_mark(pieces[at + 1].first) == "-"
        levels[at] = min(1 + number_depth(text), _DEEPEST) if number_depth(text) else 3 if lower else 2
    return levels
