"""Who has a part of a shared run, and what becomes of it: over records in a file, which keep the same contract."""

import pytest

from indexer.engines.opensearch.writing.sharing import part_leases
from indexer.engines.opensearch.writing.sharing.part_leases import PartLease, PartLost, RunParts
from indexer.store.records import SqliteRecords
from tests.waiting import until


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    """The time by which leases run out: it goes on as a test says."""
    monkeypatch.setattr(part_leases, "time", clock := Clock())
    return clock


@pytest.fixture
def records(tmp_path):
    return SqliteRecords(tmp_path / "records.sqlite")


@pytest.fixture
def parts(records):
    parts = RunParts(records, "7 write")
    assert parts.add([(0, {}), (3, {})]) == 2
    return parts


def test_each_part_is_taken_by_one_and_done_once(parts):
    with parts.take() as first, parts.take() as second:
        assert [first.part.number, second.part.number] == [0, 3] and parts.take() is None
        first.note(2, 5)
        first.finish({"index": "i"})
    done, free = parts.all()
    assert (done.done, done.result, done.documents, done.passages) == (True, {"index": "i"}, 2, 5)
    assert free.is_free and not done.is_free and parts.take().part.number == 3


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_was_not_done_is_given_back_and_its_next_owner_has_a_higher_epoch(parts, error):
    with pytest.raises(error), parts.take() as lease:
        assert lease.epoch == 1
        raise error
    with parts.take() as lease:
        assert (lease.part.number, lease.epoch) == (0, 2)


def test_a_lease_is_renewed_for_as_long_as_it_is_worked_on(records, parts, clock):
    with RunParts(records, "7 write", seconds=0.3).take() as lease:
        for _ in range(4):
            clock.now += 0.2
            until(lambda: parts.all()[0].until == clock.now + 0.3)
        assert parts.take().part.number == 3 and parts.take() is None
        lease.finish({})


def test_who_slept_while_its_part_was_taken_over_can_neither_go_on_nor_finish(records, parts, clock, monkeypatch):
    monkeypatch.setattr(PartLease, "_renew", lambda self: None)  # as a process that is stopped
    with pytest.raises(PartLost, match="taken over"), RunParts(records, "7 write", seconds=0.05).take() as slow:
        clock.now += 0.1
        other = parts.take()
        assert (other.part.number, other.epoch) == (0, 2)
        with pytest.raises(PartLost):
            list(slow.held([1, 2]))
        with pytest.raises(PartLost):
            slow.finish({"index": "late"})
    other.finish({"index": "right"})
    assert parts.all()[0].result == {"index": "right"}


def test_whoever_works_on_a_run_that_has_ended_loses_its_part(records, parts):
    RunParts(records, "8 write").add([(0, {})])
    with pytest.raises(PartLost), parts.take() as lease:
        parts.remove()
        lease.finish({})
    assert not parts.all() and len(RunParts(records, "8 write").all()) == 1
    RunParts.clear(records)
    assert not RunParts(records, "8 write").all()
