"""A message (RFC 5322, ``.eml``) -> its text under its subject, and the files that are sent with it as parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import policy
from email.message import Message
from email.parser import BytesParser
from functools import partial
from hashlib import sha256
from itertools import count

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TITLE_LENGTH, TextBuilder, title_from
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.files.mail.bodies import (
    MessageParts,
    charset_of,
    parts_of_message,
    text_of_part,
    without_armour,
)
from indexer.documents.formats.files.mail.headers import addresses_in, date_in, header
from indexer.documents.formats.files.mail.letters import quoted_behind, unflowed, write_letter
from indexer.documents.formats.files.members import Member, open_part, parts_of
from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.documents.formats.web.page import shown_page
from indexer.documents.formats.web.page_blocks import BlockWriter
from indexer.errors import ReadingError
from indexer.model import About, Block, BlockKind, Locator, Numbered, PlaceUnit, Skipped

__all__ = ["MEDIA_TYPE", "is_bare", "open_part", "read_parts", "unpack"]

MEDIA_TYPE = "message/rfc822"

#: What Apple Mail writes before a message: how many bytes it has (".emlx").
_COUNT = regex.compile(rb"(\d{1,12})[ \t]*\r?\n")
#: Headers behind blank lines: the first is one that messages have, and a blank line follows the last.
_HEADERS = regex.compile(
    rb"(?i)[\r\n]*(?:from|to|cc|subject|date|received|return-path|delivered-to|reply-to|sender|message-id|in-reply-to"
    rb"|references|mime-version|content-[a-z-]+|list-[a-z-]+|status|x-[a-z-]+)[ \t]*:[^\n]*+"
    rb"(?:\n(?:[ \t]+[^\s]|>?[!-9;-~]+[ \t]*:)[^\n]*+)*+(?:\n[ \t\r]*(?:\n|\Z)|\Z)"
)
#: What people see above a message, in this order.
_SHOWN = ("From", "To", "Cc", "Date")


def read_parts(content: Content, media_type: str, limit: int) -> Iterator[Part | Skipped]:
    """The message, called "", and what is attached to it."""
    return parts_of(unpack, content, limit)


def unpack(content: Content, limit: int) -> Iterator[Member | Part | Skipped]:
    """The message as a document, and the files in it."""
    if content.size > limit:
        raise ReadingError(
            f"the message is {content.size:,} bytes long; the limit is {limit:,} bytes (PASSAGEWAY_FILE_LIMIT)"
        )
    raw = content.read_bytes()
    message = _message_in(raw)
    parts = parts_of_message(message)
    if parts.encrypted and not parts.texts:
        yield Skipped("message", "its text is encrypted; save it decrypted")
    else:
        yield Part("", "message", sha256(raw).hexdigest(), MEDIA_TYPE, partial(_document, message, parts))
    for attached in parts.attachments:
        name = f"{attached.number}/{attached.name}"
        stated = attached.part.get_content_type()
        yield Member(name, name, attached.raw, _believed(attached.name, stated))


def _believed(name: str, stated: str) -> str | None:
    """The type that a mail program states, where the file's name does not say more."""
    return stated if stated == MEDIA_TYPE or "." not in name else None


def is_bare(raw: bytes) -> bool:
    """Whether a message, behind the line that tells that one begins, has no headers: a blank line, and then its text."""
    return raw[:1] in (b"\r", b"\n") and _HEADERS.match(raw) is None


def _message_in(raw: bytes) -> Message:
    """The message in these bytes; raises ReadingError where they are none."""
    if count := _COUNT.match(raw):
        raw = raw[count.end() : count.end() + int(count.group(1))]
    bare = False
    if raw.startswith(b"From "):  # a mailbox of one
        raw = raw.partition(b"\n")[2]
        bare = is_bare(raw)
    text = raw if bare else raw.lstrip(b"\xef\xbb\xbf\r\n")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(text)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ReadingError(f"it cannot be read as a message ({damage_in_words(error)})") from error
    if not message.keys() and not bare:
        raise ReadingError("it is no message: it does not begin with headers")
    return message


def _document(message: Message, parts: MessageParts) -> ParsedDocument:
    charset = _charset(message, parts)
    subject = header(message, "subject", charset)
    builder = TextBuilder(subject or "")
    place = Locator()
    builder.add(BlockKind.HEADING, subject, place, level=1)
    shown = {name: _shown(message, name, charset) for name in _SHOWN}
    lines = [f"{name}: {value}" for name, value in shown.items() if value]
    builder.add(BlockKind.PARAGRAPH, "\n".join(lines), place, furniture=True)
    language, head = "", builder.count
    for part in parts.texts:
        language = _write_text(builder, part, place) or language
    parsed = quoted_behind(builder.document(subject or None), head)
    if not parsed.blocks:
        raise ReadingError("there is no text in it")
    return ParsedDocument(
        parsed.text,
        _numbered(parsed.blocks, head),
        subject or _beginning(parsed),
        "a part of its text is encrypted and not read" if parts.encrypted else "",
        About(
            searched="\n".join(lines),
            language=header(message, "content-language") or language,
            date=date_in(header(message, "date")),
            author=shown["From"],
            keywords=", ".join(one for one in regex.split(r"\s*[,;]\s*", header(message, "keywords", charset)) if one),
        ),
        marks=parsed.marks,
    )


def _numbered(blocks: Sequence[Block], head: int) -> tuple[Block, ...]:
    """The blocks of a message with their number behind the ``head`` that subject and header lines are: a message has no
    place that its reader could count otherwise."""
    places = (Locator(numbered=Numbered(PlaceUnit.PARAGRAPH, n, n)) for n in count(1))
    return (*blocks[:head], *(replace(block, locator=next(places)) for block in blocks[head:]))


def _charset(message: Message, parts: MessageParts) -> str:
    """The charset of a message's text, which raw bytes of its headers are most likely in; "" where none is stated."""
    stated = (charset_of(part) for part in (*parts.texts, message))
    return next((charset for charset in stated if charset), "")


def _shown(message: Message, name: str, charset: str) -> str:
    value = header(message, name, charset)
    return value if name == "Date" else ", ".join(addresses_in(value))


def _write_text(builder: TextBuilder, part: Message, place: Locator) -> str:
    """Writes one text of a message; gives back the language that it states."""
    text = text_of_part(part)
    if part.get_content_type() == "text/html":
        page, first = shown_page(text), builder.count
        BlockWriter(builder, text).write(page.root)
        builder.relocate(first, lambda _in_page: place)
        return page.root.get("lang")
    if str(part.get_param("format", "") or "").lower() == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp", "") or "").lower() == "yes")
    write_letter(builder, without_armour(text), place)
    return ""


def _beginning(parsed: ParsedDocument) -> str | None:
    """The first words of a message without a subject."""
    first = next((block for block in parsed.blocks if not block.furniture), parsed.blocks[0])
    return title_from(parsed.text[first.start : first.end][: 4 * TITLE_LENGTH])
