"""The address is the state: what it says, and what is asked without one of its filters."""

import pytest

from indexer.model import PassageKind
from search_ui.pages.question import Asked


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=a+b",
        "/search?q=a&document=help/*&kind=text&kind=list&as_typed=1&page=3",
        "/search?q=%F0%9F%98%80&document=[*]",
    ],
)
def test_an_address_is_what_it_says_and_says_what_it_was(app, address):
    with app.test_request_context(address):
        asked = Asked.here()
        again = app.url_for("search.results", **asked.address())
    with app.test_request_context(again):
        assert Asked.here() == asked


def test_what_makes_no_sense_is_as_if_it_were_not_said(app):
    with app.test_request_context("/search?q=+a+&kind=poem&kind=text&kind=text&as_typed=maybe&page=-2&document="):
        assert Asked.here() == Asked("a", kinds=(PassageKind.TEXT,))


def test_another_filter_begins_at_the_first_page_again():
    asked = Asked("a", page=4)
    assert asked.but(documents="x").page == 1 and asked.but(page=5).page == 5 and asked.skip == 30


@pytest.mark.parametrize(
    ("pattern", "what", "name"),
    [
        ("help/*", "folder", "help"),
        ("a/b.md", "document", "a/b.md"),
        ("notes.jsonl#*", "folder", "notes.jsonl"),
        ("[[]x[*]", "document", "[x*"),
        ("*.md", "documents", "*.md"),
        ("a?/*", "documents", "a?/*"),
    ],
)
def test_a_filter_is_named_for_what_it_is(pattern, what, name):
    (chip,) = Asked("q", documents=pattern, page=2).chips
    assert (chip.what, chip.name) == (what, name) and chip.without == Asked("q")


def test_each_filter_can_be_taken_away_alone():
    asked = Asked("q", "a/*", (PassageKind.TEXT, PassageKind.LIST), as_typed=True)
    without = [chip.without for chip in asked.chips]
    assert without == [
        asked.but(documents=None),
        asked.but(kinds=(PassageKind.LIST,)),
        asked.but(kinds=(PassageKind.TEXT,)),
        asked.but(as_typed=False),
    ]
