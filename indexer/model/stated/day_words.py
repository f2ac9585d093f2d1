"""Days and moments in words. Pure functions."""

from __future__ import annotations

from datetime import UTC, datetime

from indexer.messages import phrase, phrase_in

__all__ = ["day_of", "moment_of", "short_day_of"]

_MONTHS = (
    phrase_in("month", "January"),
    phrase_in("month", "February"),
    phrase_in("month", "March"),
    phrase_in("month", "April"),
    phrase_in("month", "May"),
    phrase_in("month", "June"),
    phrase_in("month", "July"),
    phrase_in("month", "August"),
    phrase_in("month", "September"),
    phrase_in("month", "October"),
    phrase_in("month", "November"),
    phrase_in("month", "December"),
)
_SHORT_MONTHS = (
    phrase_in("short month", "Jan"),
    phrase_in("short month", "Feb"),
    phrase_in("short month", "Mar"),
    phrase_in("short month", "Apr"),
    phrase_in("short month", "May"),
    phrase_in("short month", "Jun"),
    phrase_in("short month", "Jul"),
    phrase_in("short month", "Aug"),
    phrase_in("short month", "Sep"),
    phrase_in("short month", "Oct"),
    phrase_in("short month", "Nov"),
    phrase_in("short month", "Dec"),
)

#: French says "1er mai", and all other days by their number.
_FIRST = phrase_in("first day of a month", "1")


def day_of(moment: str) -> str:
    """An ISO 8601 moment as a day in words, "3 May 2026"; as it is where it is none."""
    found = _read(moment)
    return _day(found) if found else moment


def short_day_of(moment: str) -> str:
    """The same with the month's first three letters, "3 Nov 2026", where there is little room."""
    found = _read(moment)
    if not found:
        return moment
    month = _SHORT_MONTHS[found.month - 1]
    return phrase_in("short day", "{day} {month} {year}", day=_number(found), month=month, year=found.year)


def moment_of(moment: str) -> str:
    """An ISO 8601 moment in words, "3 May 2026, 07:04 UTC"; as it is where it is none."""
    found = _read(moment)
    if not found:
        return moment
    found = found.astimezone(UTC) if found.tzinfo else found
    return phrase("{day}, {time} UTC", day=_day(found), time=f"{found:%H:%M}")


def _read(moment: str) -> datetime | None:
    try:
        return datetime.fromisoformat(moment)
    except ValueError:
        return None


def _day(day: datetime) -> str:
    return phrase("{day} {month} {year}", day=_number(day), month=_MONTHS[day.month - 1], year=day.year)


def _number(day: datetime) -> int | str:
    return _FIRST if day.day == 1 else day.day
