"""Mutants: a module with one small fault each."""

from __future__ import annotations

import ast
import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from tests.mutation.edits import Edit, Source, edits

__all__ = ["Mutant", "drawn", "mutants_of"]

#: Parts of the syntax that no fault is put into.
_LEFT_ALONE = ("annotation", "returns", "decorator_list")

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Mutant:
    """One fault: ``text[start:end]`` of ``file`` (below the root, with slashes) becomes ``new``.

    ``scope`` names the classes and functions around it, ``before`` and ``after`` are the lines without indentation.
    ``lines`` are those of its statement up to the fault. ``imported`` tells that they run when the module is imported.
    ``again`` counts equal ones before it in the same scope.
    """

    file: str
    scope: str
    kind: str
    start: int
    end: int
    new: str
    line: int
    lines: tuple[int, int]
    before: str
    after: str
    imported: bool
    again: int = 0

    @property
    def name(self) -> tuple[str, str, str, str]:
        """What a reviewed list calls it; it stays the same while other lines move."""
        return self.file, self.scope, self.before, self.after

    def of(self, text: str) -> str:
        """The module's text with the fault in it."""
        return text[: self.start] + self.new + text[self.end :]

    def difference(self, text: str) -> str:
        """The fault as lines with - and +."""
        found = difflib.unified_diff(text.split("\n"), self.of(text).split("\n"), lineterm="", n=1)
        return "\n".join(f"    {line}" for line in list(found)[3:])


def mutants_of(root: Path, files: Iterable[str]) -> Iterator[Mutant]:
    """All mutants of some modules, in the order of their places."""
    for file in files:
        source = Source((root / file).read_text("utf-8"))
        counts: Counter[tuple[str, str, str, str]] = Counter()
        for edit, place in sorted(_edits(source), key=lambda found: found[0][1:]):
            mutant = _mutant(source, file, edit, place)
            yield replace(mutant, again=counts[mutant.name])
            counts[mutant.name] += 1


def drawn(mutants: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """A sample, the same for one seed; a change elsewhere in the code moves no mutant in or out but by chance."""

    def lot(mutant: Mutant) -> bytes:
        return hashlib.sha256(repr((seed, *mutant.name, mutant.again)).encode()).digest()

    return sorted(sorted(mutants, key=lot)[:count], key=lambda mutant: (mutant.file, mutant.start, mutant.new))


def _mutant(source: Source, file: str, edit: Edit, place: _Place) -> Mutant:
    first, last = source.lines(edit.start, edit.end)
    before = source.text[first:last]
    after = source.text[first : edit.start] + edit.new + source.text[edit.end : last]
    lines = (place.statement, source.line(edit.end))
    joined = (" ".join(text.split()) for text in (before, after))
    return Mutant(file, place.scope, *edit, source.line(edit.start), lines, *joined, place.imported)


class _Place(NamedTuple):
    """Where a node stands: in which scope, in the statement of which line, and whether it runs by importing."""

    scope: str
    statement: int
    imported: bool

    def at(self, node: ast.AST) -> _Place:
        return self._replace(statement=node.lineno) if isinstance(node, ast.stmt) else self

    def below(self, node: ast.AST, field: str) -> _Place:
        named = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        scope = f"{self.scope}.{node.name}".strip(".") if named else self.scope
        return self._replace(
            scope=scope, imported=self.imported and not (isinstance(node, _FUNCTIONS) and field == "body")
        )


def _edits(source: Source) -> set[tuple[Edit, _Place]]:
    found = set()
    waiting: list[tuple[ast.AST, _Place]] = [(ast.parse(source.text), _Place("", 1, True))]
    while waiting:
        node, around = waiting.pop()
        place = around.at(node)
        if _is_left_alone(node, place):
            continue
        found.update((edit, place) for edit in edits(source, node))
        for field, value in ast.iter_fields(node):
            children = value if isinstance(value, list) else [value]
            if field not in _LEFT_ALONE:
                waiting += [(child, place.below(node, field)) for child in children if isinstance(child, ast.AST)]
    return found


def _is_left_alone(node: ast.AST, place: _Place) -> bool:
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.keyword):
        return node.arg in ("strict", "maxsize")
    if place.imported and isinstance(node, ast.Assign):  # a name for a type
        return isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.BitOr)
    return isinstance(node, ast.JoinedStr | ast.Assert)  # Python 3.11 does not say where the parts of an f-string stand
