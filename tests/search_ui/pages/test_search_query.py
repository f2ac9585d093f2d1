"""The address is the state: what it says, and what is query without one of its filters."""

import pytest

from indexer.model import PassageKind
from search_ui.pages.search_query import SearchQuery


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=a+b",
        "/search?q=a&document=help/*&document=b.md&kind=text&kind=list&as_typed=1&page=3",
        "/search?q=%F0%9F%98%80&document=[*]",
    ],
)
def test_an_address_is_what_it_says_and_says_what_it_was(app, address):
    with app.test_request_context(address):
        query = SearchQuery.from_request()
        again = app.url_for("search.results", **query.address())
    with app.test_request_context(again):
        assert SearchQuery.from_request() == query


@pytest.mark.parametrize("root", ["", "/below"])
@pytest.mark.parametrize(
    "query",
    [
        SearchQuery("a b & c=d; é 😀 100% 'x' (y) [z]"),
        SearchQuery("a", ("help/*", "b#1.md"), (PassageKind.TEXT, PassageKind.LIST), ("K. Ba,ba",), ("german",)),
        SearchQuery("a", since="2021-06", until="2022", as_typed=True, page=3),
    ],
)
def test_its_link_is_the_address_that_flask_makes(app, query, root):
    with app.test_request_context("/search?q=x", environ_overrides={"SCRIPT_NAME": root}):
        assert query.link == app.url_for("search.results", **query.address())


def test_what_makes_no_sense_is_as_if_it_were_not_said(app):
    with app.test_request_context("/search?q=+a+&kind=poem&kind=text&kind=text&as_typed=maybe&page=-2&document="):
        assert SearchQuery.from_request() == SearchQuery("a", kinds=(PassageKind.TEXT,))


def test_another_filter_begins_at_the_first_page_again():
    query = SearchQuery("a", page=4)
    assert query.changed(documents=("x",)).page == 1 and query.changed(page=5).page == 5 and query.skip == 30


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
    (filter_,) = SearchQuery("q", documents=(pattern,), page=2).filters
    assert (filter_.what, filter_.name) == (what, name) and filter_.without == SearchQuery("q")


def test_each_filter_can_be_taken_away_alone():
    query = SearchQuery("q", ("a/*", "b.md"), (PassageKind.TEXT, PassageKind.LIST), as_typed=True)
    without = [filter_.without for filter_ in query.filters]
    assert without == [
        query.changed(documents=("b.md",)),
        query.changed(documents=("a/*",)),
        query.changed(kinds=(PassageKind.LIST,)),
        query.changed(kinds=(PassageKind.TEXT,)),
        query.changed(as_typed=False),
    ]
