"""Tables: those of GitHub's Markdown with all their cells, those that MyST writes as lists or as values in lines, and
those of LaTeX, as programs write them that make Markdown of the print of a page.

See https://github.github.com/gfm/#tables-extension- and https://mystmd.org/guide/tables.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from copy import copy

import regex
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as github_table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from indexer.documents.formats.markup.commonmark.rules.container_rules import line_of
from indexer.documents.formats.markup.light.latex.table_spans import begins_table, opened_tables, spanned_tables

__all__ = ["header_rows", "latex_table", "pipe_table", "push_values", "rows_of_list"]

#: A cell in which a bar in code does not end it.
_CELL = regex.compile(r"(?:\\.|(?P<ticks>`{1,20})(?!`)[^\n]{0,1000}?(?<!`)(?P=ticks)(?!`)|`+|[^\\`|])*+", regex.DOTALL)
#: What words of a cell of LaTeX are set in, and how Markdown says it.
_SET = {"textbf": "**", "textit": "*", "emph": "*", "texttt": "`"}
_IS_SET = regex.compile(r"\\(?P<how>textbf|textit|emph|texttt)[ \t]*\{(?P<words>[^{}\\*`]{1,2000}+)\}")
_DELIMITERS = {"tab": "\t", "space": " "}


def pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table of GitHub's. A row may have more cells than the header: bars in code, which are none to GitHub, are no ends
    of cells then; what is still too much stays as further cells."""
    first = len(state.tokens)
    if not github_table(state, start, end, silent):
        return False
    if not silent:
        state.tokens[first:] = list(_with_all_cells(state, state.tokens[first:]))
    return True


def _with_all_cells(state: StateBlock, tokens: Sequence[Token]) -> Iterator[Token]:
    cells: list[Token] = []
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close":
            yield from _more_cells(state, cells)
        yield token


def _more_cells(state: StateBlock, cells: Sequence[Token]) -> Iterator[Token]:
    """The tokens of the cells that a row has beyond ``cells``, whose content is set right."""
    line = cells[0].map[0] if cells and cells[0].map else -1
    written = _without_ends(escapedSplit(line_of(state, line).strip())) if line >= 0 else []
    if len(written) <= len(cells):
        return
    by_code = _by_code(line_of(state, line).strip())
    if len(by_code) == len(cells):
        for cell, content in zip(cells, by_code, strict=True):
            cell.content = content
        return
    while not written[-1].strip():
        written.pop()
    for content in written[len(cells) :]:
        yield Token("td_open", "td", 1)
        cell = copy(cells[0])
        cell.content, cell.children = content.strip(), []
        yield cell
        yield Token("td_close", "td", -1)


def latex_table(state: StateBlock, start: int, end: int) -> bool:
    """``\\begin{tabular} … \\end{tabular}`` on lines of its own."""
    if not begins_table(line_of(state, start)) or state.env.get("tabular", -1) >= end:
        return False
    depth, last = 0, start
    while last < end:
        depth += opened_tables(line_of(state, last))
        last += 1
        if depth <= 0:
            break
    else:
        state.env["tabular"] = end  # searched in vain, and not again
        return False
    source = state.getLines(start, last, state.blkIndent, False)
    table = next(spanned_tables(source), None)
    if table is None:
        return False
    rows, line, counted = [], start, 0
    for row in table.rows:
        line, counted = line + source.count("\n", counted, row.start), row.start
        place = [line, line + source.count("\n", row.start, row.end) + 1]
        rows.append([_cell(_set_words(source[first:last]), place) for first, last in row.cells])
    state.tokens += _table(rows, sum(row.header for row in table.rows))
    state.line = last
    return True


def _set_words(cell: str) -> str:
    """A cell of LaTeX on one line, what it sets apart as Markdown does."""
    return str(
        _IS_SET.sub(lambda found: _SET[found["how"]] + found["words"] + _SET[found["how"]], " ".join(cell.split()))
    )


def _without_ends(cells: list[str]) -> list[str]:
    """Cells without the empty ones before the first bar and behind the last."""
    cells = cells[1:] if cells and not cells[0] else cells
    return cells[:-1] if cells and not cells[-1] else cells


def _by_code(row: str) -> list[str]:
    cells, at = [], 0
    while at <= len(row):
        found = _CELL.match(row, at)
        last = found.end() if found else at
        cells.append(row[at:last].strip())
        at = last + 1
    return [cell.replace("\\|", "|") for cell in _without_ends(cells)]


def rows_of_list(tokens: Sequence[Token], header: int) -> list[Token]:
    """The tokens of a list of lists as a table whose first ``header`` rows head it; as they are where they are no such."""
    rows: list[list[Token]] = []
    depth = 0
    for token in tokens:
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "list_item_open" and depth == 1:
            rows.append([])
        elif token.type == "list_item_open" and depth == 2:
            rows[-1].append(_cell("", token.map))
        elif token.content and (depth < 2 or not rows[-1]):
            return list(tokens)
        elif token.content:
            cell = rows[-1][-1]
            content = token.content if token.type == "inline" else f"`` {token.content.strip()} ``"
            cell.content = f"{cell.content}\n{content}".strip()
    return list(_table(rows, header)) if any(rows) else list(tokens)


def push_values(state: StateBlock, lines: Sequence[str], first: int, options: dict[str, str]) -> None:
    """A table of comma-separated values, whose ``first`` line is that number; what are no such are a row a line."""
    delimiter = options.get("delim", ",")
    delimiter = _DELIMITERS.get(delimiter, delimiter[:1] or ",")
    head = list(_values(options.get("header", "").splitlines(), delimiter, first))
    rows = [*head, *_values(lines, delimiter, first)]
    state.tokens += _table(rows, len(head) + header_rows(options))


def header_rows(options: dict[str, str]) -> int:
    """How many rows are said to head a table."""
    value = options.get("header-rows", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0


def _values(lines: Sequence[str], delimiter: str, first: int) -> Iterator[list[Token]]:
    at = 0
    try:
        reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=True)
        for cells in reader:
            if any(cells):
                yield [_cell(" ".join(text.split()), [first + at, first + reader.line_num]) for text in cells]
            at = reader.line_num
    except (csv.Error, TypeError, ValueError):
        for number, line in enumerate(lines[at:], first + at):
            yield [_cell(line.strip(), [number, number + 1])]


def _cell(content: str, place: list[int] | None) -> Token:
    return Token("inline", "", 0, content=content, map=place, children=[])


def _table(rows: Sequence[Sequence[Token]], header: int) -> Iterator[Token]:
    for number, row in enumerate(rows):
        head = [Token("thead_open", "thead", 1)] if number < header else []
        yield from (*head, Token("tr_open", "tr", 1), *row, Token("tr_close", "tr", -1))
        if head:
            yield Token("thead_close", "thead", -1)
    yield Token("table_close", "table", -1)
