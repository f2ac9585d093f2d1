"""One file of the corpus -> its Documents: the only place of this room that opens files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import PurePosixPath

from indexer.documents.formats.building import Reading, readable_name
from indexer.documents.formats.decoding import decode
from indexer.documents.formats.html import read_html
from indexer.documents.formats.jsonl import read_line
from indexer.documents.formats.markdown import read_markdown
from indexer.documents.formats.plain import read_plain
from indexer.documents.sources.folder import Found, media_type_of
from indexer.errors import ReadingError
from indexer.model import Document, Skipped

__all__ = ["READERS", "Unchanged", "digest_file", "read"]

JSONL = "application/jsonl"

#: Media type -> text to title and blocks. JSONL has documents by the line, and so a way of its own.
READERS: Mapping[str, Callable[[str], Reading]] = {
    "text/plain": read_plain,
    "text/markdown": read_markdown,
    "text/html": read_html,
}


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that the caller holds already, with this digest."""

    id: str
    path: str
    digest: str


def digest_file(found: Found) -> str:
    """The SHA-256 of a file's bytes (64 hex digits), streamed; raises OSError."""
    with found.file.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def read(
    found: Found, *, file_limit: int, known: Callable[[str, str], bool] = lambda document_id, digest: False
) -> Iterator[Document | Skipped | Unchanged]:
    """The documents of a file: one, or one a line of JSONL, streamed. Never raises for what a file holds.

    ``known`` tells by id and digest whether the caller has that very document, which is then not parsed. Files, or
    lines of JSONL, of more than ``file_limit`` bytes are skipped.
    """
    try:
        if media_type_of(found.path) == JSONL:
            yield from _read_lines(found, file_limit, known)
        else:
            yield _read_whole(found, file_limit)
    except ReadingError as error:
        yield Skipped(found.path, str(error))
    except FileNotFoundError:
        yield Skipped(found.path, "vanished while the corpus was read")
    except OSError as error:
        yield Skipped(found.path, f"cannot be read: {error.strerror or error}")


def _read_whole(found: Found, file_limit: int) -> Document:
    if found.size > file_limit:
        raise ReadingError(_too_long("the file", found.size, file_limit))
    raw = found.file.read_bytes()
    text = decode(raw)
    if not text.strip():
        raise ReadingError("empty")
    media_type = media_type_of(found.path) or "text/plain"
    reading = READERS[media_type](text)
    if not reading.blocks:
        raise ReadingError("no readable text in it")
    title = reading.title or readable_name(PurePosixPath(found.path).stem)
    digest = sha256(raw).hexdigest()
    return Document(found.path, found.path, title, reading.text, digest, media_type, reading.blocks)


def _read_lines(
    found: Found, file_limit: int, known: Callable[[str, str], bool]
) -> Iterator[Document | Skipped | Unchanged]:
    seen: set[str] = set()
    for number, raw in enumerate(_lines(found, file_limit), start=1):
        place = f"{found.path}#line {number}"
        try:
            if raw is None:
                raise ReadingError(_too_long("the line", None, file_limit))
            if not raw.strip():
                continue
            line = read_line(raw, number)
            document_id, digest = f"{found.path}#{line.id}", sha256(raw).hexdigest()
            if document_id in seen:
                raise ReadingError(f"an earlier line has the same _id {line.id!r}")
            seen.add(document_id)
            if known(document_id, digest):
                yield Unchanged(document_id, found.path, digest)
                continue
            reading = line.reading()
            yield Document(document_id, found.path, line.title, reading.text, digest, JSONL, reading.blocks)
        except ReadingError as error:
            yield Skipped(place, str(error))


def _lines(found: Found, limit: int) -> Iterable[bytes | None]:
    """The lines of a file without their ends; None for one of more than ``limit`` bytes, which is never held whole."""
    with found.file.open("rb") as file:
        while raw := file.readline(limit + 2):
            if len(raw.rstrip(b"\r\n")) <= limit:
                yield raw.rstrip(b"\r\n")
                continue
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(limit)
            yield None


def _too_long(what: str, size: int | None, limit: int) -> str:
    measured = f"{size:,} bytes long" if size else "too long"
    return f"{what} is {measured}; the limit is {limit:,} bytes (PASSAGEWAY_FILE_LIMIT)"
