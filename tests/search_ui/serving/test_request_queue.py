"""What waits for a thread is bounded, and who is sent away learns it at once."""

import json
import re
import threading
from base64 import b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.client import HTTPConnection

import pytest
from waitress import create_server

from search_ui.serving import request_queue
from search_ui.serving.request_queue import RequestQueue
from tests.waiting import PATIENCE, until
from tests.web_server import stop


@contextmanager
def slow_server(queue):
    """The port of a server whose answers wait for ``free``; ``begun`` counts those that are being answered."""
    free, begun = threading.Event(), threading.Semaphore(0)

    def application(environ, start_response):
        begun.release()
        assert free.wait(PATIENCE)
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    server = create_server(application, _dispatcher=queue, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.effective_port, free, begun
    finally:
        free.set()
        stop(server, thread)
        queue.shutdown()


def asked(port, path="/search?q=x"):
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    return connection


def status_of(connection):
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_what_is_beyond_the_bound_is_sent_away_at_once_and_the_rest_is_answered(caplog):
    queue = RequestQueue(threads=1, waiting=2, seconds=60)
    with slow_server(queue) as (port, free, begun):
        first = asked(port)
        assert begun.acquire(timeout=PATIENCE)
        waiting = [asked(port), asked(port)]
        until(lambda: len(queue.queue) == 2)
        page = asked(port).getresponse()
        problem = asked(port, "/api/v1/search?q=x").getresponse()
        assert (page.status, problem.status) == (503, 503)
        assert page.headers["Retry-After"] == problem.headers["Retry-After"] == "2"
        html = page.read().decode()
        assert "The server is busy" in html and page.headers.get_content_type() == "text/html"
        style = sha256(re.search("<style>(.*)</style>", html)[1].encode()).digest()
        assert f"style-src 'sha256-{b64encode(style).decode()}'" in page.headers["Content-Security-Policy"]
        assert json.load(problem)["status"] == 503
        assert problem.headers.get_content_type() == "application/problem+json"
        free.set()
        assert [status_of(one) for one in (first, *waiting)] == [200, 200, 200]
        assert status_of(asked(port)) == 200
    assert len([record for record in caplog.records if "sent away" in record.message]) == 1


def test_what_has_waited_too_long_is_not_answered_any_more(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(request_queue, "monotonic", lambda: now[0])
    queue = RequestQueue(threads=1, waiting=5, seconds=3)
    with slow_server(queue) as (port, free, begun):
        first = asked(port)
        assert begun.acquire(timeout=PATIENCE)
        late = asked(port)
        until(lambda: len(queue.queue) == 1)
        now[0] += 3.5
        free.set()
        assert (status_of(first), status_of(late)) == (200, 503)
        assert begun.acquire(blocking=False) is False


@pytest.mark.parametrize("threads", [1, 3])
def test_a_free_thread_takes_what_comes_even_where_nothing_may_wait(threads):
    queue = RequestQueue(threads=threads, waiting=0, seconds=60)
    until(lambda: queue.active_count == 0)
    with slow_server(queue) as (port, free, begun):
        taken = []
        for _ in range(threads):
            taken.append(asked(port))
            assert begun.acquire(timeout=PATIENCE)
        assert status_of(asked(port)) == 503
        free.set()
        assert [status_of(one) for one in taken] == [200] * threads
