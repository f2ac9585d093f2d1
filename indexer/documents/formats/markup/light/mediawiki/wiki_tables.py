"""Tables of wikitext: ``{|``, rows, cells, ``|}``."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from indexer.documents.formats.markup.light.mediawiki.wiki_source import WikiLine
from indexer.documents.formats.sheets.covered_columns import CoveredColumns, span_of

__all__ = ["TABLE", "WikiRow", "WikiTable"]

TABLE = regex.compile(r"[ \t:]*\{\|")
_HEADING = regex.compile(r"(={1,6}).+?\1[ \t]*$")
_ATTRIBUTES = regex.compile(r"(?P<said>[^|\[\]]*)\|(?!\|)")
_SAYS = regex.compile(r"[ \t]*$|.*=|[ \t]*nowrap[ \t]*$")
_SPAN = regex.compile(r"(?i)\b(?P<of>col|row)span[ \t]*=[ \t]*[\"']?[ \t]*(?P<count>\d{1,3})\b")
_CELL_MARKS = regex.compile(r"[*#:;]+[ \t]*|=+[ \t]*(?=.*=$)")
_PARTS, _HEADER_PARTS = regex.compile(r"\|\|"), regex.compile(r"\|\||!!")
#: Tables inside of one another.
_DEEPEST = 20


@dataclass(slots=True)
class WikiRow:
    """A row: the source of its cells, whether all of them are headings, its lines."""

    first: int
    last: int
    cells: list[str] = field(default_factory=list)
    header: bool = True


class WikiTable:
    """A table that begins at a line; ``end`` is the number of the line behind it in the list of lines."""

    def __init__(self, lines: list[WikiLine], at: int, *, closed: bool, depth: int = 1) -> None:
        """``closed`` says whether anything ends it; else a heading does."""
        self.rows: list[WikiRow] = []
        self.caption = ""
        self.caption_lines = (lines[at].first, lines[at].first)
        self._in_caption = False
        self._covered = CoveredColumns()
        self._is_closed = closed
        self.end = self._read(lines, at + 1, depth)

    def words(self) -> str:
        """All of it in one line."""
        return " ".join((self.caption, *(cell for row in self.rows for cell in row.cells)))

    def _read(self, lines: list[WikiLine], at: int, depth: int) -> int:
        while at < len(lines):
            line = lines[at]
            text = line.text.strip()
            if line.code:
                self._more(line, line.text)
            elif text.startswith("|}"):
                return self._closed(lines, at, text[2:])
            elif not self._is_closed and _HEADING.match(text):
                return at
            elif TABLE.match(text) and depth < _DEEPEST:
                inner = WikiTable(lines, at, closed=self._is_closed, depth=depth + 1)
                self._more(line, inner.words())
                at = inner.end
                continue
            else:
                self._line(line, text)
            at += 1
        return at

    def _closed(self, lines: list[WikiLine], at: int, rest: str) -> int:
        """The line behind; what stands behind the end on its line stays for who reads on."""
        if not rest.strip():
            return at + 1
        lines[at] = lines[at]._replace(text=rest.strip())
        return at

    def _line(self, line: WikiLine, text: str) -> None:
        if text.startswith("|-"):
            self._in_caption = False
            self.rows.append(WikiRow(line.first, line.last))
        elif text.startswith("|+"):
            self._in_caption = True
            self.caption, self.caption_lines = _content(text[2:]), (line.first, line.last)
        elif text.startswith("|"):
            self._cells(line, _PARTS.split(text[1:]), header=False)
        elif text.startswith("!"):
            self._cells(line, _HEADER_PARTS.split(text[1:]), header=True)
        elif text:
            self._more(line, _CELL_MARKS.sub("", text, count=1).rstrip("=") if _CELL_MARKS.match(text) else text)

    def _cells(self, line: WikiLine, parts: list[str], *, header: bool) -> None:
        self._in_caption = False
        row = self._row(line)
        for part in parts:
            row.cells += [""] * self._covered.covered_from(len(row.cells))
            self._covered.cover(len(row.cells), *_spans(part))
            row.cells.append(_content(part))
        row.header = row.header and header

    def _more(self, line: WikiLine, text: str) -> None:
        """More of the cell, or of the caption, before it."""
        if self._in_caption:
            self.caption += f" {text}"
            return
        row = self._row(line)
        if row.cells:
            row.cells[-1] += f" {text}"
        else:
            row.cells.append(text)
            row.header = False

    def _row(self, line: WikiLine) -> WikiRow:
        if not self.rows:
            self.rows.append(WikiRow(line.first, line.last))
        if not self.rows[-1].cells:
            self.rows[-1].first = line.first
            self._covered.begin_row()
        self.rows[-1].last = line.last
        return self.rows[-1]


def _content(cell: str) -> str:
    """A cell without what says how it looks."""
    return cell[len(_said(cell)) :]


def _spans(cell: str) -> tuple[int, int]:
    """The columns and rows that a cell spans."""
    stated = {found["of"].lower(): span_of(found["count"]) for found in _SPAN.finditer(_said(cell))}
    return stated.get("col", 1), stated.get("row", 1)


def _said(cell: str) -> str:
    """What says how a cell looks, with the sign behind it; "" where nothing does."""
    found = _ATTRIBUTES.match(cell)
    return cell[: found.end()] if found is not None and _SAYS.match(found["said"]) else ""
