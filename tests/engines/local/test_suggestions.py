"""What the corpus asks itself, kept with a generation: which texts, in which order, and of which documents."""

import pytest

from indexer.engines.local.suggestions import (
    SUGGESTIONS,
    StoredSuggestions,
    by_documents,
    open_suggestions,
    suggestion_writing,
    write_suggestions,
)
from indexer.errors import IndexDamaged
from indexer.model import SuggestionKind
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()
QUESTION, TITLE, HEADING = SuggestionKind.QUESTION, SuggestionKind.TITLE, SuggestionKind.HEADING


@pytest.fixture
def offered(tmp_path):
    """What is offered for words (the last of them unfinished, those with a - before them not needed) of some texts."""

    def offered(found, typed, *, limit=50, documents=None, unfinished=True):
        write_suggestions(tmp_path, found, ANALYZER)
        words = [(word.removeprefix("-"), not word.startswith("-")) for word in typed.split()]
        made = StoredSuggestions(open_suggestions(tmp_path)).suggestions(
            words, unfinished=unfinished, limit=limit, documents=documents
        )
        return [suggestion.text for _, suggestion in made]

    return offered


def test_questions_come_before_titles_and_headings_then_what_stands_often_then_what_is_short(offered):
    found = [
        ("a", HEADING, "Calm tears here"),
        ("a", TITLE, "Calm tears of a title"),
        ("a", QUESTION, "Do calm tears fall?"),
        ("a", HEADING, "Are calm tears real?"),  # a heading that asks
        ("b", HEADING, "Are calm tears real?"),
        ("a", HEADING, "Calm tears"),
    ]
    expected = ["Are calm tears real?", "Do calm tears fall?", "Calm tears of a title", "Calm tears", "Calm tears here"]
    assert offered(found, "tears") == expected
    assert offered(found, "tears", limit=2) == expected[:2] and offered(found, "tears calm", limit=4) == expected[:4]


def test_what_begins_as_it_was_typed_comes_first_then_what_shares_more_of_the_small_words(offered):
    found = [
        ("a", QUESTION, "Calm tears?"),
        ("a", QUESTION, "Why do tears fall?"),
        ("a", QUESTION, "What is the use of tears?"),
        ("a", TITLE, "The tears"),
    ]
    assert offered(found, "-the tears")[0] == "The tears"
    assert offered(found, "-of -the tears") == [
        "What is the use of tears?", "The tears", "Calm tears?", "Why do tears fall?",
    ]  # fmt: skip


def test_each_text_is_offered_once_in_its_best_kind_with_all_its_documents(offered):
    found = [("a", HEADING, "Calm  tears"), ("b", TITLE, "Calm\ntears"), ("c", HEADING, "calm Tears")]
    assert offered(found, "calm") == ["Calm tears"]
    for document, texts in (("a", ["Calm tears"]), ("b", ["Calm tears"]), ("c", ["Calm tears"]), ("d*", [])):
        assert offered(found, "calm", documents=document) == texts


def test_only_the_last_word_may_be_unfinished_and_all_that_are_needed_must_stand_there(offered):
    found = [("a", TITLE, "Calm tears"), ("a", TITLE, "Calmer teardrops"), ("b", TITLE, "Café tears")]
    assert offered(found, "tea") == ["Café tears", "Calm tears", "Calmer teardrops"]
    assert offered(found, "tea", unfinished=False) == []
    assert offered(found, "calm tea") == ["Calm tears"]
    assert offered(found, "cafe tears") == ["Café tears"]
    assert offered(found, "tears calm") == ["Calm tears"]


@pytest.mark.parametrize(
    ("text", "offers"), [("x" * 160, True), ("x" * 161, False), ("", False), (" \n", False), ("…", False)]
)
def test_what_is_too_long_or_has_no_words_is_not_kept(offered, text, offers):
    assert offered([("a", TITLE, text)], "x") == ([text] if offers else [])


def test_a_corpus_without_any_offers_nothing(offered):
    assert offered([], "tears") == offered([], "tears", documents="a*") == []


def test_a_damaged_file_is_told(tmp_path):
    write_suggestions(tmp_path, [("a", TITLE, "Calm tears")], ANALYZER)
    path = tmp_path / SUGGESTIONS
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(IndexDamaged, match=SUGGESTIONS):
        StoredSuggestions(open_suggestions(tmp_path))


def test_it_is_told_how_many_documents_have_been_gone_through(monkeypatch):
    monkeypatch.setattr(suggestion_writing, "_TOLD", 2)
    found = [(name, TITLE, f"What is {name}{n}?") for name in "abcde" for n in range(3)]
    for documents in (5, None):
        told = []
        assert list(by_documents(found, documents, lambda *said: told.append(said))) == found  # noqa: B023
        assert told == [("suggest", done, documents) for done in (0, 2, 4, 5)]
    assert list(by_documents([], 0, lambda *said: told.append(said))) == [] and told[-1] == ("suggest", 0, 0)
