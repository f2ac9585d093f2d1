"""The days that a date can mean, however it is written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Days, days_of
from indexer.model.stated import stated_date

DAY = Days(date(2024, 5, 1), date(2024, 5, 1))
MONTH = Days(date(2024, 5, 1), date(2024, 5, 31))
YEAR = Days(date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("written", "days"),
    [
        *((text, DAY) for text in (
            "2024-05-01", " 2024-05-01T23:10:00-08:00 ", "2024-05-01 10:00", "2024/5/1", "20240501", "20240501T101112Z",
            "D:20240501120000+02'00'", "D:20240501", "Wed, 01 May 2024 10:00:00 +0200", "Wed May  1 08:00:00 2024",
            "May 1, 2024", "1 May 2024", "1st of May, 2024", "1. Mai 2024", "1er mai 2024", "1 de mayo de 2024", "1.5.2024",
            "2024年5月1日", "May 1st 2024, 10:30 pm",
        )),
        *((text, MONTH) for text in (
            "2024-05", "May 2024", "mai 2024", "maggio 2024", "D:202405", "2024年5月", "2024-05-32", "32 May 2024",
        )),
        *((text, YEAR) for text in ("2024", "D:2024", "© 2024 by us", "Spring 2024", "2024年")),
        ("4/13/2024", Days(date(2024, 4, 13), date(2024, 4, 13))),
        ("3/4/2024", Days(date(2024, 3, 4), date(2024, 4, 3))),
        ("3.4.2024", Days(date(2024, 4, 3), date(2024, 4, 3))),
        ("2019–2024", Days(date(2019, 1, 1), date(2024, 12, 31))),
        ("3 août 2021", Days(date(2021, 8, 3), date(2021, 8, 3))),
        ("février 2020", Days(date(2020, 2, 1), date(2020, 2, 29))),
        *((text, None) for text in (
            "", "  ", "yesterday", "2024-13-01", "0000-00-00", "12 Feb 24", "1.2.3", "v2.2024.1", "x" * 101,
        )),
    ],
)  # fmt: skip
def test_a_date_is_read_as_it_is_written(written, days):
    assert days_of(written) == days


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_is_known_in_each_form(day):
    one = Days(day, day)
    named = f"{day.day} {day:%B} {day.year}"
    assert {days_of(text) for text in (day.isoformat(), named, f"{day:%B} {day.day}, {day.year}")} == {one}
    assert days_of(f"{day:%Y-%m}").first <= day <= days_of(f"{day:%Y-%m}").last


@given(st.text(st.sampled_from("0123456789-/.:TD MayJune年月")))
def test_whatever_is_written_means_days_in_order_or_none(written):
    days = days_of(written)
    assert days is None or days.first <= days.last


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("05-Jul-2001", "2001-07-05"),
        ("July 5, 2001", "2001-07-05"),
        ("Jul. 5th 2001", "2001-07-05"),
        ("5 juillet 2001", "2001-07-05"),
        ("5. Juli 2001", "2001-07-05"),
        ("5 de julio de 2001", "2001-07-05"),
        ("1er mars 2001", "2001-03-01"),
        ("Thursday, July 5, 2001 10:32 AM", "2001-07-05"),
        ("Thu, 05 Jul 2001 10:00:00 +0200", "2001-07-05"),
        ("2001/07/05", "2001-07-05"),
        ("D:20010705103000", "2001-07-05"),
        ("25/12/2001", "2001-12-25"),
        ("5/5/2001", "2001-05-05"),
    ],
)
def test_a_date_that_certainly_names_a_day_is_stated_as_iso_8601(written, stated):
    assert stated_date(written) == stated


@pytest.mark.parametrize(
    "written",
    [
        "3/4/2001",
        "3.4.2001",
        "July 2001",
        "2001",
        "2001-07-05T10:00:00Z",
        "2001-07",
        "Version 3, July 2001",
        "July 35, 2001",
        "Marketing 5, 2001",
        "5 July 2001 to 7 July 2001",
        "last spring",
        "",
    ],
)
def test_any_other_stays_as_it_was_written(written):
    assert stated_date(written) == written
