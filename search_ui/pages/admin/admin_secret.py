"""The key that the forms for admins are signed with: random, and kept in the index folder.

So a restart of the server leaves a page that is open in a browser good, and several processes know each other's forms.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock
from time import time

__all__ = ["AdminSecret"]

#: Bytes of the key.
_BYTES = 32

#: Seconds after which one that is half made is nobody's.
_LEFT = 60.0


class AdminSecret:
    """The key of the index at ``index``; made when it is first needed. Threads and processes may share it."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._path = index / "admin-secret"
        self._own = token_hex(_BYTES)
        self._lock = Lock()

    def value(self) -> str:
        """The key. Where the folder cannot be written, or is not there yet, it is one that this process alone knows.

        It is read each time: another process may have kept another a moment after this one did.
        """
        with self._lock:
            return self._read() or self._make() or self._own

    def _read(self) -> str | None:
        """The key as it is kept; None where there is none, or one that others may read or have put there."""
        with suppress(OSError, UnicodeDecodeError):
            descriptor = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with open(descriptor, encoding="ascii") as file:
                state = os.fstat(descriptor)
                private = stat.S_ISREG(state.st_mode) and not state.st_mode & 0o077 and state.st_uid == os.geteuid()
                key = file.read(1 + 2 * _BYTES) if private else ""
                return key if len(key) == 2 * _BYTES else None
        return None

    def _make(self) -> str | None:
        """Keeps a key; of several processes that do, all get that of the last. A key that is not private is replaced."""
        if not self._index.is_dir():
            return None
        fresh = self._index / f"admin-secret.{os.getpid()}"
        with suppress(OSError):
            self._clear_away()
            fresh.unlink(missing_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "w", encoding="ascii") as file:
                file.write(self._own)
            fresh.replace(self._path)
        return self._read()

    def _clear_away(self) -> None:
        """Removes what servers left that were killed while they made one; that of one that is at it just now is new."""
        for path in self._index.glob("admin-secret.*"):
            if path.lstat().st_mtime < time() - _LEFT:
                path.unlink(missing_ok=True)
