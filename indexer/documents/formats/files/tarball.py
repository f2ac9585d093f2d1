"""A TAR archive, packed or not -> the files in it, each read by its own reader, called by its path."""

from __future__ import annotations

import lzma
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from indexer.documents.content import Content
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.member_names import MemberNames, decoded_names, is_ignored
from indexer.documents.formats.files.members import MOST_BYTES, Member, open_part, parts_of
from indexer.documents.formats.protocol import Part
from indexer.errors import ReadingError
from indexer.model import Skipped

__all__ = ["open_part", "read_parts", "unpack"]

#: What tarfile raises for bytes that are no sound archive, beside OSError without a number.
_DAMAGE = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError, OverflowError, IndexError, LookupError)


def read_parts(content: Content, media_type: str, limit: int) -> Iterator[Part | Skipped]:
    """The files in an archive, and those in files in it."""
    return parts_of(unpack, content, limit)


def unpack(content: Content, limit: int) -> Iterator[Member | Part | Skipped]:
    """The files in an archive in their order, but for links, devices, and what only a system keeps there."""
    names, left, found = MemberNames(), MOST_BYTES, False
    with (
        content.open() as file,
        _damage_as_reading_errors(),
        tarfile.open(fileobj=file, errors="surrogateescape") as tar,
    ):
        for member in tar:
            found = True
            left -= member.size
            if left < 0:
                raise ReadingError(f"it unpacks to more than {MOST_BYTES:,} bytes; the rest is not read")
            (name,) = decoded_names([_stored(member.name)])
            if member.isreg() and not is_ignored(name):
                path = names.take(name)
                yield Member(path, path, partial(_bytes, tar, member, limit))
    if not found:
        raise ReadingError("there is no file in it")


def _stored(name: str) -> str | bytes:
    """A name as text, or its bytes where it is none in UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape")
    return name


def _bytes(tar: tarfile.TarFile, member: tarfile.TarInfo, limit: int) -> bytes:
    if member.size > limit:
        raise ReadingError(f"it is {member.size:,} bytes long; the limit is {limit:,} bytes (PASSAGEWAY_FILE_LIMIT)")
    with _damage_as_reading_errors():
        file = tar.extractfile(member)
        return file.read(limit) if file is not None else b""


@contextmanager
def _damage_as_reading_errors() -> Iterator[None]:
    try:
        yield
    except (ReadingError, MemoryError):
        raise
    except OSError as error:
        if error.errno is not None:  # of the disk
            raise
        raise _damage(error) from error
    except _DAMAGE as error:
        raise _damage(error) from error


def _damage(error: Exception) -> ReadingError:
    return ReadingError(f"it is no TAR archive, or a damaged one ({damage_in_words(error)})")
