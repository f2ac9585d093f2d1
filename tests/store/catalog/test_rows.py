"""Columns of the catalog."""

import pytest

from indexer.store.catalog.rows import scopes_from, scopes_to


@pytest.mark.parametrize("scopes", [["."], ["a", "b"], ["b\nc"], ['["'], ["\udcff"], ["ä/ö"]])
def test_scopes_come_back_as_they_were(scopes):
    stored = scopes_to(scopes)
    assert stored.encode("utf-8") and scopes_from(stored) == scopes


def test_where_no_scopes_are_stored_there_are_none():
    assert scopes_from(None) is None
