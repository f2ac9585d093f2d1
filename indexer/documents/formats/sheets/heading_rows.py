"""Which rows at the beginning of a table head its columns: those with words over columns of values, or with short names
of their own over columns of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from indexer.documents.formats.sheets.cell_looks import Look, look_of

__all__ = ["Headings", "SheetRow", "headings_of", "heads_values", "is_of_labels"]

#: The most rows before a table's headings, and of these.
_MOST_BEFORE, _MOST_HEADING_ROWS = 6, 3
#: The fewest numbers in a row that count columns.
_FEWEST_COUNTED = 5
#: The share of a column's cells that are values, or have digits in them, where it is a column of these.
_OF_VALUES, _OF_CODES = 0.6, 0.9
#: A heading of words alone is at most this long, in code points; of a question that is asked in a survey the most.
_LONGEST_NAME, _LONGEST_QUESTION = 60, 300
_LETTER, _LATIN = regex.compile(r"\p{L}"), regex.compile(r"\p{Latin}")
_SENTENCE_ENDS = (".", "!", ";", "。")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its number in the sheet, from 1, what its cells show, its lines in the file where that has any, and whether
    it looks like a heading: all its cells are in bold type, or the sheet says that it heads a table."""

    number: int
    cells: list[str]
    lines: tuple[int, int] | None = None
    is_bold: bool = False
    is_heading: bool = False

    @property
    def filled(self) -> int:
        """The number of its cells that show something."""
        return sum(map(bool, self.cells))


@dataclass(frozen=True, slots=True)
class Headings:
    """The rows ``[first, end)`` of a table head its columns; none where both are equal."""

    first: int
    end: int


def headings_of(rows: Sequence[SheetRow], *, expected: bool) -> Headings | None:
    """The headings among the first ``rows`` of a table; None without any.

    ``expected`` says that tables of this kind of file begin with their names, if these can be names at all.
    """
    looks = [_looks(row) for row in rows]
    fullest = 0
    for at in range(min(_MOST_BEFORE, len(rows) - 1)):
        if rows[at].is_heading:
            return Headings(at, at + 1)
        if rows[at].filled > fullest and _heads_values(looks, at) and not _is_said_before(rows, looks, at):
            first = at
            while first and _groups(rows[first - 1], looks[first - 1], len(rows[at].cells)):
                first -= 1
            return Headings(first, _end(rows, looks, at))
        fullest = max(fullest, rows[at].filled)
    first = next((at for at, row in enumerate(rows) if row.filled > 1), len(rows))
    return Headings(first, first + 1) if _names(rows, looks, first, expected=expected) else None


def heads_values(rows: Sequence[SheetRow]) -> bool:
    """Whether the first of the rows of a table has labels alone, over columns of values."""
    return _heads_values([_looks(row) for row in rows], 0)


def _looks(row: SheetRow) -> list[Look]:
    """How the cells of a row look; whole numbers that each are as much more than the one before count columns, as years
    do."""
    looks = [look_of(cell) for cell in row.cells]
    numbers = [int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 10 else None for cell in row.cells]
    counted = [number for number in numbers if number is not None]
    steps = {after - before for before, after in pairwise(counted)}
    if len(counted) >= _FEWEST_COUNTED and len(steps) == 1 and min(steps) > 0:
        return [look if number is None else Look.YEAR for look, number in zip(looks, numbers, strict=True)]
    return looks


def _groups(row: SheetRow, looks: Sequence[Look], width: int) -> bool:
    """Whether a row above names of columns, of which there are ``width``, has those of groups of them, parted by gaps."""
    last = max((column for column, cell in enumerate(row.cells, 1) if cell), default=0)
    return _are_labels(looks) and 1 < row.filled < last and 2 * last > width


def _is_said_before(rows: Sequence[SheetRow], looks: Sequence[Sequence[Look]], at: int) -> bool:
    """Whether row ``at`` is a name and its value ("for | 2024") over the headings: it has fewer cells, without a gap."""
    width = max((column for column, cell in enumerate(rows[at].cells, 1) if cell), default=0)
    return width == rows[at].filled < rows[at + 1].filled and _heads_values(looks, at + 1)


