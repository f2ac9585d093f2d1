"""Text of mails: what is quoted, what is a signature, which lines go on."""

import pytest

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.files.mail.letters import unflowed, write_letter
from indexer.model import Locator


def letter(text):
    """The blocks of a letter: kind (in capitals where it is furniture) and text."""
    builder = TextBuilder("")
    write_letter(builder, text, Locator())
    parsed = builder.document()
    return [
        (block.kind.upper() if block.furniture else str(block.kind), parsed.text[block.start : block.end])
        for block in parsed.blocks
    ]


def test_paragraphs_items_and_a_signature():
    text = "Hello,\r\nall of you.\n\n- tea\n- milk and\n  sugar\n1) cups\n\n-- \nAnn Lee\nExample Ltd\n\nLondon"
    assert letter(text) == [
        ("paragraph", "Hello,\nall of you."),
        ("list_item", "- tea"), ("list_item", "- milk and\n  sugar"), ("list_item", "1) cups"),
        ("PARAGRAPH", "Ann Lee\nExample Ltd"), ("PARAGRAPH", "London"),
    ]  # fmt: skip


def test_quoted_lines_lose_their_marks_and_answers_between_them_do_not_become_quoted():
    text = "On Mon, 1 Jun 2009 at 9:00,\nAnn <a@b> wrote:\n> one\n> two\n>\n> three\n>> older\n"
    assert letter(text + "An answer.\n> four\n-- \nBob\n> five") == [
        ("quotation", "On Mon, 1 Jun 2009 at 9:00,\nAnn <a@b> wrote:"),
        ("quotation", "one\ntwo"), ("quotation", "three"), ("quotation", "older"),
        ("paragraph", "An answer."), ("quotation", "four"), ("PARAGRAPH", "Bob"), ("quotation", "five"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Am 01.06.2009 um 9:00 schrieb Ann Lee <a@b.de>:", "Le lun. 1 juin 2009 à 09:00, Ann a écrit :",
        "El lun, 1 jun 2009, Ann escribió:", "Il giorno 1 giu 2009 Ann ha scritto:", "Op 1 juni 2009 schreef Ann:",
    ],
)  # fmt: skip
def test_who_wrote_what_follows_is_known_in_several_languages(line):
    assert letter(f"Yes.\n\n{line}\n> No?") == [("paragraph", "Yes."), ("quotation", line), ("quotation", "No?")]


@pytest.mark.parametrize(
    "head",
    [
        "-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: Bob", "From: Ann\nTo: Bob\nSent: Monday",
        "________________________________\nFrom: Ann\nDate: Monday", "Von: Ann\nGesendet: Montag\nAn: Bob",
        "*From:* Ann\n*Sent:* Monday", "De : Ann\nEnvoyé : lundi", "Begin forwarded message:\n\nFrom: Ann",
        "---------- Forwarded message ---------\nFrom: Ann",
    ],
)  # fmt: skip
def test_an_old_message_below_is_quoted_to_the_end(head):
    kinds = [kind for kind, _ in letter(f"Yes.\n\n{head}\n\nCould you?\n\n- please\n\n-- \nAnn")]
    assert kinds[0] == "paragraph" and set(kinds[1:]) == {"quotation"} and len(kinds) >= 4


def test_a_sentence_that_begins_as_one_is_none():
    text = "From: here we go on.\nIt is far.\n\nOn Monday he wrote: nothing.\n\nOn Monday they wrote a long letter."
    assert letter(text) == [
        ("paragraph", "From: here we go on.\nIt is far."), ("paragraph", "On Monday he wrote: nothing."),
        ("paragraph", "On Monday they wrote a long letter."),
    ]  # fmt: skip


def test_columns_are_kept_as_they_are():
    assert letter("Tea      3\nMilk     4") == [("code", "Tea      3\nMilk     4")]


def test_flowed_lines_go_on():
    text = "A line \nthat goes on\nand one.\n> quoted \n> on\n>> deeper \n> not on\n >stuffed\n-- \nAnn \nLee"
    joined = "A line that goes on\nand one.\n> quoted on\n> > deeper \n> not on\n>stuffed\n-- \nAnn Lee"
    assert unflowed(text, delete_space=False) == joined
    assert unflowed("日本 \n語", delete_space=True) == "日本語"


def test_what_a_mailing_list_adds_is_furniture():
    footer = (
        "_______________________________________________\nTea mailing list\nhttps://example.org/mailman/listinfo/tea"
    )
    scrubbed = "-------------- next part --------------\nA non-text attachment was scrubbed...\nName: cup.pdf"
    inline = "-------------- next part --------------\nOne more text."
    assert letter(f"Ann\n{scrubbed}\n\nBob\n{footer}\n\n> Eve\n> {footer.replace(chr(10), chr(10) + '> ')}") == [
        ("paragraph", "Ann"),
        ("PARAGRAPH", scrubbed),
        ("paragraph", "Bob"),
        ("PARAGRAPH", footer),
        ("quotation", "Eve"),
        ("PARAGRAPH", footer),
    ]
    assert letter(inline)[-1][0] == "paragraph"


def test_a_rule_of_the_writer_s_own_parts_nothing():
    text = "Prices\n==========================\nTea is 3 euros.\n=========================="
    assert letter(text) == [("paragraph", text)]
