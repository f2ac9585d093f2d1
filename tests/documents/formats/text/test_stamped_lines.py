"""Exported chats, logs and transcripts: entries that begin with their moment."""

import pytest

from indexer.documents.formats.text.plain import read_plain
from tests.cpu import takes_less

CHATS = {
    "android": "3/12/23, 9:14\u202fPM - Ann: Hi! When do we meet?\n3/12/23, 9:15 PM - Ben: At 7.\nBring the tent\n\n"
    "3/12/23, 9:16 PM - Ben: <Media omitted>\n3/13/23, 8:01 AM - Ann: Fine\n",
    "iphone": "[12.03.23, 21:14:05] Ann: Hi! When do we meet?\r\n\u200e[12.03.23, 21:15:10] Ben: At 7.\r\n"
    "Bring the tent\r\n\r\n\u200e[12.03.23, 21:17:44] Ben: \u200eimage omitted\r\n[13.03.23, 08:01:00] Ann: Fine\r\n",
    "irc": "[09:31] <ann> Hi! When do we meet?\n[09:32] <ben> At 7.\nBring the tent\n\n"
    "09:33 <ben> Later\n09:34 <ann> Fine\n",
    "log": "2023-03-12T09:31:00.123Z Ann: Hi! When do we meet?\n2023-03-12 09:32:00,001 Ben: At 7.\nBring the tent\n\n"
    "12 March 2023 at 09:33 Ben Later\nMar 12, 2023, 9:34 a.m. | Ann Fine\n",
    "transcript": "00:01:02 Ann Berg: Hi! When do we meet?\n00:01:05 Ben: At 7.\nBring the tent\n\n00:01:09 Ben: Later\n"
    "00:01:11 Ann Berg: Fine\n",
}


@pytest.mark.parametrize("text", CHATS.values(), ids=CHATS)
def test_each_entry_is_a_paragraph_with_its_lines_and_none_a_heading(text):
    document = read_plain(text)
    assert document.title is None and {block.kind.value for block in document.blocks} == {"paragraph"}
    said = [text[block.start : block.end] for block in document.blocks]
    assert len(said) == 4 and said[1].endswith("Bring the tent") and said[3].endswith("Fine")


def test_what_stands_before_the_entries_is_the_title():
    document = read_plain("Notes of a call\n\n" + CHATS["irc"])
    assert document.title == "Notes of a call" and [block.kind.value for block in document.blocks][0] == "heading"


@pytest.mark.parametrize(
    "text",
    [
        "09:00 Opening\n\nThe chair says a few words.\n\n10:00 Talks\n\nTwo talks.\n\n11:00 End\n\nWe go.\n",
        "1.2.2024\n\nIt rained, so we stayed.\n\n2.2.2024\n\nIt was dry.\n\n3.2.2024\n\nAt 10:30 it was wet again.\n",
        "Visits\n\n[10:15] is the first.\n\nThey came by bus, as they all do.\n\nPlaces\n\nThe hall was full.\n",
    ],
)
def test_timetables_and_diaries_keep_their_headings(text):
    assert any(block.kind.value == "heading" for block in read_plain(text).blocks)


@pytest.mark.parametrize("unit", ["[12:00 ", "1.2.2024, 1", "\u200e", "12:00 a", "Mon, ", "12:00 <", "1 "])
def test_what_looks_like_a_moment_takes_time_in_proportion(unit):
    assert takes_less(1, read_plain, "\n".join([unit * 10_000, *[unit * 20] * 200]))
