"""Places in words, and addresses that lead back to the very document."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Block, BlockKind, Document, Locator, Numbered, Pages, PageStart, Passage, PlaceUnit, Span
from indexer.model.excerpts import document_path, excerpt_of, excerpt_of_passage


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        (Locator(lines=(3, 9)), "lines 3–9"),
        (Locator(lines=(3, 3)), "line 3"),
        (Locator(lines=(3, 9), pages=Pages(2, 2)), "page 2"),
        (Locator(element="x"), "characters 4–7"),
        (Locator(pages=Pages(2, 4, "ii", "4")), "pages ii–4"),
        (Locator(pages=Pages(2, 2, "ii", "ii")), "page ii (2nd of the file)"),
        (Locator(pages=Pages(12, 12, "A-3", "A-3")), "page A-3 (12th of the file)"),
        (Locator(part="Prices", numbered=Numbered(PlaceUnit.ROW, 3, 9)), "Prices, rows 3–9"),
        (Locator(numbered=Numbered(PlaceUnit.SLIDE, 4, 4), element="x"), "slide 4"),
        (Locator(seconds=(59.6, 3725.0), lines=(8, 9)), "0:59–1:02:05"),
        (Locator(part="The Storm", element="c2"), "The Storm"),
    ],
)
def test_places_in_words(locator, words):
    passage = Passage("p", "d", "0", 4, 7, "abc", (), "", (), locator)
    assert locator.in_words(4, 7) == passage.place == excerpt_of_passage(passage).place == words


def test_an_excerpt_names_just_the_lines_that_it_stands_on():
    text = "one\ntwo\nthree\n\nlast"
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 13, (), Locator((1, 3))),
        Block(BlockKind.PARAGRAPH, 15, 19, (), Locator((5, 5))),
    )
    document = Document("d", "d", "", text, "0", "text/plain", blocks)
    places = {(4, 7): "line 2", (2, 6): "lines 1–2", (10, 16): "lines 3–5", (18, 19): "line 5"}
    assert {span: excerpt_of(document, Span(*span)).place for span in places} == places


def test_an_excerpt_of_a_block_that_runs_over_pages_names_just_its_own():
    text = "begins here and ends there"
    over = Locator(pages=Pages(3, 5, "iii", "v"))
    starts = (PageStart(12, 4, "iv"), PageStart(21, 5, "v"))
    document = Document(
        "d", "d", "", text, "0", "x/y", (Block(BlockKind.PARAGRAPH, 0, 26, (), over, page_starts=starts),)
    )
    places = {(0, 6): "page iii (3rd of the file)", (12, 15): "page iv (4th of the file)", (7, 26): "pages iii–v"}
    assert {span: excerpt_of(document, Span(*span)).place for span in places} == places


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (Locator(pages=Pages(1, 1)), Locator(pages=Pages(2, 3)), "pages 1–3"),
        (
            Locator(part="A", numbered=Numbered(PlaceUnit.ROW, 2, 2)),
            Locator(part="A", numbered=Numbered(PlaceUnit.ROW, 7, 7)),
            "A, rows 2–7",
        ),
        (
            Locator(part="A", numbered=Numbered(PlaceUnit.ROW, 2, 2)),
            Locator(part="B", numbered=Numbered(PlaceUnit.ROW, 7, 7)),
            "A, row 2",
        ),
        (Locator(seconds=(1.0, 2.0)), Locator(seconds=(5.0, 8.5)), "0:01–0:08"),
        (Locator(lines=(1, 2)), Locator(lines=(4, 4)), "lines 1–4"),
    ],
)
def test_a_place_reaches_through_another(first, last, words):
    assert first.through(last).in_words(0, 1) == words


@pytest.mark.parametrize(
    "wrong",
    [
        {"lines": (0, 1)},
        {"lines": (3, 2)},
        {"pages": Pages(2, 1)},
        {"numbered": Numbered(PlaceUnit.ROW, 0, 1)},
        {"seconds": (2.0, 1.0)},
    ],
)
def test_a_range_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="not a range"):
        Locator(**wrong)


@given(st.text(alphabet="a/.#?%&=+ \\é😀<>'\"", min_size=1))
def test_an_id_in_an_address_is_found_again(name):
    path = document_path(name)
    assert unquote(path) == name and re.fullmatch(r"[\w/.%~-]*", path, re.ASCII)
    assert "/" not in path.partition("%23")[2]


def test_a_place_does_not_say_again_what_the_id_of_its_document_says():
    place = Locator(part="a.eml, 2/b.xlsx, Prices", lines=(3, 3))
    assert place.within("c.zip#a.eml#2/b.xlsx").in_words(0, 1) == "Prices, line 3"
    assert Locator(part="a.pdf", lines=(3, 3)).within("c.zip#a.pdf").in_words(0, 1) == "line 3"
    for other in ("c.zip", "c.zip#a.em", "Prices", "c.zip#b"):
        assert place.within(other) is place


@pytest.mark.parametrize(
    ("place", "exact"),
    [
        (Locator(pages=Pages(3, 3)), True),
        (Locator(pages=Pages(3, 4)), False),
        (Locator(lines=(7, 7), numbered=Numbered(PlaceUnit.ROW, 2, 2)), True),
        (Locator(lines=(7, 9), numbered=Numbered(PlaceUnit.ROW, 2, 2)), False),
        (Locator(lines=(7, 7), element="first"), False),  # another id may stand on that line
        (Locator(seconds=(5.0, 8.0)), False),
        (Locator(part="Prices"), False),
    ],
)
def test_a_place_is_exact_where_nothing_in_it_has_another(place, exact):
    assert place.is_exact == exact
