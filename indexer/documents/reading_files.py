"""One Content -> its Documents, whatever format it has. Runs in this process or in a child; ``workers.reading`` decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from indexer.documents.content import Content
from indexer.documents.formats.building import readable_name
from indexer.documents.formats.files.recognition import recognised
from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.documents.formats.registry import Format, format_of, without_ending
from indexer.documents.formats.text.decoding import EMPTY
from indexer.documents.sources.protocol import Source, SourceFile, Unlisted
from indexer.documents.workers.guard import Refused
from indexer.errors import ReadingError
from indexer.model import About, Document, Skipped
from indexer.model.stated import stated_author, stated_date

__all__ = [
    "RUN_LENGTH",
    "BrokenOff",
    "PartsShare",
    "ReadItem",
    "UnchangedDocument",
    "Unreadable",
    "documents_of",
    "is_bare_text",
    "is_read_apart",
    "readable",
    "unreadable",
]


@dataclass(frozen=True, slots=True)
class UnchangedDocument:
    """A document that the caller has already, with this digest."""

    id: str
    path: str
    digest: str


class Unreadable(Skipped):
    """A file that cannot be read now, for no fault of what it holds: what it held before, it may hold still."""


class BrokenOff(NamedTuple):
    """Where reading the parts of a file ended before: how many items were given, and why the next one did not come."""

    given: int
    reason: str


#: Parts of a file that are in a row in one share.
RUN_LENGTH = 64


class PartsShare(NamedTuple):
    """Share ``number`` of ``of`` of the parts of a file: ``RUN_LENGTH`` parts in a row are in one, as many in the next."""

    number: int = 0
    of: int = 1

    def has(self, part: int) -> bool:
        """Whether a part, counted from 0, is in it."""
        return part // RUN_LENGTH % self.of == self.number


#: What reading gives, one by one.
ReadItem = Document | Skipped | UnchangedDocument


def is_bare_text(file: SourceFile) -> bool:
    """Whether nearly all that a file holds is text, as far as its name tells: plain text, or lines of JSON."""
    file_format = format_of(file.path, file.media_type)
    return file_format is not None and file_format.sandboxed_above is None


def is_read_apart(file: SourceFile) -> bool:
    """Whether a process with limits reads a file, as one document, as far as its name tells."""
    file_format = format_of(file.path, file.media_type)
    if file_format is None or file_format.missing or file_format.has_parts or file_format.sandboxed_above is None:
        return False
    return file.size > file_format.sandboxed_above


def readable(
    listed: Iterable[SourceFile | Skipped | Unlisted], source: Source
) -> Iterator[SourceFile | Skipped | Unlisted]:
    """What a source lists, but that files of formats without a reader are Skipped.

    Only those are opened whose names say of no format that is read.
    """
    for item in listed:
        if not isinstance(item, SourceFile):
            yield item
        elif (file_format := format_of(item.path, item.media_type)) is None:
            yield _looked_at(item, source)
        elif file_format.missing:
            yield Skipped(item.path, file_format.how_to_read)
        else:
            yield item


def _looked_at(file: SourceFile, source: Source) -> SourceFile | Skipped:
    """The file, where its content is of a format that is read; what cannot be opened is left to who reads it."""
    try:
        with source.open_file(file) as content:
            recognised(content, file.media_type)
    except ReadingError as error:
        return Skipped(file.path, str(error))
    except OSError:
        pass
    return file


def documents_of(
    content: Content,
    file_format: Format,
    media_type: str,
    *,
    known: Mapping[str, str],
    file_limit: int,
    broken_off: BrokenOff | None = None,
    share: PartsShare | None = None,
) -> Iterator[ReadItem]:
    """The documents in ``content``: one, or one a part, streamed. Never raises for what a file holds.

    ``known`` has the digests of the documents that the caller has already, by id: parts among them are not parsed. Files,
    or parts, of more than ``file_limit`` bytes are skipped. A document in which nothing is readable has no blocks. Where
    reading was ``broken_off``, the part that it was at is Skipped, and those before it are not given again.
    Only the parts of a ``share`` are read, where there is one: nothing is given for the others.
    """
    try:
        if file_format.has_parts:
            yield from islice(
                _parts(content, file_format, media_type, known, file_limit, broken_off, share),
                broken_off.given if broken_off else 0,
                None,
            )
        else:
            yield _whole(content, file_format, media_type, file_limit)
    except MemoryError:
        raise
    except Refused as error:  # an OSError, but what the file holds is to blame for it
        yield Skipped(content.name, _reason(error, file_format))
    except OSError as error:
        yield Unreadable(content.name, unreadable(error))
    except Exception as error:
        yield Skipped(content.name, _reason(error, file_format))


def unreadable(error: OSError) -> str:
    """Why a file could not be read."""
    if isinstance(error, FileNotFoundError):
        return "vanished while the corpus was read"
    return f"cannot be read: {error.strerror or error}"


def _reason(error: Exception, file_format: Format) -> str:
    """Why a document is skipped; an error that no reader may raise is a fault of ours, and says so."""
    if isinstance(error, ReadingError):
        return str(error)
    if isinstance(error, Refused):
        return f"reading it would {error}, which no reader may"
    return f"the reader of {file_format.name} failed ({type(error).__name__}: {error}); please report it"


def _whole(content: Content, file_format: Format, media_type: str, file_limit: int) -> Document:
    if content.size > file_limit:
        raise ReadingError(
            f"the file is {content.size:,} bytes long; the limit is {file_limit:,} bytes (PASSAGEWAY_FILE_LIMIT)"
        )
    if not content.size:
        raise ReadingError(EMPTY)
    loaded = content.in_memory()
    return _document(
        loaded.name, loaded.name, file_format.reader()(loaded, media_type), loaded.digest(), file_format.media_type
    )


def _parts(
    content: Content,
    file_format: Format,
    media_type: str,
    known: Mapping[str, str],
    file_limit: int,
    broken_off: BrokenOff | None,
    share: PartsShare | None,
) -> Iterator[ReadItem]:
    """An item for each part; those that an earlier attempt gave, or was broken off at, are not read."""
    given = broken_off.given if broken_off else -1
    for number, part in enumerate(file_format.parts_reader()(content, media_type, file_limit)):
        if share is not None and not share.has(number):
            continue
        if isinstance(part, Skipped):
            yield Skipped(f"{content.name}#{part.path}", part.reason)
            continue
        document_id = f"{content.name}#{part.name}" if part.name else content.name
        if broken_off and number <= given:
            yield Skipped(f"{content.name}#{part.place}", broken_off.reason)
        elif known.get(document_id) == part.digest:
            yield UnchangedDocument(document_id, content.name, part.digest)
        else:
            yield _part(content, file_format, document_id, part)


def _part(content: Content, file_format: Format, document_id: str, part: Part) -> Document | Skipped:
    try:
        return _document(document_id, content.name, part.read(), part.digest, part.media_type)
    except MemoryError:
        raise
    except Exception as error:
        return Skipped(f"{content.name}#{part.place}", _reason(error, file_format))


def _document(document_id: str, path: str, parsed: ParsedDocument, digest: str, media_type: str) -> Document:
    own_name = document_id.removeprefix(f"{path}#").rpartition("#")[2] if document_id != path else path
    title = parsed.title or readable_name(without_ending(own_name))
    return Document(
        document_id,
        path,
        title,
        parsed.text,
        digest,
        media_type,
        parsed.blocks,
        parsed.note,
        _as_stated(parsed.about),
        parsed.page_map,
        parsed.marks,
    )


def _as_stated(about: About) -> About:
    """The same, its author and its date as they are shown."""
    if not about.author and not about.date:  # as of most, and a copy takes longer than to look
        return about
    return replace(about, author=stated_author(about.author), date=stated_date(about.date))
