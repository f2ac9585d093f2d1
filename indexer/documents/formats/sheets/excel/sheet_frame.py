"""What a sheet says around its rows: cells that are merged, rows that head tables, heads and feet of its printed pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import regex

from indexer.documents.formats.office.xml_names import XmlElement, number
from indexer.documents.formats.sheets.excel.streamed_xml import local_name, sound_tree

__all__ = ["CellRange", "SheetFrame", "column_of", "frame_of", "is_hidden"]

_REFERENCE = regex.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")
_ROWS_BEGIN = regex.compile(rb"<(?:[\w.-]+:)?sheetData\b[^>]*>")
_ROWS_END = regex.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
#: Codes in heads and feet (ECMA-376-1, 18.3.1.46): fonts, colours, sizes, fields, and the three places of a line.
_FIELD = regex.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[BIUEXYSHODTFAZGPN](?:[+-]\d+)?)')
_PLACE = regex.compile(r"&[LCR]")
_MOST_RANGES = 50_000


class CellRange(NamedTuple):
    """Rows and columns, both from 1, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @classmethod
    def of(cls, reference: str) -> CellRange | None:
        """ "A1:C3"; None for what is no such range."""
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            return None
        left, top, right, bottom = found.groups()
        return cls(int(top), column_of(left), int(bottom or top), column_of(right or left))


def column_of(letters: str) -> int:
    """The number of a column, from 1: 27 for "AA"."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number


@dataclass(slots=True)
class SheetFrame:
    """The merged ranges by their first row, the rows that head tables, lines of the printed page, and the first and last
    columns of those hidden side by side (from 1)."""

    merged: list[CellRange] = field(default_factory=list)
    heading_rows: set[int] = field(default_factory=set)
    page_lines: list[str] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def add_table(self, table: XmlElement) -> None:
        """A table that the sheet has a name for: its first row heads it, unless it says that it has none."""
        found = CellRange.of(table.get("ref", ""))
        if found is not None and table.get("headerRowCount", "1") != "0" and found.last_row > found.first_row:
            self.heading_rows.add(found.first_row)


def frame_of(raw: bytes) -> SheetFrame:
    """The frame of a sheet, whose rows are cut out for that: they are read by themselves, one by one."""
    begin = _ROWS_BEGIN.search(raw)
    ends = list(_ROWS_END.finditer(raw, max(raw.rfind(b"sheetData") - 100, 0)))
    root = sound_tree(raw[: begin.start()] + raw[(ends[-1] if ends else begin).end() :]) if begin else None
    frame = SheetFrame()
    if root is not None:
        frame.merged = sorted(_ranges(root.iterfind("{*}mergeCells/{*}mergeCell")))
        frame.heading_rows = {one.first_row for one in _ranges(root.iterfind("{*}autoFilter"))}
        frame.page_lines = list(dict.fromkeys(_page_lines(root)))
        frame.hidden_columns = [
            (number(column.get("min", "")), number(column.get("max", "")))
            for column in islice(root.iterfind("{*}cols/{*}col"), _MOST_RANGES)
            if is_hidden(column)
        ]
    return frame


def is_hidden(part: XmlElement) -> bool:
    """Whether a row or columns are hidden."""
    return part.get("hidden", "") in ("1", "true")


def _ranges(elements: Iterable[XmlElement]) -> list[CellRange]:
    """What a range of more than one cell each of these is about."""
    found = (CellRange.of(element.get("ref", "")) for element in islice(elements, _MOST_RANGES))
    return [one for one in found if one and (one.first_row < one.last_row or one.first_column < one.last_column)]


def _page_lines(root: XmlElement) -> Iterable[str]:
    """The words of heads and feet, without the codes for fonts and for what each page has of its own."""
    for part in root.iterfind("{*}headerFooter/*"):
        if local_name(part).endswith(("Header", "Footer")):
            for text in _PLACE.split((part.text or "").replace("&&", "\ue000")):
                line = " ".join(_FIELD.sub(" ", text).replace("\ue000", "&").split())
                if any(char.isalpha() for char in line):
                    yield line
