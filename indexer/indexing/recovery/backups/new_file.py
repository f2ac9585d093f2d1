"""A file that appears whole, or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from indexer.errors import BackupProblem
from indexer.store.fsync import sync

__all__ = ["new_file", "require_place"]


@contextmanager
def new_file(path: Path, *, overwrite: bool) -> Iterator[tuple[BinaryIO, Path]]:
    """A file to write, and an empty folder beside it for what is needed meanwhile; when the block ends, the file is on disk
    and at ``path``. Where the block raises, nothing is left.

    What is written is called ``<path>.partial`` until then and locked, so that what a killed process left is known for what
    it is and used again. Raises BackupProblem where there is a file already that must not be overwritten, where it cannot
    be written, or is just being written by another process.
    """
    require_place(path, overwrite)
    partial, scratch = path.with_name(f"{path.name}.partial"), path.with_name(f"{path.name}.partial.d")
    try:
        with _locked(partial, path) as file:
            try:
                _empty(scratch)
                yield file, scratch
                file.flush()
                os.fsync(file.fileno())
                _put_in_place(partial, path, overwrite)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
                partial.unlink(missing_ok=True)
        sync(path.parent)
    except OSError as error:
        raise BackupProblem.of_file(path, error) from error


def require_place(path: Path, overwrite: bool) -> None:
    """Raises BackupProblem where nothing may be written to ``path``."""
    if path.is_dir():
        raise BackupProblem(f"{path} is a folder; name a file in it.")
    if not path.parent.is_dir():
        raise BackupProblem(f"there is no folder {path.parent}; make it first, or choose another place.")
    if not overwrite and os.path.lexists(path):
        raise BackupProblem(f"{path} is there already. Choose another name, or overwrite it with --force.")


@contextmanager
def _locked(partial: Path, path: Path) -> Iterator[BinaryIO]:
    """The file, empty, that no other process has; it is given its lock before anything of it is touched."""
    with os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT, 0o666), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupProblem(f"{path} is just being written by another process.") from None
        if not partial.exists() or not os.path.samestat(os.fstat(file.fileno()), partial.stat()):
            raise BackupProblem(f"{path} was just written by another process.")
        file.truncate(0)
        yield file


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def _put_in_place(partial: Path, path: Path, overwrite: bool) -> None:
    """By a rename or, where nothing may be overwritten, by a link, which fails where another was quicker."""
    if overwrite:
        partial.replace(path)
        return
    try:
        os.link(partial, path)
    except FileExistsError:
        raise BackupProblem(f"{path} was made by another process meanwhile.") from None
    except OSError:  # a file system without links
        partial.rename(path)