def _end(rows: Sequence[SheetRow], looks: Sequence[Sequence[Look]], at: int) -> int:
    """Where the headings that begin with row ``at`` end: one that groups columns leaves cells empty over the names of
    these, which follow."""
    end = at + 1
    while end < min(at + _MOST_HEADING_ROWS, len(rows) - 1):
        groups = not all(rows[end - 1].cells) or len(rows[end - 1].cells) < len(rows[end].cells)
        if not groups or not _heads_values(looks, end, least=0.0):
            break
        end += 1
    return end


def _heads_values(looks: Sequence[Sequence[Look]], at: int, *, least: float = 0.5) -> bool:
    """Whether row ``at`` has labels alone, and these over the ``least`` share of the columns of values below it, but one
    at least."""
    row = looks[at]
    if not _are_labels(row) or sum(look is not Look.NOTHING for look in row) < 2:
        return False
    columns = _value_columns(looks[at + 1 :])
    if any(look is not Look.CODE for look in columns.values()):
        columns = {column: look for column, look in columns.items() if look is not Look.CODE}
    over = sum(
        column < len(row) and row[column] is not Look.NOTHING and row[column] is not look
        for column, look in columns.items()
    )
    return over > 0 and over >= least * len(columns)


def is_of_labels(row: SheetRow) -> bool:
    """Whether words stand in it, or years, and no values."""
    return _are_labels([look_of(cell) for cell in row.cells])


def _are_labels(row: Sequence[Look]) -> bool:
    return Look.VALUE not in row and (Look.WORDS in row or Look.CODE in row or row.count(Look.YEAR) > 1)


def _value_columns(rows: Sequence[Sequence[Look]]) -> dict[int, Look]:
    """The columns of numbers, dates and the like, those of years, and those of words with digits."""
    found = {}
    for column in range(max(map(len, rows), default=0)):
        looks = [row[column] for row in rows if column < len(row) and row[column] is not Look.NOTHING]
        values, years, codes = (looks.count(look) for look in (Look.VALUE, Look.YEAR, Look.CODE))
        if looks and values + years >= _OF_VALUES * len(looks):
            found[column] = Look.YEAR if years > values else Look.VALUE
        elif len(looks) > 2 and values + years + codes >= _OF_CODES * len(looks):
            found[column] = Look.CODE
    return found


def _names(rows: Sequence[SheetRow], looks: Sequence[Sequence[Look]], at: int, *, expected: bool) -> bool:
    """Whether row ``at`` can name columns of words: short and different names, over each column, and none again below."""
    if at >= len(rows) - 1:
        return False
    cells = [cell for cell in rows[at].cells if cell]
    below = rows[at + 1 :]
    longest = _LONGEST_QUESTION if expected or rows[at].is_bold else _LONGEST_NAME
    if len(cells) < 2 or not _are_labels(looks[at]) or len({cell.casefold() for cell in cells}) < len(cells):
        return False
    if any(len(cell) > longest or cell.endswith(_SENTENCE_ENDS) for cell in cells) or not _covers(rows[at], below):
        return False
    if any(cell in row.cells for cell in cells for row in below) or cells[0].endswith(":"):
        return False
    if not expected and _is_translated(cells):
        return False
    return expected or rows[at].is_bold or len(cells) > 2 or _are_shorter(rows[at], below)


def _is_translated(cells: Sequence[str]) -> bool:
    """Whether some cells are in Latin letters, and others have none but others: words and what they are elsewhere."""
    return len({_LATIN.search(cell) is not None for cell in cells if _LETTER.search(cell)}) > 1


def _covers(row: SheetRow, below: Sequence[SheetRow]) -> bool:
    """Whether nearly every column that is used below it has a cell in it."""
    used = {column for other in below for column, cell in enumerate(other.cells) if cell}
    missing = sum(column >= len(row.cells) or not row.cells[column] for column in used)
    return missing <= len(used) // 4


def _are_shorter(row: SheetRow, below: Sequence[SheetRow]) -> bool:
    """Whether what stands under the last name is much longer than that: terms and what they mean."""
    column = len(row.cells) - 1
    texts = [other.cells[column] for other in below if column < len(other.cells) and other.cells[column]]
    return len(texts) > 1 and sum(map(len, texts)) > 3 * len(texts) * len(row.cells[column])
