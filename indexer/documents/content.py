"""The bytes of a file, wherever they come from: in memory, or in a file in which a reader may seek."""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO, cast

__all__ = ["Content"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a source opens and a reader reads. It can be sent to another process.

    ``name`` is the POSIX path below the corpus, or what else people call it; ``size`` counts bytes. The bytes are ``raw``
    or, where that is None, those of the file ``path``. All that reads them raises OSError.
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
        """The bytes of a file, none of which is read yet."""
        return cls(name, path.stat().st_size, path)

    def open(self) -> BinaryIO:
        """A file open for reading, in which one may seek; close it."""
        if self.raw is None and self.path is not None:
            return self.path.open("rb")
        return io.BytesIO(self.raw or b"")

    def read_bytes(self) -> bytes:
        """All of it."""
        if self.raw is not None:
            return self.raw
        with self.open() as file:
            return file.read()

    def in_memory(self) -> Content:
        """The same with its bytes in memory, so that all who read it read the same, whatever becomes of the file."""
        return self if self.raw is not None else Content.of_bytes(self.name, self.read_bytes())

    def digest(self) -> str:
        """The SHA-256 of the bytes (64 hex digits); a file is streamed."""
        if self.raw is not None:
            return sha256(self.raw).hexdigest()
        with self.open() as file:
            return file_digest(cast("io.BufferedReader", file), "sha256").hexdigest()
