"""What takes long to unpack, kept unpacked in the user's cache, once for all indexes and processes.

It only saves time: where there is no copy, one of another version, or a damaged one, what it was made of is unpacked again;
where the cache cannot be written, or nobody has one, that is no error. A copy begins with the SHA-256 sum of the rest.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import platformdirs

__all__ = ["cache_folder", "kept"]

#: What the names of copies in the making begin with, and the seconds after which one was left by a process that was killed.
_MAKING, _LEFT = ".making-", 86_400


def cache_folder() -> Path:
    """Where the user's cache for us is; raises OSError where there is none, as for a user whom the system does not know."""
    try:
        folder = Path(platformdirs.user_cache_dir("passageway", appauthor=False))
    except RuntimeError as error:
        raise FileNotFoundError(str(error)) from error
    if not folder.is_absolute():  # it would be in whatever folder we are
        raise FileNotFoundError(f"no cache: {folder}")
    return folder


def kept(name: str, make: Callable[[], Iterable[bytes]], *, others: str) -> memoryview:
    """What ``make`` gives, as one piece: from the copy that is kept under ``name``, a path below the cache; else made, and
    kept. Copies beside it of other versions, whose names fit the pattern ``others``, are deleted then. Raises what ``make``
    does."""
    found = _read(name)
    if found is None:
        made = b"".join(make())
        with suppress(OSError):
            path = cache_folder() / name
            _write(path, made)
            _prune(path, others)
        found = memoryview(made)
    return found


def _read(name: str) -> memoryview | None:
    """What a copy holds; None where there is none, or not a whole one."""
    try:
        written = memoryview((cache_folder() / name).read_bytes())
    except OSError:
        return None
    size = sha256().digest_size
    if len(written) <= size or sha256(written[size:]).digest() != written[:size]:
        return None
    return written[size:]


def _write(path: Path, content: bytes) -> None:
    """Writes a copy beside its place and moves it there, so that nobody sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=_MAKING, delete=False) as making:
        try:
            making.write(sha256(content).digest())
            making.write(content)
            making.close()
            os.replace(making.name, path)
        finally:
            with suppress(OSError):
                os.unlink(making.name)


def _prune(path: Path, others: str) -> None:
    """Deletes copies of other versions, and what processes left half made that were killed a day ago or longer."""
    for other in path.parent.glob(others):
        if other != path:
            other.unlink(missing_ok=True)
    for left in path.parent.glob(f"{_MAKING}*"):
        if left.stat().st_mtime < time.time() - _LEFT:
            left.unlink(missing_ok=True)
