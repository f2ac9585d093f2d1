"""The file of synonyms in the index folder comes back with an index: it is written by people, so that none is lost."""

from __future__ import annotations

import os
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from indexer.store.fsync import sync

__all__ = ["SynonymsRestored", "bring_back"]


class SynonymsRestored(StrEnum):
    """What a restore did about synonyms.txt."""

    ABSENT = "none in the backup"
    SAME = "as in the backup"
    BACK = "brought back"
    REPLACED = "replaced"
    KEPT = "newer one kept"
    OTHERS = "others there are kept"
    FAILED = "cannot be written"


def bring_back(backup: Path, path: Path, created: str) -> SynonymsRestored:
    """Puts the file of a backup that was ``created`` then (ISO 8601 in UTC) at ``path``, on disk and at once.

    One that is there already, with other words, stays where it was changed since; what was backed up is then beside it, as
    ``<path>.backup``. An older one is put beside it, as ``<path>.before``. Never raises: the index is back by then.
    """
    try:
        return _bring_back(backup, path, created)
    except OSError:
        return SynonymsRestored.FAILED


def _bring_back(backup: Path, path: Path, created: str) -> SynonymsRestored:
    if not backup.exists():
        return SynonymsRestored.ABSENT
    if not os.path.lexists(path):
        _put(backup, path)
        return SynonymsRestored.BACK
    if path.is_file() and path.read_bytes() == backup.read_bytes():
        return SynonymsRestored.SAME
    if path.lstat().st_mtime > datetime.fromisoformat(created).timestamp():
        _put(backup, path.with_name(f"{path.name}.backup"))
        return SynonymsRestored.KEPT
    path.replace(path.with_name(f"{path.name}.before"))
    _put(backup, path)
    return SynonymsRestored.REPLACED


def _put(source: Path, target: Path) -> None:
    sync(source)
    source.replace(target)
    sync(target.parent)
