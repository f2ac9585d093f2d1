"""Words written as one or apart: the commoner writing is found by the other, where it is much commoner."""

import pytest

from indexer.searching import Searcher

TEXTS = {
    **{f"virus{n}.txt": f"The coronavirus was found in region {n}." for n in range(9)},
    "apart.txt": "A corona virus is a virus with a crown.",
    **{f"heart{n}.txt": f"A heart attack came to patient {n}." for n in range(9)},
    "slip.txt": "The heartattack was mild.",
    **{f"mail{n}.txt": f"The e mail came by post on day {n}, as email does." for n in range(3)},
    "crown.txt": "A corona is a crown of light, and no virus.",
}


@pytest.fixture(scope="module")
def searcher(indexed):
    return Searcher(indexed({name: f"{text}\n" for name, text in TEXTS.items()}))


def asked(searcher, question):
    hits = searcher.ask(question, limit=30).hits
    return [hit.passage.document_id for hit in hits], {s for h in hits for t in h.why.terms for s in t.synonyms}


def test_words_typed_apart_find_what_nearly_all_write_as_one(searcher):
    names, said = asked(searcher, "corona virus")
    assert names[0] == "apart.txt" and said == {"corona virus = coronavirus"}
    assert {f"virus{n}.txt" for n in range(9)} <= set(names)


def test_a_word_that_few_write_as_one_finds_what_nearly_all_write_apart(searcher):
    names, said = asked(searcher, "heartattack")
    assert names[0] == "slip.txt" and said == {"heartattack = heart attack"}
    assert {f"heart{n}.txt" for n in range(9)} <= set(names)


def test_where_both_are_as_common_what_was_typed_is_meant(searcher):
    assert asked(searcher, "e mail")[1] == set()
    assert asked(searcher, "coronavirus")[1] == set()


def test_a_word_with_a_hyphen_finds_what_more_write_as_two(indexed):
    texts = {
        "battery.txt": "Battery boost charges the car from the house. It was shown at the community-meeting.",
        **{f"{n}.txt": f"The community meeting of year {n} was a success. Sixty people came to it." for n in range(3)},
        "community.txt": "Our community helps each other in the forum.",
        "rain.txt": "It rains in the mountains, and the sun shines at the coast.",
    }
    searcher = Searcher(indexed(texts))
    found, said = asked(searcher, "Was the community-meeting a success?")
    assert set(found[:3]) == {"0.txt", "1.txt", "2.txt"} and "community-meeting = community meeting" in said
    assert asked(searcher, "community-meeting")[0][0] == "battery.txt"  # what was typed comes first
