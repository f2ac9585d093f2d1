"""A file of many messages (MBOX, RFC 4155) -> each message, and the files that are sent with it, as parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from typing import BinaryIO

import regex

from indexer.documents.content import Content
from indexer.documents.formats.files.mail.message import MEDIA_TYPE, is_bare
from indexer.documents.formats.files.member_names import DistinctNames
from indexer.documents.formats.files.members import Member, open_part, parts_of
from indexer.documents.formats.protocol import Part
from indexer.errors import ReadingError
from indexer.model import Skipped

__all__ = ["open_part", "read_parts", "unpack"]

#: The line before each message. Others that begin so are the text's, where a program forgot to write ">From".
_FROM = regex.compile(rb"From [^\r\n]*\b\d\d?:\d\d\b[^\r\n]*\b\d{4}\b|From [^\s@]+(?:@\S+)?[ \t]*\r?\n?\Z|From -")
_HEADER = regex.compile(rb"(?:[!-9;-~]+[ \t]*:|>From |From )")
#: A line that begins so was written with one ">" before (mboxrd).
_ESCAPED = regex.compile(rb">+From ")
_ID = regex.compile(rb"(?im)^message-id:\s*<?([^>\s]+)")
_END_OF_HEADERS = regex.compile(rb"\r?\n\r?\n")
_UNSAFE = regex.compile(r"[^\w.@+=$~!%&*-]")
#: Bytes in which a message's id is looked for, and of a line at most that are taken at once.
_HEADERS, _LINE = 64 * 1024, 1024 * 1024


def read_parts(content: Content, media_type: str, limit: int) -> Iterator[Part | Skipped]:
    """The messages, each called by its id, and what is attached to them."""
    return parts_of(unpack, content, limit)


def unpack(content: Content, limit: int) -> Iterator[Member | Part | Skipped]:
    """The messages, streamed: no more than one is in memory."""
    names = DistinctNames()
    with content.open() as file:
        for number, raw in enumerate(_messages(file, limit), start=1):
            place = f"message {number}"
            if raw is None:
                yield Skipped(place, f"it is too long; the limit is {limit:,} bytes (PASSAGEWAY_FILE_LIMIT)")
            else:
                name = _name(raw, names)
                yield Member(name, place, partial(bytes, raw), MEDIA_TYPE)


def _messages(file: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The messages without the lines between them; None for one of more than ``limit`` bytes."""
    lines: list[bytes] = []
    size, began, first = 0, False, b""
    for line, begins in _lines(file):
        if begins or (not began and line.startswith(b"From ")):
            if began:
                yield _message(first, lines, size, limit)
            lines, size, began, first = [], 0, True, line
            continue
        if not began and line.strip():
            raise ReadingError('it is no MBOX file: its first line does not begin with "From "')
        size += len(line)
        if size <= limit:
            lines.append(line[1:] if _ESCAPED.match(line) else line)
        else:
            lines.clear()
    if began:
        yield _message(first, lines, size, limit)


def _message(first: bytes, lines: list[bytes], size: int, limit: int) -> bytes | None:
    """The lines of a message, with the ``first`` that tells that it begins where nothing else does."""
    if size > limit:
        return None
    raw = b"".join(lines).rstrip(b"\r\n") + b"\n"
    return first + raw if is_bare(raw) and raw.strip() else raw


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """The lines, and of each whether it stands before a message: behind a blank line, and a header follows it."""
    line, blank = file.readline(_LINE), True
    while line:
        following = file.readline(_LINE)
        begins = blank and line.startswith(b"From ") and _stands_before(line, following)
        yield line, begins
        blank = not line.strip()
        line = following


def _stands_before(line: bytes, following: bytes) -> bool:
    return _FROM.match(line) is not None and (_HEADER.match(following) is not None or not following.strip())


def _name(raw: bytes, names: DistinctNames) -> str:
    """A name that stays the message's whatever else is in the file: its id, or the digest of its bytes."""
    headers = _END_OF_HEADERS.split(raw[:_HEADERS], 1)[0]
    found = _ID.search(headers)
    name = _UNSAFE.sub("_", found.group(1).decode("ascii", "replace"))[:200] if found else _digest(raw)
    return names.take(f"{name}~{_digest(raw)}" if name in names else name)


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()[:16]
