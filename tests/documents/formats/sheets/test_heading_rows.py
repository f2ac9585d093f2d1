"""Which rows head a table: over values, over words, in several rows, and not at all."""

import pytest

from indexer.documents.formats.sheets.heading_rows import Headings, SheetRow, headings_of


def rows_of(*lines, **looks):
    return [
        SheetRow(n, [cell.strip() for cell in line.split("|")], **(looks if n == 1 else {}))
        for n, line in enumerate(lines, 1)
    ]


@pytest.mark.parametrize(
    ("lines", "first", "end"),
    [
        (["Plan|Price", "Pro|$10", "Team|$50.00"], 0, 1),
        (["Country|2019|2020", "France|5|6", "Spain|7|8"], 0, 1),
        (["Name|Year", "Alice|2019", "Bob|2020"], 0, 1),
        (["|2023||2024|", "Region|Q1|Q2|Q1|Q2", "North|1|2|3|4", "South|5|6|7|8"], 0, 2),
        (["Report|", "for|2024", "Day|Rain|Sun", "1 May 2024|5 mm|3 h", "2 May 2024|0 mm|9 h"], 2, 3),
        (["Name|City|Trade", "Ann|Rome|baker", "Bob|Oslo|smith"], 0, 1),
        (["Term|Meaning", "API|A way for programs to talk.", "CPU|The chip that does the work."], 0, 1),
        (["|A|B", "x|1|2", "y|3|4"], 0, 1),
        (["Id|Which films?||Age", "|One|Two|", "7|a|1|18", "9|b|2|36"], 0, 2),
        (["team|0|1|2|3|4", "Hawks|.5|.6|.7|.8|.9", "Nets|.4|.5|.6|.7|.8"], 0, 1),
        (["FOD1P|Major|Group", "1100|Farming|Nature", "1101|Fishing|Nature"], 0, 1),
    ],
)
def test_headings(lines, first, end):
    assert headings_of(rows_of(*lines), expected=False) == Headings(first, end)


@pytest.mark.parametrize(
    "lines",
    [
        ["lamp|5", "chair|unknown", "table|7", "bed|8"],
        ["Name|Alice Smith", "City|Paris"],
        ["1|2", "3|4"],
        ["x|1|2|3", "y|4|5|6", "z|7|8|9"],
        ["Albatross|2.99|On a stick!", "Crunchy Frog|1.49|Without bones"],
        ["Name:|Alice|here", "City:|Paris|there"],
        ["yes|no|yes", "no|yes|no"],
        ["One sentence stands here.|And|another", "x|y|z"],
        ["Hello|你好|Nǐ hǎo", "Thank you|谢谢|Xièxie", "Goodbye|再见|Zàijiàn"],
        ["A|B"],
        [],
    ],
)
def test_no_headings(lines):
    assert headings_of(rows_of(*lines), expected=False) is None


def test_names_over_two_columns_of_words_are_headings_where_these_are_usual_or_bold():
    lines = ["Name|City", "Ann|Rome", "Bob|Oslo"]
    assert headings_of(rows_of(*lines), expected=False) is None
    assert headings_of(rows_of(*lines), expected=True) == Headings(0, 1)
    assert headings_of(rows_of(*lines, is_bold=True), expected=False) == Headings(0, 1)
    assert headings_of(rows_of("1|2", "3|4", is_heading=True), expected=False) == Headings(0, 1)
