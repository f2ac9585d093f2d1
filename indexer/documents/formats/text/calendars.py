"""Calendars (iCalendar, RFC 5545; vCalendar 1.0) -> their appointments, tasks and notes, each under its own heading.

What people wrote is text: summary, place, description, names. When it is comes below the heading, in ISO 8601.
"""

from __future__ import annotations

import quopri
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.decoding import decoded_text
from indexer.errors import ReadingError
from indexer.model import About, BlockKind, Locator

__all__ = ["read"]

_LINE_END = regex.compile(r"\r\n|\n|\r")
_VALUE = r"(?:\"[^\"]*+\"|[^\",:;]*+)"
_PROPERTY = regex.compile(
    rf"(?P<name>[\w.-]++)(?P<parameters>(?:;[^=:;\"]++=?{_VALUE}(?:,{_VALUE})*+)*+):(?P<value>.*+)", regex.DOTALL
)
_PARAMETER = regex.compile(rf";(?P<name>[\w-]++)=(?P<value>{_VALUE})")
_ESCAPED = regex.compile(r"\\([\\;,:\"nN])")
_PARAGRAPHS = regex.compile(r"\n\s*\n")
_DURATION = regex.compile(r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?")
_MOMENT = regex.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")

_ENTRIES = frozenset(["VEVENT", "VTODO", "VJOURNAL"])
#: What people wrote, in the order in which it is shown; names are those of people.
_TEXTS = ("LOCATION", "DESCRIPTION", "COMMENT", "CONTACT", "RESOURCES", "CATEGORIES", "URL")
_NAMES = ("ORGANIZER", "ATTENDEE")
#: States that change what an entry says.
_STATES = frozenset(["CANCELLED", "TENTATIVE", "NEEDS-ACTION", "COMPLETED"])
#: The most code points of what is stated of a document.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Property:
    """One property: its value as it is written, and its lines (from 1)."""

    name: str
    parameters: dict[str, str]
    value: str
    lines: tuple[int, int]

    @property
    def place(self) -> Locator:
        return Locator(lines=self.lines)

    @property
    def text(self) -> str:
        """The value as people see it."""
        if self.parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
            return quopri.decodestring(self.value.encode()).decode("utf-8", "replace").replace("\r\n", "\n").strip()
        return str(_ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)).strip()


@dataclass(frozen=True, slots=True)
class _Component:
    """A calendar, or an entry of one: its properties in their order."""

    kind: str
    properties: list[_Property] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[_Property]:
        """Those of these names, by name."""
        for name in names:
            yield from (one for one in self.properties if one.name == name and one.value.strip())

    def first(self, *names: str) -> _Property | None:
        return next(self.all(*names), None)


def read(content: Content, media_type: str) -> ParsedDocument:
    """A calendar; raises ReadingError where it has no entries."""
    text, note = decoded_text(content)
    calendar, entries = _components(_properties(text))
    if not entries:
        raise ReadingError("no appointment, task or note is in this calendar")
    named = calendar.first("X-WR-CALNAME", "NAME")
    builder = TextBuilder(None if named or len(entries) == 1 else "")
    if named:
        builder.add(BlockKind.HEADING, _on_one_line(named.text), named.place, level=1)
    about = calendar.first("X-WR-CALDESC", "DESCRIPTION")
    if about:
        _write_text(builder, about)
    level = 2 if named or len(entries) > 1 else 1
    for entry in entries:
        _write(builder, entry, level)
    if named or len(entries) == 1:
        parsed = builder.document()
        title = parsed.title or None
    else:  # called as its file is: the first of several entries says nothing of the others
        parsed, title = builder.document(content.name), None
    return replace(parsed, title=title, note=note, about=_about(entries))


def _properties(text: str) -> Iterator[_Property]:
    """The properties of a file: a line that begins with white space goes on with the one before (RFC 5545, 3.1)."""
    parts: list[str] = []
    first = 1
    for number, line in enumerate(_LINE_END.split(text), start=1):
        soft = bool(parts) and parts[-1].endswith("=") and "QUOTED-PRINTABLE" in parts[0][:200].upper()
        if line[:1] in (" ", "\t") and parts and not soft:
            parts.append(line[1:])
            continue
        if soft:
            parts.append(f"\n{line}")
            continue
        yield from _property("".join(parts), (first, number - 1))
        parts, first = [line], number
    yield from _property("".join(parts), (first, first))


def _property(line: str, lines: tuple[int, int]) -> Iterator[_Property]:
    found = _PROPERTY.match(line)
    if found is not None:
        stated = {one["name"].upper(): one["value"].strip('"') for one in _PARAMETER.finditer(found["parameters"])}
        name = found["name"].rpartition(".")[2].upper()
        yield _Property(name, stated, found["value"], (lines[0], max(lines)))


