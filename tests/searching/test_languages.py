"""One index of documents in several languages, asked without saying in which."""

import pytest

from indexer.searching import Searcher

PAGES = {
    "ferry.md": "# The ferry\n\nThe ferries leave in the morning, and nobody knows when they come back to harbour.\n",
    "faehre.md": "# Die Fähre\n\nDie Fähren fahren am Morgen ab, und niemand weiß, wann sie in den Hafen zurückkommen.\n",
    "ruea.txt": "เรือข้ามฟากออกตอนเช้า และไม่มีใครรู้ว่าจะกลับมาเมื่อไร\n",
    "name.txt": "Titanic\n",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed(PAGES))


def found(answer):
    return [hit.passage.document_id for hit in answer.hits]


def test_the_languages_of_the_documents_are_counted(searcher):
    assert searcher.status().languages == {"english": 2, "german": 1, "thai": 1}


@pytest.mark.parametrize(
    ("question", "filters", "documents"),
    [
        ("Wann fährt die Fähre ab?", {}, ["faehre.md"]),
        ("when does a ferry leave?", {}, ["ferry.md"]),
        ("Häfen", {}, ["faehre.md"]),
        ("เรือข้ามฟาก", {}, ["ruea.txt"]),
        ("morning lang:en", {}, ["ferry.md"]),
        ("Morgen lang:German", {}, ["faehre.md"]),
        ("Morgen", {"language": "th"}, []),
        ("ferry Fähre", {"language": ["en", "de"]}, ["faehre.md", "ferry.md"]),
    ],
)
def test_each_is_found_by_its_own_forms(searcher, question, filters, documents):
    assert sorted(found(searcher.ask(question, **filters))) == documents


@pytest.mark.parametrize(
    ("question", "marks"),
    [
        ("ferries to harbour", {"ferry.md": ["ferries", "harbour"], "hafen.md": ["to"]}),
        ("to", {"ferry.md": ["to"], "hafen.md": ["to"]}),
    ],
)
def test_what_says_little_in_the_language_of_a_passage_is_not_marked_in_it_unless_nothing_else_was_asked(
    indexed, question, marks
):
    english = (
        "The ferries that are there leave in the morning and come back to the harbour of the town, or to another.\n"
    )
    german = "Die Fähre heißt nach dem Hafen von To, und niemand weiß, wann sie am Abend wieder zurückkommen wird.\n"
    answer = Searcher(indexed({"ferry.md": english, "hafen.md": german})).ask(question)
    found = {
        hit.passage.document_id: {hit.passage.text[a - hit.passage.start : b - hit.passage.start] for a, b in hit.marks}
        for hit in answer.hits
    }
    assert {name: {word.lower() for word in words} for name, words in found.items()} == {
        name: set(words) for name, words in marks.items()
    }


def test_the_languages_that_were_found_are_ways_to_narrow(searcher):
    facets = searcher.ask("ferry Fähre").facets
    assert [(f.name, f.count) for f in facets.languages] == [("english", 1), ("german", 1)]
    assert searcher.ask("Fähre").facets.languages == ()
