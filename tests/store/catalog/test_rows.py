"""Columns of the catalog."""

import pytest

from indexer.store.catalog.rows import corpus_from, corpus_to


@pytest.mark.parametrize("scopes", [(".",), ("a", "b"), ("b\nc",), ('["',), ("\udcff",), ("ä/ö",), ()])
@pytest.mark.parametrize("root", ["/corpus", "/\udcff"])
def test_root_and_scopes_come_back_as_they_were(root, scopes):
    stored = corpus_to(root, scopes)
    assert stored.encode("utf-8") and corpus_from(stored) == (root, scopes)


def test_where_nothing_is_stored_nothing_is_known():
    assert corpus_from(None) == (None, None)
