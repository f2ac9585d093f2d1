"""Places are counted once a query: further pages walk no further than they show; old counts are let go."""

from types import SimpleNamespace

import pytest

from indexer.quoting.concordance import Places
from search_ui.request import writer_service as module
from search_ui.request.writer_service import WriterService

PLACES = 10


@pytest.fixture
def walked(monkeypatch):
    """Each query with the number of its places that were walked through, in turn."""
    walks = []

    def occurrences(query):
        for _ in range(PLACES):
            walks[-1][1] += 1
            yield SimpleNamespace(source=SimpleNamespace(document_id="a"))

    def find(self, query, **options):
        walks.append([query, 0])
        return Places((query,), 1, 1, occurrences(query))

    monkeypatch.setattr(module.Concordance, "find", find)
    return walks


def ask(service, query, skip=0):
    return service.find(query, skip=skip, limit=2, stems=False, within=None, exact=False)


def test_a_further_page_of_a_query_is_not_counted_again(corpus_settings, walked):
    service = WriterService(corpus_settings, lambda: None)
    assert ask(service, "a").counts.occurrences == PLACES and walked == [["a", PLACES]]
    second = ask(service, "a", skip=2)
    assert second.counts.occurrences == PLACES and len(second.places) == 2 and second.more and walked[1] == ["a", 4]
    assert not ask(service, "a", skip=8).more


def test_only_the_last_queries_are_remembered(corpus_settings, walked, monkeypatch):
    monkeypatch.setattr("indexer.quoting.concordance.all_places._REMEMBERED", 2)
    service = WriterService(corpus_settings, lambda: None)
    for query in ("a", "b", "a", "c", "a", "b"):
        ask(service, query)
    assert walked == [["a", 10], ["b", 10], ["a", 2], ["c", 10], ["a", 2], ["b", 10]]
