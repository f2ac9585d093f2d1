"""Drafts in files of every kind: read as documents are, told by their own places."""

import io
from email.message import EmailMessage

import docx
import pytest

from indexer.errors import ReadingError
from indexer.quoting.checking import (
    Checker,
    check_json,
    check_markdown,
    check_page,
    draft_of_bytes,
    look_of,
    read_draft,
)

LAMP = "The green lamp burned all night by the open door."


def word_file():
    made = docx.Document()
    made.add_heading("Draft", 1)
    made.add_paragraph(f"It says “{LAMP}” in there.")
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def message(*attachments):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Ann Lee <ann@example.org>", "bob@example.org", "Lamps"
    made["Date"] = "Wed, 01 May 2024 10:00:00 +0200"
    made.set_content(f"It says “{LAMP}” in there.\n")
    for name in attachments:
        made.add_attachment(b"Zebras recite it backwards.", maintype="text", subtype="plain", filename=name)
    return bytes(made)


@pytest.fixture(scope="module")
def checker(indexed):
    return Checker(indexed({"a.txt": f"{LAMP}\n"}))


def verdicts(check):
    return [(item.kind.value, item.verdict.value) for item in check.items]


def test_a_word_file_is_checked_and_its_pieces_are_told_by_paragraph(checker, tmp_path):
    (tmp_path / "draft.docx").write_bytes(word_file())
    check = checker.check(read_draft(tmp_path / "draft.docx"))
    assert ("quotation", "verbatim") in verdicts(check)
    item = next(item for item in check.items if item.kind.value == "quotation")
    assert item.place == "paragraph 2" and item.source.place == "line 1"
    (found,) = [one for one in check_json(check)["items"] if one["kind"] == "quotation"]
    assert found["place"] == {"unit": "paragraph", "first": 2, "last": 2} and found["page"] is None
    assert "**Paragraph 2, quotation" in check_markdown(check, name="x")
    assert "quotation, paragraph 2" in check_page(check, name="x")


@pytest.mark.parametrize("name", ["draft.docx", "draft", "draft.txt", "draft.unknown"])
def test_what_a_file_holds_tells_what_it_is(name):
    assert LAMP in draft_of_bytes(word_file(), media_type=None, name=name).text


def test_text_of_an_unknown_name_is_a_draft(checker):
    check = checker.check(draft_of_bytes(f"x\n“{LAMP}”".encode(), media_type=None, name="draft.unknown"))
    assert [(item.line, item.place) for item in check.items if item.kind.value == "quotation"] == [(2, "line 2")]


def test_a_message_is_a_draft_without_its_attachments(checker):
    draft = draft_of_bytes(message(), media_type=None, name="draft.eml")
    assert draft.note == "" and verdicts(checker.check(draft)) == [("quotation", "verbatim")]
    for names, note in ((["z.txt"], "its attachment was not"), (["z.txt", "y.txt"], "its 2 attachments were not")):
        check = checker.check(draft_of_bytes(message(*names), media_type=None, name="draft.eml"))
        assert verdicts(check) == [("quotation", "verbatim")]
        assert check.note.startswith(note) and check_json(check)["note"] == check.note
        assert note in check_markdown(check, name="x") and note in check_page(check, name="x")


def test_a_file_of_several_documents_is_refused_with_their_number(tmp_path):
    mailbox = b"".join(b"From a@x Wed May  1 10:00:00 2024\n" + message() + b"\n\n" for _ in range(3))
    with pytest.raises(ReadingError, match="two.mbox holds 3 documents; a draft is one"):
        draft_of_bytes(mailbox, media_type=None, name="two.mbox")
    many = b"".join(b'{"_id": %d, "text": "a b"}\n' % number for number in range(1000))
    with pytest.raises(ReadingError, match="holds 100 or more documents"):
        draft_of_bytes(many, media_type=None, name="many.jsonl")


@pytest.mark.parametrize("raw", [b"%PDF-1.7 broken", b"PK\x03\x04broken", b"\x7fELF\x02\x01\x01" + bytes(99)])
def test_what_cannot_be_read_is_an_error_that_names_it(raw):
    for name in ("draft", "draft.docx"):
        with pytest.raises(ReadingError, match=f"the draft {name} cannot be read: "):
            draft_of_bytes(raw, media_type=None, name=name)


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("# Head\n\nText.", "markdown"),
        ("A **bold claim** of it.", "markdown"),
        ("See [the page](https://example.org/a).", "markdown"),
        ("a | b\n--|---\n1 | 2\n" + "---|---", "markdown"),
        ("```\ncode\n```", "markdown"),
        ("> Quoted as in mail.\n\nAnswered.", "plain"),
        ("Issue #12 is open, 2 * 3 * 4 is 24, see [1] (above).\n- a list", "plain"),
        ("", "plain"),
    ],
)
def test_a_draft_is_what_it_looks_like_where_nobody_says(text, look):
    assert look_of(text) == look
