"""Which folder is the corpus, and what of it does a run index?"""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.errors import NamedIndex, PathError

__all__ = ["Coverage", "coverage", "within"]

#: Where the corpus is when nobody says.
DEFAULT_CORPUS = Path("corpus")


class Coverage(NamedTuple):
    """The corpus folder, what of it to index now, and what of it is indexed altogether (POSIX paths below it)."""

    root: Path
    scopes: frozenset[str]
    covered: frozenset[str]


def coverage(
    root: Path | None,
    covered: Collection[str] | None,
    paths: Sequence[Path],
    *,
    index: NamedIndex,
    files: Container[str] = (),
    without_missing: bool = False,
) -> Coverage:
    """What a run over ``paths`` covers, where earlier ones had the corpus ``root`` and indexed ``covered`` of it.

    ``root`` and ``covered`` are None before the first run. A folder that is not there is no empty folder: raises PathError
    for one that is named, and for one that an earlier run was about, unless that may be left out ``without_missing``. What
    was one of the ``files`` of the corpus may be gone. Errors name ``index``.
    """
    known = frozenset(covered or ())
    if root is not None and _is_missing(root):
        raise PathError(f"the corpus {root} is not there any more. Bring it back, or index another folder.")
    if not paths and root is not None:
        return _covered_before(root, known or frozenset({"."}), index, files, without_missing)
    if not paths and _is_missing(DEFAULT_CORPUS):
        raise PathError(
            f"nothing says which documents: none were indexed before, and there is no folder {DEFAULT_CORPUS} here. "
            f"Name the folder of yours: {index.command('index FOLDER')}"
        )
    paths = [Path(os.path.abspath(path)) for path in paths or (DEFAULT_CORPUS,)]
    root = root or _common_folder(paths)
    scopes = [_below(root, path, index) for path in paths]
    for path, scope in zip(paths, scopes, strict=True):
        if _is_missing(path) and scope not in files:
            raise _no_such(path)
    every = known.union(scopes)
    outermost = (scope for scope in every if every.isdisjoint(_above(scope)))
    return Coverage(root, frozenset(scopes), frozenset(outermost))


def given_paths(paths: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """The paths that a program gives: one, or several. The letters of a text are no paths."""
    return (Path(paths),) if isinstance(paths, (str, Path)) else tuple(map(Path, paths))


def _covered_before(
    root: Path, known: frozenset[str], index: NamedIndex, files: Container[str], without_missing: bool
) -> Coverage:
    missing = sorted(scope for scope in known if scope not in files and _is_missing(root / scope))
    if missing and not without_missing:
        raise PathError(
            f"{root / missing[0]}, which is indexed, is not there any more. Bring it back, or take it out of the index "
            f"with: {index.command('index --yes')}"
        )
    return Coverage(root, known, known.difference(missing))


def _no_such(path: Path) -> PathError:
    return PathError(f"{path} does not exist.")


def _is_missing(path: Path) -> bool:
    """Whether there is certainly nothing; False where it cannot be looked."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        pass
    return False


def _common_folder(paths: Sequence[Path]) -> Path:
    return Path(os.path.commonpath([path if path.is_dir() else path.parent for path in paths]))


def _below(root: Path, path: Path, index: NamedIndex) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        if _is_missing(path):
            raise _no_such(path) from None
        raise PathError(
            f"{path} lies outside the corpus of {index.in_words}, {root}. Index it into an index of its own: "
            + index.command_for_another(f"index {shlex.quote(str(path))}")
        ) from None


def within(path: str, scopes: Collection[str]) -> bool:
    """Whether a POSIX path is one of ``scopes`` or below one; "." holds everything."""
    return path in scopes or any(folder in scopes for folder in _above(path))


def _above(path: str) -> Iterator[str]:
    """The folders above a POSIX path, the outermost, ".", first."""
    if path != ".":
        yield "."
    yield from (path[:place] for place, character in enumerate(path) if character == "/")
