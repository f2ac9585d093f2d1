"""A file, bytes or text -> the draft that is checked, read as a corpus file is."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from indexer.documents.content import Content
from indexer.documents.formats.registry import PLAIN, format_of_media_type, format_of_name
from indexer.documents.formats.text.decoding import EMPTY, mend_surrogates
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.errors import ReadingError
from indexer.model import Document

__all__ = ["draft_of", "draft_of_bytes", "read_draft"]


def draft_of(
    text: str, *, media_type: str = PLAIN.media_type, name: str = "draft", limits: ReadLimits | None = None
) -> Document:
    """A draft that was typed or pasted, in a format that is fit for drafts; lone surrogates become U+FFFD.

    Raises ReadingError where reading it takes more than ``limits`` allow.
    """
    # Its mark says that it is UTF-8, whatever the text itself declares, and is no part of it.
    raw = mend_surrogates(text).encode("utf-8-sig")
    return draft_of_bytes(raw, media_type=media_type, name=name, limits=limits)


def draft_of_bytes(
    raw: bytes, *, media_type: str = PLAIN.media_type, name: str = "draft", limits: ReadLimits | None = None
) -> Document:
    """A draft that came as bytes, in whatever encoding they are; raises ReadingError where they cannot be read."""
    if format_of_media_type(media_type) is None:
        raise ReadingError(f"the draft {name} cannot be read: there is no reader for {media_type}.")
    return _draft(Content.of_bytes(name, raw), media_type, limits)


def read_draft(path: Path, *, limits: ReadLimits | None = None) -> Document:
    """The draft in a file of any format that is read; raises ReadingError, for a file of several documents, too."""
    file_format = format_of_name(path.name)
    try:
        content = Content.of_path(path.name, path)
    except OSError as error:
        raise ReadingError(f"the draft {path} cannot be read: {error.strerror or error}.") from None
    if file_format is None:
        raise ReadingError(
            f"the draft {path} has a format that is not read; pipe its text in: passageway check - < FILE"
        )
    return _draft(content, file_format.media_type, limits)


def _draft(content: Content, media_type: str, limits: ReadLimits | None) -> Document:
    with Reading(limits or ReadLimits()) as reading:
        found = list(reading.content(content, media_type))
    if len(found) != 1:
        raise ReadingError(
            f"{content.name} holds {len(found)} documents; a draft is one. Check each of them on its own."
        )
    if isinstance(found[0], Document):
        return found[0]
    reason = getattr(found[0], "reason", "it is none")
    if reason == EMPTY:
        return _blank(content.name, media_type)
    raise ReadingError(f"the draft {content.name} cannot be read: {reason}.")


def _blank(name: str, media_type: str) -> Document:
    return Document(name, name, name, "", sha256().hexdigest(), media_type, ())
