"""Rows of values some of whose quotation marks quote nothing: an inch, or one that its writer forgot to close.

To a parser, such a mark opens a cell that goes on over rows until the next mark, or to the end. It is one where what stands
there then is no row as RFC 4180 has it, or is very long; its line is read by itself, its marks as a part of its cells.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from indexer.documents.formats.sheets.table_dialects import TableDialect, rows_of

__all__ = ["LinedRow", "rows_with_lines"]

#: A cell that goes on over more lines than this began with a quotation mark that quotes nothing.
_MOST_LINES = 1000
#: From so many stray marks on, none of the file quotes: each has what is behind it read anew.
_MANY_STRAYS = 20


@dataclass(frozen=True, slots=True)
class LinedRow:
    """A row, its first and last line (from 1), and whether a mark in it was taken for a part of its cells."""

    cells: list[str]
    first: int
    last: int
    is_mended: bool = False


def rows_with_lines(lines: Sequence[str], dialect: TableDialect) -> Iterator[LinedRow]:
    """The rows of some lines. Raises csv.Error while they are read as ``rows_of`` does, for a cell of very many lines where
    its end cannot be told from a stray mark, and for many stray marks."""
    pattern = _Cells.of(dialect)
    at = strays = 0
    while at < len(lines):
        done = at
        for cells, count in rows_of(iter(lines[at:]), dialect):
            last = at + count
            if pattern is None and dialect.quote and last - done > _MOST_LINES:
                raise csv.Error("a cell has too many lines")
            if pattern is None or pattern.are_well_quoted(lines[done:last]):
                yield LinedRow(cells, done + 1, last)
                done = last
                continue
            is_mended = last - done > 1
            strays += is_mended
            if strays == _MANY_STRAYS:
                raise csv.Error("too many quotation marks quote nothing")
            yield LinedRow(pattern.of_line(lines[done]), done + 1, done + 1, is_mended)
            done += 1
            if last > done:
                break
        at = max(done, at + 1)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Patterns of cells whose marks come in pairs, as RFC 4180 has them, and of rows of such cells."""

    mark: str
    row: regex.Pattern[str]
    cell: regex.Pattern[str]

    @classmethod
    def of(cls, dialect: TableDialect) -> _Cells | None:
        """None where marks may be freed of their meaning, or none quotes."""
        if not dialect.quote or dialect.escape:
            return None
        mark, comma = regex.escape(dialect.quote), regex.escape(dialect.delimiter)
        before = "" if dialect.delimiter == "\t" else " *+"
        quoted = rf"{before}{mark}(?P<inner>(?:[^{mark}]|{mark}{mark})*+){mark}(?={comma}|[\r\n]|\Z)"
        any_quoted = quoted.replace("?P<inner>", "?:")
        plain = rf"(?!{before}{mark})[^{comma}\r\n]*+"
        row = rf"(?:{any_quoted}|{plain})(?:{comma}(?:{any_quoted}|{plain}))*+[\r\n]*+\Z"
        return cls(dialect.quote, regex.compile(row), regex.compile(rf"(?:{quoted}|(?P<plain>[^{comma}\r\n]*+))"))

    def are_well_quoted(self, lines: Sequence[str]) -> bool:
        """Whether some lines are one row, and not very long."""
        if len(lines) == 1 and self.mark not in lines[0]:
            return True
        return len(lines) <= _MOST_LINES and self.row.match("".join(lines)) is not None

    def of_line(self, line: str) -> list[str]:
        """The cells of a line; marks that do not come in pairs are a part of them."""
        line = line.rstrip("\r\n")
        cells, at = [], 0
        while at <= len(line):
            found = self.cell.match(line, at)
            if found is None:
                break
            inner = found["inner"]
            cells.append(found["plain"] if inner is None else inner.replace(self.mark * 2, self.mark))
            at = found.end() + 1
        return cells
