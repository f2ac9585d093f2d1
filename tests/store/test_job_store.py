"""The records of runs: numbered, taken up by one, cancelled, recognised as interrupted."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from indexer.errors import IndexDamaged, IndexProblem, RunCancelled
from indexer.indexing.jobs.job_runner import oldest_queued
from indexer.model import JobKind, JobOutcome, JobProgress, JobState
from indexer.store import Jobs, WriterLock
from indexer.store.records import index_serving, job_store
from tests.waiting import waits_of_sqlite

OUTCOME = JobOutcome(1, 2, 3, 4, 5, 6, 7, 8.5, 9)


@pytest.fixture
def index(tmp_path):
    return tmp_path


def test_a_queued_run_keeps_what_was_asked_for(index):
    queued = Jobs.in_folder(index).queue([Path("a"), Path("/b\nc")], full=True, agent="page")
    assert queued == Jobs.in_folder(index).get(1) == Jobs.in_folder(index).current()
    assert (queued.number, queued.state, queued.full, queued.agent) == (1, JobState.QUEUED, True, "page")
    assert queued.paths == (os.path.abspath("a"), "/b\nc") and queued.queued.endswith("+00:00")
    assert (queued.process, queued.started, queued.ended, queued.progress, queued.outcome) == (None,) * 5


def test_an_index_that_nobody_has_run_on_has_no_runs(index):
    jobs = Jobs.in_folder(index)
    assert jobs.current() is None and jobs.newest() == () and jobs.get(1) is None
    assert jobs.cancel() is None and list(index.iterdir()) == []


def test_all_of_a_record_comes_back(index):
    held = Jobs.in_folder(index)
    (index / "CURRENT").write_text(str(OUTCOME.generation))
    with WriterLock(index) as writer:
        begun = held.begin(writer, agent="page")
        progress = JobProgress("read", 3, None, "ä.txt")
        whole = replace(begun, progress=progress, outcome=OUTCOME, error="why", cancelling=True, ended="later")
        assert held.change(1, lambda job: whole) == whole == held.get(1)
        public = whole.public
        assert (public.stage, public.done, public.total, public.outcome) == ("read", 3, None, OUTCOME)
        assert begun.public.stage is None and begun.public.state is JobState.RUNNING


def test_numbers_are_given_once_though_many_ask(index):
    threads = [Thread(target=lambda: [Jobs.in_folder(index).queue(agent="page") for _ in range(5)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [job.number for job in Jobs.in_folder(index).newest()] == list(range(20, 0, -1))


def test_a_run_is_running_while_its_writer_has_the_lock(index):
    held = Jobs.in_folder(index)
    with WriterLock(index) as writer:
        job = held.begin(writer, agent="shell")
        assert held.current() == job and job.state is JobState.RUNNING
        assert (job.process, job.host, job.started) == (writer.process, writer.host, writer.since)
    assert held.current().state is JobState.INTERRUPTED
    with WriterLock(index):  # of the same process: not that run's
        assert held.get(1).state is JobState.INTERRUPTED


def test_a_run_that_was_served_when_its_process_died_is_done(index):
    held = Jobs.in_folder(index)
    with WriterLock(index) as writer:
        held.begin(writer, agent="shell")
        held.change(1, lambda job: replace(job, outcome=OUTCOME))
        assert held.current().outcome is None  # it is about to be served
        (index / "CURRENT").write_text(str(OUTCOME.generation))
        assert held.current().outcome == OUTCOME
    assert held.current().state is JobState.DONE and held.current().outcome == OUTCOME


def test_a_run_whose_process_died_before_it_was_served_is_interrupted(index):
    held = Jobs.in_folder(index)
    (index / "CURRENT").write_text(str(OUTCOME.generation - 1))
    with WriterLock(index) as writer:
        held.begin(writer, agent="shell")
        held.change(1, lambda job: replace(job, outcome=OUTCOME))
    assert held.current().state is JobState.INTERRUPTED and held.current().outcome is None


def test_what_waited_and_was_found_good_when_the_process_died_waits_no_more(index):
    held, waiting = Jobs.in_folder(index), replace(OUTCOME, held=True)
    (index / "generations" / str(OUTCOME.generation)).mkdir(parents=True)
    mark = index / "generations" / f"{OUTCOME.generation}.held"
    mark.write_text('{"base": 1}')
    with WriterLock(index) as writer:
        held.begin(writer, agent="shell")
        held.change(1, lambda job: replace(job, outcome=waiting))
    assert (held.current().state, held.current().outcome) == (JobState.DONE, waiting)
    (index / "CURRENT").write_text(str(OUTCOME.generation))
    mark.unlink()
    assert (held.current().state, held.current().outcome) == (JobState.DONE, OUTCOME)


@pytest.mark.parametrize("kind", [JobKind.PUBLISH, JobKind.ROLL_BACK, JobKind.RESTORE])
def test_an_act_is_done_once_its_generation_is_served_whoever_died_then(index, kind):
    held = Jobs.in_folder(index)
    with WriterLock(index) as writer:
        held.begin_act(writer, kind, 7, agent="shell")
    assert held.current() is None and held.get(1).state is JobState.INTERRUPTED
    (index / "CURRENT").write_text("7")
    assert held.get(1).state is JobState.DONE
    with WriterLock(index):
        held.tidy()
    (index / "CURRENT").write_text("8")
    assert held.get(1).state is JobState.DONE  # for good


def test_one_that_ends_between_two_looks_is_not_called_interrupted(index, monkeypatch):
    held = Jobs.in_folder(index)
    with WriterLock(index) as writer:
        held.begin(writer, agent="shell")

    def ended_meanwhile(place):
        held.change(1, lambda job: replace(job, state=JobState.DONE))

    monkeypatch.setattr(index_serving, "holder", ended_meanwhile)
    assert held.current().state is JobState.DONE


def test_the_next_run_notes_what_was_interrupted_for_good(index):
    held = Jobs.in_folder(index)
    with WriterLock(index) as writer:
        held.begin(writer, agent="shell")
    with WriterLock(index) as writer:
        held.tidy()
        again = held.begin(writer, agent="shell")
        assert held._records.get("job", "0000000001").value["state"] == "interrupted"
        assert [job.state for job in held.newest()] == [JobState.RUNNING, JobState.INTERRUPTED] and again.number == 2


def test_the_current_run_is_the_one_that_is_running_even_where_others_wait(index):
    held = Jobs.in_folder(index)
    held.queue(agent="page")
    with WriterLock(index) as writer:
        running = held.begin(writer, agent="shell")
        held.queue(agent="page")
        assert held.current() == running
    held.change(2, lambda job: replace(job, state=JobState.DONE))
    assert held.current().number == 3


def test_a_queued_run_is_taken_up_once(index):
    held = Jobs.in_folder(index)
    held.queue(agent="page")
    with WriterLock(index) as writer:
        assert held.start(1, writer).state is JobState.RUNNING
        with pytest.raises(RunCancelled, match="run 1 is running already"):
            held.start(1, writer)
        with pytest.raises(IndexDamaged, match="run 2"):
            held.start(2, writer)


def test_cancelling_asks_a_running_run_and_ends_a_queued_one(index):
    held = Jobs.in_folder(index)
    held.queue(agent="page")
    with WriterLock(index) as writer:
        held.begin(writer, agent="shell")
        assert held.cancel().number == 2 and held.get(2).cancelling and held.get(2).state is JobState.RUNNING
        ended = held.cancel(1)
        assert (ended.state, ended.cancelling) == (JobState.CANCELLED, False) and ended.ended
        with pytest.raises(RunCancelled, match="run 1 is cancelled already"):
            held.start(1, writer)
    assert held.cancel(1) is None and held.cancel(2) is None and held.cancel(7) is None


def test_a_change_that_others_came_before_is_made_of_what_they_left(index):
    held, seen = Jobs.in_folder(index), []
    with WriterLock(index) as writer:
        held.begin(writer, agent="shell")

        def change(job):
            seen.append(job.cancelling)
            if len(seen) == 1:
                Jobs.in_folder(index).cancel()
            return replace(job, error="why")

        assert held.change(1, change) == held.get(1)
    assert seen == [False, True] and held.get(1).cancelling and held.get(1).error == "why"


def test_old_runs_are_forgotten(index, monkeypatch):
    monkeypatch.setattr(job_store, "_REMEMBERED", 3)
    held = Jobs.in_folder(index)
    for _ in range(5):
        held.cancel(held.queue(agent="page").number)
    held.tidy()
    assert [job.number for job in held.newest()] == [5, 4, 3]
    held.cancel(held.queue(agent="page").number)
    held.tidy()
    assert [job.number for job in held.newest()] == [6, 5, 4]


def test_what_waits_is_found_and_kept_however_many_runs_came_after_it(index, monkeypatch):
    monkeypatch.setattr(job_store, "_REMEMBERED", 30)
    held = Jobs.in_folder(index)
    first, second = held.queue(agent="page"), held.queue(agent="page")
    for _ in range(120):
        job = held.queue(agent="watch")
        held.change(job.number, lambda job: replace(job, state=JobState.DONE))
    assert held.queued() == (first, second) and oldest_queued(held) == first
    held.tidy()
    assert held.queued() == (first, second)
    held.cancel(first.number)
    held.cancel(second.number)
    held.tidy()
    assert held.queued() == () and len(held.newest(200)) == 30


def test_what_runs_is_the_current_run_however_many_were_queued_after_it(index):
    held = Jobs.in_folder(index)
    with WriterLock(index) as writer:
        running = held.begin(writer, agent="shell")
        for _ in range(40):
            held.queue(agent="page")
        assert held.current() == running
    assert held.get(running.number).state is JobState.INTERRUPTED
    with WriterLock(index):
        held.tidy()
    assert [record.value["state"] for record in held._records.newest("job", 100)][-1] == "interrupted"


@pytest.mark.parametrize("value", ["{}", '{"number": 1}', "[]"])
def test_records_that_are_no_runs_are_damage_which_the_next_run_puts_aside(index, value):
    held = Jobs.in_folder(index)
    held._records.put("job", "0000000001", {}, version=0)

    with sqlite3.connect(held._records.path) as connection:
        connection.execute("UPDATE records SET value = ?", (value,))
    connection.close()
    with pytest.raises(IndexDamaged, match=r"jobs\.sqlite is damaged"):
        held.current()
    held.tidy()
    assert held.current() is None and held.queue(agent="page").number == 1
    assert (index / "jobs.sqlite.damaged").exists()


@pytest.mark.parametrize("key", ["x", "0000000009"])
def test_a_run_under_a_key_that_is_not_its_number_is_damage_as_well(index, key):
    held = Jobs.in_folder(index)
    held.queue(agent="page")
    with closing(sqlite3.connect(held._records.path)) as connection:
        connection.execute("UPDATE records SET key = ?", (key,))
        connection.commit()
    for act in (held.current, lambda: held.queue(agent="page"), held.prove):
        with pytest.raises(IndexDamaged, match="passageway repair --index"):
            act()
    held.tidy()
    assert held.current() is None and held.queue(agent="page").number == 1


def test_a_number_that_another_process_took_first_is_not_given_again(index, monkeypatch):
    held, quicker = Jobs.in_folder(index), [Jobs.in_folder(index)]
    put = held._records.put

    def late(*arguments, **options):
        if quicker:
            assert quicker.pop().queue(agent="other").number == 1
        return put(*arguments, **options)

    monkeypatch.setattr(held._records, "put", late)
    assert held.queue(agent="page").number == 2
    assert [job.agent for job in held.newest()] == ["page", "other"]


def test_a_hurried_change_waits_for_nobody(index):
    held = Jobs.in_folder(index)
    held.queue(agent="page")
    with closing(sqlite3.connect(held._records.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with waits_of_sqlite("jobs.sqlite") as waits, pytest.raises(IndexProblem, match="locked"):
            held.change(1, lambda job: job, hurried=True)
        assert max(waits) < 0.1
        thread = Thread(target=lambda: held.change(1, lambda job: replace(job, cancelling=True)))
        thread.start()  # one that is not hurried waits until it can be made
        sleep(0.2)
        other.execute("ROLLBACK")
        thread.join()
        assert held.get(1).cancelling
    assert held.change(1, lambda job: replace(job, error="why"), hurried=True).error == held.get(1).error == "why"
