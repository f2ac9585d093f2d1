"""Where a small fault can be put into Python code: the replacement of a stretch of its text, by the kind of syntax.

What a fault is made of: operators, numbers and truth values, conditions, results, and statements left out. Strings,
annotations, decorators, docstrings and ``if TYPE_CHECKING`` stay as they are, as do ``strict=`` of zip, which guards
against what cannot happen, and ``maxsize=`` of caches.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

__all__ = ["Edit", "Source", "edits"]


class Edit(NamedTuple):
    """``text[start:end]`` (code points) becomes ``new``."""

    kind: str
    start: int
    end: int
    new: str


#: How an operator is written, as a regular expression, and what it becomes.
_OPERATORS: dict[type[ast.AST], tuple[str, str, str]] = {
    ast.Lt: ("comparison", "<", "<="),
    ast.LtE: ("comparison", "<=", "<"),
    ast.Gt: ("comparison", ">", ">="),
    ast.GtE: ("comparison", ">=", ">"),
    ast.Eq: ("comparison", "==", "!="),
    ast.NotEq: ("comparison", "!=", "=="),
    ast.Is: ("comparison", "is", "is not"),
    ast.IsNot: ("comparison", r"is\s+not", "is"),
    ast.In: ("comparison", "in", "not in"),
    ast.NotIn: ("comparison", r"not\s+in", "in"),
    ast.And: ("and, or", "and", "or"),
    ast.Or: ("and, or", "or", "and"),
    ast.Add: ("arithmetic", r"\+", "-"),
    ast.Sub: ("arithmetic", "-", "+"),
    ast.Mult: ("arithmetic", r"\*", "/"),
    ast.Div: ("arithmetic", "/", "*"),
    ast.FloorDiv: ("arithmetic", "//", "*"),
    ast.Mod: ("arithmetic", "%", "//"),
    ast.Pow: ("arithmetic", r"\*\*", "*"),
    ast.LShift: ("arithmetic", "<<", ">>"),
    ast.RShift: ("arithmetic", ">>", "<<"),
    ast.BitAnd: ("arithmetic", "&", "|"),
    ast.BitOr: ("arithmetic", r"\|", "&"),
    ast.BitXor: ("arithmetic", r"\^", "|"),
}

#: Comparisons whose operator alone already says the opposite: their condition is not negated a second time.
_OPPOSITE = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)


class Source:
    """A module's text with the places of its nodes, which Python counts in lines and bytes, in code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Where a node starts and ends."""
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno, node.end_col_offset)

    def line(self, place: int) -> int:
        """The number, from 1, of the line that holds a place."""
        return self.text.count("\n", 0, place) + 1

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The whole lines around a stretch, as a stretch."""
        return self.text.rfind("\n", 0, start) + 1, (self.text + "\n").index("\n", end)

    def operator(self, operator: ast.AST, before: ast.AST, after: ast.AST) -> Iterator[Edit]:
        """The edit of an operator between two operands."""
        kind, written, new = _OPERATORS.get(type(operator), ("", "", ""))
        start, end = self.span(before)[1], self.span(after)[0]
        found = re.search(written, self.text[start:end])
        if kind and found and "#" not in self.text[start:end]:
            yield Edit(kind, start + found.start(), start + found.end(), new)

    def _at(self, line: int, byte: int) -> int:
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:byte].decode())


def edits(source: Source, node: ast.AST) -> Iterator[Edit]:
    """The faults that can be put at a node itself, not at those below it."""
    rule = _RULES.get(type(node))
    if rule is not None:
        yield from rule(source, node)


def _comparison(source: Source, node: ast.Compare) -> Iterator[Edit]:
    operands = [node.left, *node.comparators]
    for operator, before, after in zip(node.ops, operands, operands[1:], strict=False):
        yield from source.operator(operator, before, after)


def _junction(source: Source, node: ast.BoolOp) -> Iterator[Edit]:
    for before, after in zip(node.values, node.values[1:], strict=False):
        yield from source.operator(node.op, before, after)


def _arithmetic(source: Source, node: ast.BinOp) -> Iterator[Edit]:
    yield from source.operator(node.op, node.left, node.right)


def _sign(source: Source, node: ast.UnaryOp) -> Iterator[Edit]:
    start = source.span(node)[0]
    written = {ast.Not: "not ", ast.USub: "-", ast.Invert: "~"}.get(type(node.op))
    if written and source.text.startswith(written, start):
        yield Edit("sign, not", start, start + len(written), "")


def _constant(source: Source, node: ast.Constant) -> Iterator[Edit]:
    if isinstance(node.value, bool):
        yield Edit("truth value", *source.span(node), str(not node.value))
    elif isinstance(node.value, int | float):
        for step in (1, -1):
            yield Edit("number", *source.span(node), repr(node.value + step))


def _condition(source: Source, node: ast.If | ast.While | ast.IfExp) -> Iterator[Edit]:
    yield from _negated(source, node.test)


def _filter(source: Source, node: ast.comprehension) -> Iterator[Edit]:
    for test in node.ifs:
        yield from _negated(source, test)


def _negated(source: Source, test: ast.expr) -> Iterator[Edit]:
    opposite = isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], _OPPOSITE)
    negation = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    if not opposite and not negation and not isinstance(test, ast.Constant):
        start, end = source.span(test)
        yield Edit("condition", start, end, f"(not ({source.text[start:end]}))")


def _expression(source: Source, node: ast.Expr) -> Iterator[Edit]:
    if not isinstance(node.value, ast.Constant):
        yield from _dropped(source, node)


def _assignment(source: Source, node: ast.Assign) -> Iterator[Edit]:
    """A name that is not assigned is an error at once; what an object is given may be missed by nobody."""
    if all(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets):
        yield from _dropped(source, node)


def _augmented(source: Source, node: ast.AugAssign) -> Iterator[Edit]:
    yield from source.operator(node.op, node.target, node.value)
    yield from _dropped(source, node)


def _dropped(source: Source, node: ast.stmt) -> Iterator[Edit]:
    yield Edit("statement", *source.span(node), "pass")


def _result(source: Source, node: ast.Return) -> Iterator[Edit]:
    """None in place of a result; where that is None or False, which callers take for the same, there is none."""
    if node.value is None or (isinstance(node.value, ast.Constant) and repr(node.value.value) in ("None", "False")):
        return
    yield Edit("result", *source.span(node), "return None")


def _leaving(source: Source, node: ast.Break | ast.Continue) -> Iterator[Edit]:
    yield Edit("loop", *source.span(node), "continue" if isinstance(node, ast.Break) else "break")


_RULES: dict[type[ast.AST], Callable[..., Iterator[Edit]]] = {
    ast.Compare: _comparison,
    ast.BoolOp: _junction,
    ast.BinOp: _arithmetic,
    ast.UnaryOp: _sign,
    ast.Constant: _constant,
    ast.If: _condition,
    ast.While: _condition,
    ast.IfExp: _condition,
    ast.comprehension: _filter,
    ast.Expr: _expression,
    ast.Assign: _assignment,
    ast.AugAssign: _augmented,
    ast.Delete: _dropped,
    ast.Raise: _dropped,
    ast.Return: _result,
    ast.Break: _leaving,
    ast.Continue: _leaving,
}
