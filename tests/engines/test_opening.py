"""Opening an index while others publish, prune and damage it: how often it is tried, and what is given up."""

import pytest
from generation_contract import DOCUMENTS, publish

from indexer.engines import open_index, open_writer
from indexer.engines.local import run_state
from indexer.engines.opening import Served
from indexer.engines.state import BaseGeneration, IndexState
from indexer.errors import IndexBusy, IndexDamaged, IndexMismatch
from indexer.settings import Settings


class Reader:
    def __init__(self, number, pins):
        self.number, self.pins, self.closed = number, pins, 0

    def pin(self):
        return self.pins

    def unpin(self):
        pass

    def close(self):
        self.closed += 1


class Moving:
    """An index of which a newer generation is current each time that somebody asks.

    The first ``broken`` that are opened are damaged, the next ``pruned`` are gone before they are pinned.
    """

    name = "an index"

    def __init__(self, broken=0, pruned=0, moves=True):
        self.number, self.broken, self.pruned, self.moves = 0, broken, pruned, moves
        self.tried, self.opened = 0, []

    def current(self):
        self.number += self.moves
        return self.number

    def open(self, number=None):
        self.tried += 1
        if self.tried <= self.broken:
            raise IndexDamaged(f"damaged: {self.tried}")
        self.opened.append(Reader(self.number, self.tried > self.broken + self.pruned))
        return self.opened[-1]


def test_a_generation_that_is_pruned_while_it_is_opened_is_left_for_the_newer_one():
    for broken in (1, 2):
        index = Moving(broken)
        with Served(index, lambda reader: reader).use() as reader:
            assert reader is index.opened[0] and index.tried == broken + 1


def test_it_is_given_up_after_three_damaged_ones_and_at_once_where_nothing_newer_is_there():
    index = Moving(9)
    with pytest.raises(IndexDamaged, match="damaged: 3"):
        Served(index, lambda reader: reader).use()
    assert index.tried == 3
    index = Moving(9, moves=False)
    with pytest.raises(IndexDamaged, match="damaged: 1"):
        Served(index, lambda reader: reader).use()


@pytest.mark.parametrize("pruned", [1, 2, 3])
def test_what_cannot_be_pinned_is_closed_and_opened_anew_three_times(pruned):
    index = Moving(pruned=pruned)
    served = Served(index, lambda reader: reader)
    if pruned < 3:
        with served.use() as reader:
            assert reader is index.opened[pruned]
    else:
        with pytest.raises(IndexBusy, match="try again"):
            served.use()
    assert [reader.closed for reader in index.opened] == [1] * pruned + [0] * (pruned < 3)
    assert index.tried == min(pruned + 1, 3)


def test_a_reader_is_closed_once_by_its_last_user_though_it_was_let_go_of_before():
    index = Moving(moves=False)
    served = Served(index, lambda reader: reader)
    one, two = served.use(), served.use()
    served.close()
    served.close()
    one.end()
    assert index.opened[0].closed == 0
    two.end()
    assert index.opened[0].closed == 1
    served.use().end()
    assert len(index.opened) == 2 and index.opened[1].closed == 0


@pytest.fixture
def looked(monkeypatch, tmp_path):
    """Has each look at an index be one of these, a result or an error, at CURRENT as it is in these steps; and looks."""

    def looked(found, current):
        results, numbers = iter(found), iter(current)

        def look_once(settings, full):
            result = next(results)
            if isinstance(result, Exception):
                raise result
            return result

        monkeypatch.setattr(run_state, "_look_once", look_once)
        monkeypatch.setattr(run_state.Generations, "current_or_none", lambda self: next(numbers))
        return run_state.look(Settings.load(index=tmp_path), full=False)

    return looked


def state(number):
    return IndexState(BaseGeneration(number))


def test_what_was_looked_at_while_another_was_published_is_looked_at_again(looked):
    assert looked([state(1)], [1, 1]) == state(1)
    assert looked([state(1), state(2)], [1, 2, 2, 2]) == state(2)
    assert looked([state(1), IndexDamaged("gone"), state(3)], [1, 2, 2, 3, 3, 3]) == state(3)
    with pytest.raises(IndexDamaged, match="really"):
        looked([IndexDamaged("really")], [1, 1])


def test_after_three_looks_it_is_said_to_be_busy(looked):
    with pytest.raises(IndexBusy, match="try again"):
        looked([state(1), state(2), state(3), state(4)], [1, 2, 2, 3, 3, 4, 4, 4])
    with pytest.raises(IndexBusy):
        looked([IndexDamaged("gone")] * 4, [1, 2, 2, 3, 3, 4, 4, 4])


def test_a_damaged_catalog_is_an_error_unless_all_is_read_anew(tmp_path):
    settings = Settings.load(index=tmp_path)
    index = open_index(settings)
    assert index.state(full=False) == IndexState()
    (tmp_path / "catalog.sqlite").write_bytes(b"no catalog" * 99)
    with pytest.raises(IndexDamaged):
        index.state(full=False)
    assert index.state(full=True) == IndexState()


def test_an_index_of_other_settings_is_a_mismatch_unless_all_is_read_anew(tmp_path):
    settings = Settings.load(index=tmp_path / "index")
    number = publish(lambda: open_writer(settings), DOCUMENTS[:2])
    other = open_index(Settings.load(index=settings.index, language="german"))
    with pytest.raises(IndexMismatch):
        other.state(full=False)
    assert other.state(full=True).base.number == number
    (settings.index / "CURRENT").write_text("none")
    with pytest.raises(IndexDamaged, match="CURRENT"):
        open_index(settings).state(full=False)
    found = open_index(settings).state(full=True)
    assert (found.base.number, found.root, found.covered) == (None, "/corpus", (".",))
