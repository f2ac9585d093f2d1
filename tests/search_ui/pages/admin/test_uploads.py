"""Documents that come by the page: each is said to be there, or why not; none is served as a page."""

import io
import os
import re

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import IndexProblem
from indexer.model import JobKind
from indexer.settings import Settings
from indexer.store import Jobs
from search_ui.app import create_app
from search_ui.pages.admin import admin_access


def send(client, *files, **fields):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/admin/documents").text)[1]
    sent = [(io.BytesIO(raw), name) for name, raw in files]
    return client.post("/admin/documents", data={"csrf_token": token, "files": sent, **fields})


def test_files_come_into_the_folder_that_is_named(client, corpus):
    page = send(client, ("lilies.txt", b"Lilies\n\nLilies are white."), ("x.exe", b"MZ"), folder="garden")
    assert page.status_code == 200 and (corpus / "garden" / "lilies.txt").read_bytes() == b"Lilies\n\nLilies are white."
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.text))
    assert "garden/lilies.txt (25 bytes) is there" in text and "x.exe was not taken: this is a program" in text
    assert 'name="folder" value="garden"' in page.text and not (corpus / "garden" / "x.exe").exists()


def test_nothing_is_replaced_without_the_tick(client, corpus):
    before = (corpus / "apples.txt").read_bytes()
    refused = send(client, ("apples.txt", b"Apples are blue."))
    assert (
        refused.status_code == 422
        and "there already" in refused.text
        and (corpus / "apples.txt").read_bytes() == before
    )
    taken = send(client, ("apples.txt", b"Apples are blue."), replace="on")
    assert taken.status_code == 200 and (corpus / "apples.txt").read_bytes() == b"Apples are blue."


@pytest.mark.parametrize("folder", ["..", "/etc", "garden/../..", "nowhere", "apples.txt"])
def test_no_folder_elsewhere_is_written_to(same_client, same_settings, folder):
    refused = send(same_client, ("x.txt", b"X."), folder=folder)
    assert refused.status_code == 400 and "Nothing was taken" in refused.text
    assert list(same_settings.index.parent.rglob("x.txt")) == [] and not os.path.exists("/etc/x.txt")


def test_markup_in_names_stays_text(client):
    page = send(client, ("<img src=x onerror=alert(1)>.txt", b"X is a letter."))
    assert "<img" not in page.text and "&lt;img" in page.text and page.status_code == 200


def test_more_than_may_come_at_once_is_refused_before_it_is_read(same_settings, monkeypatch):
    monkeypatch.setattr(admin_access, "_FILES", 1)
    monkeypatch.setattr(admin_access, "REQUEST_LIMIT", 8000)
    client = create_app(same_settings.model_copy(update={"file_limit": 2000})).test_client()
    assert "it has more than 2,000 bytes" in send(client, ("a.txt", b"x" * 2001)).text
    refused = send(client, ("a.txt", b"x" * 20_000))
    assert refused.status_code == 413 and "may have 10,000 bytes" in refused.text


def test_nothing_chosen_is_said(same_client):
    assert "Choose a file" in send(same_client).text


def test_a_corpus_that_may_not_be_written_has_no_form(same_client, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    page = same_client.get("/admin/documents").text
    assert "may not write" in page and 'type="file"' not in page


def test_without_an_index_nothing_comes(tmp_path):
    client = create_app(Settings.load(index=tmp_path / "none")).test_client()
    page = client.get("/admin/documents")
    assert page.status_code == 200 and "passageway index" in page.text and 'type="file"' not in page.text


def test_what_came_is_history(client, corpus, settings):
    send(client, ("lilies.txt", b"Lilies are white."), ("apples.txt", b"Apples are blue."), replace="on")
    added, replaced = reversed(open_jobs(settings).newest(2))
    assert (added.kind, replaced.kind, added.state, added.agent) == (JobKind.ADD, JobKind.REPLACE, "done", "page")
    assert (added.paths, replaced.paths) == ((f"{corpus}/lilies.txt",), (f"{corpus}/apples.txt",))
    page = re.sub(r"<[^>]+>", "", client.get("/admin/runs").text)
    assert "Put new files into the corpus: lilies.txt" in page and "Replace files of the corpus: apples.txt" in page
    assert "Try again" not in (run := client.get(f"/admin/runs/{added.number}").text) and "The same again" not in run


def test_what_came_is_there_though_the_history_cannot_have_it(client, corpus, monkeypatch):
    def refused(*_, **__):
        raise IndexProblem("jobs.sqlite is in use")

    monkeypatch.setattr(Jobs, "note", refused)
    page = send(client, ("lilies.txt", b"Lilies are white."))
    assert (corpus / "lilies.txt").exists() and "lilies.txt" in page.text
    assert "The history does not have it: jobs.sqlite is in use" in page.text
