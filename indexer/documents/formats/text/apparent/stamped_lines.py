"""Records of what was said and when: exported chats, logs, transcripts. Each entry begins with its moment.

[12/03/2023, 21:14:05] Anna: Hi!          3/12/23, 9:14 PM - Ben: At 7.          [09:31] <kay> it works
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from indexer.documents.formats.text.apparent.lines import Line

__all__ = ["stamped_lines"]

#: Marks of direction, which programs put before a moment, and behind the sign that parts it from a name.
_UNSEEN = r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]{0,4}+"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?+(?:[.,]\d{1,6})?+"
_HALF = r"(?:[ \u00a0\u202f]?(?:[AaPp]\.?[ \u00a0]?[Mm]\b\.?))?+"
_ZONE = r"(?: ?(?:Z\b|UTC\b|[+-]\d{2}:?\d{2}\b))?+"
_TIME = rf"{_CLOCK}{_HALF}{_ZONE}"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} \p{L}{3,9}\.? \d{4}|\p{L}{3,9}\.? \d{1,2}, \d{4})"
#: A day and a time; a time in brackets; a time and, behind it, who speaks ("<kay>", "Kay:"). A time alone begins a line of
#: a timetable, which may head what is said of it.
_STAMP = regex.compile(
    rf"{_UNSEEN}(?:"
    rf"[\[(]?(?:\p{{L}}{{2,4}}\.?,? )?{_DAY}(?:,? |T| at | um | à ){_TIME}[\])]?"
    rf"|[\[(]{_TIME}[\])]"
    rf"|{_TIME}(?=[ \t]+(?:<[^<>\s]{{1,40}}>|[^\s:.?!][^:.?!]{{0,40}}:\s))"
    rf")[ \t\u202f]*+[-–—:|]?[ \t]*+{_UNSEEN}(?=\S)"
)
#: From when to when a caption is shown, on a line of its own.
_SPAN = regex.compile(r"[\d:.,]{4,15} --> [\d:.,]{4,15}\Z")
#: Who speaks, and from when on. The hall and the hour of a timetable look so, too; but who speaks comes again.
_TURN = regex.compile(rf"(?P<name>\p{{Lu}}[^:.?!]{{0,40}}?)[ \t]+[\[(]?{_CLOCK}{_HALF}[\])]?\Z")
_TURN_LONGEST = 80
#: So many lines, and this share of all, are entries of a record.
_ENTRIES_LEAST, _ENTRIES_SHARE = 3, 0.25


def stamped_lines(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that begin an entry; none where the text is no record of such."""
    if len(lines) < _ENTRIES_LEAST:
        return set()
    found = {at for at, line in enumerate(lines) if _STAMP.match(line.text) or _SPAN.match(line.text)}
    short = ((at, line.text) for at, line in enumerate(lines) if len(line.text) < _TURN_LONGEST)
    turns = {at: turn["name"] for at, text in short if (turn := _TURN.match(text))}
    if len(set(turns.values())) < len(turns):
        found |= turns.keys()
    is_record = len(found) >= max(_ENTRIES_LEAST, _ENTRIES_SHARE * len(lines))
    return found if is_record else set()
