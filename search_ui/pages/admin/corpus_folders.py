"""The folders of the corpus, as a page offers them and as a form names them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from indexer.errors import PathError

__all__ = ["corpus_folders", "place_in_corpus"]

#: Folders that are offered, of those that are nearest to the top; any other can be typed.
_OFFERED = 300

#: Folders that are looked into for them.
_LOOKED_INTO = 2000


def corpus_folders(corpus: str, ignore: Sequence[str]) -> tuple[str, ...]:
    """Folders below the corpus, as POSIX paths: sorted, and of a great corpus only the upper ones."""
    found: list[str] = []
    for path in _folders(Path(corpus), ignore):
        found.append(path)
        if len(found) == _OFFERED:
            break
    return tuple(sorted(found))


def _folders(root: Path, ignore: Sequence[str]) -> Iterator[str]:
    """Breadth first; links are no folders of the corpus."""
    pending, looked = [""], 0
    while pending and looked < _LOOKED_INTO:
        folder = pending.pop(0)
        looked += 1
        try:
            with os.scandir(root / folder) as entries:
                names = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
        except OSError:
            continue
        for name in names:
            path = f"{folder}/{name}" if folder else name
            if not is_ignored(path, ignore) and _printable(path):
                yield path
                pending.append(path)


def is_ignored(path: str, ignore: Sequence[str]) -> bool:
    """Whether a run would leave out the file or folder of that path below the corpus, by its last name."""
    name = PurePosixPath(path).name
    return any(fnmatchcase(name, pattern) or fnmatchcase(path, pattern) for pattern in ignore)


def _printable(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def place_in_corpus(corpus: str, typed: str) -> Path:
    """The file or folder of the corpus that a form names; "" is the corpus itself.

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
        raise PathError(f"{name} is, or is below, a link; links are not followed.")
    return place
