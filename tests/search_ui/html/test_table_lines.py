"""Rows of a table on a line."""

import re
from dataclasses import replace

import pytest
from markupsafe import escape

from indexer.model import Passage, PassageKind, Span
from indexer.model.places import Locator
from search_ui.html.table_lines import rows_on_a_line


def passage(text, context="", kind=PassageKind.TABLE):
    return Passage("p", "t.md", "a" * 64, 10, 10 + len(text), text, (), context, (), Locator(), kind)


def on_a_line(of, span=None):
    html = rows_on_a_line(of, span or Span(0, len(of.text)), lambda part: escape(of.text[slice(*part)]))
    return None if html is None else re.sub("<[^>]*>", "", html)


HEAD = "Word | Meaning | Where"
TABLE = f"{HEAD}\n---|:---|---\nsap | what <b>rises</b> | in trees\nbark | | outside"


def test_each_cell_stands_under_the_word_that_heads_it():
    assert on_a_line(passage(TABLE, HEAD)) == (
        "sap · Meaning: what &lt;b&gt;rises&lt;/b&gt; · Where: in trees ; bark · Where: outside"
    )
    at = TABLE.index("rises")
    assert on_a_line(passage(TABLE, HEAD), Span(at, at + 5)) == "Meaning: rises"
    assert on_a_line(passage("| sap | rises |", "| Word | Meaning |")) == "sap · Meaning: rises"
    assert on_a_line(passage("sap\trises\tlate", HEAD)) == "sap · Meaning: rises · Where: late"


def test_cells_that_nothing_heads_are_parted_and_no_more():
    assert on_a_line(passage("sap | rises")) == "sap · rises"
    assert on_a_line(passage("sap | rises", HEAD)) == "sap · rises"  # two cells below three headings


@pytest.mark.parametrize("text", ["Sap rises in spring.", "Two lines\nof text"])
def test_what_is_no_row_is_left_as_it_is(text):
    assert on_a_line(passage(text)) is None and on_a_line(passage(text, HEAD)) is None
    assert on_a_line(replace(passage(f"{text} a | b"), kind=PassageKind.TEXT)) is None
