"""What a file is, by its name and by what it holds, where the two disagree.

A name is believed unless the first bytes, or the members of a zip archive, say for certain that the file is another thing:
a PDF that is called .txt, an HTML page that is called .doc. At most some hundred KiB are looked at, nothing is unpacked.
"""

from __future__ import annotations

import re
import struct
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from indexer.documents.content import Content
from indexer.documents.formats import registry
from indexer.documents.formats.files.unread_kinds import (
    COMPOUND_FILE,
    UnreadKind,
    has_members,
    kind_of_beginning,
    kind_of_members,
    kind_of_name,
    kind_of_streams,
)
from indexer.documents.formats.registry import Format, format_of, format_of_media_type, without_reader
from indexer.errors import ReadingError

__all__ = ["Recognised", "recognised"]

#: Bytes from the beginning of a file that are looked at.
_BEGINNING = 1024
#: Bytes of a zip archive's end, with its longest comment, and of its directory (APPNOTE 4.3.16, 4.3.12).
_ZIP_END, _ZIP_DIRECTORY = 22 + 0xFFFF, 256 * 1024
_ZIP = b"PK\x03\x04"

_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MIMETYPE = re.compile(rb"[\w.+/-]+")


class Recognised(NamedTuple):
    """The format of a file, and the media type that its reader is given."""

    file_format: Format
    media_type: str


def recognised(content: Content, media_type: str | None = None) -> Recognised:
    """What ``content`` is, which its source calls ``media_type``.

    Raises ReadingError where it has no reader, with what it is, as far as that is known; OSError where it cannot be opened.
    """
    by_name = format_of(content.name, media_type)
    with content.open() as file:
        found = _by_content(file, by_name, content)
        file.seek(0)
        is_text = _BINARY.search(file.read(_BEGINNING)) is None
    if isinstance(found, UnreadKind):
        raise ReadingError(found.reason)
    if found is None or (by_name is not None and not _overrules(found, by_name, media_type)):
        found = by_name
    if found is None:
        raise ReadingError(_without_reader(content, is_text=is_text))
    if found.missing:
        raise ReadingError(found.how_to_read)
    stated = media_type if media_type and format_of_media_type(media_type) is found else None
    return Recognised(found, stated or found.media_type)


def _without_reader(content: Content, *, is_text: bool) -> str:
    """Why a file is not read of which its content says nothing."""
    kind = kind_of_name(content.name)
    if kind is not None and kind.streams and is_text and content.size:
        return f"it is text, and not {kind.name}: give it the ending of what it is"
    return kind.reason if kind is not None else without_reader(content.name)


def _overrules(found: Format, by_name: Format, media_type: str | None) -> bool:
    """Whether what a file begins with is believed against its name; what a source calls it may be any text.

    Text in which others may stand first, as HTML in Markdown, stays what it is called.
    """
    stated = media_type is not None and format_of_media_type(media_type) is by_name
    return found.key not in by_name.may_begin_as and not (stated and found.is_text)


def _by_content(file: BinaryIO, by_name: Format | None, content: Content) -> Format | UnreadKind | None:
    """What the bytes say for certain; None where they say nothing, or what they say may be chance."""
    beginning = file.read(_BEGINNING)
    if beginning.startswith(_ZIP):
        return _of_zip(file, beginning, by_name, content)
    if beginning.startswith(COMPOUND_FILE):
        return kind_of_streams(file) or kind_of_name(content.name) or UnreadKind("a binary file of another program")
    start = _without_mark(beginning)
    found = next((one for one in registry.FORMATS if any(re.match(sign, start) for sign in one.signatures)), None)
    if found is not None:
        return found
    kind = kind_of_beginning(start) if by_name is None else None
    kind = kind_of_beginning(beginning) if kind is None and _BINARY.search(beginning) else kind
    if kind and by_name and by_name.is_text:
        return None  # the reader of text says in its own words what it is not
    return kind


def _without_mark(beginning: bytes) -> bytes:
    """The beginning of a text in UTF-8, without its mark and white space before it; of other files as it is."""
    for mark, encoding in _MARKS.items():
        if beginning.startswith(mark):
            beginning = beginning[2:].decode(encoding, "ignore").encode("utf-8", "ignore")
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")


def _of_zip(file: BinaryIO, beginning: bytes, by_name: Format | None, content: Content) -> Format | UnreadKind | None:
    """The format of a zip archive: as its member "mimetype" says, or by the members that such files have."""
    if stated := _mimetype(beginning):
        return format_of_media_type(stated)
    names = _zip_names(file, content.size)
    fitting = [one for one in registry.FORMATS if one.members and has_members(names, one.members)]
    if fitting:
        return by_name if by_name in fitting else fitting[0]
    if kind := kind_of_members(names):
        return kind
    if by_name is None and PurePosixPath(content.name).suffix:
        return None  # many programs pack what is theirs as a zip archive
    return next((one for one in registry.FORMATS if names and ".zip" in one.endings), None)


def _mimetype(beginning: bytes) -> str:
    """What the first member says, where it is called "mimetype" and not packed (OCF 3.3, section 4.3); "" for others."""
    method, name, extra = struct.unpack_from("<8xH16xHH", beginning) if len(beginning) >= 30 else (0, 0, 0)
    if method or beginning[30 : 30 + name] != b"mimetype":
        return ""
    at = 30 + name + extra
    stated = _MIMETYPE.match(beginning, at, at + 100)
    return stated.group().partition(b"PK")[0].decode() if stated else ""


def _zip_names(file: BinaryIO, size: int) -> set[str]:
    """The first names in the directory of a zip archive; empty where it has none that can be found."""
    file.seek(max(size - _ZIP_END, 0))
    end = file.read(_ZIP_END)
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(end):
        return set()
    (length,) = struct.unpack_from("<I", end, at + 12)
    start = size - len(end) + at - length
    if start < 0:
        return set()
    file.seek(start)
    return set(_names_in(file.read(min(length, _ZIP_DIRECTORY))))


def _names_in(directory: bytes) -> list[str]:
    names, at = [], 0
    while directory.startswith(b"PK\x01\x02", at) and at + 46 <= len(directory):
        name, extra, comment = struct.unpack_from("<HHH", directory, at + 28)
        names.append(directory[at + 46 : at + 46 + name].decode("utf-8", "replace").replace("\\", "/"))
        at += 46 + name + extra + comment
    return names
