"""Files of many messages: where each begins, what it is called, in bounded memory."""

import tracemalloc

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.files.mail import mailbox
from indexer.documents.formats.files.members import open_part
from indexer.errors import ReadingError
from indexer.model import Skipped

FROM = b"From ann@example.org Mon Jun 01 10:00:00 2009\n"
ONE = FROM + b"Message-ID: <1@a.b>\nSubject: one\n\nText.\n>From here on\n>>From\nFrom there\n\n"
ONE += b"From nobody at 10:00 in 2009\nno header\n\n"
TWO = FROM + b"Subject: two\n\nWords.\n\n"


def parts(raw, limit=10_000):
    return list(mailbox.read_parts(Content.of_bytes("a.mbox", raw), "application/mbox", limit))


def test_each_message_is_a_part_called_by_its_id_or_digest():
    one, two, three = parts(ONE + TWO + FROM + b"Message-id: <1@a.b>\nSubject: three\n\nx")
    assert (one.name, one.place) == ("1@a.b", "message 1") and three.name.startswith("1@a.b~")
    assert two.name == parts(TWO)[0].name and len(two.name) == 16, "whatever is before it"
    assert [part.read().title for part in (one, two, three)] == ["one", "two", "three"]
    assert {block.locator.part for block in two.read().blocks} == {"message 2"}


def test_what_begins_as_the_line_between_messages_is_text():
    text = parts(ONE)[0].read().text
    assert "Text.\nFrom here on\n>From\nFrom there" in text.replace("\n\n", "\n") or "From here on" in text
    assert "From nobody at 10:00 in 2009\nno header" in text


def test_names_are_sane_and_each_is_another():
    strange = FROM + b"Message-ID: <../a b#c/\xff>\nSubject: s\n\nx\n\n"
    names = [part.name for part in parts(strange * 3 + TWO * 3)]
    assert len(set(names)) == 6 and names[0] == ".._a"


def test_with_carriage_returns_and_blank_lines_before():
    raw = b"\n\n" + (ONE + TWO).replace(b"\n", b"\r\n")
    assert [part.read().title for part in parts(raw)] == ["one", "two"]


def test_a_message_that_is_too_long_costs_no_other():
    one, long, three = parts(TWO + FROM + b"Subject: long\n\n" + b"x\n" * 9000 + b"\n" + ONE)
    assert one.read().title == "two" and three.read().title == "one"
    assert long == Skipped("message 2", "it is too long; the limit is 10,000 bytes (PASSAGEWAY_FILE_LIMIT)")


@pytest.mark.parametrize("raw", [b"no mailbox", b"\n\nSubject: x\n"])
def test_what_is_no_mailbox_is_refused(raw):
    with pytest.raises(ReadingError, match="no MBOX file"):
        parts(raw)


def test_attachments_are_parts_of_their_message_and_can_be_opened():
    mixed = b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nhi\n'
    mixed += b"--b\nContent-Disposition: attachment; filename=n.txt\n\nnote\n--b--\n\n"
    raw = TWO + FROM + b"Message-ID: <m@x>\nSubject: s\n" + mixed
    _, message, note = parts(raw)
    assert (message.name, note.name, note.place) == ("m@x", "m@x#2/n.txt", "message 2#2/n.txt")
    assert note.read().blocks[0].locator.part == "message 2, 2/n.txt"
    assert open_part(Content.of_bytes("a.mbox", raw), "m@x#2/n.txt", 1000).read_bytes() == b"note"


@pytest.mark.long
def test_a_large_mailbox_is_read_in_bounded_memory(tmp_path):
    path = tmp_path / "a.mbox"
    with path.open("wb") as file:
        for number in range(200):
            file.write(FROM + b"Message-ID: <%d@x>\nSubject: s\n\n" % number + b"many words of text\n" * 2500 + b"\n")
    tracemalloc.start()
    count = sum(1 for _ in mailbox.read_parts(Content.of_path("a.mbox", path), "application/mbox", 1_000_000))
    assert count == 200 and tracemalloc.get_traced_memory()[1] < path.stat().st_size / 3
    tracemalloc.stop()


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_message_without_headers_is_its_text(end):
    one, two = parts((FROM + b"\nNote: the first.\n> quoted\n\n" + FROM + b"\nThe second.").replace(b"\n", end))
    assert one.name != two.name and [part.place for part in (one, two)] == ["message 1", "message 2"]
    assert (
        one.read().text.replace("\r\n", "\n") == "Note: the first.\n\nquoted" or "Note: the first." in one.read().text
    )
    assert one.read().title == "Note: the first." and two.read().text == "The second."


def test_headers_behind_a_blank_line_are_headers():
    (one,) = parts(FROM + b"\nMessage-ID: <3@a.b>\nSubject: three\n\nWords.\n")
    assert (one.name, one.read().title) == ("3@a.b", "three")


def test_a_message_of_nothing_is_none():
    (empty,) = parts(FROM + b"\n\n")
    assert isinstance(empty, Skipped) and "no message" in empty.reason
