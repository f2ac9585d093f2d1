"""Which folder is the corpus, and what of it does a run index?"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from indexer.errors import PathError

__all__ = ["corpus_of", "within"]

#: Where the corpus is when nobody says.
DEFAULT_CORPUS = Path("corpus")


def corpus_of(stored: str | None, known: str | None, paths: Sequence[Path]) -> tuple[Path, list[str], list[str]]:
    """The corpus folder, what of it to index now, and what of it is indexed altogether (POSIX paths below it).

    ``stored`` is the folder of the last run and ``known`` what was indexed of it, a path a line; None before the first.
    Raises PathError.
    """
    if not paths and stored is not None and known is not None:
        root, scopes = Path(stored), known.split("\n")
        if not root.is_dir():
            raise PathError(f"the corpus {root} is not there any more. Bring it back, or index another folder.")
        return root, scopes, scopes
    paths = [Path(os.path.abspath(path)) for path in paths or (DEFAULT_CORPUS,)]
    root = _common_folder(paths) if stored is None else Path(stored)
    scopes = [_below(root, path) for path in paths]
    covered = known.split("\n") if known is not None else []
    covered += [scope for scope in scopes if not within(scope, covered)]
    for path, scope in zip(paths, scopes, strict=True):
        if not path.exists() and not (known is not None and within(scope, known.split("\n"))):
            raise PathError(f"{path} does not exist.")
    return root, scopes, sorted(c for c in covered if not within(c, [o for o in covered if o != c]))


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


def within(path: str, scopes: Sequence[str]) -> bool:
    """Whether a POSIX path is one of ``scopes`` or below one; "." holds everything."""
    return any(scope == "." or path == scope or path.startswith(f"{scope}/") for scope in scopes)
