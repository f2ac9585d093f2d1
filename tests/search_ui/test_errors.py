"""Failures say what happened and what to do, and never how the program looks inside."""

import logging
import re
from dataclasses import replace

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import (
    ClusterRefused,
    ClusterUnavailable,
    IndexDamaged,
    IndexMismatch,
    IndexProblem,
    PassagewayError,
    PathError,
    SettingsError,
)
from indexer.indexing import index_corpus
from indexer.model import JobProgress
from indexer.settings import Settings
from indexer.store import WriterLock
from search_ui.app import create_app
from search_ui.request.failure_words import failure_of


def _every(kind):
    return [kind, *(each for below in kind.__subclasses__() for each in _every(below))]


class Failing:
    """A Searcher of which every call raises."""

    def __init__(self, error):
        self._error = error

    def __getattr__(self, name):
        def fail(*_, **__):
            raise self._error

        return fail


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere/at/all", 404, ["There is no such page", "/nowhere/at/all", 'name="q"']),
        ("/source/gone.md", 404, ["No such document", "gone.md", 'name="q"']),
        ("/source/%E2%80%AE%F0%9F%98%80%FF", 404, ["No such document"]),
        ("/search?q=" + "x" * 2001, 400, ["too long", "2,001", 'name="q"']),
        ("/static/none.css", 404, ["There is no such page"]),
    ],
)
def test_what_was_looked_for_is_said_with_a_search_box(client, address, status, words):
    response = client.get(address)
    assert response.status_code == status
    assert [word for word in words if word not in response.text] == []


def test_a_method_that_is_not_allowed_says_which_are(client):
    response = client.post("/")
    assert response.status_code == 405 and "GET" in response.headers["Allow"]


def test_without_an_index_the_command_is_told_and_the_page_comes_by_itself(tmp_path):
    settings = Settings.load(index=tmp_path / "index")
    client = create_app(settings).test_client()
    response = client.get("/")
    command = f"passageway index FOLDER --index {settings.index}"
    assert response.status_code == 503 and f'<pre tabindex="0" dir="ltr">{command}</pre>' in response.text
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Tea is warm.")
    index_corpus(settings, [tmp_path / "corpus"])
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "error", [IndexMismatch("other settings. Rebuild it with: mend <it>"), IndexDamaged("torn <x>")]
)
def test_an_index_in_a_bad_state_shows_the_message_of_the_error(corpus_settings, error):
    client = create_app(corpus_settings, Failing(error)).test_client()
    response = client.get("/search?q=x")
    assert response.status_code == 503 and str(error)[1:].replace("<", "&lt;").replace(">", "&gt;") in response.text


@pytest.mark.parametrize("address", ["/search?q=x", "/api/v1/search?q=x"])
def test_a_cluster_that_is_out_of_reach_says_when_to_come_back_and_only_the_log_says_where_it_is(
    corpus_settings, address, caplog
):
    def ask(error, caller):
        app = create_app(corpus_settings, Failing(error), local=caller == "127.0.0.1")
        return app.test_client().get(address, environ_base={"REMOTE_ADDR": caller})

    silent = ClusterUnavailable("silence at inner.example", 6.5)
    response = ask(silent, "203.0.113.5")
    assert response.status_code == 503 and response.headers["Retry-After"] == "7"
    assert "The index cannot be reached just now" in response.text and "Try again in a moment" in response.text
    assert "inner.example" not in response.text and "inner.example" in caplog.text
    assert "inner.example" in ask(silent, "127.0.0.1").text
    response = ask(ClusterRefused("no"), "203.0.113.5")
    assert response.status_code == 503 and "Retry-After" not in response.headers and "must change" in response.text


@pytest.mark.parametrize("address", ["/search?q=x", "/api/v1/search?q=x"])
def test_an_unforeseen_failure_gives_a_reference_that_is_in_the_log(corpus_settings, caplog, address):
    client = create_app(corpus_settings, Failing(RuntimeError("secret inside"))).test_client()
    with caplog.at_level(logging.ERROR):
        response = client.get(address)
    assert response.status_code == 500 and "secret" not in response.text and "Traceback" not in response.text
    assert re.search(r"Reference ([0-9a-f]{8})", response.text)[1] in caplog.text and "secret inside" in caplog.text


@pytest.mark.parametrize("address", ["/", "/search?q=tea", "/api/v1/search?q=tea", "/healthz", "/library"])
@pytest.mark.parametrize("damage", ["catalog", "pointer", "format"])
def test_who_asks_over_a_network_is_told_what_is_wrong_and_no_path_of_the_machine(tmp_path, address, damage, caplog):
    index, corpus = tmp_path / "My (own) index", tmp_path / "My papers"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Tea is warm.")
    settings = Settings.load(index=index)
    index_corpus(settings, [corpus])
    if damage == "catalog":
        (index / "catalog.sqlite").write_bytes(b"no database" * 500)
    elif damage == "pointer":
        (index / "CURRENT").write_text("no number")
    else:
        settings = settings.model_copy(update={"passage_words": 60})
    app = create_app(settings, local=False)
    response = app.test_client().get(address, environ_base={"REMOTE_ADDR": "203.0.113.5"})
    assert response.status_code == 503
    for part in (str(tmp_path), "My (own)", "index/", "own)", "Errno", "sqlite"):
        assert part not in response.text, response.text
    assert "made with other settings" in response.text if damage == "format" else "is damaged" in response.text
    if address != "/healthz":
        command = "passageway index --full" if damage == "format" else "passageway repair"
        assert command in response.text and str(index) in caplog.text
    whole = create_app(settings, local=True).test_client().get(address)
    assert (str(index) in whole.text) == (address != "/healthz")


@pytest.mark.parametrize("kind", _every(PassagewayError))
def test_what_everybody_may_read_of_an_error_is_its_message_only_where_that_names_no_place(kind):
    error = kind.__new__(kind, "/home/jane/My Files is gone")
    told = failure_of(error, whole=False).detail
    assert told == ("/home/jane/My Files is gone" if kind.is_public else "")
    assert failure_of(error, whole=True).detail == "/home/jane/My Files is gone"
    assert not (kind.is_public and issubclass(kind, (IndexProblem, PathError, SettingsError)))


def test_while_the_first_run_goes_on_everybody_is_told_so_and_how_far_it_is(tmp_path):
    settings = Settings.load(index=tmp_path / "index")
    client, jobs = create_app(settings).test_client(), open_jobs(settings)
    assert "Nothing has been indexed yet" in client.get("/").text
    with WriterLock(settings.index) as writer:
        jobs.begin(writer, agent="command line")
        jobs.change(1, lambda job: replace(job, progress=JobProgress("read", 2, 1390, "a.txt")))
        page, search = client.get("/"), client.get("/api/v1/search?q=x")
        assert page.status_code == search.status_code == 503
        assert "<h1>The documents are being indexed</h1>" in page.text and "passageway index FOLDER" not in page.text
        assert page.headers["Refresh"] == page.headers["Retry-After"] == search.headers["Retry-After"] == "5"
        assert "(read 2 of 1,390)" in page.text and "(read 2 of 1,390)" in search.json["detail"]
        assert client.get("/healthz").json["reason"].startswith("The documents are being indexed")
        assert "Nothing can be served.</strong> The first run of" in client.get("/admin").text
    assert "Nothing has been indexed yet" in client.get("/").text, "the run has ended without a word"
    assert "Refresh" not in client.get("/").headers
