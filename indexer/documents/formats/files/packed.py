"""One file that was packed by itself (gzip, bzip2, xz) -> that file, read by its own reader, called by its name."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedIOBase
from pathlib import PurePosixPath
from typing import BinaryIO

from indexer.documents.content import Content
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.members import Member, open_part, parts_of
from indexer.documents.formats.protocol import Part
from indexer.errors import ReadingError
from indexer.model import Skipped

__all__ = ["open_part", "read_parts", "unpack"]

#: What such files begin with (RFC 1952; bzip2's and xz's own formats), and what unpacks them.
_OPENERS: dict[bytes, Callable[[BinaryIO], BufferedIOBase]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_DAMAGE = (OSError, zlib.error, lzma.LZMAError, EOFError, ValueError)


def read_parts(content: Content, media_type: str, limit: int) -> Iterator[Part | Skipped]:
    """The file in a packed one, or the files in that."""
    return parts_of(unpack, content, limit)


def unpack(content: Content, limit: int) -> Iterator[Member | Part | Skipped]:
    """The one file, called as the packed one is without its last ending: "pages.xml" in "pages.xml.bz2"."""
    path = PurePosixPath(content.name.rpartition("#")[2])
    name = path.stem if path.suffix else "unpacked"
    yield Member(name, name, partial(_bytes, content, limit))


def _bytes(content: Content, limit: int) -> bytes:
    with content.open() as file:
        beginning = file.read(6)
        file.seek(0)
        opener = next((one for magic, one in _OPENERS.items() if beginning.startswith(magic)), None)
        if opener is None:
            raise ReadingError("it is no file packed by gzip, bzip2 or xz")
        try:
            with opener(file) as packed:
                raw = packed.read(limit + 1)
        except _DAMAGE as error:
            raise ReadingError(f"it is damaged ({damage_in_words(error)})") from error
    if len(raw) > limit:
        raise ReadingError(f"it unpacks to more than {limit:,} bytes, the limit (PASSAGEWAY_FILE_LIMIT)")
    return raw
