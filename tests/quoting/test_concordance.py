"""Every place where words stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import QueryEmpty
from indexer.indexing import index_corpus
from indexer.quoting.concordance import Concordance, occurrence_json, wording_of
from indexer.settings import Settings

A = "The lamp burned. A lamp, a LAMP; lamps everywhere. The lamp-\nlight fell. We re-lit the lamp light.\n"
B = "Burning lamps are rare. The keeper of the house burned his letters near a lamp on the stairs.\n"


@pytest.fixture(scope="module")
def lamps(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lamps")
    (folder / "c").mkdir()
    (folder / "c" / "a.txt").write_text(A)
    (folder / "c" / "b.txt").write_text(B)
    made = Settings.load(index=folder / "i")
    index_corpus(made, [folder / "c"])
    return Concordance(made)


def texts(places):
    return [(o.source.document_id, o.source.text) for o in places.occurrences]


def test_every_place_in_reading_order(lamps):
    assert texts(lamps.find("lamp")) == [
        ("a.txt", "lamp"), ("a.txt", "lamp"), ("a.txt", "LAMP"), ("a.txt", "lamp"), ("a.txt", "lamp"), ("b.txt", "lamp"),
    ]  # fmt: skip
    assert texts(lamps.find('"lamp light"')) == [("a.txt", "lamp-\nlight"), ("a.txt", "lamp light")]


def test_exact_takes_the_very_characters(lamps):
    assert texts(lamps.find("LAMP", exact=True)) == [("a.txt", "LAMP")]
    assert texts(lamps.find("lamp light", exact=True)) == [("a.txt", "lamp light")]


def test_stems_take_all_inflections(lamps):
    assert texts(lamps.find("burning", stems=True)) == [("a.txt", "burned"), ("b.txt", "Burning"), ("b.txt", "burned")]
    assert texts(lamps.find('"burned lamp"', stems=True)) == [("b.txt", "Burning lamps")]


def test_within_takes_words_in_any_order(lamps):
    assert texts(lamps.find("lamp burned", within=2)) == [("a.txt", "lamp burned")]
    assert texts(lamps.find("lamp letters", within=4)) == [("b.txt", "letters near a lamp")]
    assert texts(lamps.find("lamp letters", within=3)) == []
    (found,) = lamps.find("stairs keeper", within=20).occurrences
    marked = [B[a:b] for a, b in found.marks]
    assert marked == ["keeper", "stairs"]


def test_context_and_place_are_told(lamps):
    (found,) = lamps.find("his letters").occurrences
    row = occurrence_json(found)
    assert row["lines"] == [1, 1] and B[row["start"] : row["end"]] == "his letters"
    assert (row["before"] + row["text"] + row["after"]).strip() in B.strip()


def test_nowhere_is_a_statement(lamps):
    places = lamps.find("zebra")
    assert list(places.occurrences) == [] and places.documents == 2 and places.generation == 1


@pytest.mark.parametrize("query", ["", "…", '""', "👍"])
def test_nothing_to_look_for_is_told(lamps, query):
    with pytest.raises(QueryEmpty):
        lamps.find(query)


def test_what_is_looked_for():
    assert wording_of('"two words" and more') == ("two words", "and", "more")
    assert wording_of("two words") == ("two words",)


@given(st.integers(0, len(A)), st.integers(0, len(A)))
@settings(max_examples=100, deadline=None)
def test_exact_finds_what_str_find_finds_on_word_borders(lamps, first, last):
    words = A.split()
    first, last = first % len(words), last % 4 + 1
    wanted = " ".join(words[first : first + last]).strip(".,;-")
    if wanted in A and any(c.isalpha() for c in wanted):
        assert wanted in [o.source.text for o in lamps.find(f'"{wanted}"', exact=True).occurrences]
