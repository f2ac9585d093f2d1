"""Words that a narrow column has broken in two, with no hyphen, are found by the whole word."""

import pytest

from indexer.searching import Searcher

TEXTS = {
    "roles.txt": "Configuri ng online decompr ession | Tenant administ rator: yes | Guest: no.",
    "therapy.txt": "The therapist sees patients on Monday. The rapist was caught.",
    "able.txt": "You are not able to enter at night.",
    "table.txt": "Use the back door when it rains, and ring the bell twice.",
    **{f"{n}.txt": f"The administrator of region {n} keeps the keys of the house." for n in range(4)},
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed({name: f"{text}\n" for name, text in TEXTS.items()}))


def asked(searcher, question):
    answer = searcher.ask(question, limit=30)
    names = [hit.passage.document_id for hit in answer.hits]
    return names, {s for hit in answer.hits for t in hit.why.terms for s in t.synonyms}, answer.corrections


def test_a_word_that_is_broken_wherever_it_stands_is_found(searcher):
    names, said, corrections = asked(searcher, "decompression of archives")
    assert names == ["roles.txt"] and said == {"decompression = decompr ession"}
    assert not corrections  # it was typed as it is meant


def test_a_broken_word_counts_where_others_have_it_whole(searcher):
    names, said, _ = asked(searcher, "May the tenant administrator configure it?")
    assert names[0] == "roles.txt" and {"administrator = administ rator", "configure = configuri ng"} <= said


@pytest.mark.parametrize("question", ["Where is the therapist?", "Is that notable?"])
def test_two_words_beside_each_other_are_no_broken_one(searcher, question):
    assert asked(searcher, question)[1] == set()


def test_what_mostly_stands_without_the_other_piece_is_no_piece(indexed):
    texts = {
        **{f"{n}.txt": f"Rator {n} of the club won. Administ was his horse." for n in range(3)},
        "once.txt": "He called it administ rator in jest.",
        "whole.txt": "The administrator keeps the keys.",
    }
    names, said, _ = asked(Searcher(indexed(texts)), "administrator")
    assert names == ["whole.txt"] and said == set()
