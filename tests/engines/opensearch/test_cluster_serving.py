"""Runs of an index on a cluster: known to live by the lease of their writer, whatever machine that is on."""

import dataclasses
from time import time

import pytest

from indexer.engines.opensearch.records.cluster_serving import ClusterServing
from indexer.engines.opensearch.records.index_record import KEY, KIND, IndexRecord, LeaseNote
from indexer.model import JobOutcome, JobState
from indexer.store import Jobs
from indexer.store.records import SqliteRecords

WRITER = LeaseNote(7, "another-machine", "2026-01-01T10:00:00.000000+00:00", 0)


@pytest.fixture
def records(tmp_path):
    return SqliteRecords(tmp_path / "records.sqlite")


@pytest.fixture
def jobs(records):
    return Jobs(records, ClusterServing(records))


def decide(records, served=0, seconds=60.0):
    lease = WRITER._replace(until=time() + seconds)
    records.change(KIND, KEY, lambda _: IndexRecord(served=served, lease=lease).as_value())


def test_a_run_lives_as_long_as_its_lease_and_is_interrupted_then(records, jobs):
    decide(records)
    number = jobs.begin(WRITER.writer, agent="a test").number
    assert jobs.current().state is JobState.RUNNING
    decide(records, seconds=-0.01)
    assert jobs.get(number).state is JobState.INTERRUPTED and jobs.interrupted().number == number
    jobs.tidy()
    assert jobs.newest()[0].state is JobState.INTERRUPTED


def test_another_writer_does_not_keep_the_run_of_a_dead_one_alive(records, jobs):
    decide(records)
    jobs.begin(WRITER.writer, agent="a test")
    taken_over = WRITER._replace(process=8, until=time() + 60)
    records.change(KIND, KEY, lambda _: IndexRecord(lease=taken_over).as_value())
    assert jobs.current().state is JobState.INTERRUPTED


def test_one_that_died_after_it_had_published_has_done_its_work(records, jobs):
    decide(records, served=3)
    job = jobs.begin(WRITER.writer, agent="a test")
    outcome = JobOutcome(1, 0, 0, 0, 0, 0, passages=1, seconds=1, generation=4)
    jobs.change(job.number, lambda job: dataclasses.replace(job, outcome=outcome))
    decide(records, served=3, seconds=-0.01)
    assert jobs.get(job.number).state is JobState.INTERRUPTED
    decide(records, served=4, seconds=-0.01)
    assert jobs.get(job.number).state is JobState.DONE
