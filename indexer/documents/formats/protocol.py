"""What a reader is, and what it gives back. ``tests/documents/formats/contract.py`` checks every one in the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from indexer.documents.content import Content
from indexer.model import About, Block, InlineMark, PageMap, Skipped

__all__ = ["ParsedDocument", "Part", "PartOpener", "PartsReader", "Reader"]


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document as a reader gives it: readable text, blocks, and a title where it has one.

    Blocks are sorted, disjoint, non-empty spans of ``text``, none of them white space alone, and everything else in
    ``text`` is white space. There are none where nothing is readable. ``note`` tells what was
    mended, left out or is hidden, "" for nothing; ``page_map`` where the words are on the pages of a paged format.
    ``marks`` are sorted, each inside one block, and none begins or ends in white space.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    note: str = ""
    about: About = About()
    page_map: PageMap | None = None
    marks: tuple[InlineMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One of several documents of a file: a line of JSONL, a member of an archive, a message or its attachment.

    ``name`` is its name inside the file, another for each part; a part inside a part has both names, joined by "#". ""
    is the file itself, such as a message beside its attachments. ``place`` says where it is for who looks it up there
    ("line 7"). ``digest`` is the SHA-256 (64 hex digits) of its own bytes: where the caller has a document of that
    digest, ``read`` is not called. ``read`` raises ReadingError; ``media_type`` is that of what it reads.
    """

    name: str
    place: str
    digest: str
    media_type: str
    read: Callable[[], ParsedDocument]


class Reader(Protocol):
    """The function ``read`` of a format's module, where a file of that format is one document."""

    def __call__(self, content: Content, media_type: str) -> ParsedDocument:
        """The document in ``content``, which is in memory and not over the limit of a file.

        ``media_type`` is one of the format's. Raises ReadingError, whose message is the reason alone, where it cannot be
        read, and nothing else whatever the bytes are. The same bytes give the same. Opens no other file and no connection.
        """


class PartsReader(Protocol):
    """The function ``read_parts`` of a format's module, where a file of that format holds several documents."""

    def __call__(self, content: Content, media_type: str, limit: int) -> Iterator[Part | Skipped]:
        """The documents in ``content``, streamed: a file of any size is read in bounded memory.

        What is no document, or has more than ``limit`` bytes, is Skipped, its ``path`` the place inside the file. Raises
        ReadingError where the file as a whole cannot be read, before the first part or after any. Else as a Reader.
        """


class PartOpener(Protocol):
    """The function ``open_part`` of a format's module, where a part of a file can be had as a file of its own."""

    def __call__(self, content: Content, name: str, limit: int) -> Content:
        """The bytes of the part of this ``name`` (``Part.name``), in memory, at most ``limit``; its own name is the file
        name that its format is known by.

        Raises ReadingError where there is none, where it has more, or where ``content`` cannot be read. Else as a Reader.
        """
