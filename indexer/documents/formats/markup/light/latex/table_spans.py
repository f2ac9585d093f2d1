"""Tables of LaTeX within a text that is none otherwise: programs that recognise the print of a page write them so, as
Mathpix and Nougat do. Where their rows and cells stand; nothing of the text is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from indexer.documents.formats.markup.light.latex.latex_names import BELOW_HEADER, TABLES
from indexer.documents.formats.sheets.covered_columns import columns_of
from indexer.documents.formats.sheets.heading_rows import headings_of, heads_values
from indexer.documents.formats.sheets.unstated_headings import first_rows
from indexer.model import Span

__all__ = ["SpannedRow", "SpannedTable", "begins_table", "opened_tables", "spanned_tables"]

_NAMES = "|".join(regex.escape(name) for name in sorted(TABLES, key=len, reverse=True) if name != "array")
#: One begins a line, and behind its end the line ends.
_EDGE = regex.compile(
    rf"^[ \t]*+(?P<begin>\\begin\{{(?P<name>{_NAMES})\}})|\\begin\{{(?P<inner>{_NAMES})\}}|\\end\{{(?P<end>{_NAMES})\}}"
    r"(?P<last>[ \t]*+$)?",
    regex.MULTILINE,
)
_GROUP = regex.compile(r"[ \t]*+(?:\[[^\[\]\n]{0,100}+\])?+[ \t]*+(?P<group>\{(?:[^{}]++|(?&group)){0,200}+\})")
_TOKEN = regex.compile(
    r"(?P<row>\\\\(?:\[[^\]\n]{0,20}+\])?|\\(?:tabularnewline|cr)\b)|(?P<deeper>\{|\\begin\b)|(?P<back>\}|\\end\b)"
    r"|\\.|(?P<cell>&)",
    regex.DOTALL,
)
#: What is drawn between rows, and what parts the header of a long table from them.
_DRAWN = regex.compile(
    r"(?:\s++|\\(?:hline|toprule|midrule|bottomrule|endfirsthead|endhead|endfoot|endlastfoot|centering)\b"
    r"|\\(?:cline|cmidrule|noalign)\s*+(?:\([^()\n]{0,20}+\))?+\s*+\{[^{}\n]{0,60}+\})++"
)
_BELOW_HEADER = regex.compile(rf"\\(?:{'|'.join(sorted(BELOW_HEADER))})\b")
_SPANNING = regex.compile(
    r"\\multi(?P<what>row|column)[ \t]*+(?:\[[^\[\]\n]{0,20}+\])?+[ \t]*+\{(?P<count>[^{}\n]{0,20}+)\}"
    r"[ \t]*+(?:\[[^\[\]\n]{0,20}+\])?+[ \t]*+(?:\{(?P<shape>(?:[^{}\n]|\{[^{}\n]{0,60}+\}){0,100}+)\}|\*)[ \t]*+(?=\{)"
)
#: A cell spans columns and rows by two commands, one inside the other.
_SPANNING_AT_ONCE = 2
_LONGEST_ARGUMENTS = 2000

#: The fewest rows of a table that has names of columns.
_FEWEST_ROWS = 2


class SpannedRow(NamedTuple):
    """From its first character to behind what ends it; its cells without white space around them; whether it is said to be
    of the header."""

    start: int
    end: int
    cells: tuple[Span, ...]
    header: bool


class SpannedTable(NamedTuple):
    """From ``\\begin`` to behind ``\\end{…}``, with its rows in between, of which there is one at least."""

    start: int
    end: int
    rows: tuple[SpannedRow, ...]


def begins_table(line: str) -> bool:
    """Whether a line begins with a table, if it ends somewhere."""
    found = _EDGE.match(line)
    return bool(found and found["begin"])


def opened_tables(line: str) -> int:
    """How many more tables a line begins than it ends."""
    return sum(-1 if edge["end"] else 1 for edge in _EDGE.finditer(line))


def spanned_tables(text: str) -> Iterator[SpannedTable]:
    """The tables of a text, each on lines of its own, in order. A table within a cell is words of the cell."""
    if "\\begin{" not in text:
        return
    start = inside = -1
    depth = 0
    for edge in _EDGE.finditer(text):
        if edge["end"] is None:
            depth += start >= 0
            if start < 0 and edge["begin"]:
                start, inside, depth = edge.start("begin"), edge.end(), 1
        elif start >= 0:
            depth -= 1
            if depth == 0:
                rows = tuple(_rows(text, _behind_arguments(text, inside, edge.start()), edge.start()))
                if rows and edge["last"] is not None:
                    yield SpannedTable(start, edge.end("end") + 1, rows)
                start = -1


def _behind_arguments(text: str, at: int, end: int) -> int:
    """Where what says how a table looks ends: its widths and columns are in the braces that follow one another."""
    end = min(end, at + _LONGEST_ARGUMENTS)
    while found := _GROUP.match(text, at, end):
        at = found.end()
    return at


def _rows(text: str, at: int, end: int) -> Iterator[SpannedRow]:
    rows: list[SpannedRow] = []
    cells: list[Span] = []
    first = begin = at
    depth, header = 0, 0
    for token in _TOKEN.finditer(text, at, end):
        if token["deeper"]:
            depth += 1
        elif token["back"]:
            depth = max(0, depth - 1)
        elif depth == 0 and token["cell"]:
            cells += _cell(text, begin, token.start())
            begin = token.end()
        elif depth == 0 and token["row"]:
            cells += _cell(text, begin, token.start())
            _end_row(text, rows, cells, first, token.end())
            cells, first, begin = [], token.end(), token.end()
            drawn = _DRAWN.match(text, begin, end)
            if drawn and _BELOW_HEADER.search(drawn.group()):
                header = header or len(rows)
    cells += _cell(text, begin, end)
    _end_row(text, rows, cells, first, end)
    header = header or _names_of_columns(text, rows)
    for number, row in enumerate(rows):
        yield row._replace(header=number < header)


def _names_of_columns(text: str, rows: Sequence[SpannedRow]) -> int:
    """How many of the first rows are short names over columns of words: what is read off a page seldom says so itself.
    Whether the first one stands over values is looked at where tables of all formats are."""
    sample = first_rows(text, [row.cells for row in rows])
    found = None if len(sample) < _FEWEST_ROWS or heads_values(sample) else headings_of(sample, expected=False)
    return found.end if found and found.first == 0 else 0


def _end_row(text: str, rows: list[SpannedRow], cells: list[Span], start: int, end: int) -> None:
    """A row of the cells, if there is a word in one; what is drawn before it is none of it."""
    if any(first < last for first, last in cells):
        drawn = _DRAWN.match(text, start, end)
        start = drawn.end() if drawn else start
        rows.append(SpannedRow(start, start + len(text[start:end].rstrip()), tuple(cells), False))


def _cell(text: str, start: int, end: int) -> list[Span]:
    """The span of a cell, and those of the columns that it reaches over, which are empty."""
    drawn = _DRAWN.match(text, start, end)
    start = min(drawn.end(), end) if drawn else start
    end = start + len(text[start:end].rstrip())
    over = 1
    for _ in range(_SPANNING_AT_ONCE):
        found = _SPANNING.match(text, start, end)
        inner = _GROUP.match(text, found.end(), end) if found else None
        if found is None or inner is None or inner.end() != end:
            break
        over = columns_of(found["count"]) if found["what"] == "column" else over
        group = text[inner.start("group") + 1 : inner.end() - 1]
        start = inner.start("group") + 1 + len(group) - len(group.lstrip())
        end = max(start, inner.end() - 1 - (len(group) - len(group.rstrip())))
    return [Span(start, end), *[Span(end, end)] * (over - 1)]
