"""Where no format says what heads the columns of a table, its first row does if it has words over columns of values."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.registry import format_of_name
from indexer.model import BlockKind, Locator

H, R = BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW


def kinds(*tables):
    builder = TextBuilder("Prices")
    for rows in tables:
        for row in rows:
            builder.add_row(R, row.split(" | "), Locator())
        builder.end_table()
    return [block.kind for block in builder.document().blocks]


@pytest.mark.parametrize(
    "rows",
    [
        ["Month | Price", "July | 90 €", "August | 100 €"],
        ["Plan | Days | Price", "pro | 7 | 50"],
        ["Name | Born | City", "Ada | 1815-12-10 | London", "Emmy | 1882-03-23 | Erlangen"],
        ["Day | Opens", "Monday | 9:00", "Tuesday | 10:30"],
    ],
)
def test_words_over_values_head_them(rows):
    assert kinds(rows) == [H] + [R] * (len(rows) - 1)


@pytest.mark.parametrize(
    "rows",
    [
        ["Colour | red", "Weight | 5 kg", "Height | 3 m"],  # names, and what they stand for
        ["Anna | Berlin | cook", "Max | Bonn | baker"],
        ["July | 90 €", "August | 100 €"],
        ["Month | Price"],
        ["Material | wood", "Price | 90 €"],  # one value tells nothing
    ],
)
def test_other_rows_head_nothing(rows):
    assert H not in kinds(rows)


def test_each_table_has_its_own():
    assert kinds(["Month | Price", "May | 4", "June | 5"], ["May | 4", "June | 5"]) == [H, R, R, R, R]


def test_a_table_of_a_page_without_th():
    page = "<p>Rooms</p><table><tr><td>Month<td>Night</tr><tr><td>July<td>90 €</tr><tr><td>May<td>70 €</tr></table>"
    form = format_of_name("a.html")
    blocks = form.reader()(Content.of_bytes("a.html", page.encode()), form.media_type).blocks
    assert [block.kind for block in blocks if block.cells] == [H, R, R]
