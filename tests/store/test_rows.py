"""Columns of the catalog."""

import pytest

from indexer.store.rows import scopes_from, scopes_to


@pytest.mark.parametrize("scopes", [["."], ["a", "b"], ["b\nc"], ['["'], ["\udcff"], ["ä/ö"]])
def test_scopes_come_back_as_they_were(scopes):
    stored = scopes_to(scopes)
    assert stored.encode("utf-8") and scopes_from(stored) == scopes


def test_scopes_of_indexes_made_before_are_read():
    assert scopes_from(".") == ["."] and scopes_from("a\nb/c") == ["a", "b/c"] and scopes_from(None) is None
