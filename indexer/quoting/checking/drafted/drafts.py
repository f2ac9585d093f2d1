"""A file, bytes or text -> the draft that is checked, read as a corpus file is."""

from __future__ import annotations

from codecs import getincrementaldecoder
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from shlex import quote

import regex

from indexer.documents.content import Content
from indexer.documents.formats.registry import PLAIN, format_of_media_type, format_of_name
from indexer.documents.formats.text.decoding import EMPTY, mend_surrogates
from indexer.documents.reading_files import unreadable
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.errors import ReadingError
from indexer.model import Document, Skipped

__all__ = ["draft_of", "draft_of_bytes", "look_of", "read_draft"]

#: Parts of a file that are looked at: one that holds more is refused all the same.
_PARTS = 100

#: Bytes of a file that tell whether it is text.
_HEAD = 65_536


#: What hardly anybody writes who does not write Markdown: a heading, a fence, bold words, a link, the rule of a table.
_MARKDOWN = regex.compile(
    r"""
    ^[ ]{0,3} (?: \#{1,6}[ ]+\S | ```|~~~ | \|?[ ]*:?-{3,}:?[ ]*\|[ |:-]*$ )
    | \*\*\S(?:[^*\n]{0,200}\S)?\*\*
    | \]\((?:https?:|/|\#|\S{1,200}\.md)[^)\s]*\)""",
    regex.MULTILINE | regex.VERBOSE,
)


def look_of(text: str) -> str:
    """What a draft of which nobody says it is written in, by its look: the key of Markdown or of plain text."""
    return "markdown" if _MARKDOWN.search(text) else PLAIN.key


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
    raw: bytes, *, media_type: str | None = PLAIN.media_type, name: str = "draft", limits: ReadLimits | None = None
) -> Document:
    """A draft that came as bytes of any format that is read, text in whatever encoding; see ``read_draft``.

    With no media type, it is what its name says, or else what it holds: text, where that is nothing else. Raises
    ReadingError where it cannot be read.
    """
    if media_type is not None and format_of_media_type(media_type) is None:
        raise ReadingError(f"the draft {name} cannot be read: there is no reader for {media_type}.")
    if media_type is None and format_of_name(name) is None:
        media_type = PLAIN.media_type
    return _draft(Content.of_bytes(name, raw), media_type, limits)


def read_draft(path: Path, *, limits: ReadLimits | None = None) -> Document:
    """The draft in a file of any format that is read.

    Of a file that is a document beside others, such as a message with attachments, that document is the draft, and its
    note says that the others are none. Raises ReadingError, for a file of several documents, too.
    """
    if not path.exists():
        raise ReadingError(f"there is no file {path}.")
    try:
        content = Content.of_path(path.name, path)
        return _draft(content, None, limits)
    except OSError as error:
        raise ReadingError(f"the draft {path} {unreadable(error)}.") from None
    except ReadingError as error:
        if not _is_text(path):
            raise
        piped = f"passageway check - < {quote(str(path))}"
        raise ReadingError(f"{error} If it is text, whatever its name says, pipe it in: {piped}") from None


def _is_text(path: Path) -> bool:
    """Whether a file can be read as plain text, by its beginning."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return b"\0" not in head and getincrementaldecoder("utf-8")("replace").decode(head).count("\ufffd") == 0


def _draft(content: Content, media_type: str | None, limits: ReadLimits | None) -> Document:
    with Reading(limits or ReadLimits()) as reading:
        found = list(islice(reading.content(content, media_type), _PARTS))
    documents = [item for item in found if isinstance(item, Document)]
    own = next((one for one in documents if one.id == content.name), None)
    if own is not None:
        beside = len(found) - 1
        note = f"its {beside} attachments were not checked" if beside > 1 else "its attachment was not checked"
        return replace(own, note="; ".join(filter(None, (own.note, note)))) if beside else own
    if len(documents) == 1 == len(found):
        return documents[0]
    if documents:
        count = len(found) if len(found) < _PARTS else f"{_PARTS} or more"
        raise ReadingError(f"{content.name} holds {count} documents; a draft is one. Check each of them on its own.")
    reason = next((item.reason for item in found if isinstance(item, Skipped)), "there is no document in it")
    if reason == EMPTY:
        return _blank(content.name, media_type or PLAIN.media_type)
    raise ReadingError(f"the draft {content.name} cannot be read: {reason}.")


def _blank(name: str, media_type: str) -> Document:
    return Document(name, name, name, "", sha256().hexdigest(), media_type, ())
