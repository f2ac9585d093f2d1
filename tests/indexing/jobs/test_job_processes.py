"""Runs in processes of their own: real ones, killed, cancelled, queued behind others, left alone by who asked for them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from indexer.engines.opening import open_jobs
from indexer.errors import IndexProblem
from indexer.indexing import index_corpus
from indexer.indexing.jobs import JobLog, JobProcesses, job_log
from indexer.model import JobState
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import WriterLock
from tests.waiting import PATIENCE, until

ROOT = Path(__file__).resolve().parents[3]

#: Asks for a run, and is gone before it is done.
ASKS_AND_DIES = """
import os, sys
from indexer.indexing.jobs import JobProcesses
from indexer.settings import Settings
JobProcesses(Settings.load(index=sys.argv[1])).ask_for(agent="page")
os._exit(0)
"""


@pytest.fixture
def place(tmp_path):
    """A corpus that is indexed, and its settings."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "soup.txt").write_text("Soup\n\nThe soup of the day is made of leeks.\n")
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, [corpus])
    return corpus, settings


def add_notes(corpus, count):
    for number in range(count):
        (corpus / f"n{number:04d}.txt").write_text(f"Note {number}\n\nThis note is about the number {number}.\n")


def ended(settings, number):
    """The run of that number, once it has ended."""
    over = (JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED)
    return until(lambda: (job := open_jobs(settings).get(number)) and job.state in over and job)


def running(settings, number):
    """The run of that number, once it reads."""
    return until(
        lambda: (job := open_jobs(settings).get(number)) and job.state is JobState.RUNNING and job.progress and job
    )


def test_a_run_is_carried_out_by_another_process_with_these_settings(place):
    corpus, settings = place
    (corpus / "x.skipme").write_text("x")
    (corpus / "stew.txt").write_text("Stew\n\nThe stew is made of beans.\n")
    chosen = settings.model_copy(update={"ignore": (".*", "*.skipme"), "keep_generations": 7})
    job = JobProcesses(chosen).ask_for(agent="page")
    assert (job.state, job.agent) == (JobState.QUEUED, "page")
    done = ended(settings, job.number)
    assert done.state is JobState.DONE and done.process != os.getpid()
    assert (done.outcome.added, done.outcome.skipped, done.agent) == (1, 0, "page")
    assert Searcher(settings).ask("stew of beans").hits[0].passage.document_id == "stew.txt"
    assert JobLog(settings.index, job.number).read() == ""


def test_runs_wait_for_one_another_and_for_others_oldest_first(place):
    _, settings = place
    processes = JobProcesses(settings)
    with WriterLock(settings.index):  # as a command in a shell has it
        numbers = [processes.ask_for(agent="page").number for _ in range(3)]
        time.sleep(0.5)
        assert [open_jobs(settings).get(number).state for number in numbers] == [JobState.QUEUED] * 3
        open_jobs(settings).cancel(numbers[1])
    first, second, third = (ended(settings, number) for number in numbers)
    assert (first.state, second.state, third.state) == (JobState.DONE, JobState.CANCELLED, JobState.DONE)
    assert first.started < third.started and first.process == third.process and second.process is None


def test_a_run_goes_on_without_who_asked_for_it(place):
    corpus, settings = place
    add_notes(corpus, 30)
    subprocess.run([sys.executable, "-c", ASKS_AND_DIES, str(settings.index)], cwd=ROOT, check=True, timeout=PATIENCE)
    assert ended(settings, 2).outcome.added == 30


def test_a_queued_run_that_nobody_carries_out_is_taken_up(place):
    _, settings = place
    number = open_jobs(settings).queue(agent="page").number
    JobProcesses(settings).take_up()
    assert ended(settings, number).state is JobState.DONE


