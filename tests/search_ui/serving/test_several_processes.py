"""A server of several processes: real ones, which are killed, and whose index changes under them."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic

import pytest

from indexer.errors import PassagewayError
from indexer.indexing import index_corpus
from search_ui.serving import listening, supervisor
from search_ui.serving.supervisor import Supervisor
from tests.signals import usual_signals
from tests.waiting import PATIENCE, until

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes where Linux has them")


class Server:
    """``python -m search_ui`` with two processes."""

    def __init__(self, index, errors):
        self.errors = errors
        environment = {**os.environ, "PORT": "0", "PASSAGEWAY_INDEX": str(index), "PASSAGEWAY_PROCESSES": "2"}
        with errors.open("w") as written, usual_signals():
            self.process = subprocess.Popen(
                [sys.executable, "-m", "search_ui"],
                stdout=subprocess.PIPE,
                stderr=written,
                text=True,
                cwd=ROOT,
                env=environment,
            )
        self.address = self.process.stdout.readline()
        self.port = int(re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", self.address)[1])

    def children(self):
        """Process numbers of those that answer."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in found.read_text().split() if b"server_process" in command_of(pid)}

    def ask(self, path="/api/v1/search?q=colour+of+apples"):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def is_there(pid):
    """Whether a process is there and no zombie; a number that another process has by now does not count."""
    return b"server_process" in command_of(pid)


@pytest.fixture(scope="module")
def settings(indexed):
    return indexed({"a.txt": "The colour of apples is red."})


@pytest.fixture
def server(settings, tmp_path):
    """One of its own for each test: they kill processes of it."""
    server = Server(settings.index, tmp_path / "errors.txt")
    yield server
    server.process.kill()
    server.process.communicate()


def test_one_that_is_killed_is_replaced_and_asking_goes_on(server):
    before = server.children()
    assert len(before) == 2
    killed = min(before)
    os.kill(killed, signal.SIGKILL)
    until(lambda: not is_there(killed))
    assert server.ask()[0] == 200
    until(lambda: len(server.children()) == 2)
    assert killed not in server.children()
    said = server.errors.read_text()
    assert said.count("of the server ended (SIGKILL); another takes its place now") == 1


def test_all_follow_what_is_published_within_a_second_and_no_answer_is_of_two(server, settings):
    """Each generation has one colour: an answer with its number and another's text would be of two."""
    answers, over = [], threading.Event()

    def ask_on():
        while not over.is_set():
            asked = monotonic()  # what was asked before may be answered late, by what held then
            status, body = server.ask()
            answers.append((asked, status, json.loads(body)))

    askers = [threading.Thread(target=ask_on) for _ in range(3)]
    for asker in askers:
        asker.start()
    colours, published = {1: "red"}, {}
    for colour in ("green", "yellow"):
        (settings.index.parent / "c" / "a.txt").write_text(f"The colour of apples is {colour}.")
        generation = index_corpus(settings, [settings.index.parent / "c"]).generation
        colours[generation], published[generation] = colour, monotonic()
        seen = len(answers)
        until(lambda: len(answers) > seen + 8)  # noqa: B023 - called in this round alone
    over.set()
    for asker in askers:
        asker.join()
    assert {status for _, status, _ in answers} == {200}
    for at, _, answer in answers:
        assert colours[answer["generation"]] in answer["hits"][0]["text"]
        newest = max((number for number, moment in published.items() if moment + 1 < at), default=1)
        assert answer["generation"] >= newest
    assert {answer["generation"] for _, _, answer in answers} == set(colours)


def test_a_form_of_one_process_is_taken_by_the_other(server):
    """Forms are signed by a key that all share."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.request("GET", "/admin")
    answer = connection.getresponse()
    cookie, page = answer.headers["Set-Cookie"].partition(";")[0], answer.read().decode()
    connection.close()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    for _ in range(8):  # each over a connection of its own, which any process may take
        status, page = posted(server, "/admin/runs/1/cancel", cookie, token)
        assert status == 303, page


def posted(server, path, cookie, token):
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, f"csrf_token={token}", headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def test_where_the_parent_is_killed_none_is_left(server):
    """The last of those that share the server."""
    children = server.children()
    server.process.kill()
    until(lambda: not any(map(is_there, children)))
    with pytest.raises(OSError):
        server.ask()


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, *(pytest.param(each, marks=pytest.mark.long) for each in (signal.SIGINT, signal.SIGHUP))]
)
def test_a_signal_to_the_parent_ends_all_without_a_word(tmp_path, number):
    server = Server(tmp_path / "none", tmp_path / "errors.txt")
    children = server.children()
    assert len(children) == 2
    server.process.send_signal(number)
    rest, _ = server.process.communicate(timeout=PATIENCE)
    assert (server.process.returncode, rest, server.errors.read_text()) == (0, "", "")
    assert not any(map(is_there, children))


@pytest.fixture
def idle(settings, monkeypatch):
    """A Supervisor whose processes end at once with code 3."""
    monkeypatch.setattr(supervisor, "own_python", lambda *a: [sys.executable, "-S", "-c", "raise SystemExit(3)"])
    sockets = listening.listen("127.0.0.1", 0)
    yield Supervisor(settings, sockets, 2, local=True)
    sockets[0].close()


def test_processes_that_cannot_begin_are_an_error_and_not_tried_for_ever(idle):
    with pytest.raises(PassagewayError, match=r"exit code 3.*--processes 1"):
        idle.run(lambda: pytest.fail("it does not answer"))


def test_a_system_without_room_for_processes_is_an_error_that_says_so(idle, monkeypatch, caplog):
    monkeypatch.setattr(supervisor, "own_python", lambda *a: ["/no/such/python"])
    with pytest.raises(PassagewayError, match="exit code 126"):
        idle.run(lambda: pytest.fail("it does not answer"))
    assert "/no/such/python" in caplog.text


def test_those_that_die_again_and_again_are_started_ever_later(idle, monkeypatch, caplog):
    now, waits = [1000.0], []
    monkeypatch.setattr(supervisor, "monotonic", lambda: now[0])
    for _ in range(8):
        idle._replace(0, -9)
        waits.append(idle._due[0] - now[0])
    assert waits == [0, 1, 2, 4, 8, 16, 30, 30]
    now[0] += 121
    idle._replace(1, 3)
    assert idle._due[1] == now[0]
    assert "process 2 of 2 of the server ended (exit code 3); another takes its place now" in caplog.text
