"""What of an index this user may not read or write, and giving that right back where the files are this user's own."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from errno import EROFS
from pathlib import Path

from indexer.errors import IndexUnwritable, NamedIndex, repairing

__all__ = ["give_access", "without_access"]

#: Whether the rights of who a process stands for can be asked for, where that is not who started it.
_EFFECTIVE = os.access in os.supports_effective_ids


def without_access(index: Path, *, writing: bool) -> Iterator[Path]:
    """The files and folders of an index that this user may not read (and, for ``writing``, write); a folder that cannot be
    looked into stands for all below it."""
    pending = [index]
    while pending:
        path = pending.pop()
        folder = path.is_dir() and not path.is_symlink()
        wanted = os.R_OK | (os.W_OK if writing else 0) | (os.X_OK if folder else 0)
        if os.path.exists(path) and not os.access(path, wanted, effective_ids=_EFFECTIVE):
            yield path
        elif folder:
            pending += sorted(path.iterdir(), reverse=True)


def give_access(path: Path, index: Path) -> None:
    """Lets the user read and write a file or folder of this very user in ``index``; raises IndexUnwritable where it is
    another's, or the disk cannot be written."""
    mode = path.stat().st_mode
    try:
        path.chmod(stat.S_IMODE(mode) | stat.S_IRUSR | stat.S_IWUSR | (stat.S_IXUSR if stat.S_ISDIR(mode) else 0))
    except OSError as error:
        if error.errno == EROFS:
            raise IndexUnwritable.of_index(NamedIndex.in_folder(index), error) from error
        raise IndexUnwritable(
            f"this user may not read and write {path}, which is another's. Run as that user, or let this one, and run "
            f"again: {repairing(index)}"
        ) from error
