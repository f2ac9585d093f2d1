"""Who reads a generation has noted that, and waits for no note but the first."""

from threading import Event, Thread
from time import monotonic

import pytest

from indexer.engines.opensearch.records import pins as pins_module
from indexer.engines.opensearch.records.generation_record import GenerationRecord, GenerationRecords
from indexer.engines.opensearch.records.pins import Pins, pinned_generations
from indexer.engines.opensearch.records.served_look import ServedLook
from indexer.errors import ClusterUnavailable
from indexer.settings import FORMAT
from indexer.store.records import SqliteRecords


class Hanging:
    """Records whose puts can be made to wait, as a cluster's wait for a node that has fallen silent, or to fail."""

    def __init__(self, records):
        self._records, self.go_on, self.puts, self.fails = records, Event(), 0, False
        self.go_on.set()

    def __getattr__(self, name):
        return getattr(self._records, name)

    def put(self, *what, **how):
        self.puts += 1
        if self.fails:
            raise ClusterUnavailable("nobody answers")
        self.go_on.wait(20)
        return self._records.put(*what, **how)


@pytest.fixture
def records(tmp_path):
    return Hanging(SqliteRecords(tmp_path / "records.sqlite"))


def generation(records, number=1, created="2026-01-01"):
    record = GenerationRecord(number, created, FORMAT, "", {}, 1, 1, (f"p-{number}-0-1",))
    GenerationRecords(records, "p").put(record, {})
    return record


def test_a_note_is_made_once_and_what_was_just_seen_is_not_looked_up_again(records):
    record, pins = generation(records), Pins(records, GenerationRecords(records, "p"))
    before = monotonic()
    puts = records.puts
    assert pins.pin(record) and records.puts == puts + 1 and pinned_generations(records) == {1}
    GenerationRecords(records, "p").remove(1)
    assert pins.pin(record, ServedLook(1, record, monotonic()))
    assert not pins.pin(record, ServedLook(1, record, before))  # before the note was made: may be gone by now
    assert not pins.pin(record) and records.puts == puts + 1


def test_another_generation_of_the_same_number_is_another(records):
    record, pins = generation(records), Pins(records, GenerationRecords(records, "p"))
    generation(records, created="2026-02-02")
    assert not pins.pin(record)


def test_no_question_waits_for_a_note_that_is_renewed(records, monkeypatch):
    monkeypatch.setattr(pins_module, "_BETWEEN", 0.01)
    record, pins = generation(records), Pins(records, GenerationRecords(records, "p"))
    assert pins.pin(record)
    puts = records.puts
    records.go_on.clear()
    until = monotonic() + 10
    while records.puts == puts and monotonic() < until:
        Event().wait(0.01)
    asked = Thread(target=pins.pin, args=(record,), daemon=True)
    asked.start()
    asked.join(10)
    waited = asked.is_alive()
    records.go_on.set()
    assert records.puts > puts and not waited


def test_who_could_not_note_does_not_read(records):
    record, pins = generation(records), Pins(records, GenerationRecords(records, "p"))
    records.fails = True
    with pytest.raises(ClusterUnavailable):
        pins.pin(record)
    records.fails = False
    assert pins.pin(record)
    pins.unpin(1)
    pins.close()
    assert pinned_generations(records) == set()
