"""Has a file changed since it was indexed?"""

from __future__ import annotations

import hashlib
from pathlib import Path

from indexer.model import FileState, Freshness

__all__ = ["freshness_of"]

#: A file of the same size but another time is read to tell, up to this many bytes; a larger one counts as changed.
_READ = 4 * 1024 * 1024


def freshness_of(root: Path, held: FileState) -> Freshness:
    """What has become of the corpus file ``held`` below ``root``; UNKNOWN where the corpus itself is not there."""
    path = root / held.path
    try:
        found = path.stat()
    except OSError:
        return Freshness.GONE if root.is_dir() else Freshness.UNKNOWN
    if (found.st_size, found.st_mtime_ns) == (held.size, held.modified_ns):
        return Freshness.SAME
    if found.st_size != held.size or found.st_size > _READ:
        return Freshness.CHANGED
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return Freshness.UNKNOWN
    return Freshness.SAME if digest == held.digest else Freshness.CHANGED
