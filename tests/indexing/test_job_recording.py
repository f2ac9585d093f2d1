"""A run is a job: followed by whoever asks, stopped by whoever says so, known for what it was afterwards."""

import errno
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import IndexLocked, IndexProblem, IndexUnwritable, PathError, RunCancelled
from indexer.indexing import index_corpus, run_job
from indexer.indexing.lifecycle import acts, publish
from indexer.indexing.recovery.verify import verify
from indexer.indexing.runs import job_recording as recording
from indexer.model import JobKind, JobOutcome, JobState
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations, WriterLock
from indexer.store.catalog.staging import Staging
from indexer.store.records import SqliteRecords
from tests.signals import usual_signals
from tests.waiting import PATIENCE, until, waits_of_sqlite

ROOT = Path(__file__).resolve().parents[2]

#: A run of two hundredths of a second a file.
SLOW = """
import sys, time
from pathlib import Path
from indexer.cli.starting import heed_signals
from indexer.indexing import index_corpus
from indexer.settings import Settings
def slowly(stage, done, total):
    time.sleep(0.02)
heed_signals()
index_corpus(Settings.load(index=sys.argv[1], workers=1), [Path(sys.argv[2])], progress=slowly, agent="test")
"""


@pytest.fixture
def place(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "soup.txt").write_text("Soup\n\nThe soup of the day is made of leeks.\n")
    return corpus, Settings.load(index=tmp_path / "index", workers=1)


def add_notes(corpus, count):
    for number in range(count):
        (corpus / f"n{number:03d}.txt").write_text(f"Note {number}\n\nThis note is about the number {number}.\n")


def is_reading(job):
    return job.progress is not None and job.progress.stage == "read"


@contextmanager
def slow_run(settings, corpus):
    """A run by another process, once it has noted that it reads."""
    command = [sys.executable, "-c", SLOW, str(settings.index), str(corpus)]
    with usual_signals():
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        until(lambda: (job := open_jobs(settings).current()) and job.process == process.pid and is_reading(job))
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_run_leaves_a_record_of_what_was_asked_for_and_what_came_of_it(place):
    corpus, settings = place
    (corpus / "photo.xyz").write_bytes(b"x")
    report = index_corpus(settings, [corpus], agent="test")
    job = open_jobs(settings).current()
    assert (job.number, job.state, job.paths, job.full, job.agent) == (1, JobState.DONE, (str(corpus),), False, "test")
    assert (job.process, job.host, job.error, job.cancelling) == (os.getpid(), socket.gethostname(), None, False)
    outcome = job.outcome
    assert outcome == JobOutcome(1, 0, 0, 0, 0, 1, report.passages, outcome.seconds, 1) and outcome.seconds > 0
    assert datetime.fromisoformat(job.started).replace(microsecond=0) <= datetime.fromisoformat(job.ended)
    (corpus / "soup.txt").rename(corpus / "dinner.txt")
    index_corpus(settings, full=True)
    job = open_jobs(settings).current()
    assert (job.number, job.paths, job.full, job.agent) == (2, (), True, "Python")
    assert (job.outcome.added, job.outcome.removed, job.outcome.moved, job.outcome.generation) == (0, 0, 1, 2)
    index_corpus(settings)
    assert open_jobs(settings).current().outcome.unchanged == 1
    assert Searcher(settings).status().job == open_jobs(settings).current()


@pytest.mark.parametrize("step", ["release", "note_published"])
def test_an_act_that_fails_after_its_generation_is_served_does_not_say_that_nothing_has_changed(
    place, monkeypatch, step
):
    corpus, settings = place
    index_corpus(settings, [corpus])
    add_notes(corpus, 3)
    index_corpus(settings, preview=True)
    owner = Generations if step == "release" else Staging
    act = getattr(owner, step)

    def failing(*arguments):
        if step == "note_published" and arguments[1] == 1:  # before the act begins, of what is served by then
            return act(*arguments)
        act(*arguments)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(owner, step, failing)
    with pytest.raises(IndexUnwritable) as failed:
        publish(settings)
    assert Generations(settings.index).current() == 2
    said = str(failed.value)
    assert "What it was to do was done by then: passageway generations." in said and "unchanged" not in said
    monkeypatch.undo()
    job = open_jobs(settings).newest(1)[0]
    assert (job.kind, job.state, job.generation) == (JobKind.PUBLISH, JobState.FAILED, 2)


def test_an_act_that_fails_before_says_that_nothing_has_changed(place, monkeypatch):
    corpus, settings = place
    index_corpus(settings, [corpus])
    add_notes(corpus, 3)
    index_corpus(settings, preview=True)
    monkeypatch.setattr(Generations, "release", _no_room)
    with pytest.raises(IndexUnwritable, match="What was published before is unchanged"):
        publish(settings)
    assert Generations(settings.index).current() == 1


