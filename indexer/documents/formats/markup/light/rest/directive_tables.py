"""Tables that are written as lists or as comma-separated values, and the titles of tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from docutils import nodes
from docutils.statemachine import StringList

from indexer.documents.formats.markup.light.rest.directive_call import DirectiveCall

__all__ = ["csv_table", "list_table", "titled_table"]

_DELIMITERS = {"tab": "\t", "space": " "}


def titled_table(call: DirectiveCall) -> list[nodes.Node]:
    """``.. table:: Title``."""
    return [*_title(call), call.parsed(nodes.container())]


def list_table(call: DirectiveCall) -> list[nodes.Node]:
    """A list of lists, each of which is a row."""
    inside = call.parsed(nodes.container())
    rows = [_row(_cells(item)) for one in _lists(inside) for item in one]
    others = [node for node in inside if not isinstance(node, nodes.bullet_list)]
    return [*_title(call), _table(rows, _count(call, "header-rows")), *others]


def csv_table(call: DirectiveCall) -> list[nodes.Node]:
    """Comma-separated values, whose cells are text of reStructuredText."""
    head = [
        (call.option_lines.get("header", call.line), cells)
        for _, cells in _read(call, call.options.get("header", "").splitlines())
    ]
    body = _read(call, list(call.content))
    rows = [_row([_cell(call, text, line) for text in cells]) for line, cells in [*head, *body]]
    return [*_title(call), _table(rows, len(head) + _count(call, "header-rows"))]


def _title(call: DirectiveCall) -> list[nodes.Node]:
    return [call.caption(call.title, call.line)] if call.title else []


def _count(call: DirectiveCall, option: str) -> int:
    value = call.options.get(option, "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0


def _table(rows: Sequence[nodes.row], header: int) -> nodes.table:
    group = nodes.tgroup("", nodes.thead("", *rows[:header]), nodes.tbody("", *rows[header:]))
    return nodes.table("", group)


def _row(cells: Iterable[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))


def _lists(node: nodes.Element) -> list[nodes.bullet_list]:
    return [child for child in node.children if isinstance(child, nodes.bullet_list)]


def _cells(item: nodes.Node) -> list[Sequence[nodes.Node]]:
    """The cells of a row, each what is in an item of its list."""
    lists = _lists(item) if isinstance(item, nodes.Element) else []
    if not lists and isinstance(item, nodes.Element):
        return [item.children]
    return [cell.children for one in lists for cell in one if isinstance(cell, nodes.Element)]


def _read(call: DirectiveCall, lines: list[str]) -> list[tuple[int, list[str]]]:
    """The rows of some lines, each with the number of its first line; what is no such text is a row a line."""
    delimiter = call.options.get("delim", ",").strip() or ","
    delimiter, quote = _DELIMITERS.get(delimiter, delimiter[:1]), call.options.get("quote", '"')[:1] or '"'
    rows: list[tuple[int, list[str]]] = []
    first = 1
    try:
        reader = csv.reader(
            [f"{line}\n" for line in lines], skipinitialspace=True, delimiter=delimiter, quotechar=quote
        )
        for cells in reader:
            if any(cells):
                rows.append((call.offset + first, cells))
            first = reader.line_num + 1
    except (csv.Error, TypeError, ValueError):
        return [(call.offset + number, [line]) for number, line in enumerate(lines, start=1) if line.strip()]
    return rows


def _cell(call: DirectiveCall, text: str, line: int) -> Sequence[nodes.Node]:
    inside = nodes.container()
    call.parse_lines(StringList(text.splitlines(), source=""), line - 1, inside)
    for node in inside.findall(nodes.Element):
        node.line = line
    return inside.children
