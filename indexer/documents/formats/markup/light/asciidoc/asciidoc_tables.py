"""The rows and cells of AsciiDoc's tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from indexer.documents.formats.markup.light.asciidoc.block_style import BlockStyle
from indexer.documents.formats.markup.light.source_lines import SourceLine
from indexer.documents.formats.sheets.covered_columns import CoveredColumns

__all__ = ["TableRow", "table_rows"]

_SPEC = r"(?:(?P<columns>\d{1,3})?(?:\.(?P<rows>\d{1,3}))?(?P<how>[+*]))?(?:[<^>])?(?:\.[<^>])?[adehlmsv]?"
_BEHIND = regex.compile(rf"(?:^|(?<=\s)){_SPEC}$")
_COLUMN = regex.compile(r"(?:(?P<times>\d{1,3})\*)?[^,;]*")
#: What ends a line in a cell, and what begins an item of a list in one that is a document of its own.
_BREAK, _ITEM = regex.compile(r"[ \t]\+$"), regex.compile(r"(?:[*.]{1,5}|-)[ \t]+(?=\S)")
_MOST_COLUMNS = 500
_SEPARATORS = {"csv": ",", "tsv": "\t", "dsv": ":", "psv": "|"}


class TableRow(NamedTuple):
    """The texts of its cells, the first and last line of the file, and whether it is the header."""

    cells: list[str]
    lines: tuple[int, int]
    header: bool


class _Cell(NamedTuple):
    text: str
    first: int
    last: int
    columns: int
    rows: int


def table_rows(lines: Sequence[SourceLine], style: BlockStyle, mark: str) -> Iterator[TableRow]:
    """The rows of the table that is between two marks."""
    filled = [line for line in lines if line.text]
    form = style.named.get("format", {",": "csv", ":": "dsv"}.get(mark, "psv"))
    separator = style.named.get("separator", "") or ("!" if mark == "!" else _SEPARATORS.get(form, "|"))
    separator = "\t" if separator == "\\t" else separator
    has_header = "header" in style.options or style.named.get("options") == "header" or _is_implicit(lines)
    has_header = has_header and "noheader" not in style.options
    if not filled:
        return
    if form in ("csv", "tsv"):
        yield from _values(filled, separator, has_header)
        return
    cells = _cells(lines, separator)
    columns = _columns(style) or sum(cell.columns for cell in cells if cell.first == cells[0].first) if cells else 0
    yield from _rows(cells, max(columns, 1), has_header)


def _is_implicit(lines: Sequence[SourceLine]) -> bool:
    """Whether the first row is the header, as a blank line stands below it and none above."""
    return len(lines) > 2 and bool(lines[0].text) and not lines[1].text


def _columns(style: BlockStyle) -> int:
    """How many columns the style states; 0 where it states none."""
    stated = style.named.get("cols", "").strip()
    if not stated:
        return 0
    if stated.isascii() and stated.isdigit():  # the number of columns, not the width of one
        return min(int(stated[:4]), _MOST_COLUMNS)
    parts = regex.split("[,;]", stated)
    times = [_COLUMN.match(part.strip()) for part in parts]
    return min(sum(int(found["times"] or 1) if found else 1 for found in times), _MOST_COLUMNS)


def _values(lines: Sequence[SourceLine], separator: str, has_header: bool) -> Iterator[TableRow]:
    first, at = True, 0
    try:
        reader = csv.reader((f"{line.text}\n" for line in lines), delimiter=separator[:1] or ",", skipinitialspace=True)
        for cells in reader:
            last = min(reader.line_num, len(lines))
            yield TableRow(
                [" ".join(c.split()) for c in cells], (lines[at].number, lines[last - 1].number), has_header and first
            )
            first, at = False, min(last, len(lines) - 1)
    except (csv.Error, ValueError):
        for line in lines[at:]:
            yield TableRow([line.text], (line.number, line.number), False)


def _cells(lines: Sequence[SourceLine], separator: str) -> list[_Cell]:
    """All cells in their order; what stands before a separator may say how many cells it stands for."""
    bar = regex.compile(rf"(?<!\\){regex.escape(separator)}")
    found: list[_Cell] = []
    text: list[str] = []
    first = last = 0
    spec: regex.Match[str] | None = None
    is_document = False
    for line in lines:
        pieces = bar.split(line.text)
        for number, piece in enumerate(pieces):
            following = _BEHIND.search(piece[-12:]) if number < len(pieces) - 1 else None
            words = piece[: len(piece) - len(following.group())] if following else piece
            if number:
                first = last = line.number
            if words.strip():
                shown = _BREAK.sub("", words.strip().replace(f"\\{separator}", separator))
                text.append(_ITEM.sub("", shown) if is_document else shown)
                last = line.number
            if number < len(pieces) - 1:
                _add(found, text, (first, last), spec)
                text, spec = [], following
                is_document = following is not None and following.group().endswith("a")
    _add(found, text, (first, last), spec)
    return found


def _add(found: list[_Cell], text: list[str], lines: tuple[int, int], spec: regex.Match[str] | None) -> None:
    if not lines[0]:
        return  # what stands before the first separator
    columns = min(int((spec and spec["columns"]) or 1), _MOST_COLUMNS)
    rows = min(int((spec and spec["rows"]) or 1), _MOST_COLUMNS)
    words = " ".join(text)
    if spec and spec["how"] == "*":
        copies = columns if len(words) * columns < 1000 else 1
        found += [_Cell(words, *lines, 1, 1)] * copies
    else:
        found.append(_Cell(words, *lines, columns, rows))


def _rows(cells: Sequence[_Cell], columns: int, has_header: bool) -> Iterator[TableRow]:
    """The cells by rows, each in its own column."""
    covered = CoveredColumns()
    covered.begin_row()
    texts: list[str] = []
    row: list[_Cell] = []
    first = True
    for cell in cells:
        texts += [""] * covered.covered_from(len(texts))
        covered.cover(len(texts), cell.columns, cell.rows)
        texts.append(cell.text)
        row.append(cell)
        if len(texts) + covered.covered_from(len(texts)) >= columns:
            yield _row(texts, row, has_header and first)
            covered.begin_row()
            texts, row, first = [], [], False
    if row:
        yield _row(texts, row, has_header and first)


def _row(texts: list[str], cells: Sequence[_Cell], header: bool) -> TableRow:
    lines = (min(cell.first for cell in cells), max(cell.last for cell in cells))
    return TableRow(texts, lines, header)
