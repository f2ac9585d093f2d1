"""A date as people and programs write it -> the first and the last day that it can mean.

Read are ISO 8601 (``2024-05-01``, ``2024-05``, ``2024``, with a time behind it), RFC 2822 (``Wed, 01 May 2024 10:00:00
+0200``), PDF's ``D:20240501``, names of months in seven languages beside day and year, and days in digits (``1.5.2024``).
The day is that of the place where it was written.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

__all__ = ["MONTHS", "MONTH_NUMBERS", "Days", "days_of", "month_names", "stated_date", "years_of"]

#: A longer text is no date.
_LONGEST = 100


class Days(NamedTuple):
    """The first and the last day that a date can mean, both included: those of a month where it names no day."""

    first: date
    last: date


#: The names of each month, and its short forms, with what is a name of people, too: English, German, French, Spanish,
#: Italian, Portuguese, Dutch.
_NAMES = (
    ("january januar jänner janvier enero gennaio janeiro januari", "jan jän janv ene gen"),
    ("february februar feber février fevrier febrero febbraio fevereiro februari", "feb fév févr fev"),
    ("march märz maerz mars marzo março maart", "mar mär mrz mrt marco"),
    ("april avril abril aprile", "apr avr abr"),
    ("may mai mayo maggio maio mei", "mag"),
    ("june juni juin junio giugno junho", "jun giu"),
    ("july juli juillet julio luglio julho", "jul juil lug"),
    ("august août aout agosto augustus", "aug aoû ago"),
    ("september septembre septiembre setiembre settembre setembro", "sept sep set"),
    ("october oktober octobre octubre ottobre outubro", "oct okt ott out"),
    ("november novembre noviembre novembro", "nov"),
    ("december dezember décembre decembre diciembre dicembre dezembro", "dec dez déc dic"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_NAMES, start=1) for name in " ".join(names).split()}

#: The names of months in those languages, in small letters: no short forms, which are often other words.
MONTHS = frozenset(name for names, _ in _NAMES for name in names.split())

#: The number (1 to 12) of each of them.
MONTH_NUMBERS = {name: _NUMBER_OF[name] for name in MONTHS}
_WORD = re.compile(r"[^\W\d_]{3,}")

_YEAR = r"(?P<year>[12]\d{3})"
_TIME = r"(?:[T\s].*|Z)?"
_IN_ORDER = (
    re.compile(rf"{_YEAR}(?:([-/.])(?P<month>\d\d?)(?:\2(?P<day>\d\d?))?)?{_TIME}"),
    re.compile(rf"(?:D:)?{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:[T\d].*|{_TIME})"),
    re.compile(rf"D:{_YEAR}(?P<month>\d\d)?.?"),
    re.compile(rf"{_YEAR}\s*[年년]\s*(?:(?P<month>\d\d?)\s*[月월]\s*(?:(?P<day>\d\d?)\s*[日일])?)?.*"),
)
_IN_DIGITS = re.compile(rf"(?P<one>\d\d?)([./-])\s?(?P<two>\d\d?)\2\s?{_YEAR}{_TIME}")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d).*")
#: The beginnings of the names of weekdays in the same languages.
_WEEKDAYS = (
    "mon|tue|wed|thu|fri|sat|sun|die|mit|don|fre|sam|son|lun|mar|mer|jeu|ven|dim|mié|jue|vie|sáb|dom|gio|sab|seg|ter|"
    "qua|qui|sex|maa|din|woe|zat|zon"
)
_DAY_NAME = rf"(?:(?:{_WEEKDAYS})[^\W\d_]{{0,7}}\.?,?\s+)?"
_NUMBER, _NAME = r"\d\d?(?:st|nd|rd|th|er|º|\.)?", r"[^\W\d_]{3,10}\.?"
_BETWEEN = r"(?:\s*[-/ ,]\s*|\s+(?:de|of|del)\s+|(?<=\.)\s*)"
_CLOCK = r"(?:,?\s+(?:at\s+)?\d\d?:\d\d.*)?"
#: A day with the name of its month, and nothing else: "5 juillet 2001", "July 5th, 2001", "Thu, 05-Jul-2001 10:00".
_SPELT = re.compile(
    rf"{_DAY_NAME}(?:{_NUMBER}{_BETWEEN}{_NAME}|{_NAME}\s+{_NUMBER}){_BETWEEN}{_YEAR}{_CLOCK}", re.IGNORECASE
)
_YEARS = re.compile(r"(?<![\d.,])[12]\d{3}(?![\d.,]\d|\d)")
_DAY = re.compile(r"(?<![\d:+-])(\d\d?)(?:st|nd|rd|th|er|º|\.)?(?![\d:])", re.IGNORECASE)


def month_names(month: int) -> tuple[str, ...]:
    """The names of a month (1 to 12) and their short forms, in all the languages whose dates are read."""
    return tuple(" ".join(_NAMES[month - 1]).split())


@lru_cache(maxsize=4096)
def days_of(written: str) -> Days | None:
    """The days that a date can mean; None where none can be told. One that names a year alone means all its days, as do
    the years of a range; one that names no day of its month means that month; ``3/4/2024`` all between both readings."""
    text = written.strip()
    if not text or len(text) > _LONGEST:
        return None
    for pattern in _IN_ORDER:
        if found := pattern.fullmatch(text):
            named = found.groupdict()
            year, month = named["year"], named.get("month")
            return _days(year, month, named.get("day")) or _days(year, month)
    if found := _IN_DIGITS.fullmatch(text):
        readings = (_days(found["year"], found["two"], found["one"]), _days(found["year"], found["one"], found["two"]))
        known = [days for days in (readings[:1] if found[2] == "." else readings) if days]
        return Days(min(known).first, max(known).last) if known else None
    return _in_names(text)


def stated_date(written: str) -> str:
    """A date in ISO 8601 where it certainly names one day, else as it was written: "05-Jul-2001" is "2001-07-05", and
    "3/4/2001" stays, as it may be either of two days."""
    text, days = written.strip(), days_of(written)
    if days is None or days.first != days.last or _ISO.fullmatch(text):
        return written
    digits = _IN_DIGITS.fullmatch(text)
    either = digits is not None and digits["one"] != digits["two"] and max(int(digits["one"]), int(digits["two"])) <= 12
    told = digits or _SPELT.fullmatch(text) or any(pattern.fullmatch(text) for pattern in _IN_ORDER)
    return days.first.isoformat() if told and not either else written


def years_of(written: str) -> str:
    """The year of a date, or the first and the last that it can mean ("2019–2024"); "" where none can be told."""
    days = days_of(written)
    if days is None:
        return ""
    return str(days.first.year) if days.first.year == days.last.year else f"{days.first.year}–{days.last.year}"


def _days(year: str, month: str | None = None, day: str | None = None) -> Days | None:
    """The days of a year, of a month, or one day; what is no month or day makes it None."""
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return Days(first, first)
    last = int(month or 12)
    return Days(first, date(first.year, last, monthrange(first.year, last)[1]))


def _in_names(text: str) -> Days | None:
    """The days of a date with the name of a month, or of years among words."""
    years = _YEARS.findall(text)
    if not years:
        return None
    months = list(_months(text))
    if len(years) == len(months) == 1:
        rest = text.replace(years[0], " ", 1)
        day = _DAY.search(re.sub(r"\d\d?:\d\d.*", "", rest))
        return _days(years[0], str(months[0]), day and day[1]) or _days(years[0], str(months[0]))
    spans = [days for year in years if (days := _days(year))]
    return Days(min(spans).first, max(spans).last)


def _months(text: str) -> Iterator[int]:
    return (_NUMBER_OF[word] for word in _WORD.findall(text.casefold()) if word in _NUMBER_OF)
