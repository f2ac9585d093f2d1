"""Words of a question are shown as they were typed, never as they are folded to be looked up."""

import pytest

from indexer.model import Correction
from indexer.searching import Searcher

TEXTS = {
    "garden.txt": "The Gießkanne stands beside the shed. Water the beans with it every morning.\n",
    "shed.txt": "The shed has a door of oak, and the key hangs on a nail. Beans dry there in autumn.\n",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed(TEXTS))


def test_a_word_that_no_passage_has_is_named_as_it_was_typed(searcher):
    assert "No passage has: Straßenbahn." in searcher.ask("Where is the Straßenbahn beside the shed?").notes
    assert "No passage has: Blumen-Gießer." in searcher.ask("shed Blumen-Gießer").notes
    assert searcher.ask("shed Ångström").notes == ("No passage has: Ångström.", "Looked for: shed.")


def test_so_are_words_that_the_first_passage_lacks_and_those_of_its_score(searcher):
    answer = searcher.ask("Why does the Oak shed lack any Gießkanne?")
    typed = {term.typed for hit in answer.hits for term in hit.why.terms}
    assert {"Gießkanne", "Oak"} <= typed and "giesskanne" not in typed
    assert not any("giesskanne" in note for note in answer.notes)


def test_what_is_corrected_is_named_as_typed_and_the_word_instead_as_it_is_written(searcher):
    answer = searcher.ask("Where is the Gießkane?")
    assert answer.corrections == (Correction("Gießkane", "Gießkanne"),)
    assert answer.hits[0].passage.document_id == "garden.txt"
    assert searcher.ask("where are the Baens?").corrections == (Correction("Baens", "beans"),)
