"""Words that are slips though a dictionary or the index has them: what stands beside them tells."""

import pytest

from indexer.model import Correction
from indexer.searching import Searcher

DRUGS = {
    f"drug{n}.md": f"# Drug {n}\n\nDrug {n} comes as 10 mg tablets; 10 mg is usual, and a dose.\n" for n in range(30)
}
TEXTS = DRUGS | {
    "singulair.md": "# Singulair\n\nSingulair 10 mg is taken in the evening. It prevents asthma.\n",
    "attack.md": "# Heart\n\nA heart attack needs help at once. A heart attack hurts.\n",
    "listening.md": "# Listening\n\nHear well. I hear you. An attack of noise.\n",
    "grammar.md": "# Grammar\n\nThe singular of mice is mouse. A singular noun names one thing.\n",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed(TEXTS))


@pytest.fixture(scope="module")
def without_grammar(indexed):
    return Searcher(indexed({name: text for name, text in TEXTS.items() if name != "grammar.md"}))


def names(answer):
    return [hit.passage.document_id.removesuffix(".md") for hit in answer.hits]


@pytest.mark.parametrize("question", ["singular 10 mg", "what is singular 10 mg for?"])
def test_a_word_of_the_index_is_read_otherwise_too_where_its_neighbour_tells(searcher, question):
    answer = searcher.ask(question)
    assert names(answer)[0] == "singulair"
    assert "“singulair” was looked for, too: “singular” may be a slip." in answer.notes and not answer.corrections


def test_a_word_of_a_dictionary_is_corrected_where_only_its_neighbour_tells(without_grammar):
    answer = without_grammar.ask("singular 10 mg")
    assert names(answer)[0] == "singulair" and answer.corrections == (Correction("singular", "singulair"),)
    assert without_grammar.ask("singular of mice").corrections == ()


def test_what_has_the_typed_word_stays_and_honest_words_are_not_touched(searcher):
    assert {"attack", "listening"} <= set(names(searcher.ask("hear attack")))
    for honest in ("singular noun", "heart attack", '"singular" 10 mg'):
        assert searcher.ask(honest).notes == (), honest


def test_nothing_is_read_otherwise_as_typed(searcher):
    answer = searcher.ask("singular 10 mg", as_typed=True)
    assert answer.corrections == () and not any("slip" in note or "Singulair" in note for note in answer.notes)


def test_what_a_page_has_misspelt_is_found_with_all_others(indexed):
    pages = {f"p{n}.md": f"# Page {n}\n\nSymptoms of illness {n} are many. Symptoms come late.\n" for n in range(210)}
    searcher = Searcher(indexed(pages | {"slip.md": "# Slip\n\nThe symtpoms of flu are fever and cough.\n"}))
    answer = searcher.ask("symtpoms of illness 7")
    assert names(answer)[0] == "p7" and "slip" in {*names(answer), *names(searcher.ask("symtpoms"))}
    assert "“symptoms” was looked for, too: “symtpoms” may be a slip." in answer.notes


def test_a_few_documents_in_another_language_do_not_keep_from_correcting(indexed):
    english = {
        f"e{n}.md": f"# Item {n}\n\nPress the start button of item {n} and wait for the light.\n" for n in range(12)
    }
    german = {"d.md": "# Blick\n\nSie starrt auf das Licht und wartet, bis es wieder dunkel wird in dem Haus.\n"}
    searcher = Searcher(indexed(english | {"d.md": german["d.md"].replace("starrt", "blickt")}))
    answer = searcher.ask("where is the starrt button of the item?")
    assert answer.corrections == (Correction("starrt", "start"),)


def test_a_name_that_no_document_has_is_no_slip_of_a_word_that_differs_in_two_letters(indexed):
    searcher = Searcher(indexed({"note.md": "# Notes\n\nEveryone can move notes. Jellyfin imports them, too.\n"}))
    assert searcher.ask("can I move notes from Evernote?").corrections == ()
    for slip in ("evreynoe", "Everyoen", "Jelyfin"):  # all in small letters, two letters changed about, a single slip
        assert searcher.ask(f"can {slip} move notes?").corrections, slip
    assert searcher.ask("Jelyfni imports").corrections, "the first word has a capital whatever it is"
