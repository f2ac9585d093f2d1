"""Signals stop commands: real processes, and what they leave behind."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.cli import starting
from indexer.cli.shell import COMMANDS
from indexer.engines.opening import open_jobs
from indexer.indexing import index_corpus
from indexer.model import JobState
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.signals import usual_signals
from tests.waiting import PATIENCE, until

ROOT = Path(__file__).resolve().parents[2]

#: Says that it is at work, and goes on for long; what it does when it is stopped takes long as well.
WORKING = """
import time
from indexer.cli import starting
from indexer.cli.shell import group
import click

@click.command()
@click.argument("seconds", type=float)
def work(seconds):
    try:
        print("ready", flush=True)
        time.sleep(30)
    finally:
        print("closing", flush=True)
        time.sleep(seconds)

class Unlucky:
    def __del__(self):
        print("ready", flush=True)
        time.sleep(5)

@click.command()
def collect():
    Unlucky()
    time.sleep(30)

group.commands = {"work": work, "index": work, "collect": collect}
starting.main()
"""

#: The same by a clock that goes on by a quarter of a second whenever a signal is heard, and says so.
BY_SIGNALS = f"""
from indexer.cli import starting
seconds = iter((0, starting._ONCE / 2, 2 * starting._ONCE))
starting.monotonic = lambda: print("heard", flush=True) or next(seconds)
{WORKING}
"""


@contextmanager
def process_of(*arguments):
    with usual_signals():
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PASSAGEWAY_SEMANTIC": "off"},
        )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP)]
)
def test_what_is_open_is_closed_and_a_line_says_so(number, code):
    with process_of("-c", WORKING, "index", "0") as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (code, "closing\n")
    kept = "The next run uses the passages and vectors that this one has made."
    assert err.strip() == f"passageway: stopped; what was published before is unchanged. {kept}"


def test_a_dry_run_that_is_stopped_has_made_nothing_for_the_next(monkeypatch, capsys):
    def stopped(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("indexer.cli.shell.run", stopped)
    said = {}
    for arguments in (("index",), ("index", "notes", "--dry-run"), ("prune",), ("ask", "x")):
        assert starting._run([*arguments]) == 130
        said[arguments] = capsys.readouterr().err.strip().removeprefix("passageway: ")
    unchanged = "stopped; what was published before is unchanged."
    kept = f"{unchanged} The next run uses the passages and vectors that this one has made."
    assert list(said.values()) == [kept, unchanged, unchanged, "stopped."]


def test_the_same_signal_sent_twice_counts_once_and_a_later_one_ends_at_once():
    with process_of("-c", BY_SIGNALS, "work", "600") as process:
        for said in (["ready"], ["heard", "closing"], ["heard"]):
            assert [process.stdout.readline().strip() for _ in said] == said
            process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert err.strip() == "passageway: stopped at once; the next run clears away what is left."


def test_an_interrupt_that_comes_where_python_can_pass_none_on_is_not_lost():
    with process_of("-c", WORKING, "collect") as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130 and err.strip() == "passageway: stopped."


def test_a_command_that_only_reads_says_nothing_of_what_is_published():
    with process_of("-c", WORKING, "work", "0") as process:
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err.strip()) == (130, "passageway: stopped.")


def test_commands_that_change_an_index_are_commands():
    assert COMMANDS.keys() >= starting._CHANGING


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.long)])
def test_a_server_that_is_stopped_ends_well_and_the_run_that_it_has_begun_goes_on(tmp_path, number):
    corpus, settings = tmp_path / "docs", Settings.load(index=tmp_path / "index", workers=1)
    corpus.mkdir()
    (corpus / "tea.txt").write_text("Tea\n\nTea is made with boiling water.\n")
    index_corpus(settings, [corpus])
    (corpus / "bee.txt").write_text("Bees\n\nBees make honey.\n")
    open_jobs(settings).queue(agent="page")
    with process_of("-m", "indexer", "serve", "--port", "0", "--json", "--index", str(settings.index)) as server:
        while server.stdout.readline() != "}\n":
            pass
        ended(settings, {JobState.QUEUED})
        server.send_signal(number)
        out, err = server.communicate(timeout=PATIENCE)
    assert (server.returncode, out, err.strip()) == (0, "", "")
    assert ended(settings, {JobState.RUNNING}).state is JobState.DONE
    assert Searcher(settings).status().documents == 2


def ended(settings, states):
    """The newest run, once it is in none of the states any more."""
    return until(lambda: (job := open_jobs(settings).newest(1)[0]).state not in states and job)
