"""A search among documents by what they say of themselves, and what is said of it."""

from datetime import date

import pytest

from indexer.errors import FilterError
from indexer.model import Stated
from indexer.searching import Searcher

PAGES = {
    "kites.md": "---\nauthor: [Zoë Smith, Bob Jones]\ndate: 2021-05-01\ntags: [wind]\nlang: en\n---\n"
    "# Kites\n\nA kite flies.\n",
    "boats.html": "<html lang=de><head><title>Boats</title><meta name=author content='Jones, Bob'>"
    "<meta property='article:published_time' content='2020-12-31T23:00:00Z'></head>"
    "<body><p>A kite pulls a boat.</p></body></html>",
    "old.md": "---\nauthor: B. Jones\ndate: May 1999\n---\n# Old\n\nAn old kite hangs there.\n",
    "none.txt": "A kite of nobody, at no time.\n",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed(PAGES))


def found(answer):
    return {hit.passage.document_id for hit in answer.hits}


@pytest.mark.parametrize(
    ("question", "filters", "documents"),
    [
        ("kite", {}, set(PAGES)),
        ("kite", {"author": "smith"}, {"kites.md"}),
        ("kite", {"author": "Jones"}, {"kites.md", "boats.html", "old.md"}),
        ("kite", {"author": ["jones", "ZOE"]}, {"kites.md"}),
        ("kite", {"since": "2021"}, {"kites.md"}),
        ("kite", {"until": "2020"}, {"boats.html", "old.md"}),
        ("kite", {"since": date(1999, 5, 31), "until": "2020-12"}, {"boats.html", "old.md"}),
        ("kite", {"since": "2022", "until": "2021"}, set()),
        ("kite author:jones", {"since": "2000"}, {"kites.md", "boats.html"}),
        ("kite author:bob before:2021", {}, {"boats.html"}),
        ("kite after:1999 before:2021-05", {"documents": "*.html"}, {"boats.html"}),
    ],
)  # fmt: skip
def test_documents_are_found_by_author_and_date(searcher, question, filters, documents):
    answer = searcher.ask(question, **filters)
    assert found(answer) == documents
    assert set(filters) & {"documents"} or answer.facets.passages == len(documents)


def test_what_a_filter_does_is_told(searcher):
    assert searcher.ask("kite author:smith after:2020").notes == (
        "Only documents whose author has “smith”, dated 2021-01-01 or later were searched.",
    )
    assert any("whose author has “nobody”" in note for note in searcher.ask("kite", author="nobody").notes)
    assert any("is a word here" in note for note in searcher.ask("what does author:smith say of a kite?").notes)
    assert searcher.ask("kite", author="smith").notes == ()
    with pytest.raises(FilterError, match="since: 'soon' is no date"):
        searcher.ask("kite", since="soon")


def test_as_typed_keys_are_words(searcher):
    assert found(searcher.ask("kite author:smith", as_typed=True)) == set(PAGES)


def test_hits_say_what_their_documents_say(searcher):
    hits = {hit.passage.document_id: hit.about for hit in searcher.ask("kite").hits}
    about = hits["kites.md"]
    assert (about.author, about.date, about.language) == ("Zoë Smith; Bob Jones", "2021-05-01", "en")
    assert about.keywords == "wind" and hits["boats.html"].language == "de" and not hits["none.txt"].author
    rows = {row.id: row.about for row in searcher.documents()}
    assert {name: rows[name] for name in hits} == hits


def test_authors_are_counted_under_the_name_met_first_and_leave_as_many_passages_as_they_say(searcher):
    authors = searcher.ask("kite").facets.authors
    assert {facet.name: facet.count for facet in authors} == {"Zoë Smith": 1, "Bob Jones": 2, "B. Jones": 1}
    for facet in authors:
        assert searcher.ask("kite", author=facet.pattern).facets.passages == facet.count


def test_related_questions_are_of_the_same_documents(indexed):
    page = "---\nauthor: {0}\n---\n# {0}\n\n## What is a kite of {0}?\n\nA kite of {0} flies high.\n"
    two = Searcher(indexed({"ann.md": page.format("Ann"), "ben.md": page.format("Ben")}))
    stated = two.ask("kite", author="Ann").hits and two.related("what is a kite", stated=Stated(("Ann",)))
    assert {hit.passage.document_id for hit in stated} == {"ann.md"}
