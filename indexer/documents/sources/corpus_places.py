"""The folders of a corpus as people choose them, and the places in it that they name."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath

from indexer.documents.sources.folder import Folder
from indexer.errors import PathError

__all__ = ["corpus_folders", "place_in_corpus"]

#: Folders that are offered, and those that are looked into for them.
_OFFERED = 300
_LOOKED_INTO = 2000


def corpus_folders(corpus: str, ignore: Sequence[str]) -> tuple[str, ...]:
    """Folders below the corpus to choose from, as sorted POSIX paths: of a great corpus those nearest to the top."""
    return tuple(sorted(islice(_folders(Path(corpus), Folder(Path(corpus), ignore)), _OFFERED)))


def _folders(root: Path, source: Folder) -> Iterator[str]:
    """Breadth first; links are no folders of a corpus."""
    pending, looked = [""], 0
    while pending and looked < _LOOKED_INTO:
        folder = pending.pop(0)
        looked += 1
        for name in _below(root / folder):
            path = f"{folder}/{name}" if folder else name
            if not source.ignores(path):
                yield path
                pending.append(path)


def _below(folder: Path) -> list[str]:
    """The names of folders in a folder, where they can be read, and be written on a page."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []
    return [name for name in names if name.isprintable()]  # bytes that are not UTF-8 stand there as surrogates


def place_in_corpus(corpus: str, typed: str) -> Path:
    """The file or folder that is there under a path below the corpus; "" is the corpus itself.

    Raises PathError for what is not there, and for what a name with ".." or a link would lead to elsewhere.
    """
    name = typed.strip().strip("/")
    parts = PurePosixPath(name).parts
    if ".." in parts or "\0" in name:
        raise PathError(f"{typed!r} is no path below the corpus.")
    root = Path(os.path.realpath(corpus))
    place = root.joinpath(*parts)
    if not place.exists():
        raise PathError(f"{name} is not in the corpus {corpus}.")
    if Path(os.path.realpath(place)) != place:
        raise PathError(f"{name} is a link, or below one; links are not followed.")
    return place