def _no_room(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_dry_run_is_no_job(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    index_corpus(settings, dry_run=True)
    assert len(open_jobs(settings).newest()) == 1


def test_what_a_run_is_at_can_be_followed(place):
    corpus, settings = place
    add_notes(corpus, 30)
    seen = []

    def follow(stage, done, total):
        time.sleep(0.02)
        seen.append(open_jobs(settings).current())

    index_corpus(settings, [corpus], progress=follow)
    assert {job.state for job in seen} == {JobState.RUNNING}
    noted = list(dict.fromkeys((job.progress.stage, job.progress.total) for job in seen if job.progress))
    assert noted[:3] == [("look", None), ("read", 31), ("index", 31)]
    paths = {job.progress.path for job in seen if job.progress}
    assert {"n000.txt"} < paths and len(paths) > 2
    done = [job.progress.done for job in seen if job.progress and job.progress.stage == "read"]
    assert done == sorted(done) and len(set(done)) > 1


def test_progress_is_noted_at_new_stages_and_a_few_times_a_second(place, monkeypatch):
    corpus, settings = place
    add_notes(corpus, 300)
    noted, now = [], [0.0]
    put = SqliteRecords.put

    def counted(self, *arguments, patience=5, **options):
        if self.path.is_relative_to(settings.index):
            noted.append(patience < 0.1)
        return put(self, *arguments, patience=patience, **options)

    def ticking():
        now[0] += 0.001
        return now[0]

    monkeypatch.setattr(SqliteRecords, "put", counted)
    monkeypatch.setattr(recording, "monotonic", ticking)
    stages = []
    index_corpus(settings, [corpus], progress=lambda stage, done, total: stages.append(stage))
    changes = sum(one != other for one, other in zip(stages, stages[1:], strict=False)) + 1
    assert len(stages) > 600
    assert changes < noted.count(True) <= changes + 1 + now[0] / 0.25 and noted.count(False) == 3


def test_a_run_goes_on_where_its_record_cannot_be_written(place):
    corpus, settings = place
    add_notes(corpus, 50)
    index_corpus(settings, [corpus])
    (corpus / "soup.txt").write_text("Soup\n\nThe soup of the day is made of lentils.\n")
    with closing(sqlite3.connect(settings.index / "jobs.sqlite", isolation_level=None)) as other:

        def hold(stage, done, total):
            if (stage, done) == ("read", 0):
                other.execute("BEGIN EXCLUSIVE")
                waits.clear()
            elif (stage, done) == ("publish", 0):
                assert set(waits) == {0.01}
                other.execute("ROLLBACK")

        with waits_of_sqlite("jobs.sqlite") as waits:
            assert index_corpus(settings, progress=hold).updated == ("soup.txt",)
    assert open_jobs(settings).current().outcome.updated == 1


def test_no_stage_is_begun_before_the_one_before_it_is_done(place):
    corpus, settings = place
    told = []
    index_corpus(settings, [corpus], progress=lambda stage, done, total: told.append((stage, done, total)))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages[-1] == "publish" and {"read", "index", "suggest"} < set(stages)
    for stage in stages:
        own = [at for at, row in enumerate(told) if row[0] == stage]
        _, done, total = told[own[-1]]
        assert done == (done if total is None else total), stage
        assert stage in ("read", "look") or own == list(range(own[0], own[-1] + 1)), stage


def test_a_run_goes_on_where_its_record_vanishes(place, monkeypatch):
    corpus, settings = place
    removed = []

    def remove(stage, done, total):
        (settings.index / "jobs.sqlite").unlink(missing_ok=True)
        removed.append(stage)

    assert index_corpus(settings, [corpus], progress=remove).added == ("soup.txt",) and removed
    assert open_jobs(settings).current() is None and verify(settings).faults == ()


def test_no_run_looks_interrupted_to_those_who_follow_it(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    over, states = Event(), set()

    def follow():
        while not over.is_set():
            states.update(job.state for job in open_jobs(settings).newest(3))

    follower = Thread(target=follow)
    follower.start()
    for _ in range(40):
        index_corpus(settings)
    over.set()
    follower.join()
    assert states == {JobState.RUNNING, JobState.DONE}


def test_a_killed_run_is_interrupted_to_all_who_ask_and_the_next_goes_on(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    add_notes(corpus, 200)
    with slow_run(settings, corpus) as process:
        assert open_jobs(settings).current().state is JobState.RUNNING
        process.send_signal(signal.SIGKILL)
        process.wait()
        job = Searcher(settings).status().job
        assert (job.number, job.state, job.process, job.ended) == (2, JobState.INTERRUPTED, process.pid, None)
        assert job.progress.stage == "read"
    assert len(index_corpus(settings).added) == 200
    assert [job.state for job in open_jobs(settings).newest()] == [
        JobState.DONE,
        JobState.INTERRUPTED,
        JobState.DONE,
    ]


def test_anybody_can_ask_a_run_to_stop(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    add_notes(corpus, 200)
    with slow_run(settings, corpus) as process:
        asked = open_jobs(settings).cancel()
        assert asked.cancelling and asked.process == process.pid
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1 and "RunCancelled: run 2 was cancelled" in said
    job = open_jobs(settings).current()
    assert (job.state, job.outcome, job.error) == (JobState.CANCELLED, None, None) and job.ended
    assert Searcher(settings).status().generation == 1 and verify(settings).faults == ()
    assert len(index_corpus(settings).added) == 200


def test_a_run_is_cancelled_while_it_writes_as_well(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    add_notes(corpus, 5)

    def cancel(stage, done, total):
        if stage == "index":
            open_jobs(settings).cancel()

    with pytest.raises(RunCancelled, match=r"before is unchanged\. The next uses the passages .*: passageway index$"):
        index_corpus(settings, progress=cancel)
    assert open_jobs(settings).current().state is JobState.CANCELLED
    assert [path.name for path in (settings.index / "generations").iterdir()] == ["1"]


def test_an_act_that_is_cancelled_has_read_nothing(place, monkeypatch):
    corpus, settings = place
    index_corpus(settings, [corpus])

    def cancelled(settings, number, progress):
        open_jobs(settings).cancel()
        progress("ask", 0, 1)

    monkeypatch.setattr(acts, "question_scores", cancelled)
    with pytest.raises(RunCancelled, match=r"is unchanged\. Again with: passageway questions score$"):
        acts.score(settings)


def test_ctrl_c_cancels_a_run(place):
    corpus, settings = place
    add_notes(corpus, 200)
    with slow_run(settings, corpus) as process:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert open_jobs(settings).current().state is JobState.CANCELLED


def test_one_that_is_stopped_when_its_result_is_served_is_done(place, monkeypatch):
    corpus, settings = place

    def stop(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(Staging, "sweep", stop)
    with pytest.raises(KeyboardInterrupt):
        index_corpus(settings, [corpus])
    job = open_jobs(settings).current()
    assert (job.state, job.outcome.generation) == (JobState.DONE, 1) and Searcher(settings).status().generation == 1


@pytest.mark.parametrize(
    ("act", "error", "said"),
    [
        (lambda corpus, settings: index_corpus(settings, [corpus / "gone"]), PathError, "gone does not exist"),
        (
            lambda corpus, settings: index_corpus(settings, [corpus], progress=lambda *_: 1 / 0),
            ZeroDivisionError,
            "zero",
        ),
    ],
)
def test_a_failed_run_says_why(place, act, error, said):
    corpus, settings = place
    with pytest.raises(error):
        act(corpus, settings)
    job = open_jobs(settings).current()
    assert job.state is JobState.FAILED and said in job.error and job.outcome is None and job.ended


def test_a_queued_run_is_carried_out_as_it_was_asked_for(place):
    corpus, settings = place
    jobs = open_jobs(settings)
    settings.index.mkdir()
    queued = jobs.queue([corpus], full=True, agent="page")
    with WriterLock(settings.index), pytest.raises(IndexLocked):
        run_job(settings, queued.number)
    assert jobs.current().state is JobState.QUEUED
    assert run_job(settings, queued.number).added == ("soup.txt",)
    job = jobs.get(queued.number)
    assert (job.state, job.full, job.agent, job.process) == (JobState.DONE, True, "page", os.getpid())
    with pytest.raises(RunCancelled, match="done already"):
        run_job(settings, queued.number)
    again = jobs.queue(agent="page")
    jobs.cancel(again.number)
    with pytest.raises(RunCancelled, match="cancelled already"):
        run_job(settings, again.number)


def test_a_refused_run_leaves_no_record(place):
    corpus, settings = place
    with WriterLock(settings.index), pytest.raises(IndexLocked):
        index_corpus(settings, [corpus])
    assert open_jobs(settings).newest() == ()


def test_damaged_records_stop_nobody(place):
    corpus, settings = place
    index_corpus(settings, [corpus])
    (settings.index / "jobs.sqlite").write_bytes(b"this is no database" * 99)
    with pytest.raises(IndexProblem, match="passageway repair"):
        open_jobs(settings).current()
    assert Searcher(settings).status().job is None and Searcher(settings).ask("leeks").hits
    index_corpus(settings)
    assert Searcher(settings).status().job.number == 1


def test_who_shared_a_run_is_known_of_all_its_stages(place):
    from indexer.cli.printing.keeping.show_jobs import _came

    jobs = open_jobs(place[1])
    with WriterLock(place[1].index) as writer:
        job = jobs.begin(writer, agent="test")
        own = f"{writer.host} {writer.process}"
        with recording.recorded(jobs, job, lambda *_: None) as noted:
            noted("read", 1, 9, workers={own: 1})
            assert not jobs.get(job.number).shared_by
            noted("read", 9, 9, workers={own: 2, "alpha 7": 3})
            noted("index", 5, 5, workers={"alpha 7": 1, "beta 9": 1})
            noted("publish", 0, 1)
    shared = jobs.get(job.number)
    assert shared.workers == {"alpha 7": 4, own: 2, "beta 9": 1}
    assert shared.shared_by == f"alpha 7 did 4 parts, {own} did 2, beta 9 did 1"
    assert _came(shared) == shared.shared_by and not shared.outcome
