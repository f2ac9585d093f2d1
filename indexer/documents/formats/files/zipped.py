"""Files that are zip archives of other files (Word, OpenDocument, EPUB, ...), unpacked within bounds.

What a member unpacks to is known from the archive's directory before a byte of it is unpacked, and Python's ``zipfile``
gives no more than that, so that a bomb is refused for the price of its directory.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from indexer.documents.content import Content
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.unread_kinds import COMPOUND_FILE, kind_of_streams
from indexer.errors import ReadingError

__all__ = ["MOST_UNPACKED", "ZippedFiles", "unzipped", "zipped_files"]

#: The most bytes that the members that are read of one archive may have, together.
MOST_UNPACKED = 256 * 1024 * 1024
#: A member of more bytes than this may be at most so many times as large as it is packed: repetitive XML comes to a
#: hundred, Deflate can reach 1,032.
_FREE, _MOST_RATIO = 4 * 1024 * 1024, 300
#: The most members: one costs half a kilobyte, whether it is read or not.
_MOST_MEMBERS = 100_000

#: What zipfile raises for bytes that are no sound archive, beside OSError.
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, RuntimeError,
    LookupError,
)  # fmt: skip

_ENCRYPTED_FLAG, _UTF8_FLAG = 0x1, 0x800


class ZippedFiles:
    """The members of an archive. Every call raises ReadingError for what is damaged, locked or larger than allowed."""

    def __init__(self, archive: zipfile.ZipFile, most: int = MOST_UNPACKED) -> None:
        """At most ``most`` bytes are unpacked of it altogether."""
        self._archive = archive
        self._left = self._most = most
        self._members = {member.filename: member for member in archive.infolist() if not member.filename.endswith("/")}
        self._by_folded_name = {_folded(name): name for name in self._members}

    @property
    def names(self) -> list[str]:
        """The names of its files, as they are written, in the order of its directory."""
        return list(self._members)

    def stored_names(self) -> list[str | bytes]:
        """The same as they are stored: bytes where the archive does not say that they are UTF-8 (APPNOTE, appendix D)."""
        return [
            name if name.isascii() or member.flag_bits & _UTF8_FLAG else member.orig_filename.encode("cp437", "replace")
            for name, member in self._members.items()
        ]

    def find(self, name: str) -> str | None:
        """The name of a file as it is written; in office formats that does not depend on case, nor on the slash."""
        return name if name in self._members else self._by_folded_name.get(_folded(name))

    def size(self, name: str) -> int:
        """The bytes that a file unpacks to; raises KeyError where there is none of that very name."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """The bytes of a file; raises KeyError where there is none of that very name."""
        member = self._members[name]
        self._require_bounded(member)
        with _damage_as_reading_errors(name):
            return self._archive.read(member)

    def read_if_any(self, name: str) -> bytes | None:
        """The bytes of a file by its name in any case; None where there is none."""
        found = self.find(name)
        return None if found is None else self.read(found)

    def _require_bounded(self, member: zipfile.ZipInfo) -> None:
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise ReadingError(f"it is locked with a password ({member.filename})")
        packed = max(member.compress_size, 1)
        if member.file_size > self._left or (member.file_size > _FREE and member.file_size > _MOST_RATIO * packed):
            raise ReadingError(
                f"{member.filename} in it unpacks from {member.compress_size:,} to {member.file_size:,} bytes; of a file "
                f"at most {self._most:,} bytes are unpacked, and not {_MOST_RATIO} times as many as are packed"
            )
        self._left -= member.file_size


@contextmanager
def unzipped(content: Content, kind: str, most: int = MOST_UNPACKED) -> Iterator[ZippedFiles]:
    """The members of ``content``, which is to be of ``kind`` ("Word file (.docx)").

    Raises ReadingError where it is no archive (what it is instead, as far as that is known), or its directory is damaged.
    """
    with content.open() as file:
        yield zipped_files(file, kind, most)


def zipped_files(file: BinaryIO, kind: str, most: int = MOST_UNPACKED) -> ZippedFiles:
    """The members of an archive in ``file``, which stays open for as long as they are read; errors as ``unzipped``."""
    if file.read(len(COMPOUND_FILE)) == COMPOUND_FILE:
        found = kind_of_streams(file)
        raise ReadingError(found.reason if found else f"it is no {kind}, but a file of an old office program")
    file.seek(0)
    with _damage_as_reading_errors(""):
        archive = zipfile.ZipFile(file)
    if len(archive.filelist) > _MOST_MEMBERS:
        raise ReadingError(f"it has {len(archive.filelist):,} files in it; at most {_MOST_MEMBERS:,} are read")
    return ZippedFiles(archive, most)


#: What zipfile says where it finds no directory of files, which is what is said then anyway.
_NO_ZIP = "File is not a zip file"


@contextmanager
def _damage_as_reading_errors(name: str) -> Iterator[None]:
    """Says of an archive, or of its file ``name``, that it is damaged, whichever of zipfile's many errors says so."""
    try:
        yield
    except (ReadingError, MemoryError):
        raise
    except NotImplementedError as error:
        raise ReadingError(f"{name or 'the archive'} is packed in a way that is not known") from error
    except OSError as error:
        if error.errno is not None:  # of the disk
            raise
        raise ReadingError(_damaged(name, error)) from error
    except _DAMAGE as error:
        raise ReadingError(_damaged(name, error)) from error


def _damaged(name: str, error: Exception) -> str:
    what = f"{name} in it is damaged" if name else "it is no zip archive, or a damaged one"
    return what if str(error) == _NO_ZIP else f"{what} ({damage_in_words(error)})"


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
