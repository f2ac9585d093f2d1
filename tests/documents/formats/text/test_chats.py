"""Chats that were exported as JSON: whoever exported them, who said what on which day."""

import json

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.text.chats import read_parts
from indexer.errors import ReadingError


def parts(exported, name="club.json"):
    raw = exported if isinstance(exported, bytes) else json.dumps(exported).encode()
    return list(read_parts(Content.of_bytes(name, raw), "application/json", 10_000))


def texts(exported):
    return [part.read().text for part in parts(exported)]


SLACK = [
    {"type": "message", "user": "U1", "text": "Deploy on Thursday.", "ts": "1717500000.0001",
     "user_profile": {"real_name": "Ida Holm"}},
    {"type": "message", "user": "U2", "text": "Good.\n\nWho has the pager?", "ts": "1717590000.0001"},
]  # fmt: skip
TELEGRAM = {"name": "Rowing", "type": "private_group", "id": 1, "messages": [
    {"id": 1, "type": "service", "date": "2024-06-03T18:00:00", "actor": "Anna", "action": "create_group"},
    {"id": 2, "type": "message", "date": "2024-06-03T18:20:00", "from": "Anna", "text": "The key is here."},
    {"id": 3, "type": "message", "date": "2024-06-03T18:25:00", "from": "Ben",
     "text": ["See ", {"type": "link", "text": "the list"}, "."]},
]}  # fmt: skip
CHATGPT = [{"title": "Boiler", "create_time": 1717400000.0, "mapping": {
    "r": {"id": "r", "message": None, "children": ["s"]},
    "s": {"message": {"author": {"role": "system"}, "content": {"content_type": "text", "parts": ["Be kind."]}}},
    "a": {"message": {"author": {"role": "user"}, "create_time": 1717400000.0, "content": {"parts": ["What is F28?"]}}},
    "b": {"message": {"author": {"role": "assistant"}, "create_time": 1717400009.0,
                      "content": {"parts": ["It did not light."]}}},
}}]  # fmt: skip
CLAUDE = [{"uuid": "x", "name": "Tea", "chat_messages": [
    {"sender": "human", "created_at": "2024-05-01T10:00:00.5Z", "text": "How long?", "content": [{"text": "How long?"}]},
    {"sender": "assistant", "created_at": "2024-05-01T10:00:02Z", "text": "", "content": [{"text": "Five minutes."}]},
]}]  # fmt: skip
DISCORD = {"guild": {"name": "Kites"}, "channel": {"name": "wind"}, "messages": [
    {"timestamp": "2024-05-01T10:00:00+00:00", "content": "Too strong today.", "author": {"name": "k", "nickname": "Kay"}},
]}  # fmt: skip
PLAIN = [{"author": "Rosa", "message": "The boat is broken.", "date": "12/05/2024"}]


@pytest.mark.parametrize(
    ("exported", "shown"),
    [
        (SLACK, "2024-06-04\n\nIda Holm: Deploy on Thursday.\n\n2024-06-05\n\nU2: Good.\n\nWho has the pager?"),
        (TELEGRAM, "2024-06-03\n\nAnna: The key is here.\n\nBen: See the list."),
        (CHATGPT, "2024-06-03\n\nuser: What is F28?\n\nassistant: It did not light."),
        (CLAUDE, "2024-05-01\n\nhuman: How long?\n\nassistant: Five minutes."),
        (DISCORD, "2024-05-01\n\nKay: Too strong today."),
        (PLAIN, "Rosa: The boat is broken."),
    ],
)
def test_messages_are_read_whoever_exported_them(exported, shown):
    assert texts(exported) == [shown]


def test_one_chat_is_the_file_and_has_the_day_of_its_last_message():
    (part,) = parts(SLACK)
    found = part.read()
    assert (part.name, found.title, found.about.date) == ("", "club", "2024-06-05")
    assert found.blocks[1].headings == ("2024-06-04",)


def test_of_several_chats_each_is_a_document_by_its_title():
    found = parts([*CHATGPT, *CLAUDE, *CLAUDE])
    assert [(part.name, part.place) for part in found] == [("Boiler", "chat 1"), ("Tea", "chat 2"), ("Tea~2", "chat 3")]
    assert found[1].read().blocks[1].locator.part == "chat 2"


@pytest.mark.parametrize(
    "exported",
    [{}, [], 7, {"name": "left-pad", "author": "Kim", "version": "1.0"}, 
     [{"id": 1, "price": 5}], [{"date": "2024-01-01", "value": "5"}], {"text": "Hello"},
     {"scripts": [{"name": "x", "value": "y"}]}, [{"text": "No author"}]],
)  # fmt: skip
def test_json_without_messages_is_no_document(exported):
    with pytest.raises(ReadingError, match="JSON without messages"):
        parts(exported)


@pytest.mark.parametrize("raw", [b"{", b"[" * 200_000, b"nope", b'{"a": 1e999999999}x'])
def test_what_is_no_json_is_said(raw):
    with pytest.raises(ReadingError, match="JSON"):
        parts(raw)


@pytest.mark.parametrize("moment", [1e300, 10**16, "99999999999999999", "2024-13-40", True, None, [], {}])
def test_a_moment_that_is_none_is_left_out(moment):
    (text,) = texts([{"author": "A", "text": "b", "ts": moment}])
    assert text.endswith("A: b")
