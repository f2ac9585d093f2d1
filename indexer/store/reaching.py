"""Whether what belongs to an index is there, as far as this user may look: an index is often another user's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import IndexProblem, repairing

__all__ = ["is_there", "looked_at", "unreadable"]


def is_there(path: Path, index: Path) -> bool:
    """Whether there is such a file or folder of the index in the folder ``index``; raises IndexProblem where this user may
    not look."""
    with looked_at(path, index):
        try:
            path.stat()  # ``exists`` says in Python 3.14 that there is none
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True


@contextmanager
def looked_at(path: Path, index: Path) -> Iterator[None]:
    """Has the block look at ``path`` of the index in the folder ``index``; raises IndexProblem where this user may not."""
    try:
        yield
    except OSError as error:
        raise unreadable(path, index, error) from error


def unreadable(path: Path, index: Path, error: OSError) -> IndexProblem:
    """What is said of ``path`` of the index in the folder ``index`` where this user may not look at it."""
    return IndexProblem(
        f"{path} cannot be read ({error.strerror or error}). May this user read it and its folder? Where they are this "
        f"user's own, that is mended with: {repairing(index)}"
    )
