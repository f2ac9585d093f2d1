"""The rows of a sheet as tables: parted by empty rows, each with its headings, under the lines that stand above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.sheets.cell_looks import Look, look_of
from indexer.documents.formats.sheets.heading_rows import SheetRow, headings_of, is_of_labels
from indexer.model import BlockKind, Locator
from indexer.model.places import Numbered, PlaceUnit

__all__ = ["SheetTables", "document_of_sheets"]

#: Rows that are looked at together to find the headings of a table.
_SAMPLE = 24
#: A line above a table that is no longer than this, in code points, heads it.
_LONGEST_TITLE = 100


def document_of_sheets(builder: TextBuilder, title: str = "") -> ParsedDocument:
    """What was built, called ``title`` where that says something: what stands above one of its tables is no title."""
    return replace(builder.document(title or "-"), title=title or None)


class SheetTables:
    """Writes rows as they come, in bounded memory: ``row`` for each in which a cell shows something, then ``end``.

    ``part`` is the name of their sheet, which heads what is on it; ``headings_expected`` as in ``headings_of``.
    """

    def __init__(self, builder: TextBuilder, part: str = "", *, headings_expected: bool = False) -> None:
        self._builder = builder
        self._part = part
        self._level = 2 if part else 1  # of what stands above a table
        self._is_open = False
        self._expected = headings_expected
        self._sample: list[SheetRow] = []  # the first rows of a table, until its headings are known
        self._under_way = ""  # what the rows that follow belong to: a "table", or "lines" of one cell
        self._title: SheetRow | None = None  # a line that stands alone, and may head what follows
        self._last = 0  # the number of the row before
        self._first_column = 0
        self._columns: set[int] = set()  # those that the headings in force stand over

    def open(self) -> None:
        """Writes the name of the sheet, unless that is done: there is something on it."""
        if not self._is_open:
            self._is_open = True
            self._builder.add(BlockKind.HEADING, self._part, Locator(part=self._part), level=1)

    def row(self, row: SheetRow) -> None:
        """The next row, in which a cell shows something."""
        self.open()
        if self._is_apart(row):
            self._end_rows()
        self._last = row.number
        if self._under_way == "table":
            self._write(row)
        elif self._under_way == "lines":
            self._write_line(row)
        else:
            self._sample.append(row)
            if len(self._sample) == _SAMPLE:
                self._begin()

    def _is_apart(self, row: SheetRow) -> bool:
        """Whether a row is of no table before it. Headings may stand over an empty line."""
        if row.number <= self._last + 1:
            return self._under_way == "lines" and row.filled > 1
        heads = len(self._sample) == 1 and self._sample[0].filled > 1 and is_of_labels(self._sample[0])
        return not (heads and row.number == self._last + 2 and row.filled > 1)

    def end(self) -> None:
        """No row follows."""
        self._end_rows()
        if self._title is not None:
            self._write_line(self._title)
            self._title = None

    def add_words(self, lying: ParsedDocument, place: Locator) -> None:
        """Writes what lies over the cells; the figures of a chart are in these."""
        for block in lying.blocks:
            if block.kind not in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW):
                self.open()
                text = lying.text[block.start : block.end]
                self._builder.add(block.kind, text, place, level=block.level)

    def _end_rows(self) -> None:
        """No row follows, or an empty one."""
        if self._sample:
            self._begin()
        self._under_way = ""

    def _begin(self) -> None:
        """Writes the rows of the sample, their headings first found."""
        rows, self._sample = self._sample, []
        self._write_title()
        if len(rows) == 1 and _is_title(rows[0]):
            self._title = rows[0]
        elif all(row.filled == 1 for row in rows):
            self._under_way = "lines"
            self._write_lines(rows, titled=rows[0].is_bold or _is_followed_by_text(rows))
        else:
            self._under_way = "table"
            self._begin_table(rows)

    def _begin_table(self, rows: Sequence[SheetRow]) -> None:
        found = headings_of(rows, expected=self._expected)
        first = found.first if found else next(at for at, row in enumerate(rows) if row.filled > 1)
        above = next((at for at, row in enumerate(rows[:first]) if row.filled > 1), first)
        self._write_lines(rows[:above], titled=True)
        rows = rows[above:]
        if found or above or not self._goes_on(rows):
            self._builder.end_table()
            self._first_column = min(map(_first, rows))
            self._columns = set()
        headings = range(found.first - above, found.end - above) if found else range(0)
        for at, row in enumerate(rows):
            if at in headings:
                self._columns |= {column for column, cell in enumerate(row.cells) if cell}
            self._write(row, BlockKind.TABLE_HEADER if at in headings else BlockKind.TABLE_ROW)

    def _goes_on(self, rows: Sequence[SheetRow]) -> bool:
        """Whether rows behind an empty one belong under the headings before it: these stand over all their cells."""
        return all(column in self._columns for row in rows for column, cell in enumerate(row.cells) if cell)

    def _write(self, row: SheetRow, kind: BlockKind = BlockKind.TABLE_ROW) -> None:
        cells = row.cells[min(self._first_column, _first(row)) :]
        self._builder.add_row(kind, cells, self._place(row))

    def _write_lines(self, rows: Sequence[SheetRow], *, titled: bool) -> None:
        """Rows of one cell: the first of those that are ``titled`` heads what follows, where it looks like that."""
        if rows and titled and _is_title(rows[0]):
            self._title, rows = rows[0], rows[1:]
            self._write_title()
        for row in rows:
            self._write_line(row)

    def _write_title(self) -> None:
        if self._title is not None:
            text = self._title.cells[_first(self._title)]
            self._builder.add(BlockKind.HEADING, text, self._place(self._title), level=self._level)
            self._title = None

    def _write_line(self, row: SheetRow) -> None:
        self._builder.add(BlockKind.PARAGRAPH, row.cells[_first(row)], self._place(row))

    def _place(self, row: SheetRow) -> Locator:
        return Locator(lines=row.lines, part=self._part, numbered=Numbered(PlaceUnit.ROW, row.number, row.number))


def _first(row: SheetRow) -> int:
    return next(column for column, cell in enumerate(row.cells) if cell)


def _is_title(row: SheetRow) -> bool:
    text = row.cells[_first(row)]
    return (
        row.filled == 1
        and len(text) <= _LONGEST_TITLE
        and look_of(text) in (Look.WORDS, Look.CODE)
        and not text[0].islower()
        and not text.endswith((".", ",", ";", ":", "!"))
        and ": " not in text
    )


def _is_followed_by_text(rows: Sequence[SheetRow]) -> bool:
    """Whether the second of lines is much longer than the first, as a paragraph is."""
    first, second = (row.cells[_first(row)] for row in rows[:2]) if len(rows) > 1 else ("", "")
    return len(second) > max(2 * len(first), 40)
