"""Authors are the same by their words."""

import pytest

from indexer.text.author_words import is_author


@pytest.mark.parametrize(
    ("wanted", "stated", "same"),
    [
        ("smith", "Jane SMITH", True),
        ("Smith Jane", "Jane Smith; John Doe", True),
        ("bronte", "Charlotte Brontë", True),
        ("BRONTË", "charlotte bronte", True),
        ("strasse", "Hans Straße", True),
        ("o'brien", "Flann O’Brien", True),
        ("smith", "Jane Smithson", False),
        ("jane doe", "Jane Smith", False),
        ("村上", "村上春樹", True),
        ("smith", "", False),
        (" - ", "Jane Smith", False),
    ],
)
def test_all_words_of_a_name_are_there_in_any_case_without_accents(wanted, stated, same):
    assert is_author(wanted, stated) is same
