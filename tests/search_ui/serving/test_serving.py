"""Serving: the address is announced, a port in use is told."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import PassagewayError
from indexer.indexing.jobs import JobProcesses
from indexer.searching import Searcher
from search_ui.serving import main, serve
from tests.waiting import PATIENCE
from tests.web_server import served_as_by_the_command

pytestmark = pytest.mark.usefixtures("no_kernel")

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def alone(corpus_settings):
    """Settings of a server that is this very process."""
    return corpus_settings.model_copy(update={"processes": 1})


def test_a_port_in_use_is_an_error_that_says_what_to_do(alone):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PassagewayError, match=rf"127\.0\.0\.1:{port} .*--port"):
            serve(alone, "127.0.0.1", port, lambda address: None)


def test_a_host_that_does_not_exist_is_an_error_that_says_what_to_do(alone):
    with pytest.raises(PassagewayError, match="--host"):
        serve(alone, "no.such.host.invalid", 0, lambda address: None)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_address_is_announced_and_answers_and_ctrl_c_ends_quietly(alone, host, capfd):
    announced = []

    def answered(address):
        announced.append(address)
        raise KeyboardInterrupt

    serve(alone, host, 0, answered)
    assert announced[0].startswith(f"http://{host}:") and not announced[0].endswith(":0/")
    assert capfd.readouterr().out == ""


def test_it_answers_over_the_network(alone):
    with served_as_by_the_command(alone) as address, urlopen(address + "healthz") as response:
        assert response.status == 200


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("# Colours\n\n## What colour are ripe apples?\n\nRipe apples are red.\n", "What colour are ripe apples?"),
        ("Apples are red.\n", ""),
    ],
)
def test_it_has_answered_a_question_before_the_first_one_comes(indexed, monkeypatch, text, question):
    settings = indexed({"a.md": text}).model_copy(update={"processes": 1})
    asked, has_answered, ask = [], threading.Event(), Searcher.ask

    def heard(self, words, **options):
        answer = ask(self, words, **options)
        asked.append(words)
        has_answered.set()
        return answer

    def until_asked(address):
        assert has_answered.wait(PATIENCE)
        raise KeyboardInterrupt

    monkeypatch.setattr(Searcher, "ask", heard)
    serve(settings, "127.0.0.1", 0, until_asked)
    assert len(asked) == 1 and asked[0].startswith(question) and asked[0].endswith("?")


def test_what_was_asked_for_before_it_was_stopped_is_carried_out(indexed, monkeypatch):
    settings = indexed({"a.txt": "Apples are red."}).model_copy(update={"processes": 1})
    begun = threading.Event()
    monkeypatch.setattr(JobProcesses, "_start", lambda self: begun.set())

    def until_begun(address):
        assert begun.wait(PATIENCE)
        raise KeyboardInterrupt

    open_jobs(settings).queue(agent="page")
    serve(settings, "127.0.0.1", 0, until_begun)


@pytest.mark.long
def test_serving_the_pages_alone_needs_nothing_of_the_command_line():
    program = "import sys, search_ui.__main__, search_ui.serving.web_server; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    modules = done.stdout.split()
    assert "search_ui.serving.web_server" in modules and "indexer.searching" in modules
    assert [name for name in modules if name.startswith(("indexer.cli", "rich"))] == []


@pytest.mark.parametrize("port", ["x", "-1", "65536", ""])
def test_a_port_that_is_none_is_refused_in_a_sentence(port, monkeypatch):
    monkeypatch.setenv("PORT", port)
    monkeypatch.setattr(sys, "argv", ["search_ui"])
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit, match=rf"^passageway: PORT is {port!r}; a port is a number from 0 to 65535\.$"):
        main()


def test_arguments_that_would_be_ignored_are_refused():
    command = [sys.executable, "-m", "search_ui", "--port", "8977"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout) == (1, "") and "Use: passageway serve --port 8977" in done.stderr


def test_without_an_index_the_server_starts_and_answers_how_to_make_one(tmp_path):
    environment = {**os.environ, "PORT": "0", "PASSAGEWAY_INDEX": str(tmp_path / "none"), "PASSAGEWAY_PROCESSES": "1"}
    command = [sys.executable, "-m", "search_ui"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as server:
        address = server.stdout.readline().strip()
        with pytest.raises(HTTPError, match="503") as refused:
            urlopen(address)
        assert "passageway index FOLDER" in refused.value.read().decode()
        server.terminate()
