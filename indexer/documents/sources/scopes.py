"""Which folder is the corpus, and what of it does a run index?"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.errors import PathError

__all__ = ["Coverage", "coverage", "within"]

#: Where the corpus is when nobody says.
DEFAULT_CORPUS = Path("corpus")


class Coverage(NamedTuple):
    """The corpus folder, what of it to index now, and what of it is indexed altogether (POSIX paths below it)."""

    root: Path
    scopes: frozenset[str]
    covered: frozenset[str]


def coverage(root: Path | None, covered: Collection[str] | None, paths: Sequence[Path]) -> Coverage:
    """What a run over ``paths`` covers, where earlier ones had the corpus ``root`` and indexed ``covered`` of it.

    ``root`` and ``covered`` are None before the first run. Raises PathError.
    """
    known = frozenset(covered or ())
    if not paths and root is not None and covered is not None:
        if not root.is_dir():
            raise PathError(f"the corpus {root} is not there any more. Bring it back, or index another folder.")
        return Coverage(root, known, known)
    paths = [Path(os.path.abspath(path)) for path in paths or (DEFAULT_CORPUS,)]
    root = root or _common_folder(paths)
    scopes = [_below(root, path) for path in paths]
    for path, scope in zip(paths, scopes, strict=True):
        if not path.exists() and not within(scope, known):
            raise PathError(f"{path} does not exist.")
    every = known.union(scopes)
    outermost = (scope for scope in every if every.isdisjoint(_above(scope)))
    return Coverage(root, frozenset(scopes), frozenset(outermost))


def _common_folder(paths: Sequence[Path]) -> Path:
    return Path(os.path.commonpath([path if path.is_dir() else path.parent for path in paths]))


def _below(root: Path, path: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        raise PathError(
            f"{path} lies outside the corpus of this index, {root}. Index it into an index of its own: "
            f"passageway index {path} --index FOLDER"
        ) from None


def within(path: str, scopes: Collection[str]) -> bool:
    """Whether a POSIX path is one of ``scopes`` or below one; "." holds everything."""
    return path in scopes or any(folder in scopes for folder in _above(path))


def _above(path: str) -> Iterator[str]:
    """The folders above a POSIX path, the outermost, ".", first."""
    if path != ".":
        yield "."
    yield from (path[:place] for place, character in enumerate(path) if character == "/")
