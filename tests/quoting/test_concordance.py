"""Every place where words stand."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indexer.errors import FilterError, QueryEmpty
from indexer.indexing import index_corpus
from indexer.model.as_json import as_json
from indexer.quoting.concordance import Concordance
from indexer.quoting.concordance.word_search import wording_of
from indexer.settings import Settings

A = "The lamp burned. A lamp, a LAMP; lamps everywhere. The lamp-\nlight fell. We re-lit the lamp light.\n"
B = "Burning lamps are rare. The keeper of the house burned his letters near a lamp on the stairs.\n"


@pytest.fixture(scope="module")
def lamps(indexed):
    return Concordance(indexed({"a.txt": A, "b.txt": B}))


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


def test_each_place_has_its_context_and_where_it_is(lamps):
    (found,) = lamps.find("his letters").occurrences
    row = as_json(found)
    assert row["lines"] == [1, 1] and B[row["start"] : row["end"]] == "his letters"
    assert (row["before"] + row["text"] + row["after"]).strip() in B.strip()


def test_nowhere_is_a_statement(lamps):
    places = lamps.find("zebra")
    assert list(places.occurrences) == [] and places.documents == 2 and places.generation == 1


TOUCHED = (
    "The in-house team, un-house and non\u2010house, dis-\nhouse. The house's roof, the HOUSE’S door, l'house, house¹ too. "
    "Rent: $5, 5%, -5, ~5 and 5°. In-\nhouse."
)


@pytest.fixture(scope="module")
def touched(indexed):
    return Concordance(indexed({"a.txt": TOUCHED}))


def test_no_place_is_left_out_for_what_touches_it(touched):
    places = [o.source.start for o in touched.find("house").occurrences]
    assert places == [at for at in range(len(TOUCHED)) if TOUCHED[at : at + 5].lower() == "house"]
    assert len(texts(touched.find("house", exact=True))) == 8
    assert len(texts(touched.find("house", stems=True))) >= 7
    assert len(texts(touched.find("5"))) == 5
    assert texts(touched.find("$5")) == [("a.txt", "$5")]
    assert texts(touched.find("in-house")) == [("a.txt", "in-house"), ("a.txt", "In-\nhouse")]


def test_a_hyphenated_word_is_found_by_its_stem_as_a_whole_and_in_parts(lamps):
    assert texts(lamps.find("relight", stems=True)) == [] and texts(lamps.find("lit", stems=True)) == [("a.txt", "lit")]
    assert texts(lamps.find("relit", stems=True)) == [("a.txt", "re-lit")]


@pytest.mark.parametrize("query", ["", "…", '""', "👍"])
def test_nothing_to_look_for_is_an_error(lamps, query):
    with pytest.raises(QueryEmpty):
        lamps.find(query)


def test_what_is_looked_for():
    assert wording_of('"two words" and more') == ("two words", "and", "more")
    assert wording_of("two words") == ("two words",)


@given(st.integers(0, len(A)), st.integers(0, len(A)))
@settings(max_examples=100)
def test_exact_finds_what_str_find_finds_on_word_borders(lamps, first, last):
    words = A.split()
    first, last = first % len(words), last % 4 + 1
    wanted = " ".join(words[first : first + last]).strip(".,;-")
    assume(wanted in A and any(c.isalpha() for c in wanted))
    assert wanted in [o.source.text for o in lamps.find(f'"{wanted}"', exact=True).occurrences]


def test_stems_of_what_has_no_word_stand_nowhere(lamps):
    assert texts(lamps.find("\u0301", stems=True)) == []
    assert texts(lamps.find('"lamp" \u0301', stems=True)) == []


def test_a_listing_is_a_part_of_all_places_with_the_counts_of_all(lamps):
    every = texts(lamps.find("lamp"))
    for skip in (0, 2, 5, 6, 9):
        listing = lamps.listing("lamp", skip=skip, limit=3)
        assert [(o.source.document_id, o.source.text) for o in listing.places] == every[skip : skip + 3]
        assert listing.more == (skip + 3 < len(every))
        assert (listing.wanted, listing.skip, listing.counts.occurrences) == (("lamp",), skip, 6)
        assert dict(listing.counts.by_document) == {"a.txt": 5, "b.txt": 1} and listing.counts.documents == 2


def test_a_listing_as_other_tools_read_it(lamps):
    listing = lamps.listing("lamp light", skip=0, limit=1)
    row = as_json(listing)
    assert list(row) == ["wanted", "generation", "documents", "occurrences", "by_document", "stale", "places", "more"]
    assert row["wanted"] == ["lamp light"] and row["by_document"] == {"a.txt": 2} and row["occurrences"] == 2
    assert row["places"] == [as_json(place) for place in listing.places] and row["more"] is True


def test_the_very_characters_include_punctuation_at_the_ends(lamps):
    assert texts(lamps.find("lamp;", exact=True)) == [] and texts(lamps.find("LAMP;", exact=True)) == [
        ("a.txt", "LAMP")
    ]
    assert texts(lamps.find("“The lamp burned", exact=True)) == []
    assert texts(lamps.find("The lamp burned.", exact=True)) == [("a.txt", "The lamp burned")]


def test_a_listing_counts_each_query_and_way_of_looking_by_itself(lamps):
    def count(query, **options):
        return lamps.listing(query, skip=0, limit=1, **options).counts.occurrences

    for _ in range(2):  # counted, and remembered
        assert [count("lamp"), count("LAMP"), count("lamp", exact=True), count("lamp", stems=True)] == [6, 6, 5, 8]
        assert [count("lamp letters"), count("lamp letters", within=4), count("lamp letters", within=3)] == [0, 1, 0]


def test_counts_are_those_of_the_generation_that_is_looked_through(tmp_path):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.txt").write_text("One owl.\n")
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [tmp_path / "c"])
    concordance = Concordance(settings)
    assert concordance.listing("owl", skip=0, limit=1).counts.occurrences == 1
    (tmp_path / "c" / "b.txt").write_text("An owl and an owl.\n")
    index_corpus(settings)
    listing = concordance.listing("owl", skip=0, limit=1)
    assert (listing.counts.generation, listing.counts.documents, listing.counts.occurrences) == (2, 2, 3)
    assert listing.more and texts(concordance.find("owl"))[1:] == [("b.txt", "owl"), ("b.txt", "owl")]


@pytest.mark.parametrize(
    ("query", "together", "apart"),
    [
        ("two words", ("two words",), ("two", "words")),
        (" two, words. ", ("two, words.",), ("two", "words")),
        ('"two words"', ("two words",), ("two words",)),
        ('"two words" more, "and these"', ("two words", "and these", "more"), ("two words", "and these", "more")),
        ("“two words” it’s „so“ «oui»", ("two words", "so", "oui", "it’s"), ("two words", "so", "oui", "it’s")),
        ('"…" word', ("word",), ("word",)),
        ("… - '", (), ()),
        ("", (), ()),
    ],
)
def test_what_a_query_looks_for(query, together, apart):
    assert wording_of(query) == together and wording_of(query, apart=True) == apart


def test_words_of_a_query_must_all_stand_in_a_document_in_any_order(lamps):
    assert texts(lamps.find('"lamp light" "re-lit"')) == [
        ("a.txt", "lamp-\nlight"), ("a.txt", "re-lit"), ("a.txt", "lamp light"),
    ]  # fmt: skip
    assert texts(lamps.find('"lamp" "keeper"')) == [("b.txt", "keeper"), ("b.txt", "lamp")]
    assert texts(lamps.find('"lamp" "zebra"')) == []
    assert texts(lamps.find('"keeper" "keeper"')) == [("b.txt", "keeper")]


@pytest.mark.parametrize(
    ("query", "within", "expected"),
    [
        ("keeper house", 4, ["keeper of the house"]),
        ("house keeper", 3, []),
        ('"lamps are" rare', 3, ["lamps are rare"]),
        ('"lamps are" rare', 2, []),
        ("house keeper burned", 5, ["keeper of the house burned"]),
        ("keeper keeper", 9, []),
    ],
)
def test_within_counts_words_from_the_first_to_the_last(lamps, query, within, expected):
    assert [text for name, text in texts(lamps.find(query, within=within)) if name == "b.txt"] == expected


@pytest.fixture(scope="module")
def rows(indexed):
    """A text of many words, to see where contexts end and stretches lie."""
    return Concordance(indexed({"a.txt": ROW}))


ROW = " ".join(f"word{n:02}" for n in range(40)) + " red x blue x red blue red x x x blue, well-known x known-well end"


def test_contexts_are_of_whole_words_and_at_most_eighty_characters(rows):
    (found,) = rows.find("word20").occurrences
    assert found.before == " ".join(f"word{n:02}" for n in range(9, 20)) + " "
    assert found.after == "".join(f" word{n:02}" for n in range(21, 32))
    (first,), (last,) = rows.find("word00").occurrences, rows.find("end").occurrences
    assert first.before == "" and last.after == "" and last.before.endswith("known-well ")
    (early,) = rows.find("word10").occurrences
    assert early.before == ROW[:70]


def test_the_shortest_stretches_do_not_overlap(rows):
    def stretches(query, within):
        return [
            (o.source.text, [ROW[slice(*mark)] for mark in o.marks])
            for o in rows.find(query, within=within).occurrences
        ]

    assert stretches("red blue", 5) == [
        ("red x blue", ["red", "blue"]), ("red blue", ["red", "blue"]), ("red x x x blue", ["red", "blue"]),
    ]  # fmt: skip
    assert stretches("blue red", 2) == [("red blue", ["red", "blue"])]
    assert stretches("word01 word00", 2) == [("word00 word01", ["word00", "word01"])]
    assert stretches("word38 word39 red", 3) == [("word38 word39 red", ["word38", "word39", "red"])]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("well known", ["well-known"]), ("well-known", ["well-known"]), ("known well", ["known-well"]),
        ("known x", ["known x"]), ("wordless", []), ('"word05" "word06"', ["word05", "word06"]),
        ("known blue", []), ("ends", ["end"]),
    ],
)  # fmt: skip
def test_stems_are_looked_for_in_order_with_the_parts_of_hyphenated_words(rows, query, expected):
    assert [o.source.text for o in rows.find(query, stems=True).occurrences] == expected


def test_stems_within_some_words_are_counted_by_words(rows):
    assert [o.source.text for o in rows.find("blues ends", stems=True, within=7).occurrences] == [
        "blue, well-known x known-well end"
    ]
    assert list(rows.find("blues ends", stems=True, within=6).occurrences) == []


def test_progress_counts_documents(lamps):
    seen = []
    list(lamps.find("lamp", progress=lambda *step: seen.append(step)).occurrences)
    assert seen == [("sources", 2, 2)]


@pytest.fixture(scope="module")
def letters(indexed):
    front = "---\nauthor: {}\ndate: {}\n---\n"
    return indexed(
        {
            "jane.md": front.format("Jane Smith", "2019-05-01") + "The lamp burns at night.\n",
            "john.md": front.format("John Doe", "2021-03-04") + "No lamp burns by day. A lamp is dear.\n",
            "plain.txt": "A lamp of tin.\n",
        }
    )


@pytest.mark.parametrize(
    ("which", "documents", "found"),
    [
        ({}, 3, ["jane.md", "john.md", "john.md", "plain.txt"]),
        ({"documents": "*.md"}, 2, ["jane.md", "john.md", "john.md"]),
        ({"documents": "x/*"}, 0, []),
        ({"author": "doe"}, 1, ["john.md", "john.md"]),
        ({"author": ["jane", "smith"]}, 1, ["jane.md"]),
        ({"since": "2020"}, 1, ["john.md", "john.md"]),
        ({"until": "2020", "documents": "j*"}, 1, ["jane.md"]),
    ],
)
def test_only_some_documents_are_looked_through(letters, which, documents, found):
    for concordance in (fresh := Concordance(letters), fresh):  # the second time all texts, or none, are kept folded
        places = concordance.find("lamp", **which)
        assert ([o.source.document_id for o in places.occurrences], places.documents) == (found, documents)
        assert [o.source.document_id for o in concordance.find("lamps", stems=True, **which).occurrences] == found
        listing = concordance.listing("lamp", skip=1, limit=1, **which)
        assert (listing.counts.documents, listing.counts.occurrences) == (documents, len(found))
        assert [o.source.document_id for o in listing.places] == found[1:2]
        list(concordance.find("lamp").occurrences)


def test_a_date_that_cannot_be_told_is_an_error(letters):
    with pytest.raises(FilterError):
        Concordance(letters).find("lamp", since="some day")


def test_no_heading_runs_into_the_text_around_a_place(indexed):
    text = (
        "# Kites\n\nThey fly. So they do.\n\n## Of strings\n\nStrings are strong.\n\n"
        "| Part | Use |\n|---|---|\n| string | holds |\n| tail | steers |\n\n## Ends\n\nDone.\n"
    )
    desk = Concordance(indexed({"kites.md": text}))
    around = {o.source.text: (o.before.strip(), o.after.strip()) for o in desk.find("strings").occurrences}
    assert around == {"strings": ("Of", ""), "Strings": ("", "are strong.")}
    (row,) = desk.find("tail").occurrences
    assert (row.before.strip(" |"), row.after.strip(" |")) == ("", "steers")
    (said,) = desk.find("They fly").occurrences
    assert (said.before.strip(), said.after.strip()) == ("", ". So they do.")
