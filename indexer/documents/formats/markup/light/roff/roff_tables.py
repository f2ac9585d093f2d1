"""Tables of tbl(7): rows of cells between tabs, some of several lines between T{ and T}."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from indexer.documents.formats.markup.light.roff.roff_source import RoffLine, arguments
from indexer.documents.formats.markup.light.roff.roff_words import TWO_FONTS

__all__ = ["table_rows"]

_PARTED = regex.compile(r"tab[ \t]*\((?P<sign>.)\)")
_RULE = regex.compile(r"[_=\-]+")
#: A cell that is the one above, or the one before it, going on; and one that is a line.
_SPANNED = regex.compile(r"\\\^|\\?_|=")


def table_rows(lines: Sequence[RoffLine]) -> Iterator[tuple[list[str], int, int, bool]]:
    """Each row's cells, its first and last line, and whether a rule below makes it the header."""
    parted = "\t"
    rows: list[tuple[list[str], int, int]] = []
    header = 0
    in_format, at = True, 0
    while at < len(lines):
        line, at = lines[at], at + 1
        if in_format:
            option = _PARTED.search(line.rest) if line.rest.endswith(";") else None
            parted = option["sign"] if option else parted
            in_format = not line.rest.endswith(".")
        elif line.macro:
            in_format = line.macro == "T&"
        elif _RULE.fullmatch(line.rest.strip()):
            header = header or len(rows)
        else:
            cells, end = _cells(lines, at - 1, parted)
            if any(cells):
                rows.append((cells, line.number, lines[end - 1].number))
            at = end
    for number, (cells, first, last) in enumerate(rows):
        yield cells, first, last, number < header == 1 < len(rows)


def _said(line: RoffLine) -> str:
    """What a line inside of a cell says: requests, in small letters, only lay it out."""
    if not line.macro:
        return line.rest
    return "" if line.macro.islower() else ("" if line.macro in TWO_FONTS else " ").join(arguments(line.rest))


def _cells(lines: Sequence[RoffLine], at: int, parted: str) -> tuple[list[str], int]:
    """The cells of the row that a line begins, and where the line behind it is."""
    cells = lines[at].rest.split(parted)
    at += 1
    while cells[-1].strip() == "T{" and at < len(lines):
        inside = []
        while at < len(lines) and not lines[at].rest.startswith("T}"):
            inside.append(_said(lines[at]))
            at += 1
        behind = lines[at].rest[2:] if at < len(lines) else ""
        at += 1
        cells[-1:] = [" ".join(filter(None, inside)), *behind.split(parted)[1:]]
    return ["" if _SPANNED.fullmatch(cell.strip()) else cell.strip() for cell in cells], min(at, len(lines))
