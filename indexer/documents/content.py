"""The bytes of a file, wherever they come from: in memory, or in a file in which a reader may seek."""

from __future__ import annotations

import errno
import io
import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

__all__ = ["Content"]

#: Bytes that are hashed at once.
_PIECE = 1 << 20

#: A pipe that nobody writes to is opened all the same, and a link is not followed. Not every system has all of these.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)

#: What the system says of a link, a socket, and a device that is not there, where a file is to be opened.
_NO_FILE = (errno.ELOOP, errno.ENXIO)


@dataclass(frozen=True, slots=True)
class Content:
    """What a source opens and a reader reads. It can be sent to another process.

    ``name`` is the POSIX path below the corpus, or what else people call it; ``size`` counts bytes. The bytes are ``raw``
    or, where that is None, the first ``size`` of the file ``path``, which may grow meanwhile. All that reads them raises
    OSError, also where a pipe, a device, a folder or a link has come into the place of the file; it waits for nothing. So
    does what reads all of a file that has been cut short since.
    """

    name: str
    size: int
    path: Path | None = None
    raw: bytes | None = None

    @classmethod
    def of_bytes(cls, name: str, raw: bytes) -> Content:
        """Bytes in memory."""
        return cls(name, len(raw), raw=raw)

    @classmethod
    def of_path(cls, name: str, path: Path) -> Content:
        """The bytes of a file, or of that which a link leads to; none of them is read yet."""
        state = path.stat()
        _require_file(path, state)
        return cls(name, state.st_size, Path(os.path.realpath(path)))

    @classmethod
    def of_entry(cls, name: str, path: Path) -> Content:
        """As ``of_path``, of a file as it stands in its folder: what is a link is refused."""
        state = path.lstat()
        _require_file(path, state)
        return cls(name, state.st_size, path)

    def open(self) -> BinaryIO:
        """A file open for reading, in which one may seek; close it."""
        if self.raw is None and self.path is not None:
            return open(self.path, "rb", opener=_opened)
        return io.BytesIO(self.raw or b"")

    def read_bytes(self) -> bytes:
        """All of it."""
        if self.raw is not None:
            return self.raw
        with self.open() as file:
            read = file.read(self.size)
        self._require_all(len(read))
        return read

    def in_memory(self) -> Content:
        """The same with its bytes in memory, so that all who read it read the same, whatever becomes of the file."""
        return self if self.raw is not None else Content.of_bytes(self.name, self.read_bytes())

    def digest(self) -> str:
        """The SHA-256 of the bytes (64 hex digits); a file is streamed."""
        if self.raw is not None:
            return sha256(self.raw).hexdigest()
        summed, left = sha256(), self.size
        with self.open() as file:
            while piece := file.read(min(left, _PIECE)):
                summed.update(piece)
                left -= len(piece)
        self._require_all(self.size - left)
        return summed.hexdigest()

    def _require_all(self, found: int) -> None:
        if found < self.size:  # another program is just writing it anew, say
            raise OSError(errno.EIO, "it became shorter while it was read", self.name)


def _opened(path: str, flags: int) -> int:
    """A descriptor of the regular file at ``path``: what it is, is asked of what was opened, not of its name."""
    try:
        descriptor = os.open(path, flags | _READING)
    except OSError as error:
        if error.errno in _NO_FILE:
            _require_file(path, os.lstat(path))
        raise
    try:
        _require_file(path, os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _require_file(path: str | Path, state: os.stat_result) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if stat.S_ISLNK(state.st_mode):
        raise OSError(errno.ELOOP, "it is a link", str(path))
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file but a pipe, socket or device", str(path))
