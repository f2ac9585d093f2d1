"""The section that a hit names, and words that are read from the right."""

import pytest

from indexer.model import Locator, Passage
from search_ui.html.passage_lines import isolated, section_of

FIVE = ("Code (BGB)", "Book 1", "Part 2", "Title 9", "§ 651")


@pytest.mark.parametrize(
    ("headings", "named"),
    [
        (FIVE, ("…", "Title 9", "§ 651")),
        (FIVE[1:4], FIVE[1:4]),
        (("Code (BGB)", "Book 1"), ("Book 1",)),
        ((), ()),
    ],
)
def test_a_section_is_named_without_its_title_again_and_shortly(headings, named):
    assert section_of(Passage("p", "d", "0", 0, 3, "abc", headings, "", (), Locator(), title="Code")) == named


def test_words_from_the_right_keep_to_their_place_in_a_sentence():
    assert isolated("has “שלום עולם”, but not <b>") == "has “<bdi>שלום עולם</bdi>”, but not &lt;b&gt;"
