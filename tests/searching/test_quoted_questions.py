"""Quotation marks and dashes in what is asked: what is found, in which order, and what is said of it."""

import pytest

from indexer.searching import Searcher

TEXTS = {
    "lamp.txt": "The storm lamp burns with a steady light. Trim its wick every evening.",
    "light.txt": "A light burns in the lamp room. The storm came in the evening, and the storm lamp went out.",
    "storm.txt": "How bright is a lamp in a storm? A lamp shines through any storm, bright as ever. Lamp and storm.",
    "wick.txt": "Wicks are cut short. A long wick smokes.",
    "oil.txt": "Lamp oil is kept in the cellar, away from any storm of sparks.",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed({name: f"{text}\n" for name, text in TEXTS.items()}))


def found(searcher, question, **options):
    answer = searcher.ask(question, **options)
    return [hit.passage.document_id for hit in answer.hits], list(answer.notes)


def test_a_search_for_a_quotation_gives_only_what_holds_it(searcher):
    names, notes = found(searcher, '"storm lamp"')
    assert set(names) == {"lamp.txt", "light.txt"} and notes == []
    names, notes = found(searcher, '"storm lamp" -wick')
    assert names == ["light.txt"] and notes == ["Passages that have “wick” are left out."]


def test_a_quotation_that_stands_nowhere_gives_its_words_and_says_so(searcher):
    names, notes = found(searcher, '"bright storm lamp"')
    assert names[0] == "storm.txt" and len(names) > 3
    assert notes == ["No passage has “bright storm lamp” in these very words; its words were searched for."]


def test_in_a_sentence_what_holds_the_quotation_comes_first_and_the_rest_follows(searcher):
    names, notes = found(searcher, 'how bright is a "storm lamp"?')
    assert set(names[:2]) == {"lamp.txt", "light.txt"} and names[2] == "storm.txt"
    assert notes[0] == "Passages that have “storm lamp” in these very words come first."
    assert found(searcher, "how bright is a storm lamp?")[0][0] == "storm.txt"


def test_a_sentence_whose_quotation_stands_nowhere_is_as_it_is_without_marks(searcher):
    names, notes = found(searcher, 'where is the "lamp oil of the storm" kept?')
    assert names == found(searcher, "where is the lamp oil of the storm kept?")[0] and names[0] == "oil.txt"
    assert notes[0] == "No passage has “lamp oil of the storm” in these very words; its words were searched for."


def test_what_holds_most_of_several_quotations_comes_first(searcher):
    names, notes = found(searcher, '"storm lamp" "trim its wick"')
    assert names == ["lamp.txt"] and notes == []
    names, notes = found(searcher, '"long wick" "storm lamp"')
    assert set(names[:3]) == {"lamp.txt", "light.txt", "wick.txt"} and len(names) == 5
    assert notes == [
        "No passage has all that is quoted.",
        "Passages that have “long wick” or “storm lamp” in these very words come first.",
    ]
    names, notes = found(searcher, 'does a "storm lamp" with a "red wick" smoke?')
    assert set(names[:2]) == {"lamp.txt", "light.txt"}
    assert notes[:2] == [
        "No passage has “red wick” in these very words.",
        "Passages that have “storm lamp” in these very words come first.",
    ]


def test_what_is_said_of_a_quotation_is_true_of_what_was_searched(searcher):
    names, notes = found(searcher, '"storm lamp"', documents="o*")
    assert names == ["oil.txt"]
    assert notes[0] == "No passage of those searched has “storm lamp” in these very words; its words were searched for."


def test_a_dash_that_leaves_nothing_out_says_so(searcher):
    names, notes = found(searcher, "what burns in the lamp room -evening")
    assert names[0] == "light.txt"
    assert notes == ["The dash before “evening” leaves nothing out: it does so only at the end of a short search."]
    assert found(searcher, "-evening") == (found(searcher, "evening")[0], notes)
    assert found(searcher, "lamp -5")[1][0] == "No passage has: -5."


def test_a_quotation_of_function_words_alone_is_found(searcher):
    names, notes = found(searcher, 'wick "in the"')
    assert set(names) == {"light.txt", "oil.txt"}, notes