@pytest.mark.long
def test_a_killed_run_is_interrupted_says_by_what_and_those_behind_it_are_carried_out(place):
    corpus, settings = place
    add_notes(corpus, 150)
    processes = JobProcesses(settings)
    number = processes.ask_for(agent="page").number
    behind = processes.ask_for(agent="page").number
    os.kill(running(settings, number).process, signal.SIGKILL)
    assert ended(settings, number).state is JobState.INTERRUPTED
    assert ended(settings, behind).outcome.added == 150
    assert until(lambda: JobLog(settings.index, number).read()) == "its process was ended by SIGKILL\n"


def test_a_run_stops_when_it_is_asked_to(place):
    corpus, settings = place
    add_notes(corpus, 150)
    number = JobProcesses(settings).ask_for(agent="page").number
    running(settings, number)
    open_jobs(settings).cancel(number)
    assert ended(settings, number).state is JobState.CANCELLED
    assert Searcher(settings).status().documents == 1


@pytest.mark.long
def test_what_cannot_begin_says_why_and_is_not_tried_for_ever(place):
    corpus, settings = place
    processes = JobProcesses(settings)
    number = processes.ask_for([corpus / "nothing.txt"], agent="page").number
    failed = ended(settings, number)
    assert failed.state is JobState.FAILED and "nothing.txt does not exist" in failed.error
    with FileLock(settings.index / "RUNNER.lock", timeout=PATIENCE):  # else that process takes the next one up, too
        pass
    other = JobProcesses(settings.model_copy(update={"language": "german"}))
    failed = ended(settings, other.ask_for(agent="page").number)
    assert failed.state is JobState.FAILED and "--full" in failed.error and failed.started is None


def test_a_process_that_does_not_even_start_is_no_riddle(place, monkeypatch):
    _, settings = place
    monkeypatch.setenv("PASSAGEWAY_NO_SUCH_LIMIT", "1")
    monkeypatch.setattr("sys.path", [])  # as where the installation was taken away under a running server
    failed = ended(settings, JobProcesses(settings).ask_for(agent="page").number)
    assert failed.state is JobState.FAILED and "before it began" in failed.error and "Module" in failed.error


def test_where_no_process_can_be_started_the_run_waits_for_the_next(place, monkeypatch):
    _, settings = place
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(IndexProblem, match="no process can be started"):
        JobProcesses(settings).ask_for(agent="page")
    assert open_jobs(settings).get(2).state is JobState.QUEUED


def test_what_a_run_prints_is_kept_up_to_a_size(tmp_path, monkeypatch):
    monkeypatch.setattr(job_log, "_MOST", 3000)
    monkeypatch.setattr(job_log, "_KEPT", 1000)
    monkeypatch.setattr(job_log, "_INTERVAL", 0)
    log = JobLog(tmp_path, 7)
    with log.taking_output():
        subprocess.run(["/bin/sh", "-c", "echo from a library; echo and its trouble >&2"], check=True)
        assert log.read() == "from a library\nand its trouble\n"
        for number in range(500):
            os.write(2, f"line {number:04d}\n".encode())
            log.keep_short()
        assert os.stat(tmp_path / "job-logs" / "0000000007.log").st_size < 4000
    said = log.read()
    assert said.startswith("(what came before is not kept)\nline 0") and said.endswith("line 0498\nline 0499\n")
    assert len(said) < 1100
    with JobLog(tmp_path, 8).taking_output():
        pass
    assert [path.name for path in (tmp_path / "job-logs").iterdir()] == ["0000000007.log"]


def test_a_list_of_processes_shows_no_setting(place):
    _, settings = place
    with WriterLock(settings.index):
        number = (
            JobProcesses(settings.model_copy(update={"hosts": ("secret.example.org",)})).ask_for(agent="page").number
        )
        runner = until(
            lambda: [pid for pid in map(_command, Path("/proc").glob("[0-9]*")) if str(settings.index) in pid]
        )
        assert "secret" not in json.dumps(runner)
    ended(settings, number)


def _command(process):
    try:
        return (process / "cmdline").read_text("utf-8", "replace")
    except OSError:
        return ""
