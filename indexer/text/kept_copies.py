"""What takes long to unpack, kept unpacked in the user's cache, once for all indexes and processes.

It only saves time: where there is no copy, one of another version, or a damaged one, what it was made of is unpacked again;
where the cache cannot be written, that is no error. A copy begins with the SHA-256 sum of the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

import platformdirs

__all__ = ["kept"]

T = TypeVar("T")


def kept(name: str, make: Callable[[], Iterable[bytes]], *, others: str) -> memoryview:
    """What ``make`` gives, as one piece: from the copy that is kept under ``name``, a path below the cache; else made, and
    kept. Copies beside it of other versions, whose names fit the pattern ``others``, are deleted then. Raises what ``make``
    does."""
    path = Path(platformdirs.user_cache_dir("passageway", appauthor=False)) / name
    found = _read(path)
    if found is None:
        made = b"".join(make())
        with suppress(OSError):
            _write(path, made, others)
        found = memoryview(made)
    return found


def _read(path: Path) -> memoryview | None:
    """What a copy holds; None where there is none, or not a whole one."""
    try:
        written = memoryview(path.read_bytes())
    except OSError:
        return None
    size = sha256().digest_size
    if len(written) <= size or sha256(written[size:]).digest() != written[:size]:
        return None
    return written[size:]


def _write(path: Path, content: bytes, others: str) -> None:
    """Writes a copy beside its place and moves it there, so that nobody sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as making:
        try:
            making.write(sha256(content).digest())
            making.write(content)
            making.close()
            os.replace(making.name, path)
        finally:
            with suppress(OSError):
                os.unlink(making.name)
    for other in path.parent.glob(others):
        if other != path:
            other.unlink(missing_ok=True)
