"""A file, bytes or text -> the draft that is checked."""

from __future__ import annotations

from pathlib import Path

from indexer.documents import READERS, Found, media_type_of, read
from indexer.documents.formats.decoding import decode, mend_surrogates
from indexer.errors import ReadingError
from indexer.model import Document

__all__ = ["draft_of", "draft_of_bytes", "read_draft"]


def draft_of(text: str, *, media_type: str = "text/plain", name: str = "draft") -> Document:
    """A draft that was typed or pasted, read as one of ``reading.READERS``; lone surrogates become U+FFFD."""
    reading = READERS[media_type](mend_surrogates(text))
    return Document(name, name, reading.title or name, reading.text, "0" * 64, media_type, reading.blocks)


def draft_of_bytes(raw: bytes, *, media_type: str = "text/plain", name: str = "draft") -> Document:
    """A draft that came as bytes, in whatever encoding they are; raises ReadingError where they are no text."""
    try:
        return draft_of(decode(raw), media_type=media_type, name=name)
    except ReadingError as error:
        raise ReadingError(f"the draft {name} cannot be read: {error}.") from None


def read_draft(path: Path, *, file_limit: int) -> Document:
    """The draft in a file of any format that is read; raises ReadingError, for JSONL with several documents, too."""
    try:
        state = path.stat()
    except OSError as error:
        raise ReadingError(f"the draft {path} cannot be read: {error.strerror or error}.") from None
    if media_type_of(path.name) is None:
        raise ReadingError(
            f"the draft {path} has a format that is not read; pipe its text in: passageway check - < FILE"
        )
    if not state.st_size:
        return draft_of("", name=path.name)
    found = list(read(Found(path.name, path, state.st_size, state.st_mtime_ns), file_limit=file_limit))
    if len(found) != 1:
        raise ReadingError(f"{path} holds {len(found)} documents; a draft is one. Check each of them on its own.")
    if not isinstance(found[0], Document):
        reason = getattr(found[0], "reason", "it is none")
        if reason == "empty":
            return draft_of("", name=path.name)
        raise ReadingError(f"the draft {path} cannot be read: {reason}.")
    return found[0]
