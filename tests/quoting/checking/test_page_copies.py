"""Quotations copied off a page: numbers of notes on the line or lost, running heads and page numbers in between."""

import pytest

from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker
from indexer.settings import Settings
from tests.made_pdf import pdf

NOTES = """On networks

The old view rested on mathematical models and practical experience.⁴ Counter-examples emerged within a few years. Data are
collected on all major power lines (links).²⁴ As these total 20,000, the problem is large.

The author¹ thanks the reader² for all patience. The index rose by 3.⁵ Then it fell to level⁶ days later. A field of 40 m²
yields more than 10⁶ grains, and ½ of them are kept. He left the harbour at dawn.⁷ Days of rain followed without an end.
"""
HEADS, FOOT = ("The keeper's almanac", "On winter"), "Page {} of 4"


def page(number, *lines):
    body = [(72, 700 - 14 * at, line) for at, line in enumerate(lines)]
    return [(72, 760, HEADS[number % 2 - 1]), *body, (280, 30, FOOT.format(number))]


PAGES = [
    page(
        1,
        "A hive that is closed too tightly in autumn gathers damp air,",
        "and damp kills more colonies than the cold of",
    ),
    page(
        2,
        "January does. Leave a gap under the lid, as wide as a match,",
        "and weigh the hive in October with a luggage",
    ),
    page(
        3,
        "scale. A strong colony eats twenty kilograms of honey before",
        "the willows flower. Feed 12 litres of syrup at most.",
    ),
    page(
        4,
        "Bees that fly in snow do not come back to the hive. Nothing",
        "can be done for them, and nothing should be tried.",
    ),
]


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies")
    (folder / "c").mkdir()
    (folder / "c" / "networks.txt").write_text(NOTES, "utf-8")
    (folder / "c" / "almanac.pdf").write_bytes(pdf(*PAGES))
    settings = Settings.load(index=folder / "i", semantic="off")
    index_corpus(settings, [folder / "c"])
    checker = Checker(settings)

    def judged(quote):
        (item,) = [item for item in checker.check(f"It says “{quote}”, we read.").items if item.kind == "quotation"]
        return item.verdict.value, [kind.value for kind in item.form]

    return judged


@pytest.mark.parametrize(
    "quote",
    [
        "models and practical experience.4 Counter-examples emerged within a few years",
        "models and practical experience. Counter-examples emerged within a few years",
        "major power lines (links).24\r\nAs these total 20,000, the problem is large",
        "The author1 thanks the reader2 for all patience",
        "The author thanks the reader for all patience",
        "The index rose by 3. Then it fell",
    ],
)
def test_the_number_of_a_note_may_stand_on_the_line_or_be_missing(verdict, quote):
    found, form = verdict(quote)
    assert found == "form" and "note_number" in form


@pytest.mark.parametrize(
    "quote",
    [
        "models and practical experience.5 Counter-examples emerged within a few years",
        "major power lines (links).25 As these total 20,000, the problem is large",
        "major power lines (links).24 As these total 24,000, the problem is large",
        "The author thanks 2 the reader for all patience",
        "The author1 thanks the reader3 for all patience",
        "The index rose by 3.5 Then it fell",
        "Then it fell to level 6 days later",
        "6 days later. A field of 40 m² yields more",
        "A field of 40 m2 yields more than 10⁶ grains",
        "A field of 40 m yields more than 10⁶ grains",
        "yields more than 106 grains, and ½ of them are kept",
        "yields more than 10 grains, and ½ of them are kept",
        "yields more than 10⁶ grains, and 12 of them are kept",
        "He left the harbour at dawn. 7 Days of rain followed without an end",
        "He left the harbour at dawn.7 Days of rain followed with an end",
    ],
)
def test_another_number_or_a_power_is_never_form(verdict, quote):
    assert verdict(quote)[0] not in ("verbatim", "form")


@pytest.mark.parametrize(
    "quote",
    [
        "damp kills more colonies than the cold of\nPage 1 of 4\nOn winter\nJanuary does. Leave a gap",
        "damp kills more colonies than the cold of\r\nPage 1 of 4\r\nJanuary does. Leave a gap",
        "in October with a luggage\nTHE KEEPER'S ALMANAC\nscale. A strong colony eats twenty kilograms",
        "On winter\nJanuary does. Leave a gap under the lid",
        "the willows flower. Feed 12 litres of syrup at most.\nPage 3",
    ],
)
def test_lines_of_a_page_s_head_and_foot_may_stand_in_a_quotation(verdict, quote):
    found, form = verdict(quote)
    assert found == "form" and "page_furniture" in form


@pytest.mark.parametrize(
    "quote",
    [
        "damp kills more colonies than the cold of\nPage 1 of 5\nThe keeper's almanac\nJanuary does. Leave a gap",
        "damp kills more colonies than the cold of\nPage 14\nJanuary does. Leave a gap",
        "damp kills more colonies than the cold of\nPage 1 of 4\nJanuary does not. Leave a gap",
        "damp kills more colonies than the cold of the keeper's almanac January does. Leave a gap",
        "Leave a gap under the lid, as wide as\nThe keeper's almanac",
        "the willows flower. Feed\nPage 3 of 4\n14 litres of syrup at most",
        "the willows flower. Feed 12 litres of syrup at most.\n3",
        "damp kills more colonies than the cold of\nPage 2 of 4\nJanuary does. Leave a gap",
        "damp kills more colonies\nPage 1 of 4\nthan the cold of January does. Leave a gap",
        "the willows flower. Feed 12 litres of syrup at most.\nPage 2",
    ],
)
def test_other_lines_and_words_are_no_furniture(verdict, quote):
    assert verdict(quote)[0] not in ("verbatim", "form")