def _components(properties: Iterable[_Property]) -> tuple[_Component, list[_Component]]:
    """The calendar itself and its entries; what is inside of an entry, such as an alarm, is none of it."""
    calendar, entries = _Component("VCALENDAR"), []
    around: list[_Component] = []
    for one in properties:
        if one.name == "BEGIN":
            around.append(_Component(one.value.strip().upper()))
            if around[-1].kind in _ENTRIES:
                entries.append(around[-1])
        elif one.name == "END":
            kind = one.value.strip().upper()
            while around and around.pop().kind != kind:
                pass
        elif around:
            (calendar if around[-1].kind == "VCALENDAR" else around[-1]).properties.append(one)
    return calendar, [entry for entry in entries if entry.properties]


def _write(builder: TextBuilder, entry: _Component, level: int) -> None:
    builder.leave(level)
    summary = entry.first("SUMMARY")
    if summary:
        builder.add(BlockKind.HEADING, _on_one_line(summary.text), summary.place, level=level)
    when, place = _when(entry)
    builder.add(BlockKind.PARAGRAPH, when, place)
    for one in entry.all(*_TEXTS):
        _write_text(builder, one)
    people = list(entry.all(*_NAMES))
    if people:
        builder.add(BlockKind.PARAGRAPH, ", ".join(dict.fromkeys(map(_person, people))), people[0].place)


def _write_text(builder: TextBuilder, one: _Property) -> None:
    for paragraph in _PARAGRAPHS.split(one.text):
        builder.add(BlockKind.PARAGRAPH, paragraph, one.place)


def _when(entry: _Component) -> tuple[str, Locator]:
    """From when to when, how it is repeated, and whether it is cancelled."""
    start, end, length = entry.first("DTSTART"), entry.first("DTEND", "DUE"), entry.first("DURATION")
    state, rule = entry.first("STATUS"), entry.first("RRULE")
    first, last = _moment(start), _moment(end)
    if last is None and isinstance(first, date) and length:
        last = _behind(first, length.value)
    elif last is not None and type(last) is date and end is not None and end.name == "DTEND":
        last -= timedelta(days=1)  # the day on which it is over
    zoned = start or end
    shown = [_span(first, last, zoned.parameters.get("TZID", "") if zoned else "")]
    shown += [rule.value.strip()] if rule else []
    shown += [state.value.strip()] if state and state.value.strip().upper() in _STATES else []
    stated = next((one for one in (start, end, rule, state) if one), None)
    return ", ".join(filter(None, shown)), stated.place if stated else Locator()


def _span(first: date | None, last: date | None, zone: str) -> str:
    """ "2026-03-12 09:00–10:00 (Europe/Berlin)"."""
    one, two = _shown(first), _shown(last)
    if not one or not two or one == two:
        both = one or two
    elif isinstance(first, datetime) and isinstance(last, datetime) and first.date() == last.date():
        both = f"{first:%Y-%m-%d %H:%M}–{last:%H:%M}{' UTC' if last.tzinfo else ''}"
    else:
        both = f"{one} – {two}"
    return f"{both} ({zone})" if zone and both else both


def _shown(moment: date | None) -> str:
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}{' UTC' if moment.tzinfo else ''}"
    return moment.isoformat() if moment else ""


def _moment(one: _Property | None) -> date | None:
    """A day, or a time of one; None for what is none."""
    found = _MOMENT.fullmatch(one.value.strip()) if one else None
    if found is None:
        return None
    numbers = [int(part) for part in found.groups()[:6] if part]
    try:
        if len(numbers) == 3:
            return date(*numbers)
        year, month, day, hour, minute, _ = numbers
        return datetime(year, month, day, hour, minute, tzinfo=UTC if found[7] else None)
    except ValueError:
        return None


def _behind(first: date, length: str) -> date | None:
    found = _DURATION.fullmatch(length.strip().upper())
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    try:
        return first + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None


def _person(one: _Property) -> str:
    """Who it is by name, or by address."""
    return _on_one_line(one.parameters.get("CN") or regex.sub(r"(?i)^mailto:", "", one.text))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _about(entries: list[_Component]) -> About:
    """Of a calendar of one entry, when it is and who has called to it; of all, the language."""
    summary = entries[0].first("SUMMARY", "DESCRIPTION")
    language = summary.parameters.get("LANGUAGE", "")[:_LONGEST] if summary else ""
    if len(entries) > 1:
        return About(language=language)
    organizer = entries[0].first("ORGANIZER")
    day = _shown(_moment(entries[0].first("DTSTART", "DUE")))[:10]
    return About(language=language, date=day, author=_person(organizer)[:_LONGEST] if organizer else "")
