"""A ZIP archive -> the files in it, each read by its own reader, called by its path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from indexer.documents.content import Content
from indexer.documents.formats.files.member_names import MemberNames, decoded_names, is_ignored
from indexer.documents.formats.files.members import MOST_BYTES, Member, open_part, parts_of
from indexer.documents.formats.files.zipped import ZippedFiles, unzipped
from indexer.documents.formats.protocol import Part
from indexer.errors import ReadingError
from indexer.model import Skipped

__all__ = ["open_part", "read_parts", "unpack"]


def read_parts(content: Content, media_type: str, limit: int) -> Iterator[Part | Skipped]:
    """The files in an archive, and those in files in it."""
    return parts_of(unpack, content, limit)


def unpack(content: Content, limit: int) -> Iterator[Member | Part | Skipped]:
    """The files in an archive in the order of its directory, but for those that only a system keeps there."""
    with unzipped(content, "ZIP archive", MOST_BYTES) as archive:
        if not archive.names:
            raise ReadingError("there is no file in it")
        names = MemberNames()
        shown = decoded_names(archive.stored_names())
        for stored, name in zip(archive.names, shown, strict=True):
            if not is_ignored(name):
                path = names.take(name)
                yield Member(path, path, partial(_bytes, archive, stored, limit))


def _bytes(archive: ZippedFiles, name: str, limit: int) -> bytes:
    if archive.size(name) > limit:
        raise ReadingError(
            f"it is {archive.size(name):,} bytes long; the limit is {limit:,} bytes (PASSAGEWAY_FILE_LIMIT)"
        )
    return archive.read(name)
