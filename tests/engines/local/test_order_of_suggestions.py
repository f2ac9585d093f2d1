"""Which suggestions come first, text by text: what begins as it was typed, however little it is worth otherwise."""

import pytest

from indexer.engines.local.suggestions import SUGGESTIONS, StoredSuggestions, open_suggestions, write_suggestions
from indexer.engines.local.suggestions import stored_suggestions as suggestions
from indexer.errors import IndexDamaged
from indexer.model import Suggestion, SuggestionKind
from indexer.store.container import ContainerWriter
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()
QUESTION, TITLE, HEADING = SuggestionKind.QUESTION, SuggestionKind.TITLE, SuggestionKind.HEADING


@pytest.fixture
def stored(tmp_path):
    def stored(*found):
        write_suggestions(tmp_path, found, ANALYZER)
        return StoredSuggestions(open_suggestions(tmp_path))

    return stored


def texts(found):
    return [suggestion.text for _, suggestion in found]


def test_what_begins_as_it_was_typed_comes_before_much_that_is_worth_more(stored):
    many = [("a", QUESTION, f"Do they fall in tears on day {n}?") for n in range(12)]
    found = stored(*many, ("a", HEADING, "Tears fall"))
    for unfinished in (True, False):
        typed = [("tears", True), ("fall", True)]
        assert texts(found.suggestions(typed, unfinished=unfinished, limit=3, documents=None))[0] == "Tears fall"
    assert texts(found.suggestions([("tears", True), ("fal", True)], unfinished=True, limit=1)) == ["Tears fall"]
    assert texts(found.suggestions([("fall", True), ("tears", True)], unfinished=True, limit=50)) == [
        *(f"Do they fall in tears on day {n}?" for n in range(12)), "Tears fall",
    ]  # fmt: skip


def test_more_of_the_small_words_counts_more_than_any_worth(stored):
    many = [("a", QUESTION, f"Why tears number {n}?") for n in range(12)]
    found = stored(*many, ("a", HEADING, "Number of the tears"))
    typed = [("of", False), ("the", False), ("tears", True)]
    assert texts(found.suggestions(typed, unfinished=False, limit=2)) == ["Number of the tears", "Why tears number 0?"]


def test_the_shorter_of_two_comes_first_then_the_one_of_the_earlier_letters(stored):
    found = stored(("a", TITLE, "All the tears of the world"), ("a", TITLE, "Zebra tears"), ("a", TITLE, "Koala tears"))
    expected = ["Koala tears", "Zebra tears", "All the tears of the world"]
    assert texts(found.suggestions([("tears", True)], unfinished=True, limit=9)) == expected


def test_the_more_documents_have_it_the_earlier_it_comes(stored):
    found = stored(
        ("a", TITLE, "Calm tears"), ("a", TITLE, "Long tears"), ("b", TITLE, "Long tears"), ("b", TITLE, "Long tears")
    )
    given = found.suggestions([("tears", True)], unfinished=True, limit=9)
    assert given == (("long tears", Suggestion("Long tears", TITLE)), ("calm tears", Suggestion("Calm tears", TITLE)))


def test_the_kind_of_a_text_is_its_best_whichever_came_first(stored):
    for order in ((HEADING, TITLE), (TITLE, HEADING)):
        found = stored(*(("a", kind, "Calm tears") for kind in order), ("b", TITLE, "Other tears"))
        kinds = {s.text: s.kind for _, s in found.suggestions([("tears", True)], unfinished=True, limit=9)}
        assert kinds == {"Calm tears": TITLE, "Other tears": TITLE}


def test_patterns_are_looked_through_once(stored, monkeypatch):
    found = stored(("a", TITLE, "Calm tears"), ("b", TITLE, "Other tears"))
    admitting, asked = suggestions.admitting, []
    monkeypatch.setattr(suggestions, "admitting", lambda pattern: asked.append(pattern) or admitting(pattern))
    for _ in range(2):
        for pattern, expected in (("a", ["Calm tears"]), ("b", ["Other tears"])):
            given = found.suggestions([("tears", True)], unfinished=True, limit=9, documents=pattern)
            assert texts(given) == expected
    assert asked == ["a", "b"]


def test_a_file_that_lacks_something_is_damage(tmp_path):
    ContainerWriter().write(tmp_path / SUGGESTIONS, {})
    with pytest.raises(IndexDamaged, match="has no array"):
        StoredSuggestions(open_suggestions(tmp_path))
