"""What format codes show, as Excel shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.formats.sheets.values.number_formats import BUILT_IN, NumberFormat

MONEY = BUILT_IN[44]


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", 0.1 + 0.2, "0.3"), ("General", 1234567.891, "1234567.891"), ("General", 1 / 3, "0.333333333"),
        ("General", 123456789012, "123456789012"), ("General", 1e20, "1E+20"), ("General", 0.000012345, "1.2345E-05"),
        ("0.00", 2.675, "2.68"), ("0.00", -1.5, "-1.50"), ("#,##0", 1234567.5, "1,234,568"), ("#", 0, ""),
        ("#.##", 0.5, ".5"), ("0.##", 1.25, "1.25"), ("0,", 5000, "5"), ('0.0,,"M"', 12345678, "12.3M"),
        ("0%", 0.256, "26%"), ("0.0%", -0.123, "-12.3%"), ("0.00E+00", 12345, "1.23E+04"), ("##0.0E+0", 12345, "12.3E+3"),
        ("# ?/?", 1.5, "1 1/2"), ("# ??/??", 0.333333, "1/3"), ("# ?/8", 2.375, "2 3/8"),
        ("000-00-0000", 123456789, "123-45-6789"), ("(000) 000-0000", 5551234567, "(555) 123-4567"),
        ("00000", 123, "00123"),
        (MONEY, 1234.5, "$1,234.50"), (MONEY, -1234.5, "$(1,234.50)"), (MONEY, 0, "$-"),
        ("#,##0.00\\ [$€-407]", 20, "20.00 €"), ('0" km"', 5, "5 km"), ('General" kg"', 5.25, "5.25 kg"),
        ("[$$-409]#,##0.00;[Red]-[$$-409]#,##0.00", -3, "-$3.00"), ("[Blue]0;[Red]-0", -7, "-7"),
        (";;;", 5, ""), ("0;-0;;@", 0, ""), ("0.00;;", -4, ""), ("[<1]0.00;0", 0.5, "0.50"), ("[<1]0.00;0", 5.4, "5"),
        ("[<-5]0.0;0", -6, "-6.0"), ("[<0](0);0", -6, "(6)"), ("@", 5, "5"), ("0", float("inf"), ""),
    ],
)  # fmt: skip
def test_numbers(code, value, shown):
    assert NumberFormat(code).show(value) == shown


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("yyyy-mm-dd", 45413, "2024-05-01"), ("d-mmm-yy", 45413, "1-May-24"), ("d/m/yyyy", 1, "1/1/1900"),
        ("dddd, d mmmm yyyy", 45413, "Wednesday, 1 May 2024"), ("[$-407]d. mmmm yyyy", 45413, "1. Mai 2024"),
        ("[$-fr-FR]mmm yy", 45413, "mai 24"), ("mmmmm", 45413, "M"), ("h:mm AM/PM", 0.75, "6:00 PM"),
        ("h:mm a/p", 0, "12:00 a"), ("yyyy/m/d h:mm", 45413.5208333, "2024/5/1 12:30"), ("[h]:mm:ss", 1.5, "36:00:00"),
        ("[mm]:ss", 0.0625, "90:00"), ("mm:ss.0", 0.000121527, "00:10.5"), ('h"h "mm', 0.5, "12h 00"),
        ("yyyy", -5, "-5"), ("yyyy", 3e6, "3000000"), ("yyyy-mm-dd", 59, "1900-02-28"), ("h:mm", 0.999999, "0:00"),
    ],
)  # fmt: skip
def test_dates_and_times(code, value, shown):
    assert NumberFormat(code).show(value) == shown


def test_days_of_the_macintosh_and_texts():
    assert NumberFormat("yyyy-mm-dd", since_1904=True).show(0) == "1904-01-01"
    assert NumberFormat('0;-0;0;"To "@').show_text("Bob") == "To Bob" and NumberFormat("0").show_text("Bob") == "Bob"
    assert NumberFormat(";;;").show_text("secret") == ""
    assert NumberFormat("@").show_text("Bob") == "Bob"


@given(code=st.text('0#?.,%@/E+-ymdhs;[]<>=$"\\_* Generalé1x', max_size=30), value=st.floats())
def test_any_code_shows_something_short(code, value):
    shown = NumberFormat(code).show(value)
    assert len(shown) < 2000 and shown == " ".join(shown.split())
    assert "x" in NumberFormat(code).show_text("x") or ";" in code
