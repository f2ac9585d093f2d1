"""Places in words, and addresses that lead back to the very document."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Block, BlockKind, Document, Locator, Passage, Span
from indexer.model.excerpts import document_path, excerpt_of, excerpt_of_passage


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        (Locator(lines=(3, 9)), "lines 3–9"),
        (Locator(lines=(3, 3)), "line 3"),
        (Locator(lines=(3, 9), page=2), "page 2"),
        (Locator(element="x"), "characters 4–7"),
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


@given(st.text(alphabet="a/.#?%&=+ \\é😀<>'\"", min_size=1))
def test_an_id_in_an_address_is_found_again(name):
    path = document_path(name)
    assert unquote(path) == name and re.fullmatch(r"[\w/.%~-]*", path, re.ASCII)
    assert "/" not in path.partition("%23")[2]
