"""Plain text -> pieces: runs of lines that belong together, before it is known which of them are headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from indexer.reading.lines import BULLET, Line, adjacent, bars, is_table_ruler, ruler_mark
from indexer.reading.wrapping import paragraphs_of

__all__ = ["Piece", "Shape", "pieces_of"]

#: A line shorter than this (in code points) does not go over into the next by itself.
_WRAPPED_LEAST = 40
#: Marks that also stand at the head of a line in the middle of a sentence: a dash, and numbers but the first.
_SURE_NUMBERS = frozenset({"1.", "1)", "a)", "A)", "(1)", "(a)", "(A)"})


class Shape(Enum):
    """What a piece looks like."""

    TEXT = auto()
    ITEM = auto()
    QUOTATION = auto()
    TABLE_HEADER = auto()
    TABLE_ROW = auto()
    RULER = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together; ``after_blank`` where a blank line, or nothing, stands above."""

    shape: Shape
    lines: tuple[Line, ...]
    after_blank: bool = True

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """The pieces of a text in order; every line is in exactly one."""
    pieces: list[Piece] = []
    at = 0
    while at < len(lines):
        taken = next(found for take in _TAKES if (found := take(lines, at)))
        pieces += taken
        at += sum(len(piece.lines) for piece in taken)
    return pieces


def _piece(shape: Shape, lines: Sequence[Line], at: int, end: int) -> Piece:
    return Piece(shape, tuple(lines[at:end]), not adjacent(lines, at))


def _while(lines: Sequence[Line], at: int, holds: Callable[[int], bool]) -> int:
    """The first line behind ``at`` that stands apart, or for which ``holds`` does not."""
    while adjacent(lines, at) and holds(at):
        at += 1
    return at


def _table(lines: Sequence[Line], at: int) -> list[Piece]:
    """A table with a ruler under its header."""
    if not _is_header(lines, at):
        return []
    end = _while(lines, at + 2, lambda n: "|" in lines[n].text and not _is_header(lines, n))
    return [_piece(Shape.TABLE_HEADER, lines, at, at + 2), *_rows(lines, at + 2, end)]


def _is_header(lines: Sequence[Line], at: int) -> bool:
    ruled = adjacent(lines, at + 1) and is_table_ruler(lines[at + 1])
    return ruled and bars(lines[at]) > 0 and not is_table_ruler(lines[at])


def _rows(lines: Sequence[Line], at: int, end: int) -> list[Piece]:
    """The rows of a table; a ruler between them belongs to the row above."""
    rows: list[Piece] = []
    for n in range(at, end):
        if rows and is_table_ruler(lines[n]):
            rows[-1] = Piece(Shape.TABLE_ROW, (*rows[-1].lines, lines[n]), rows[-1].after_blank)
        else:
            rows.append(_piece(Shape.TABLE_ROW, lines, n, n + 1))
    return rows


def _bare_table(lines: Sequence[Line], at: int) -> list[Piece]:
    """Rows without a header: at least two lines with equally many bars."""
    if not _is_bare_row(lines, at):
        return []
    return _rows(lines, at, _while(lines, at + 1, lambda n: bars(lines[n]) == bars(lines[at])))


def _is_bare_row(lines: Sequence[Line], at: int) -> bool:
    count = bars(lines[at])
    return count >= 2 and adjacent(lines, at + 1) and bars(lines[at + 1]) == count


def _ruler(lines: Sequence[Line], at: int) -> list[Piece]:
    return [_piece(Shape.RULER, lines, at, at + 1)] if ruler_mark(lines[at]) else []


def _quotation(lines: Sequence[Line], at: int) -> list[Piece]:
    if not _is_quoted(lines[at]):
        return []
    return [_piece(Shape.QUOTATION, lines, at, _while(lines, at + 1, lambda n: _is_quoted(lines[n])))]


def _is_quoted(line: Line) -> bool:
    """Whether it begins as mail quotes do; ">5 mg" does not."""
    return line.text.startswith(">") and (len(line.text) == 1 or line.text[1] in "> \t")


def _item(lines: Sequence[Line], at: int) -> list[Piece]:
    """A list item with the lines that go on with it: indented, or broken in mid-sentence."""
    if not _is_item(lines, at):
        return []
    indent = lines[at].indent

    def goes_on(n: int) -> bool:
        if _starts_other(lines, n):
            return False
        before = lines[n - 1]
        broken = len(before.text) >= _WRAPPED_LEAST and not before.ends and lines[n].begins_lower
        return lines[n].indent > indent or broken

    return [_piece(Shape.ITEM, lines, at, _while(lines, at + 1, goes_on))]


def _is_item(lines: Sequence[Line], at: int) -> bool:
    """Whether a line begins a list item, rather than happens to begin with a dash or "3." inside a paragraph."""
    match = BULLET.match(lines[at].text)
    if match is None:
        return False
    before = lines[at - 1] if adjacent(lines, at) else None
    mark = match.group(1)
    sure = mark in _SURE_NUMBERS or not (mark == "–" or mark.strip("().").isalnum())
    if sure or before is None or before.ends or len(before.text) < _WRAPPED_LEAST or BULLET.match(before.text):
        return True
    return adjacent(lines, at + 1) and BULLET.match(lines[at + 1].text) is not None


def _text(lines: Sequence[Line], at: int) -> list[Piece]:
    """What is left: paragraphs, and headings not yet known as such."""
    end = _while(lines, at + 1, lambda n: not _starts_other(lines, n))
    pieces = []
    for paragraph in paragraphs_of(lines[at:end]):
        pieces.append(Piece(Shape.TEXT, paragraph, not (pieces or adjacent(lines, at))))
    return pieces


def _starts_other(lines: Sequence[Line], at: int) -> bool:
    """Whether something that is no text begins at a line."""
    line = lines[at]
    if _is_quoted(line) or ruler_mark(line) or _is_item(lines, at):
        return True
    return "|" in line.text and (_is_header(lines, at) or _is_bare_row(lines, at))


#: Tried in order; the last takes any line.
_TAKES = (_table, _ruler, _quotation, _item, _bare_table, _text)
