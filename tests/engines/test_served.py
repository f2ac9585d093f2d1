"""The served generation: shared by all who ask, replaced when another is published, closed by whoever uses it last."""

from threading import Thread

import pytest

from indexer.engines.opening import Served
from indexer.errors import IndexMissing


class Reader:
    def __init__(self, number):
        self.number, self.closed, self.pinned, self.pruned = number, False, False, False

    def close(self):
        assert not self.closed and not self.pinned, "closed twice, or while it is in use"
        self.closed = True

    def pin(self):
        assert not self.pinned and not self.closed
        self.pinned = not self.pruned
        return self.pinned

    def unpin(self):
        assert self.pinned
        self.pinned = False


class Index:
    """Generations by number; each is opened as often as somebody asks for it."""

    name = "an index"

    def __init__(self):
        self.number, self.opened = 1, []

    def current(self):
        if self.number is None:
            raise IndexMissing("none")
        return self.number

    def open(self, number=None):
        self.opened.append(Reader(self.number))
        return self.opened[-1]


def test_one_generation_is_opened_once_and_shared():
    index = Index()
    served = Served(index, lambda reader: [reader])
    with served.use() as first, served.use() as second:
        assert first is second
    with served.use() as third:
        assert third is first and len(index.opened) == 1 and not index.opened[0].closed


def test_a_replaced_generation_is_closed_when_its_last_use_ends():
    index = Index()
    served = Served(index, lambda reader: reader)
    one, two = served.use(), served.use()
    index.number = 2
    with served.use() as fresh:
        assert fresh.number == 2 and one.value.number == 1
    one.end()
    assert not index.opened[0].closed
    one.end()  # once more does nothing
    assert not index.opened[0].closed
    two.end()
    assert index.opened[0].closed and not index.opened[1].closed
    served.close()
    assert index.opened[1].closed


def test_a_lease_that_nobody_holds_any_more_has_ended():
    index = Index()
    served = Served(index, lambda reader: reader)
    lease = served.use()
    served.close()
    assert not index.opened[0].closed
    del lease
    assert index.opened[0].closed


def test_a_generation_is_pinned_while_it_is_used_and_opened_anew_where_it_was_pruned():
    index = Index()
    served = Served(index, lambda reader: reader)
    with served.use() as one, served.use():
        assert one.pinned
    assert not one.pinned and not one.closed
    one.pruned = True
    with served.use() as two:
        assert two is not one and two.pinned and one.closed


def test_what_cannot_be_made_of_a_generation_leaves_it_closed():
    index = Index()

    def fail(reader):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Served(index, fail).use()
    assert index.opened[0].closed
    index.number = None
    with pytest.raises(IndexMissing):
        Served(index, fail).use()


def test_all_that_is_used_in_a_span_is_of_one_generation_whatever_is_published():
    index = Index()
    served = Served(index, lambda reader: reader)
    with served.span():
        with served.use() as first:
            assert first.number == 1
        index.number = 2
        with served.use() as again:
            assert again is first and not first.closed
        with Elsewhere(served) as elsewhere:
            assert elsewhere.number == 2  # a span is one thread's
        assert not first.closed
    assert first.closed
    with served.use() as after:
        assert after.number == 2


def test_a_span_in_which_nothing_could_be_opened_is_no_harm():
    index = Index()
    index.number = None
    served = Served(index, lambda reader: reader)
    span = served.span()
    with pytest.raises(IndexMissing):
        served.use()
    index.number = 1
    with served.use() as reader:
        assert reader.number == 1
    span.end()
    span.end()
    assert not reader.closed and not reader.pinned


class Elsewhere:
    """What another thread gets."""

    def __init__(self, served):
        self.found = []
        thread = Thread(target=lambda: self.found.append(served.use()))
        thread.start()
        thread.join()

    def __enter__(self):
        return self.found[0].value

    def __exit__(self, *_):
        self.found[0].end()
