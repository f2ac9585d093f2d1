"""Mutants that no test can tell from the code: a reviewed list with a reason for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.mutation.mutants import Mutant

__all__ = ["Equivalents"]


class Equivalents:
    """What ``equivalent.txt`` lists, one after the other, with an empty line between:

    indexer/text/folding.py Class.method
    - the line as it is, without indentation
    + the line of the mutant
    the reason, in as many lines as it takes
    """

    def __init__(self, names: frozenset[tuple[str, str, str, str]]) -> None:
        self.names = names

    @classmethod
    def read(cls, path: Path) -> Equivalents:
        """Raises ValueError for what is not written so."""
        text = path.read_text("utf-8") if path.exists() else ""
        return cls(frozenset(_names(text)))

    def __contains__(self, mutant: Mutant) -> bool:
        return mutant.name in self.names


def _names(text: str) -> Iterator[tuple[str, str, str, str]]:
    lines = [line for line in text.split("\n") if not line.startswith("#")]
    for entry in filter(None, (part.strip() for part in "\n".join(lines).split("\n\n"))):
        where, before, after, *reason = [*entry.split("\n"), "", ""]
        if not (before.startswith("- ") and after.startswith("+ ") and reason[0]):
            raise ValueError(f"a line with -, one with + and a reason must follow {where!r}; found {entry!r}")
        file, _, scope = where.partition(" ")
        yield file, scope, before[2:], after[2:]
