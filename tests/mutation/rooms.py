"""What is mutated, and which tests are the nearest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

__all__ = ["Room"]

#: Modules that are not mutated: compiled, and held by the oracle of plain Python instead.
_COMPILED = ("indexer/engines/whoosh/scoring/by_numba.py", "indexer/engines/whoosh/scoring/posting_kernels.py")


@dataclass(frozen=True)
class Room:
    """The modules of a folder below ``indexer``, and the folders or files of their tests; all as names below the root."""

    files: tuple[str, ...]
    tests: tuple[str, ...]

    @classmethod
    def named(cls, root: Path, name: str) -> Room:
        """The room ``indexer/name``; its tests are those of ``tests/name``, or of the nearest folder above that has some.

        Raises click's BadParameter where there is none.
        """
        folder = root / "indexer" / name
        files = [path.relative_to(root).as_posix() for path in sorted(folder.rglob("*.py"))]
        if not files:
            raise click.BadParameter(
                f"{folder} has no Python; give a folder of indexer/, such as text or engines/forward."
            )
        tests = root / "tests" / name
        while not any(tests.rglob("test_*.py")):
            tests = tests.parent
        return cls(tuple(file for file in files if file not in _COMPILED), (tests.relative_to(root).as_posix(),))
