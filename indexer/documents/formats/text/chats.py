"""Chats that a program has exported as JSON -> a document each: who said what, a day at a time.

No program is asked for by name: an exported chat is an object with a list of messages, and a message has a text beside who
wrote it or when (ChatGPT, Claude, Slack, Telegram, Discord and others). JSON without messages is no document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import count
from typing import TypeAlias

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder, readable_name
from indexer.documents.formats.files.member_names import DistinctNames
from indexer.documents.formats.files.members import place_in
from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.documents.formats.registry import without_ending
from indexer.documents.formats.text.decoding import decoded_text, mend_surrogates
from indexer.errors import ReadingError
from indexer.model import About, BlockKind, Locator, Numbered, PlaceUnit, Skipped

__all__ = ["read_parts"]

Fields: TypeAlias = Mapping[str, object]

#: Keys by which each is known, the most telling first.
_TEXTS = ("text", "content", "message", "body", "msg", "parts")
_PEOPLE = ("user_profile", "author", "sender", "sender_name", "from", "user", "username", "role")
_NAMES = ("real_name", "display_name", "nickname", "name", "username", "email", "role", "id")
_MOMENTS = ("create_time", "created_at", "timestamp", "timestamp_ms", "ts", "date", "time", "datetime", "sent_at")
_TITLES = ("title", "name", "subject", "topic", "chat", "channel", "conversation")

_PARAGRAPHS = regex.compile(r"\n[ \t]*\n\s*")
_NUMBER = regex.compile(r"\d{9,17}(?:\.\d+)?")
#: What is no talk: words that a program puts before it.
_UNSAID = frozenset({"system", "tool"})
#: Seconds since 1970 are below this; more are thousandths, or millionths.
_SECONDS = 1e11
#: How deep messages may lie; the share of a list that are messages, at least; code points of a title, at most.
_DEEPEST, _MOSTLY, _LONGEST = 8, 0.5, 200


@dataclass(frozen=True, slots=True)
class _Message:
    """What somebody said, on which day (ISO 8601; "" where nobody knows)."""

    author: str
    text: str
    day: str


@dataclass(frozen=True, slots=True)
class _Chat:
    title: str
    messages: tuple[_Message, ...]


def read_parts(content: Content, media_type: str, limit: int) -> Iterator[Part | Skipped]:
    """The chats of a file; one is the file itself. Raises ReadingError where there is none."""
    text, note = decoded_text(content)
    try:
        chats = list(_chats(json.loads(text), "", 0))
    except ValueError as error:
        raise ReadingError(f"damaged JSON: {str(error)[:_LONGEST].lower()}") from None
    except RecursionError:
        raise ReadingError("JSON with too deep a nesting") from None
    if not chats:
        raise ReadingError("JSON without messages: of JSON, exported chats are read")
    names, name = DistinctNames(), readable_name(without_ending(content.name))
    for number, chat in enumerate(chats, start=1):
        several, place = len(chats) > 1, f"chat {number}"
        digest = sha256(repr(chat).encode("utf-8", "surrogatepass")).hexdigest()
        called = names.take(chat.title or place) if several else ""
        read = partial(_document, chat, chat.title or name, note, place if several else "")
        yield Part(called, place, digest, media_type, read)


def _document(chat: _Chat, title: str, note: str, place: str) -> ParsedDocument:
    """The messages of a chat below their days; an author stands before the first paragraph of each."""
    builder, number = TextBuilder(title), count(1)
    day = ""
    for message in chat.messages:
        if message.day and message.day != day:
            builder.add(BlockKind.HEADING, message.day, Locator(), level=2)
            day = message.day
        said = f"{message.author}: {message.text}" if message.author else message.text
        for paragraph in _PARAGRAPHS.split(said):
            at = next(number)
            builder.add(BlockKind.PARAGRAPH, paragraph, Locator(numbered=Numbered(PlaceUnit.PARAGRAPH, at, at)))
    days = [message.day for message in chat.messages if message.day]
    parsed = replace(builder.document(title), note=note, about=About(date=max(days, default="")))
    return place_in(place, parsed) if place else parsed


def _chats(node: object, title: str, depth: int) -> Iterator[_Chat]:
    """The chats in a piece of JSON, in their order; ``title`` is that of what is around it."""
    if depth > _DEEPEST:
        return
    if isinstance(node, Mapping):
        title = _title(node) or title
        if isinstance(tree := node.get("mapping"), Mapping):  # ChatGPT's messages, by id
            node = {"messages": [one.get("message") for one in tree.values() if isinstance(one, Mapping)]}
        for value in node.values():
            yield from _chats(value, title, depth + 1)
        return
    if not isinstance(node, list):
        return
    fields = [one for one in node if isinstance(one, Mapping)]
    messages = [message for one in fields if (message := _message(one)) is not None]
    if messages and len(messages) >= _MOSTLY * sum(1 for one in fields if _is_talk(one)):
        yield _Chat(title, tuple(messages))
        return
    for one in fields:
        yield from _chats(one, title, depth + 1)


def _is_talk(fields: Fields) -> bool:
    """Whether an entry of a list counts among those that should be messages: what a program says of a chat does not."""
    return _author(fields).lower() not in _UNSAID and fields.get("type") != "service"


def _message(fields: Fields) -> _Message | None:
    """The message that an entry of a list is; None of one that is none, or that no person sees."""
    text = mend_surrogates(next(filter(None, (_text(fields.get(key)) for key in _TEXTS)), ""))
    author, moment = mend_surrogates(_author(fields)), next((fields[key] for key in _MOMENTS if fields.get(key)), None)
    day = _day(moment)
    if not text or not (author or day) or author.lower() in _UNSAID:
        return None
    return _Message(author, text, day)


def _text(value: object) -> str:
    """The words of a text that is whole, in pieces, or inside of an object; "" of others."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "".join(one if isinstance(one, str) else _inner_text(one) for one in value).strip()
    return _inner_text(value)


def _inner_text(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    inner: Iterable[object] = (value.get(key) for key in ("text", "parts", "value"))
    return next((words for one in inner if (words := _text(one))), "")


def _author(fields: Fields) -> str:
    """Who said it, by the name that people know; "" where nobody is named."""
    for key in _PEOPLE:
        value = fields.get(key)
        if isinstance(value, Mapping):
            value = next((value[name] for name in _NAMES if isinstance(value.get(name), str) and value[name]), "")
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:_LONGEST]
    return ""


def _title(fields: Fields) -> str:
    """What a chat is called."""
    for key in _TITLES:
        value = fields.get(key)
        value = value.get("name") if isinstance(value, Mapping) else value
        if isinstance(value, str) and value.strip():
            return mend_surrogates(" ".join(value.split()))[:_LONGEST]
    return ""


def _day(moment: object) -> str:
    """The day of a moment in ISO 8601, in UTC where it counts seconds; "" where that is none."""
    written = str(moment).strip() if isinstance(moment, (int, float, str)) and not isinstance(moment, bool) else ""
    if _NUMBER.fullmatch(written):
        seconds = float(written)
        while seconds > _SECONDS:
            seconds /= 1000
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    try:
        return datetime.fromisoformat(written).date().isoformat()
    except ValueError:
        return ""
