"""Having the operating system put what was written on disk, and giving what is damaged another name."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["aside_of", "put_aside", "sync"]


def sync(path: Path) -> None:
    """Returns when a file's content, or a folder's entries, are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_aside(path: Path, *beside: str) -> Path:
    """Gives a damaged file or folder another name, for an admin to look at, and gives that; nothing is put over another.

    What stands ``beside`` it, by the endings of the names ("-wal"), goes with it: SQLite would take it for that of the next
    file of its name. It goes first, and the file last.
    """
    aside = aside_of(path, *beside)
    for ending in (*beside, ""):
        if os.path.lexists(f"{path}{ending}"):
            os.rename(f"{path}{ending}", f"{aside}{ending}")
    sync(path.parent)
    return aside


def aside_of(path: Path, *beside: str) -> Path:
    """The name that ``put_aside`` would give."""
    number, aside = 1, path.with_name(f"{path.name}.damaged")
    while any(os.path.lexists(f"{aside}{ending}") for ending in ("", *beside)):
        number, aside = number + 1, path.with_name(f"{path.name}.damaged{number + 1}")
    return aside
