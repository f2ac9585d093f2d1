"""Calendars: appointments, tasks and notes, when they are, and what people wrote to them."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.text.calendars import read
from indexer.errors import ReadingError
from tests.cpu import takes_less


def reading(text):
    return read(Content.of_bytes("a.ics", text.encode()), "text/calendar")


def outline(text):
    found = reading(text)
    return [(b.kind.value, found.text[b.start : b.end]) for b in found.blocks]


CALENDAR = """\
BEGIN:VCALENDAR
X-WR-CALNAME:Opening days\\, all
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
COMMENT:no words
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20260312T090000
DTEND;TZID=Europe/Berlin:20260312T103000
RRULE:FREQ=WEEKLY;BYDAY=TH
SUMMARY;LANGUAGE=en:Hire desk\\; training for
  new staff
LOCATION:Room 5\\, upstairs
DESCRIPTION:Bring the key.\\nAsk Ann.\\n\\nSee https://a.b/c
ORGANIZER;CN="Bell, Ann":mailto:ann@example.org
ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Bob:mailto:bob@example.org
ATTENDEE:mailto:cid@example.org
BEGIN:VALARM
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261224
DTEND;VALUE=DATE:20261227
SUMMARY:Closed
STATUS:CANCELLED
END:VEVENT
BEGIN:VTODO
DTSTART:20260501T110000Z
DURATION:PT1H
SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=C3=9Fe =
senden
END:VTODO
END:VCALENDAR
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_entries_stand_under_their_headings(line_end):
    text = CALENDAR.replace("\n", line_end)
    assert outline(text) == [
        ("heading", "Opening days, all"), ("heading", "Hire desk; training for new staff"),
        ("paragraph", "2026-03-12 09:00–10:30 (Europe/Berlin), FREQ=WEEKLY;BYDAY=TH"), ("paragraph", "Room 5, upstairs"),
        ("paragraph", "Bring the key.\nAsk Ann."), ("paragraph", "See https://a.b/c"),
        ("paragraph", "Bell, Ann, Bob, cid@example.org"), ("heading", "Closed"),
        ("paragraph", "2026-12-24 – 2026-12-26, CANCELLED"), ("heading", "Grüße senden"),
        ("paragraph", "2026-05-01 11:00–12:00 UTC"),
    ]  # fmt: skip
    found = reading(text)
    assert found.title == "Opening days, all" and found.about.language == "en"
    assert found.blocks[1].locator.lines == (14, 15) and found.blocks[3].headings == (found.text[19:52],)


def entry(lines):
    return f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("DTSTART:20260312T220000\nDTEND:20260313T020000", "2026-03-12 22:00 – 2026-03-13 02:00"),
        ("DTSTART;VALUE=DATE:20260312", "2026-03-12"),
        ("DTSTART;VALUE=DATE:20260312\nDTEND;VALUE=DATE:20260313", "2026-03-12"),
        ("DTSTART:20260312T220000\nDURATION:P1DT2H", "2026-03-12 22:00 – 2026-03-14 00:00"),
        ("DTSTART:20261399\nDESCRIPTION:x", "x"),
        ("DTSTART:20260312T220000\nDURATION:P9999W", "2026-03-12 22:00 – 2217-10-30"),
    ],
)
def test_when_it_is(lines, shown):
    assert outline(entry(lines))[0][1].startswith(shown)


def test_a_calendar_of_one_entry_is_called_by_it():
    found = reading(entry("SUMMARY:Tea\nDTSTART:20260312\nORGANIZER;CN=Ann:mailto:a@b.c"))
    assert (found.title, found.about.date, found.about.author) == ("Tea", "2026-03-12", "Ann")


def test_what_has_no_entries_is_no_document():
    with pytest.raises(ReadingError, match="no appointment"):
        reading("BEGIN:VCALENDAR\nX-WR-CALNAME:x\nEND:VCALENDAR\n")


@pytest.mark.parametrize(
    "piece", ["BEGIN:VEVENT\n", "SUMMARY:x\n y\n", "A;B", " \n", "END:VEVENT\n", "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n",
              ';A="b",', "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:x=\n"]
)  # fmt: skip
def test_time_is_linear(piece):
    source = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n{piece * 20_000}"
    assert takes_less(3, lambda: reading(source))


def test_several_entries_without_a_name_are_called_as_their_file_is_and_empty_ones_are_nothing():
    entry = "BEGIN:VEVENT\nSUMMARY:{}\nDTSTART:20260312\nEND:VEVENT\n"
    several = reading(f"BEGIN:VCALENDAR\n{entry.format('One')}{entry.format('Two')}END:VCALENDAR\n")
    assert several.title is None and [
        block.headings for block in several.blocks if block.kind.value == "paragraph"
    ] == [
        ("One",),
        ("Two",),
    ]
    assert reading(f"BEGIN:VCALENDAR\n{entry.format('One')}END:VCALENDAR\n").title == "One"
    empty = reading("BEGIN:VCALENDAR\nBEGIN:VEVENT\nX:1\nBEGIN:VJOURNAL\nY:2\n")
    assert (empty.title, empty.text) == (None, "")
