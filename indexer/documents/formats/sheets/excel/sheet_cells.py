"""The rows of a sheet, streamed, each with what its cells show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from indexer.documents.formats.office.xml_names import XmlElement, number
from indexer.documents.formats.sheets.excel.cell_styles import CellStyle
from indexer.documents.formats.sheets.excel.shared_strings import plain, text_of
from indexer.documents.formats.sheets.excel.sheet_frame import CellRange, SheetFrame, column_of, is_hidden
from indexer.documents.formats.sheets.excel.streamed_xml import elements_in, local_name
from indexer.documents.formats.sheets.heading_rows import SheetRow
from indexer.documents.formats.sheets.hidden_cells import HiddenCells

__all__ = ["SheetCells"]

#: The rows and columns of the largest sheet; between cells with text at most so many are kept that have none.
_MOST_ROWS, _MOST_COLUMNS, _WIDEST_GAP = 1_048_576, 16_384, 30
_DIGITS = "0123456789"


class SheetCells:
    """What the cells of a workbook show. ``uncalculated`` counts formulas whose value the file does not have."""

    def __init__(self, strings: Sequence[str], styles: Sequence[CellStyle]) -> None:
        self._strings = strings
        self._styles = styles
        self._columns: dict[str, int] = {}
        self._by_name: dict[str | None, CellStyle] = {}
        self.uncalculated = 0

    def rows(self, raw: bytes, part: str, frame: SheetFrame, hidden: HiddenCells) -> Iterator[SheetRow]:
        """The rows of the sheet ``part`` in which a cell shows something, in their order, those that are hidden, too, which
        are counted; raises ReadingError where it is
        damaged, behind the rows before that."""
        last, covered = 0, _Covered(frame.merged)
        for element in elements_in(raw, "row", part):
            last = min(max(number(element.get("r", ""), last + 1), last + 1), _MOST_ROWS)
            cells, is_bold = self._cells(element, covered.columns(last))
            if cells:
                hidden.row(cells, is_hidden=is_hidden(element))
                yield SheetRow(last, cells, is_bold=is_bold, is_heading=last in frame.heading_rows)

    def _cells(self, row: XmlElement, covered: Sequence[CellRange]) -> tuple[list[str], bool]:
        """What the cells of a row show, from the first column to the last that shows something; whether all are bold."""
        shown: list[str] = []
        column, is_bold = 0, True
        for cell in row:
            column = min(self._column(cell.get("r")) or column + 1, _MOST_COLUMNS)
            text = self._text(cell)
            if not text or any(one.first_column <= column <= one.last_column for one in covered):
                continue
            shown.extend([""] * min(column - len(shown) - 1, _WIDEST_GAP))
            shown.append(text)
            is_bold = is_bold and self._style(cell).is_bold
        return shown, is_bold

    def _column(self, reference: str | None) -> int:
        """The column of "C12", from 1; 0 where it is not said."""
        letters = (reference or "").rstrip(_DIGITS)
        if letters not in self._columns:
            self._columns[letters] = (
                column_of(letters) if letters.isalpha() and letters.isascii() and len(letters) < 4 else 0
            )
        return self._columns[letters]

    def _style(self, cell: XmlElement) -> CellStyle:
        name = cell.get("s")
        style = self._by_name.get(name)
        if style is None:
            at = number(name or "")
            style = self._by_name[name] = self._styles[at if 0 <= at < len(self._styles) else 0]
        return style

    def _text(self, cell: XmlElement) -> str:
        kind = cell.get("t", "n")
        value = None
        for part in cell:
            name = local_name(part)
            if name == "v":
                value = part.text
            elif name == "is":
                return self._style(cell).shows.show_text(text_of(part))
            elif name == "f" and len(cell) == 1:
                self.uncalculated += 1
        if not value:
            if len(cell) == 2 and kind != "str":
                self.uncalculated += 1
            return ""
        return self._shown(value, kind, cell)

    def _shown(self, value: str, kind: str, cell: XmlElement) -> str:
        if kind == "s":
            at = number(value, -1)
            return self._style(cell).shows.show_text(self._strings[at]) if 0 <= at < len(self._strings) else ""
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "d":
            return _iso(value)
        if kind in ("str", "e"):
            return self._style(cell).shows.show_text(plain(value)) if kind == "str" else plain(value)
        try:
            return self._style(cell).shows.show(float(value))
        except ValueError:
            return plain(value)


class _Covered:
    """The merged ranges, row by row from the first: what their cells but the first one hold is not shown."""

    def __init__(self, merged: Sequence[CellRange]) -> None:
        self._waiting = list(reversed(merged))
        self._open: list[CellRange] = []

    def columns(self, row: int) -> list[CellRange]:
        """The ranges that cover cells of a row, which is none before the last that was looked at."""
        if not self._waiting and not self._open:
            return []
        while self._waiting and self._waiting[-1].first_row <= row:
            self._open.append(self._waiting.pop())
        self._open = [one for one in self._open if one.last_row >= row]
        return [one._replace(first_column=one.first_column + 1) if one.first_row == row else one for one in self._open]


def _iso(value: str) -> str:
    """A date as ISO 8601 has it, without a time that is none."""
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return plain(value)
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat(" ")
