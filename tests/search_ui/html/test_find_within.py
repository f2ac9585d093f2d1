"""Words and lines in one document, by what a reader types."""

import pytest

from indexer.model import Block, BlockKind, Document, Locator
from search_ui.html.find_within import found_words, last_line, offset_of_line, word_at


def of(text):
    return Document("d", "d", "", text, "0", "text/plain", ())


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("An owl. Owls\nfly", "OWL", ["owl", "Owl"]),
        ("no owl\n  flies", "owl flies", ["owl\n  flies"]),
        ("the owl’s “nest” is re-used", 'owl\'s "nest"', ["owl’s “nest”"]),
        ("a re‑use", "re-use", ["re‑use"]),
        ("1+1=2 (a|b)", "1+1=2 (a|b)", ["1+1=2 (a|b)"]),
        ("none", "", []),
        ("none", "x", []),
        ("😀 owl", "owl", ["owl"]),
    ],
)
def test_places_are_spans_of_the_text(text, words, found):
    made = found_words(of(text), words)
    assert [text[slice(*place)] for place in made.places] == found
    assert made.number == (1 if found else 0) and (made.shown is None) == (not found)


def test_the_place_shown_is_numbered_or_the_next_one():
    text = of("owl " * 100_001)
    assert found_words(text, "owl", since=9).number == 4
    assert found_words(text, "owl", since=10**9).number == 1
    assert found_words(text, "owl", number=0).number == 1
    assert found_words(text, "owl", number=10**8).number == 100_000
    assert found_words(text, "owl").count == "100,000 or more" and found_words(of("owl"), "owl").count == "1"


@pytest.mark.parametrize(
    ("line", "beginning"), [(1, "one"), (4, "one"), (5, "two"), (6, "three"), (7, "four"), (8, "four"), (99, "four")]
)
def test_a_line_begins_where_its_words_do(line, beginning):
    text = "one\n\ntwo\nthree\n\nfour is cut"
    places = [(0, 3, (3, 3)), (5, 14, (5, 6)), (16, 27, (7, 8))]
    blocks = tuple(Block(BlockKind.PARAGRAPH, a, b, (), Locator(lines=lines)) for a, b, lines in places)
    document = Document("d", "d", "", text, "0", "text/plain", blocks)
    assert text[offset_of_line(document, line) :].startswith(beginning) and last_line(document) == 8


def test_a_document_may_not_know_its_lines():
    assert offset_of_line(of("x"), 1) is None and last_line(of("x")) is None
    assert word_at("a  b", 1) == [(3, 4)] and word_at("a  ", 1) == []
