"""Files in files: the members of an archive, the attachments of a message, each read by the reader of what it is.

A format of files that have others in them has a function ``unpack``, from which ``parts_of`` makes its ``read_parts``. What
is in what is in a file is bounded: in depth, number and bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from indexer.documents.content import Content
from indexer.documents.formats.files.recognition import recognised
from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.documents.formats.registry import Format
from indexer.documents.formats.text.decoding import EMPTY
from indexer.errors import ReadingError
from indexer.model import Skipped

__all__ = ["MOST_BYTES", "Member", "Unpacker", "open_part", "parts_of", "place_in"]

#: How many files may be in one another: a message in an archive in a message …
_DEEPEST = 5
#: What may be unpacked of one file, all in all: bytes, or as many times its own; members, or one for so many of its bytes.
MOST_BYTES, _TIMES = 1024 * 1024 * 1024, 20
_MEMBERS, _BYTES_A_MEMBER = 100_000, 100


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a file: its ``name``, another for each, and the ``place`` where people look it up ("message 12").

    ``load`` gives its bytes, or raises ReadingError; ``media_type`` is what it is stated to be, None where its name tells.
    """

    name: str
    place: str
    load: Callable[[], bytes]
    media_type: str | None = None


#: The members of a content, streamed, and what of it is a document by itself; none has more than so many bytes. What is too
#: large or no file is Skipped. Raises ReadingError where the file as a whole cannot be read.
Unpacker = Callable[[Content, int], Iterable[Member | Part | Skipped]]


class _Budget:
    """What may still be unpacked of a file."""

    def __init__(self, size: int) -> None:
        self._bytes = max(MOST_BYTES, _TIMES * size)
        self._members = max(_MEMBERS, size // _BYTES_A_MEMBER)

    def take(self, size: int) -> None:
        """Counts a member of ``size`` bytes; raises ReadingError where that is too much."""
        self._bytes -= size
        self._members -= 1
        if self._bytes < 0 or self._members < 0:
            raise ReadingError(
                f"it unpacks to too much, more than {MOST_BYTES:,} bytes or {_MEMBERS:,} files; the rest is not read"
            )


def parts_of(unpack: Unpacker, content: Content, limit: int) -> Iterator[Part | Skipped]:
    """The parts of a content: its members, and theirs; none has more than ``limit`` bytes. As a PartsReader."""
    return _parts(unpack(content, limit), limit, 1, _Budget(content.size))


def _parts(
    items: Iterable[Member | Part | Skipped], limit: int, depth: int, budget: _Budget
) -> Iterator[Part | Skipped]:
    for item in items:
        if isinstance(item, Member):
            yield from _parts_of_member(item, limit, depth, budget)
        else:
            yield item


def _parts_of_member(member: Member, limit: int, depth: int, budget: _Budget) -> Iterator[Part | Skipped]:
    try:
        content = _loaded(member)
        file_format, media_type = recognised(content, member.media_type)
        if file_format.has_parts and depth >= _DEEPEST:
            raise ReadingError(f"it is in a file in a file and so on, {_DEEPEST} deep: what is in it is not read")
    except ReadingError as error:
        yield Skipped(member.place, str(error))
        return
    budget.take(content.size)
    if not file_format.has_parts:
        read = partial(_read, file_format, content, media_type, member.place)
        yield Part(member.name, member.place, content.digest(), file_format.media_type, read)
        return
    unpack = file_format.unpacker()
    if unpack is None:
        inner = file_format.parts_reader()(content, media_type, limit)
    else:
        inner = _parts(unpack(content, limit), limit, depth + 1, budget)
    yield from _inside(member, inner, budget)


def _loaded(member: Member) -> Content:
    content = Content.of_bytes(member.name, member.load())
    if not content.size:
        raise ReadingError(EMPTY)
    return content


def _read(file_format: Format, content: Content, media_type: str, place: str) -> ParsedDocument:
    return place_in(place, file_format.reader()(content, media_type))


def _inside(member: Member, parts: Iterator[Part | Skipped], budget: _Budget) -> Iterator[Part | Skipped]:
    """The parts of a member, by their names in the file that it is in. What cannot be read of it costs no other member."""
    try:
        for part in parts:
            if isinstance(part, Skipped):
                yield Skipped(f"{member.place}#{part.path}", part.reason)
                continue
            name, place = member.name, member.place
            if part.name:
                name, place = f"{name}#{part.name}", f"{place}#{part.place}"
            read = partial(_read_inside, part, member.place)
            yield Part(name, place, part.digest, part.media_type, read)
    except ReadingError as error:
        yield Skipped(member.place, str(error))


def _read_inside(part: Part, place: str) -> ParsedDocument:
    return place_in(place, part.read())


def place_in(place: str, parsed: ParsedDocument) -> ParsedDocument:
    """A document whose blocks stand in this place of the file that it is in."""
    blocks = tuple(
        replace(block, locator=replace(block.locator, part=", ".join(filter(None, (place, block.locator.part)))))
        for block in parsed.blocks
    )
    return replace(parsed, blocks=blocks)


def open_part(content: Content, name: str, limit: int) -> Content:
    """The bytes of the member of ``content`` whose part is called ``name``: those of an attachment, say, as it was sent.

    "" is the content itself. Raises ReadingError where there is none of that name, or it has more than ``limit`` bytes.
    """
    media_type = None
    for _ in range(_DEEPEST):
        if not name:
            return content
        file_format, _stated = recognised(content, media_type)
        unpack = file_format.unpacker() if file_format.has_parts else None
        found = None if unpack is None else _member_of(unpack(content, limit), name)
        if found is None:
            break
        member, content = found
        name, media_type = name[len(member.name) + 1 :], member.media_type
    if name:
        raise ReadingError(f"{content.name} has no part that is called {name}")
    return content


def _member_of(items: Iterable[Member | Part | Skipped], name: str) -> tuple[Member, Content] | None:
    """The member of this name, or the one that a part of this name is in, with its bytes while they are there."""
    around = None
    for item in items:
        if isinstance(item, Member) and item.name == name:
            return item, _loaded(item)
        if isinstance(item, Member) and around is None and name.startswith(f"{item.name}#"):
            around = item, _loaded(item)
    return around
