"""The rows of a table of LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from indexer.documents.formats.markup.light.latex.latex_names import BELOW_HEADER
from indexer.documents.formats.markup.light.latex.latex_source import TOKEN, LatexSource
from indexer.documents.formats.markup.light.latex.latex_words import LatexWords
from indexer.documents.formats.sheets.covered_columns import columns_of

__all__ = ["LatexRow", "latex_rows"]

_ROW_ENDS = frozenset(["\\", "tabularnewline", "cr"])


class LatexRow(NamedTuple):
    """The texts of its cells, its lines, and whether it is the header."""

    cells: list[str]
    lines: tuple[int, int]
    header: bool


def latex_rows(source: LatexSource, words: LatexWords, start: int, end: int) -> Iterator[LatexRow]:
    """The rows of the table whose content is between ``start`` and ``end``."""
    rows: list[LatexRow] = []
    cells: list[str] = []
    parts: list[str] = []
    first, last, at, header, spanned = -1, -1, start, 0, 1
    while at < end:
        token = TOKEN.match(source.text, at, end)
        if token is None:
            break
        name = token["command"]
        if token["sign"] == "&":
            cells += [" ".join("".join(parts).split()), *[""] * (spanned - 1)]
            parts, at, spanned = [], token.end(), 1
        elif name in _ROW_ENDS:
            _end_row(source, rows, [*cells, "".join(parts)], first, last)
            option = source.option(token.end()) if name == "\\" else None
            cells, parts, at = [], [], option[2] if option else token.end()
            first, spanned = -1, 1
        else:
            spanned = _columns(source, token.end()) if name == "multicolumn" else spanned
            if name in BELOW_HEADER:
                header = header or len(rows)
            text, at = words.token(token, end)
            parts.append(text)
            if text.strip():
                first, last = token.start() if first < 0 else first, at - 1
    _end_row(source, rows, [*cells, "".join(parts)], first, last)
    for number, row in enumerate(rows):
        yield row._replace(header=number < header)


def _columns(source: LatexSource, at: int) -> int:
    """How many columns a cell says that it spans."""
    group = source.group(at)
    return columns_of(source.text[group[0] : group[1]]) if group else 1


def _end_row(source: LatexSource, rows: list[LatexRow], cells: list[str], start: int, end: int) -> None:
    texts = [" ".join(cell.split()) for cell in cells]
    if any(texts):
        rows.append(LatexRow(texts, (source.line(start), source.line(end)), False))
